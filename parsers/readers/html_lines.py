"""A finished line of a web page, and the white space that HTML does not draw."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.readers.html_context import Context, Frame
from parsers.readers.html_lists import Item
from parsers.readers.html_style import BODY_LOOK, Look
from parsers.readers.text import BLANKS, indent_columns
from schemas.records import BlockKind, Break

HTML_SPACE = " \t\n\r\f"
"""What HTML collapses; a no-break space is text."""
INDENT_PIXELS = 24.0
"""One step of `Block.indent`: half an inch is two, a list or block quote two, four NBSP one."""
_NBSP_PIXELS = 6.0
_PLAIN = frozenset(map(chr, [*range(0x21, 0x7F), *range(0x0E01, 0x0E5C)]))
"""Characters that are no white space, among them what nearly all lines begin and end with."""
_SPACES = re.compile("[ \t\n\r\f]+")
_LEAD = re.compile(f"[{BLANKS}]+")
_TAIL = re.compile(f"[{BLANKS}]+$")


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
    look: Look = BODY_LOOK
    item: Item | None = None
    chrome: float = 0.0


def drawn_line(text: str) -> tuple[str, float, int]:
    """White space collapsed and cut off; the pixels of leading no-break spaces; 0 columns."""
    if "\n" in text or "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    text = text.strip(HTML_SPACE)
    if not text:
        return text, 0.0, 0
    if text[-1] not in _PLAIN:
        text = _TAIL.sub("", text)
    if not text or text[0] in _PLAIN:
        return text, 0.0, 0
    lead = _LEAD.match(text)
    if lead is None:
        return text, 0.0, 0
    return text[lead.end() :], _NBSP_PIXELS * lead.group().count("\u00a0"), 0


def verbatim_line(text: str) -> tuple[str, float, int]:
    """A preformatted line without blank ends; 0 pixels; the columns of its leading space."""
    text = _TAIL.sub("", text)
    lead = _LEAD.match(text)
    if lead is None:
        return text, 0.0, 0
    return text[lead.end() :], 0.0, indent_columns(lead.group())
