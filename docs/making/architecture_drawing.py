"""The picture of the folders: boxes in the way of a document, arrows where modules import modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docs.making.import_graph import Edge, ImportGraph, Package
from docs.making.svg import Point, arrow, box, element, head, text

WIDTH = 480
_STYLE = """
text { font-family: "Noto Sans Thai", Sarabun, "Leelawadee UI", Thonburi, Loma, Garuda, sans-serif;
  fill: #1f2933; font-size: 15px; }
.title { font-size: 20px; font-weight: 700; } .thai { fill: #3e4c59; } .count { font-size: 14px; fill: #3e4c59; }
.small { font-size: 14px; } .page { fill: #ffffff; stroke: #d5dbe1; }
.chip { fill: #ffffff; stroke: #9aa5b1; } .prefect { fill: #1f3b73; stroke: #1f3b73; } .on-dark { fill: #ffffff; font-size: 14px; }
.pill { fill: #ffffff; stroke: #616e7c; } .disc { fill: #b93c0a; } .step { fill: #ffffff; font-weight: 700; }
.explorer { fill: #fdf0f4; stroke: #b5577a; } .flows { fill: #eaf1fc; stroke: #5b82bd; }
.sources { fill: #fff5e1; stroke: #b98a2c; } .engines { fill: #f4edfb; stroke: #8a69b5; }
.stores { fill: #e5f4f7; stroke: #3e8c9d; } .parsers { fill: #e8f6ec; stroke: #4a9463; } .schemas { fill: #f0f2f4; stroke: #7b8794; }
.import { fill: none; stroke: #616e7c; stroke-width: 1.6; } .import-head { fill: #616e7c; }
.way { fill: none; stroke: #b93c0a; stroke-width: 4; } .way-head { fill: #b93c0a; }
.hand { fill: none; stroke: #6d4c9f; stroke-width: 2; stroke-dasharray: 5 4; } .hand-head { fill: #6d4c9f; }
"""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "explorer": ("the tables in a browser · ดูตารางผ่านเว็บ",),
    "flows": ("how it runs: steps, commands, schedule · วิธีทำงาน",),
    "sources": ("where documents", "come from", "เอกสารมาจากไหน"),
    "engines": ("what parsers are", "handed: OCR, guard", "เครื่องมือที่ส่งให้ใช้"),
    "stores": ("where things are kept", "ที่เก็บ"),
    "parsers": ("bytes become sections", "and statements", "อ่านเป็นหัวข้อและข้อความ"),
    "schemas": ("what things are: records, vocabularies, tables, offices", "นิยามของข้อมูลและทะเบียนหน่วยงาน"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a package's box stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


def drawing(graph: ImportGraph) -> str:
    """The whole picture as SVG; raises KeyError if a package or an edge has no place in it."""
    packages = {package.name: package for package in graph.packages}
    places = _places(packages)
    routes = _routes(places)
    height = places["schemas"].bottom + 132
    shapes = [
        element("style", escape(_STYLE)),
        element("defs", head("import", 8) + head("way", 3.4) + head("hand", 6)),
        box((0.5, 0.5), (WIDTH - 1, height - 1), "page"),
        text((20, 36), "Who imports whom", "title"),
        text((WIDTH - 20, 36), "ใครเรียกใช้ใคร", "thai", text_anchor="end"),
        *(_package(packages[name], places[name]) for name in packages),
        *_way(places),
        *(_edge(edge, *routes[edge.importer, edge.imported]) for edge in graph.edges),
        *_legend(places["schemas"].bottom + 34),
    ]
    told = "; ".join(
        f"{edge.importer} imports {edge.imported} in {edge.modules} modules" for edge in graph.edges
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" '
        f'height="{height:g}" role="img" aria-labelledby="name told">\n'
        f'<title id="name">The folders of the project and who imports whom</title>\n'
        f'<desc id="told">{escape(told)}.</desc>\n' + "\n".join(shapes) + "\n</svg>\n"
    )


def _places(packages: Mapping[str, Package]) -> Mapping[str, Place]:
    places = {}
    top = 54.0
    if "explorer" in packages:
        places["explorer"] = Place(44, top, 392, 66)
        top += 66 + 44
    rows = 1 + len(_chip_rows(packages["flows"], WIDTH - 40))
    flows = Place(8, top, WIDTH - 16, 68 + 34 * rows)
    first, second = flows.bottom + 54, flows.bottom + 54 + 132 + 62
    return places | {
        "flows": flows,
        "sources": Place(44, first, 158, 132),
        "engines": Place(278, first, 158, 132),
        "stores": Place(44, second, 174, 196),
        "parsers": Place(262, second, 174, 196),
        "schemas": Place(8, second + 196 + 54, WIDTH - 16, 82),
    }


def _routes(places: Mapping[str, Place]) -> Mapping[tuple[str, str], tuple[list[Point], Point]]:
    """The line of each possible edge and where its number stands."""
    flows, schemas = places["flows"], places["schemas"]
    down = {"sources": 123.0, "engines": 357.0, "stores": 210.0, "parsers": 270.0}
    routes: dict[tuple[str, str], tuple[list[Point], Point]] = {}
    for name, x in down.items():
        routes["flows", name] = ([(x, flows.bottom), (x, places[name].y - 2)], (x, flows.bottom + 24))
    level = schemas.y - 30
    for name, x in (("stores", 131.0), ("parsers", 349.0)):
        routes[name, "schemas"] = ([(x, places[name].bottom), (x, schemas.y - 2)], (x, level))
    for name, x, edge in (("sources", 31.0, 44.0), ("engines", 450.0, 436.0)):
        side = places[name].y + places[name].height / 2
        routes[name, "schemas"] = (
            [(edge, side), (x, side), (x, schemas.y - 2)],
            (x + (22 if x < edge else -12), level),
        )
    routes["flows", "schemas"] = ([(18, flows.bottom), (18, schemas.y - 2)], (22, flows.bottom + 24))
    if "explorer" in places:
        top = places["explorer"]
        routes["explorer", "flows"] = ([(240, top.bottom), (240, flows.y - 2)], (240, top.bottom + 20))
    return routes


def _package(package: Package, place: Place) -> str:
    wide = place.width > WIDTH / 2
    left = place.x + 14
    lines = [
        box((place.x, place.y), (place.width, place.height), package.name),
        text((left, place.y + 28), package.name, "title"),
    ]
    count = f"{package.modules} modules · โมดูล" if wide else str(package.modules)
    lines.append(text((place.right - 14, place.y + 28), count, "count", text_anchor="end"))
    words = _WORDS[package.name]
    for row, line in enumerate(words):
        kind = "thai" if row == len(words) - 1 and not wide else "words"
        lines.append(text((left, place.y + 52 + 21 * row), line, kind))
    if package.name == "flows":
        lines += _flow_chips(package, place)
    if package.name == "parsers":
        lines += _column(package, (left, place.y + 112))
    return element("g", "\n".join(lines), data_package=package.name, data_modules=package.modules)


def _flow_chips(package: Package, place: Place) -> Iterator[str]:
    at = place.y + 66
    for row in _chip_rows(package, WIDTH - 40):
        left = place.x + 14
        for name, label in row:
            yield _chip((left, at), label, data_part=name)
            left += _wide(label) + 8
        at += 34
    label = f"{package.of_prefect} prefect_*.py: all that import Prefect · เฉพาะไฟล์เหล่านี้ใช้ Prefect"
    size = (WIDTH - 44.0, 26.0)
    yield element(
        "g",
        box((place.x + 14, at), size, "prefect", 13) + text((place.x + 28, at + 18), label, "on-dark"),
        data_prefect=package.of_prefect,
    )


def _column(package: Package, at: Point) -> Iterator[str]:
    for row, part in enumerate(package.parts):
        yield _chip((at[0], at[1] + 34 * row), f"{part.name} {part.modules}", data_part=part.name)


def _chip_rows(package: Package, width: float) -> list[list[tuple[str, str]]]:
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for part in package.parts:
        label = f"{part.name} {part.modules}"
        if used + _wide(label) > width - 20:
            rows.append([])
            used = 0
        rows[-1].append((part.name, label))
        used += _wide(label) + 8
    return rows


def _chip(at: Point, label: str, **data: str) -> str:
    shapes = box(at, (_wide(label), 26), "chip", 13) + text(
        (at[0] + _wide(label) / 2, at[1] + 18), label, "small", text_anchor="middle"
    )
    return element("g", shapes, **data)


def _wide(label: str) -> float:
    return 7.6 * len(label) + 22


def _edge(edge: Edge, points: list[Point], at: Point) -> str:
    label = str(edge.modules)
    width = 8.4 * len(label) + 14
    shapes = (
        arrow(points, "import")
        + box((at[0] - width / 2, at[1] - 11), (width, 22), "pill", 11)
        + text((at[0], at[1] + 5), label, "small", text_anchor="middle")
    )
    return element("g", shapes, data_from=edge.importer, data_to=edge.imported, data_modules=edge.modules)


def _way(places: Mapping[str, Place]) -> Iterator[str]:
    """The way of a document: sources, raw, parsers, curated; and what engines hand in."""
    sources, stores, parsers, engines = (places[name] for name in ("sources", "stores", "parsers", "engines"))
    raw, curated = stores.y + 100, stores.y + 150
    yield arrow([(88, sources.bottom), (88, stores.y - 4)], "way")
    yield text((100, sources.bottom + 28), "captures", "small")
    yield text((100, sources.bottom + 48), "สิ่งที่เก็บมา", "small")
    yield arrow([(stores.right - 8, raw), (parsers.x - 4, raw)], "way")
    yield arrow([(parsers.x, curated), (stores.right - 4, curated)], "way")
    yield arrow([(engines.x + 79, engines.bottom), (engines.x + 79, parsers.y - 3)], "hand")
    yield text((engines.x + 88, engines.bottom + 28), "handed in", "small")
    yield text((engines.x + 88, engines.bottom + 48), "ส่งให้ใช้", "small")
    yield from _port((stores.x + 14, raw), "raw/ ต้นฉบับ")
    yield from _port((stores.x + 14, curated), "curated/ ตาราง")
    for step, (x, y) in enumerate(
        (
            (sources.right, sources.y),
            (stores.x + 14, raw),
            (parsers.right, parsers.y),
            (stores.x + 14, curated),
        ),
        1,
    ):
        yield element("circle", cx=x, cy=y, r=12, class_="disc") + text(
            (x, y + 5), str(step), "step", text_anchor="middle"
        )


def _port(at: Point, label: str) -> Iterator[str]:
    yield box((at[0], at[1] - 17), (152, 34), "chip", 17)
    yield text((at[0] + 22, at[1] + 5), label, "words")


def _legend(top: float) -> Iterator[str]:
    rows = (
        ("way", "the way of a document · ทางเดินของเอกสาร"),
        ("import", "imports, in so many modules · เรียกใช้ กี่โมดูล"),
        ("hand", "handed in as an argument · ส่งให้เป็นอาร์กิวเมนต์"),
    )
    for row, (kind, words) in enumerate(rows):
        y = top + 32 * row
        yield arrow([(24, y), (72, y)], kind)
        yield text((86, y + 5), words, "words")
