"""Lists and chapter numbers of an OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.list_numbers import Counter, Level, NumberList, completed
from parsers.readers.number_formats import THAI_LETTERS
from parsers.readers.odt_names import FO, LOEXT, OFFICE, STYLE, TEXT, twips, whole
from parsers.readers.office_lines import Drawn

_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    THAI_LETTERS[0]: "thaiLetters",
    "": "none",
}
_PLACE = re.compile(r"%(\d{1,2})%")
_OUTLINE = "outline"
_BULLETS = (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image")


@dataclass(slots=True)
class Lists:
    """The list styles of a document and its running lists.

    `by_id` and `by_style` find the list that another goes on with.
    """

    styles: dict[str, dict[int, Level]]
    outline: dict[int, Level]
    counter: Counter = field(default_factory=Counter)
    by_id: dict[str, NumberList] = field(default_factory=dict)
    by_style: dict[str, NumberList] = field(default_factory=dict)
    count: int = 0

    def open(self, element: etree._Element, style: str | None) -> NumberList:
        """The list that a `text:list` outside any other opens or goes on with."""
        name = element.get(TEXT + "style-name") or style or ""
        target = self.by_id.get(element.get(TEXT + "continue-list", ""))
        if target is None and element.get(TEXT + "continue-numbering") == "true":
            target = self.by_style.get(name)
        definition = str(self.count) if target is None else target.definition
        listed = NumberList(self.count, definition, self.styles.get(name, {}))
        self.count += 1
        self.by_style[name] = listed
        identity = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if identity:
            self.by_id[identity] = listed
        return listed

    def number(self, listed: NumberList, depth: int, value: int | None) -> tuple[Drawn, Level | None]:
        """Count one item of a list; one without a style is a bullet."""
        counted = self.counter.count(listed, depth, value)
        return (Drawn(listed.list_id, depth), None) if counted is None else counted

    def chapter(self, level: int, value: int | None) -> Drawn | None:
        """Count one heading of the chapter numbers; None where they draw nothing."""
        listed = NumberList(-1, _OUTLINE, self.outline)
        counted = self.counter.count(listed, level - 1, value)
        return counted[0] if counted is not None and counted[0].number is not None else None


def read_lists(roots: Iterable[etree._Element | None]) -> Lists:
    """The list styles of styles.xml and content.xml."""
    lists = Lists({}, {})
    for root in roots:
        if root is None:
            continue
        for part in (OFFICE + "styles", OFFICE + "automatic-styles"):
            for style in root.iterfind(f"{part}/{TEXT}list-style"):
                lists.styles[style.get(STYLE + "name", "")] = _levels(style)
        outline = root.find(f"{OFFICE}styles/{TEXT}outline-style")
        if outline is not None:
            lists.outline = _levels(outline)
    return lists


def _levels(style: etree._Element) -> dict[int, Level]:
    return {whole(item.get(TEXT + "level"), 1) - 1: _level(item) for item in style}


def _level(item: etree._Element) -> Level:
    own = whole(item.get(TEXT + "level"), 1, 10)
    place = item.find(f"{STYLE}list-level-properties")
    label = None if place is None else place.find(STYLE + "list-level-label-alignment")
    indent = (None, None) if label is None else (label.get(FO + "margin-left"), label.get(FO + "text-indent"))
    if item.tag in _BULLETS:
        return Level("bullet", left=twips(indent[0]), first=twips(indent[1]))
    number_format = item.get(STYLE + "num-format", "")
    return completed(
        Level(
            _FORMATS.get(number_format.strip()[:1], "decimal"),
            _template(item, own, number_format),
            whole(item.get(TEXT + "start-value"), 1),
            left=twips(indent[0]),
            first=twips(indent[1]),
        )
    )


def _template(item: etree._Element, own: int, number_format: str) -> str:
    """The drawn text with places ("%1.%2"): as newer files give it, or put together as older ones do."""
    given = item.get(STYLE + "num-list-format") or item.get(LOEXT + "num-list-format")
    if given is not None:
        return _PLACE.sub(lambda match: f"%{match.group(1)}", given)
    if not number_format:
        return ""
    shown = whole(item.get(TEXT + "display-levels"), 1, 10)
    places = ".".join(f"%{level}" for level in range(max(1, own - shown + 1), own + 1))
    return item.get(STYLE + "num-prefix", "") + places + item.get(STYLE + "num-suffix", "")
