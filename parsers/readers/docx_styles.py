"""Styles of a Word document, resolved over what they are based on; the same part is read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from lxml import etree

from parsers.readers.docx_names import P_PR, R_PR, VAL, W, number, switch, value
from parsers.readers.package import Packed, parse_xml

DEFAULT_HALF_POINTS = 20
MAX_LEVEL = 9
_HEADING_NAME = re.compile(r"heading (\d)$")
_MAX_CACHED = 256 * 1024
_STYLE, _NUMBERING, _INDENT = W + "pStyle", W + "numPr", W + "ind"
_OUTLINE, _SECTION, _NEW_PAGE = W + "outlineLvl", W + "sectPr", W + "pageBreakBefore"
_BOLD = (W + "b", W + "bCs")
_SIZE, _COMPLEX_SIZE, _HIDDEN = W + "sz", W + "szCs", W + "vanish"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextLook:
    """Character formatting; None where nothing is said. `size` is in points."""

    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None

    def over(self, base: TextLook) -> TextLook:
        """This formatting where it says something, else the base's."""
        if self is PLAIN:
            return base
        return TextLook(
            base.bold if self.bold is None else self.bold,
            base.size if self.size is None else self.size,
            base.hidden if self.hidden is None else self.hidden,
        )


PLAIN = TextLook()


@dataclass(frozen=True, slots=True)
class Placing:
    """Paragraph formatting; None where nothing is said.

    `level` counts from 1 (0 says "body text"); `list_number` is the numbering instance ("0": none).
    `left` and `first` are indents in twips.
    """

    level: int | None = None
    list_number: str | None = None
    list_level: int | None = None
    left: int | None = None
    first: int | None = None
    new_page: bool | None = None

    def over(self, base: Placing) -> Placing:
        """This formatting where it says something, else the base's."""
        if self is NOTHING:
            return base
        return Placing(
            base.level if self.level is None else self.level,
            base.list_number if self.list_number is None else self.list_number,
            base.list_level if self.list_level is None else self.list_level,
            base.left if self.left is None else self.left,
            base.first if self.first is None else self.first,
            base.new_page if self.new_page is None else self.new_page,
        )


NOTHING = Placing()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits; `title` and `contents` tell by its name."""

    style_id: str = ""
    look: TextLook = TextLook()
    placing: Placing = Placing()
    title: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document by their id; `default` is that of a paragraph that names none."""

    paragraphs: Mapping[str, ParagraphStyle] = field(default_factory=dict)
    characters: Mapping[str, TextLook] = field(default_factory=dict)
    default: ParagraphStyle = ParagraphStyle()
    size: float = DEFAULT_HALF_POINTS / 2


def styles_of(packed: Packed | None) -> Styles:
    """The styles of a styles part (cached by its packed bytes); raises PackageError if it is damaged."""
    if packed is None:
        return Styles()
    return _cached(packed) if len(packed.data) <= _MAX_CACHED else _parsed(packed)


@lru_cache(maxsize=16)
def _cached(packed: Packed) -> Styles:
    return _parsed(packed)


def _parsed(packed: Packed) -> Styles:
    return parse_styles(parse_xml(packed.unpack(), "styles.xml"))


def parse_styles(root: etree._Element) -> Styles:
    """The styles of a `w:styles` element."""
    defaults = text_look(root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}"))
    ground = placing(root.find(f"{W}docDefaults/{W}pPrDefault/{P_PR}"))
    sources: dict[str, dict[str, etree._Element]] = {"paragraph": {}, "character": {}, "numbering": {}}
    default_id = ""
    for style in root.iterchildren(W + "style"):
        kind = style.get(W + "type", "paragraph")
        style_id = style.get(W + "styleId", "")
        if kind in sources:
            sources[kind].setdefault(style_id, style)
        if kind == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            default_id = default_id or style_id
    size = defaults.size or DEFAULT_HALF_POINTS / 2
    plain = ParagraphStyle(look=defaults, placing=ground)
    paragraphs = _resolved(sources["paragraph"] | sources["numbering"], plain, _paragraph_style)
    characters = _resolved(sources["character"], TextLook(), _character_style)
    return Styles(paragraphs, characters, paragraphs.get(default_id, plain), size)


def _resolved(
    sources: Mapping[str, etree._Element], ground: T, make: Callable[[etree._Element, T], T]
) -> dict[str, T]:
    """Every style made over the one it is based on; a circle ends at the ground."""
    done: dict[str, T] = {}
    for style_id in sources:
        chain: list[str] = []
        at = style_id
        while at in sources and at not in done and at not in chain:
            chain.append(at)
            at = value(sources[at], "basedOn")
        base = done.get(at, ground)
        for each in reversed(chain):
            base = done[each] = make(sources[each], base)
    return done


def _character_style(style: etree._Element, base: TextLook) -> TextLook:
    return text_look(style.find(R_PR)).over(base)


def _paragraph_style(style: etree._Element, base: ParagraphStyle) -> ParagraphStyle:
    name = value(style, "name").lower()
    own = placing(style.find(P_PR))
    named = _HEADING_NAME.match(name)
    if own.level is None and named is not None:
        own = replace(own, level=int(named.group(1)))
    return ParagraphStyle(
        style.get(W + "styleId", ""),
        text_look(style.find(R_PR)).over(base.look),
        own.over(base.placing),
        title=name == "title" or (base.title and own.level is None),
        contents=name.startswith(("toc ", "table of figures")) or base.contents,
    )


def text_look(properties: etree._Element | None) -> TextLook:
    """Character formatting of a `w:rPr`; that for complex scripts (Thai is one) goes first for sizes."""
    bold = hidden = None
    size = complex_size = None
    for item in () if properties is None else properties:
        tag = item.tag
        if tag in _BOLD:
            bold = bool(switch(item)) or bool(bold)
        elif tag == _COMPLEX_SIZE:
            complex_size = number(item.get(VAL)) / 2
        elif tag == _SIZE:
            size = number(item.get(VAL)) / 2
        elif tag == _HIDDEN:
            hidden = switch(item)
    if bold is hidden is size is complex_size is None:
        return PLAIN
    return TextLook(bold, complex_size or size or None, hidden)


def placing(properties: etree._Element | None) -> Placing:
    """Paragraph formatting of a `w:pPr`."""
    return NOTHING if properties is None else paragraph_properties(properties).placing


@dataclass(slots=True, eq=False)
class ParagraphProperties:
    """What a `w:pPr` says: style, formatting, formatting of the paragraph mark, end of a section."""

    style: str = ""
    placing: Placing = NOTHING
    mark: etree._Element | None = None
    section: etree._Element | None = None


def paragraph_properties(properties: etree._Element) -> ParagraphProperties:
    """Read a `w:pPr` in one pass."""
    read = ParagraphProperties()
    said: dict[str, int | str | bool | None] = {}
    for item in properties:
        tag = item.tag
        if tag == _STYLE:
            read.style = item.get(VAL, "")
        elif tag == _NUMBERING:
            said["list_number"] = value(item, "numId") or None
            at = value(item, "ilvl")
            said["list_level"] = number(at) if at else None
        elif tag == _INDENT:
            said["left"], said["first"] = _indents(item)
        elif tag == _OUTLINE:
            level = number(item.get(VAL), MAX_LEVEL) + 1
            said["level"] = level if 0 < level <= MAX_LEVEL else 0
        elif tag == R_PR:
            read.mark = item
        elif tag == _SECTION:
            read.section = item
        elif tag == _NEW_PAGE:
            said["new_page"] = switch(item)
    if said:
        read.placing = Placing(**said)  # type: ignore[arg-type]
    return read


def _indents(item: etree._Element) -> tuple[int | None, int | None]:
    left = item.get(W + "left") or item.get(W + "start")
    hanging, first = item.get(W + "hanging"), item.get(W + "firstLine")
    shift = None
    if hanging is not None:
        shift = -number(hanging)
    elif first is not None:
        shift = number(first)
    return (None if left is None else number(left)), shift
