"""Word's automatic numbers: what Word draws before a paragraph, counted as Word counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree

from parsers.readers.docx_names import P_PR, W, number, switch, value
from parsers.readers.docx_styles import Styles, placing
from parsers.readers.number_formats import word_number
from parsers.readers.office_lines import Drawn
from parsers.readers.package import Packed, parse_xml

LEVELS = 9
_MAX_CACHED = 256 * 1024
_PLACE = re.compile(r"%([1-9])")
_EDGES = " \t.,:;)(][}{-–—\u00a0"
_WORDS = re.compile("[\u0e01-\u0e2eA-Za-z]")
_ORDERED = re.compile("[0-9A-Za-z\u0e01-\u0e2e]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: format, text with places ("%1.%2"), start, when it starts anew."""

    number_format: str = "decimal"
    text: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    style: str = ""
    left: int | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class NumberList:
    """A numbering instance (`w:num`): lists with one `definition` count on together."""

    list_id: int
    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    """Levels that this instance starts anew, and where."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a document by `w:numId`."""

    lists: Mapping[str, NumberList] = field(default_factory=dict)


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
    return Level(
        value(item, "numFmt", "decimal"),
        value(item, "lvlText"),
        number(value(item, "start"), 0),
        number(restart) if restart else None,
        bool(switch(item.find(W + "isLgl"))),
        value(item, "pStyle"),
        place.left,
        place.first,
    )


@dataclass(slots=True)
class Counter:
    """The running numbers of one document."""

    numbering: Numbering
    _values: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, name: str, style_id: str) -> int:
        """The level that a list gives to a paragraph style, else the first."""
        listed = self.numbering.lists.get(name)
        levels = listed.levels if listed else {}
        return next((at for at, level in levels.items() if level.style and level.style == style_id), 0)

    def next(self, name: str, at: int) -> tuple[Drawn, Level] | None:
        """Count one paragraph of list `name` at level `at`; None where there is no such list."""
        listed = self.numbering.lists.get(name)
        level = listed.levels.get(at) if listed else None
        if listed is None or level is None:
            return None
        values = self._values.setdefault(listed.definition, [None] * LEVELS)
        start = listed.starts.get(at, level.start)
        before = values[at]
        anew = at in listed.starts and (name, at) not in self._begun
        self._begun.add((name, at))
        values[at] = start if anew or before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            below = listed.levels.get(deeper)
            restart = below.restart if below else None
            if restart is None or at < restart:
                values[deeper] = None
        return _drawn(listed, level, at, values), level


def _drawn(listed: NumberList, level: Level, at: int, values: list[int | None]) -> Drawn:
    drawn = Drawn(listed.list_id, at)
    if level.number_format == "bullet":
        return drawn

    def put(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        other = listed.levels.get(index, Level(start=1))
        count = values[index]
        shown = listed.starts.get(index, other.start) if count is None else count
        return word_number(shown, "decimal" if level.legal else other.number_format)

    text = _PLACE.sub(put, level.text).strip()
    return replace(drawn, number=_number(level.text, put), label=text if _has_words(level.text) else None)


def _has_words(level_text: str) -> bool:
    return _WORDS.search(_PLACE.sub("", level_text)) is not None


def _number(level_text: str, put: Callable[[re.Match[str]], str]) -> str | None:
    """The drawn number alone: from the first place to the last, without brackets and full stops."""
    places = list(_PLACE.finditer(level_text))
    if not places:
        return None
    shown = _PLACE.sub(put, level_text[places[0].start() : places[-1].end()]).strip(_EDGES)
    return shown if _ORDERED.search(shown) else None
