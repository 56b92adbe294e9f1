"""The line that is being read, and the finished lines, before they become blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.readers.text import BLANKS, indent_columns
from schemas.records import Break

if TYPE_CHECKING:
    from parsers.readers.html_context import Context, Frame
    from parsers.readers.html_lists import Item
    from schemas.records import BlockKind

HTML_SPACE = " \t\n\r\f"
"""What HTML collapses; a no-break space is text."""
_SPACES = re.compile("[ \t\n\r\f]+")
_LEAD = re.compile(f"[{BLANKS}]+")
_TAIL = re.compile(f"[{BLANKS}]+$")
_NBSP_PIXELS = 6.0
INDENT_PIXELS = 24.0


@dataclass(slots=True)
class Line:
    """One finished line: what will be a block, still to be judged against the whole page."""

    text: str
    context: Context
    frame: Frame
    kind: BlockKind
    break_before: Break
    blank_before: int = 0
    indent: int = 0
    bold: float = 0.0
    link: float = 0.0
    pixels: float = 16.0
    item: Item | None = None
    chrome: float = 0.0


class LineBuffer:
    """Collects the text of one line with the letters in it that are bold, linked, of which size.

    `breaks` is the break that will part the line from the one before it, None while no border has
    been met since that line.
    """

    __slots__ = ("blanks", "bold", "breaks", "letters", "link", "pieces", "pixels")

    def __init__(self) -> None:
        """Start before the first line, as after a paragraph end."""
        self.pieces: list[str] = []
        self.breaks: Break | None = Break.PARAGRAPH
        self.blanks = 0
        self.clear_shares()

    def clear_shares(self) -> None:
        """Forget the letters of the line before."""
        self.letters = self.bold = self.link = 0
        self.pixels = 0.0

    def take(self) -> tuple[str, float, int] | None:
        """The text without blank ends, the width of its leading no-break spaces in pixels, and 0.

        None where there is only blank space; a line of no-break spaces counts as a blank line.
        """
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        self.pieces = []
        if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
            text = _SPACES.sub(" ", text)
        text = text.strip(" ")
        lead = _LEAD.match(text)
        if lead is None:
            return _without_tail(text), 0.0, 0
        if lead.end() == len(text):
            self.blanks += 1
            return None
        width = _NBSP_PIXELS * lead.group().count("\u00a0")
        return _without_tail(text[lead.end() :]), width, 0

    def take_verbatim(self) -> tuple[str, float, int] | None:
        """A preformatted line without blank ends, 0, and the columns of its leading space."""
        text = "".join(self.pieces)
        self.pieces = []
        body = _without_tail(text)
        lead = _LEAD.match(body)
        if not body or (lead is not None and lead.end() == len(body)):
            self.blanks += 1
            return None
        if lead is None:
            return body, 0.0, 0
        return body[lead.end() :], 0.0, indent_columns(lead.group())

    def end_of_line(self, kind: Break) -> None:
        """The author ended the line; a paragraph or page end already met weighs more."""
        if self.breaks is None:
            self.breaks = kind


def indent_steps(pixels: float) -> int:
    """Steps of 24 px: half an inch, a list or a block quote are two, four no-break spaces one."""
    return max(0, int(pixels / INDENT_PIXELS + 0.5))


def _without_tail(text: str) -> str:
    """Without blanks at the end (a cheap look at the last character first)."""
    last = text[-1:]
    return text if "!" <= last <= "~" or "\u0e01" <= last <= "\u0e5b" else _TAIL.sub("", text)
