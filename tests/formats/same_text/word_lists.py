"""Word's numbering definitions for the lists of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.text.paragraph import Paragraph
from lxml import etree

from tests.formats.same_text.content import Entry, Mark

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 360


@dataclass(slots=True)
class WordList:
    """One list: its patterns by level, and what its first level begins with."""

    list_id: int
    start: int
    bullet: bool
    patterns: dict[int, str] = field(default_factory=dict)


def lists_of(entries: Sequence[Entry]) -> list[WordList]:
    """The lists of a page, in the order in which they begin."""
    found: dict[int, WordList] = {}
    for mark in (entry.mark for entry in entries):
        if mark is not None:
            made = found.setdefault(mark.list_id, WordList(mark.list_id, mark.value, mark.bullet))
            made.patterns.setdefault(mark.level, mark.pattern)
    return list(found.values())


def define(document: Document, lists: Sequence[WordList], *, shared: bool) -> None:
    """Write the definitions of the lists into the document.

    With `shared`, lists that look alike have one definition and restart by an override, as Word writes
    them; else each has a definition of its own, which is all that a .doc by LibreOffice can hold.
    """
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    numbers: list[etree._Element] = []
    definitions: dict[tuple[object, ...], int] = {}
    for made in lists:
        looks = tuple(sorted(made.patterns.items())) if shared else (made.list_id,)
        known = definitions.setdefault(looks, len(definitions) + 1)
        if known > len(root):
            root.append(_definition(known, made.patterns, made.start, bullet=made.bullet))
        numbers.append(_number(made, known, shared=shared))
    root.extend(numbers)


def put(paragraph: Paragraph, mark: Mark) -> None:
    """Make a paragraph an item of its list."""
    place = _element("numPr")
    place.append(_element("ilvl", mark.level))
    place.append(_element("numId", mark.list_id))
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(place)


def _element(name: str, value: object = None, **attributes: object) -> etree._Element:
    given = attributes if value is None else {"val": value, **attributes}
    made = etree.Element(f"{{{_W}}}{name}")
    for key, content in given.items():
        made.set(f"{{{_W}}}{key}", str(content))
    return made


def _definition(number: int, patterns: Mapping[int, str], start: int, *, bullet: bool) -> etree._Element:
    made = _element("abstractNum", abstractNumId=number)
    made.append(_element("nsid", f"{0x10A0_0000 + number:08X}"))
    made.append(_element("multiLevelType", "multilevel"))
    for level, pattern in sorted(patterns.items()):
        drawn = _element("lvl", ilvl=level)
        drawn.append(_element("start", start if level == 0 else 1))
        drawn.append(_element("numFmt", "bullet" if bullet else "decimal"))
        drawn.append(_element("suff", "space"))
        drawn.append(_element("lvlText", pattern))
        drawn.append(_element("lvlJc", "left"))
        place = _element("pPr")
        place.append(_element("ind", left=_TWIPS * (level + 1), hanging=0))
        drawn.append(place)
        made.append(drawn)
    return made


def _number(made: WordList, definition: int, *, shared: bool) -> etree._Element:
    number = _element("num", numId=made.list_id)
    number.append(_element("abstractNumId", definition))
    if shared and not made.bullet:
        for level in sorted(made.patterns):
            override = _element("lvlOverride", ilvl=level)
            override.append(_element("startOverride", made.start if level == 0 else 1))
            number.append(override)
    return number
