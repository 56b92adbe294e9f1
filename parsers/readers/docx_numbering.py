"""The lists of a Word document: numbering.xml, resolved over styles and overrides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from parsers.readers.docx_names import P_PR, W, number, switch, value
from parsers.readers.docx_styles import Styles, placing
from parsers.readers.list_numbers import Level, NumberList, completed
from parsers.readers.package import Packed, parse_xml

_MAX_CACHED = 256 * 1024


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a document by `w:numId`."""

    lists: Mapping[str, NumberList] = field(default_factory=dict)

    def level_of_style(self, name: str, style_id: str) -> int:
        """The level that a list gives to a paragraph style, else the first."""
        listed = self.lists.get(name)
        levels = listed.levels if listed else {}
        return next((at for at, level in levels.items() if level.style and level.style == style_id), 0)


def numbering_of(packed: Packed | None, styles: Styles) -> Numbering:
    """The lists of a numbering part; raises PackageError if it is damaged."""
    if packed is None:
        return Numbering()
    definitions = _cached(packed) if len(packed.data) <= _MAX_CACHED else _parsed(packed)
    return definitions.linked(styles)


@dataclass(frozen=True, slots=True)
class _Instance:
    definition: str
    overrides: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Definitions:
    """A numbering part by itself; `links` are definitions that stand in a style elsewhere."""

    levels: Mapping[str, Mapping[int, Level]]
    links: Mapping[str, str]
    instances: Mapping[str, _Instance]

    def linked(self, styles: Styles) -> Numbering:
        lists: dict[str, NumberList] = {}
        for order, (name, instance) in enumerate(self.instances.items()):
            definition = self._definition(instance.definition, styles)
            levels = {**self.levels.get(definition, {}), **instance.overrides}
            lists[name] = NumberList(order, definition, levels, instance.starts)
        return Numbering(lists)

    def _definition(self, definition: str, styles: Styles) -> str:
        link = self.links.get(definition)
        style = styles.paragraphs.get(link) if link else None
        target = self.instances.get(style.placing.list_number or "") if style else None
        if target is None or target.definition in self.links:
            return definition
        return target.definition


@lru_cache(maxsize=16)
def _cached(packed: Packed) -> _Definitions:
    return _parsed(packed)


def _parsed(packed: Packed) -> _Definitions:
    return parse_numbering(parse_xml(packed.unpack(), "numbering.xml"))


def parse_numbering(root: etree._Element) -> _Definitions:
    """The definitions and instances of a `w:numbering` element."""
    levels: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    instances: dict[str, _Instance] = {}
    for item in root:
        if item.tag == W + "abstractNum":
            name = item.get(W + "abstractNumId", "")
            below = item.iterchildren(W + "lvl")
            levels[name] = {number(level.get(W + "ilvl")): _level(level) for level in below}
            link = value(item, "numStyleLink")
            if link:
                links[name] = link
        elif item.tag == W + "num":
            instances[item.get(W + "numId", "")] = _instance(item)
    return _Definitions(levels, links, instances)


def _instance(item: etree._Element) -> _Instance:
    overrides: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in item.iterchildren(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"))
        level = override.find(W + "lvl")
        if level is not None:
            overrides[at] = _level(level)
        start = value(override, "startOverride")
        if start:
            starts[at] = number(start)
    return _Instance(value(item, "abstractNumId"), overrides, starts)


def _level(item: etree._Element) -> Level:
    place = placing(item.find(P_PR))
    restart = value(item, "lvlRestart")
    return completed(
        Level(
            value(item, "numFmt", "decimal"),
            value(item, "lvlText"),
            number(value(item, "start"), 0),
            number(restart) if restart else None,
            bool(switch(item.find(W + "isLgl"))),
            value(item, "pStyle"),
            place.left,
            place.first,
        )
    )
