"""Inside a paragraph of OpenDocument: spans, links, notes, and what is not drawn as text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.odt_names import DRAW, OFFICE, SVG, TEXT, whole
from parsers.readers.odt_styles import OdtStyles, TextStyle
from parsers.readers.office_lines import Paragraph, Stream, letters
from schemas.records import Break

_SPACE = re.compile("[ \t\r\n]+")
UNSEEN = {
    OFFICE + "annotation": "comment",
    TEXT + "note-citation": "mark",
    TEXT + "ruby-text": "reading aid",
    TEXT + "hidden-text": "hidden",
    TEXT + "hidden-paragraph": "hidden",
    OFFICE + "forms": "form",
    TEXT + "tracked-changes": "deleted",
    TEXT + "sequence-decls": "mark",
    TEXT + "variable-decls": "mark",
    TEXT + "user-field-decls": "mark",
    SVG + "desc": "description",
    SVG + "title": "description",
    OFFICE + "event-listeners": "mark",
    OFFICE + "scripts": "mark",
}
"""What is not drawn as text, with the reason it is counted under."""


@dataclass(slots=True)
class InlineReader:
    """Reads the content of paragraphs; notes and drawings are collected for the walker."""

    styles: OdtStyles
    stream: Stream
    skipped: Counter[str] = field(default_factory=Counter)
    notes: list[etree._Element] = field(default_factory=list)
    hanging: list[etree._Element] = field(default_factory=list)
    first_page: int | None = None
    """The page that the first text of the paragraph stands on."""

    def turn_page(self) -> None:
        """The next page begins (where pages are known)."""
        if self.stream.page is not None:
            self.stream.page += 1

    def paragraph(self, element: etree._Element, style: TextStyle, into: Paragraph) -> int | None:
        """Read a whole paragraph; the page that its first text stands on, where that is known."""
        self.first_page = None
        self.read(element, style, into)
        return self.first_page

    def read(self, element: etree._Element, style: TextStyle, into: Paragraph, *, link: bool = False) -> None:
        """The text of a paragraph and of what stands in it."""
        self._text(element.text, style, into, link=link)
        for child in element:
            self._child(child, style, into, link=link)
            self._text(child.tail, style, into, link=link)

    def _text(self, text: str | None, style: TextStyle, into: Paragraph, *, link: bool) -> None:
        if not text:
            return
        if style.hidden:
            self.skipped["hidden"] += letters(text)
            return
        if self.first_page is None:
            self.first_page = self.stream.page
        into.add(_SPACE.sub(" ", text), style.bold, link, style.size)

    def _child(self, child: etree._Element, style: TextStyle, into: Paragraph, *, link: bool) -> None:
        tag = str(child.tag)
        if tag == TEXT + "span":
            self.read(child, self.styles.over(child.get(TEXT + "style-name"), style), into, link=link)
        elif tag == TEXT + "s":
            into.add(" " * whole(child.get(TEXT + "c"), 1, 200), style.bold, link, style.size)
        elif tag == TEXT + "tab":
            into.add("\t", style.bold, link, style.size)
        elif tag == TEXT + "line-break":
            into.end_line(Break.SOFT)
        elif tag == TEXT + "soft-page-break":
            self.turn_page()
        elif tag == TEXT + "note":
            self._note(child)
        elif tag in UNSEEN:
            self.skipped[UNSEEN[tag]] += letters(all_text(child))
        elif tag.startswith(DRAW) and tag != DRAW + "a":
            self.hanging.append(child)
        else:
            self.read(child, style, into, link=link or tag == TEXT + "a")

    def _note(self, note: etree._Element) -> None:
        for part in note:
            if part.tag == TEXT + "note-body":
                self.notes.append(part)
            self.skipped["mark"] += letters(all_text(part))


def all_text(element: etree._Element) -> str:
    """Text of an element and all below it, without its tail."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)
