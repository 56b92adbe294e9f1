"""The picture of the folders: boxes in the way of a document, arrows where modules import modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from docs.making.architecture_layout import (
    WIDTH,
    Place,
    Route,
    chip_label,
    chip_rows,
    chip_width,
    places,
    routes,
    stations,
)
from docs.making.import_graph import Edge, ImportGraph, Package, Part
from docs.making.svg import Point, arrow, box, element, head, text

_STYLE = Path(__file__).with_name("architecture.css")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "explorer": ("the tables in a browser", "ดูตารางผ่านเว็บ"),
    "flows": ("how it runs: steps, commands, schedule · วิธีทำงาน",),
    "sources": ("where documents", "come from", "เอกสารมาจากไหน"),
    "engines": ("programs outside:", "OCR, old Word", "เครื่องมือที่ส่งให้ใช้"),
    "stores": ("where things are kept", "ที่เก็บ"),
    "parsers": ("bytes to sections", "and statements", "อ่านหัวข้อและข้อความ"),
    "schemas": ("what things are: records, vocabularies, tables, offices", "นิยามของข้อมูลและทะเบียนหน่วยงาน"),
}
_LEGEND = (
    ("way", "the way of a document · ทางเดินของเอกสาร"),
    ("import", "imports, in so many modules · เรียกใช้ กี่โมดูล"),
    ("hand", "handed in as an argument · ส่งให้เป็นอาร์กิวเมนต์"),
)


def drawing(graph: ImportGraph) -> str:
    """The whole picture as SVG; raises KeyError if a package or an import has no place in it."""
    packages = {package.name: package for package in graph.packages}
    found = places(packages)
    ways = routes(found)
    height = found["schemas"].bottom + 122
    shapes = [
        element("style", f"\n{_STYLE.read_text('utf-8')}"),
        element("defs", head("import", 8) + head("way", 3.4) + head("hand", 6)),
        box((0.5, 0.5), (WIDTH - 1, height - 1), "page"),
        text((20, 36), "Who imports whom", "title"),
        text((WIDTH - 20, 36), "ใครเรียกใช้ใคร", "thai", text_anchor="end"),
        *(_package(package, found[package.name]) for package in graph.packages),
        *(_edge(edge, ways[edge.importer, edge.imported]) for edge in graph.edges),
        *_way(found),
        *_legend(found["schemas"].bottom + 32),
    ]
    told = "; ".join(
        f"{edge.importer} imports {edge.imported} in {edge.modules} modules" for edge in graph.edges
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" '
        f'height="{height:g}" role="img" aria-labelledby="name told">\n'
        '<title id="name">The folders of the project and who imports whom</title>\n'
        f'<desc id="told">{escape(told)}.</desc>\n' + "\n".join(shapes) + "\n</svg>\n"
    )


def _package(package: Package, place: Place) -> str:
    wide = place.width > 2 * WIDTH / 3
    left = place.x + 14
    count = f"{package.modules} modules · โมดูล" if wide else str(package.modules)
    words = _WORDS[package.name]
    lines = [
        box((place.x, place.y), (place.width, place.height), package.name),
        text((left, place.y + 28), package.name, "title"),
        text((place.right - 14, place.y + 28), count, "count", text_anchor="end"),
        *(
            text((left, place.y + 52 + 21 * row), line, "words" if row + 1 < len(words) else "thai")
            for row, line in enumerate(words)
        ),
    ]
    if package.name == "flows":
        lines += _flow_chips(package, place)
    elif package.name == "stores":
        lines += _store_chips(package, place)
    elif package.name == "explorer":
        lines += _side_by_side(package.parts, place)
    else:
        lines += _column(package.parts, (left, place.y + 62 + 21 * (len(words) - 1)))
    return element("g", "\n".join(lines), data_package=package.name, data_modules=package.modules)


def _flow_chips(package: Package, place: Place) -> Iterator[str]:
    at = place.y + 66
    for row in chip_rows(package):
        left = place.x + 14
        for part in row:
            yield _chip((left, at), part)
            left += chip_width(part) + 8
        at += 34
    label = f"{package.of_prefect} prefect_*.py: only these import Prefect"
    shapes = box((place.x + 14, at), (320, 26), "prefect", 13) + text(
        (place.x + 174, at + 18), label, "on-dark", text_anchor="middle"
    )
    yield element("g", shapes, data_prefect=package.of_prefect)


def _store_chips(package: Package, place: Place) -> Iterator[str]:
    """The two halves of the stores on the way of a document, and their other parts below."""
    raw, curated = stations(place)
    parts = {part.name: part for part in package.parts}
    tables = parts.pop("curated")
    yield _station((place.x + 14, raw), "raw ต้นฉบับ")
    shapes = _station((place.x + 14, curated), f"{chip_label(tables)} ตาราง")
    yield element("g", shapes, data_part=tables.name, data_modules=tables.modules)
    yield from _column(tuple(parts.values()), (place.x + 14, curated + 28))


def _station(at: Point, label: str) -> str:
    return box((at[0], at[1] - 17), (152, 34), "chip", 17) + text((at[0] + 20, at[1] + 5), label, "words")


def _column(parts: tuple[Part, ...], at: Point) -> Iterator[str]:
    for row, part in enumerate(parts):
        yield _chip((at[0], at[1] + 34 * row), part)


def _side_by_side(parts: tuple[Part, ...], place: Place) -> Iterator[str]:
    """Chips in a row that ends at the box's lower right corner."""
    right = place.right - 14
    for part in reversed(parts):
        right -= chip_width(part)
        yield _chip((right, place.bottom - 34), part)
        right -= 8


def _chip(at: Point, part: Part) -> str:
    width = chip_width(part)
    words = text((at[0] + width / 2, at[1] + 18), chip_label(part), "small", text_anchor="middle")
    shapes = box(at, (width, 26), "chip", 13) + words
    return element("g", shapes, data_part=part.name, data_modules=part.modules)


def _edge(edge: Edge, route: Route) -> str:
    x, y = route.label
    width = 8.4 * len(str(edge.modules)) + 14
    shapes = (
        arrow(route.points, "import")
        + box((x - width / 2, y - 11), (width, 22), "pill", 11)
        + text((x, y + 5), str(edge.modules), "small", text_anchor="middle")
    )
    return element("g", shapes, data_from=edge.importer, data_to=edge.imported, data_modules=edge.modules)


def _way(found: Mapping[str, Place]) -> Iterator[str]:
    """The way of a document: sources, raw, parsers, curated; and what engines hand in."""
    sources, stores, parsers = found["sources"], found["stores"], found["parsers"]
    raw, curated = stations(stores)
    yield arrow(((88, sources.bottom), (88, stores.y - 4)), "way")
    yield text((102, sources.bottom + 26), "captures", "small")
    yield text((102, sources.bottom + 46), "สิ่งที่เก็บมา", "small")
    yield arrow(((stores.right - 8, raw), (parsers.x - 4, raw)), "way")
    yield arrow(((parsers.x, curated), (stores.right - 4, curated)), "way")
    if "explorer" in found:
        yield arrow(((120, stores.bottom), (120, found["explorer"].y - 4)), "way")
    yield arrow(((357, found["engines"].bottom), (357, parsers.y - 3)), "hand")
    yield text((368, sources.bottom + 26), "handed in", "small")
    yield text((368, sources.bottom + 46), "ส่งให้ใช้", "small")
    steps = (
        (sources.x, sources.y),
        (stores.x + 14, raw),
        (parsers.right, parsers.y),
        (stores.x + 14, curated),
        *((found[name].x, found[name].y) for name in ("explorer",) if name in found),
    )
    for step, (x, y) in enumerate(steps, 1):
        yield element("circle", cx=x, cy=y, r=12, class_="disc")
        yield text((x, y + 5), str(step), "step", text_anchor="middle")


def _legend(top: float) -> Iterator[str]:
    for row, (kind, words) in enumerate(_LEGEND):
        y = top + 30 * row
        yield arrow(((24, y), (72, y)), kind)
        yield text((86, y + 5), words, "words")
