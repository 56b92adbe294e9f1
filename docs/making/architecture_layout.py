"""Where the boxes of the picture of the folders stand, and which way its arrows go (pixels)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docs.making.import_graph import Package, Part
from docs.making.svg import Point

WIDTH = 480
_ROW, _GAP, _CHIP = 142, 54, 34


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


@dataclass(frozen=True, slots=True)
class Route:
    """The corners of an arrow and where its number stands."""

    points: tuple[Point, ...]
    label: Point


def places(packages: Mapping[str, Package]) -> Mapping[str, Place]:
    """The box of each package: flows, the way of a document, the explorer if there is one, schemas."""
    flows = Place(8, 54, WIDTH - 16, 68 + _CHIP * (1 + len(chip_rows(packages["flows"]))))
    first = flows.bottom + _GAP
    second = first + _ROW + 62
    below = second + 214
    found = {
        "flows": flows,
        "sources": Place(44, first, 158, _ROW),
        "engines": Place(278, first, 158, _ROW),
        "stores": Place(44, second, 174, below - second),
        "parsers": Place(262, second, 174, below - second),
    }
    if "explorer" in packages:
        found["explorer"] = Place(92, below + _GAP, 296, 88)
        below = found["explorer"].bottom
    return found | {"schemas": Place(8, below + _GAP, WIDTH - 16, 86)}


def routes(found: Mapping[str, Place]) -> Mapping[tuple[str, str], Route]:
    """The arrow of each import that may be, by importer and imported."""
    flows, schemas = found["flows"], found["schemas"]
    level, end = schemas.y - 30, schemas.y - 2
    ways = {("flows", "schemas"): Route(((17, flows.bottom), (17, end)), (20, flows.bottom + 24))}
    for name, x in (("sources", 123), ("engines", 357), ("stores", 210), ("parsers", 270)):
        ways["flows", name] = Route(((x, flows.bottom), (x, found[name].y - 2)), (x, flows.bottom + 24))
    for name, x in (("stores", 71), ("parsers", 409)):
        ways[name, "schemas"] = Route(((x, found[name].bottom), (x, end)), (x, level))
    for name, edge, x in (("sources", 44, 34), ("engines", 436, 461)):
        side = found[name].y + _ROW / 2
        ways[name, "schemas"] = Route(((edge, side), (x, side), (x, end)), (x, level))
    return ways | (_of_explorer(found, found["explorer"]) if "explorer" in found else {})


def _of_explorer(found: Mapping[str, Place], explorer: Place) -> dict[tuple[str, str], Route]:
    """Up to what it reads and through the middle to flows, which may start it; down to schemas."""
    flows, stores, schemas = found["flows"], found["stores"], found["schemas"]
    top, between = explorer.y, found["sources"].bottom
    ways = {
        ("explorer", "flows"): Route(((232, top), (232, flows.bottom + 2)), (232, between + 18)),
        ("flows", "explorer"): Route(((248, flows.bottom), (248, top - 2)), (248, between + 44)),
        ("explorer", "schemas"): Route(((240, explorer.bottom), (240, schemas.y - 2)), (240, schemas.y - 30)),
    }
    engines, side, aside = found["engines"], top + 32, found["parsers"].right + 10
    ways["explorer", "engines"] = Route(
        (
            (explorer.right, side),
            (aside, side),
            (aside, engines.bottom - 24),
            (engines.right + 2, engines.bottom - 24),
        ),
        (aside - 2, top - 24),
    )
    for name, x in (("stores", 190), ("parsers", 300)):
        ways["explorer", name] = Route(((x, top), (x, stores.bottom + 2)), (x, top - 24))
    return ways


def stations(stores: Place) -> tuple[float, float]:
    """The heights at which a document leaves and comes back to the stores: raw, curated."""
    return stores.y + 98, stores.y + 144


def chip_rows(package: Package) -> list[list[Part]]:
    """A package's sub-packages in rows as wide as the picture."""
    rows: list[list[Part]] = [[]]
    used = 0.0
    for part in package.parts:
        if used + chip_width(part) > WIDTH - 60:
            rows.append([])
            used = 0
        rows[-1].append(part)
        used += chip_width(part) + 8
    return rows


def chip_width(part: Part) -> float:
    return 7.6 * len(chip_label(part)) + 22


def chip_label(part: Part) -> str:
    return f"{part.name} {part.modules}"
