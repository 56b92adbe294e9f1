"""Text into lines: the state of the page at the point that is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.html_context import Context, Frame
from parsers.readers.html_lines import Line, LineBuffer, indent_steps
from parsers.readers.html_style import BASE_PIXELS
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from parsers.readers.html_lists import Item


class PageText:
    """Collects lines; knows how the text being read looks and where it stands.

    `letters`, `linked` and `links` are running totals of the page; `texts` counts the stretches of
    text read; `late` holds images met inside a line, which follow it.
    """

    def __init__(self) -> None:
        """Start at the top of the body."""
        self.lines: list[Line] = []
        self.letters = 0
        self.linked = 0.0
        self.links = 0
        self.texts = 0
        self.buffer = LineBuffer()
        self.late: list[Line] = []
        self.context = Context()
        self.bold = False
        self.link = False
        self.pixels = BASE_PIXELS
        self.first_indent = 0.0
        self.carried: tuple[bool, float] | None = None
        self.has_aside = False
        self.frame = Frame("body", None, 1, self.context, self.bold, self.link, self.pixels)

    def add(self, text: str) -> None:
        """Text of the present line, with its looks."""
        buffer, size = self.buffer, len(text)
        buffer.pieces.append(text)
        buffer.letters += size
        buffer.pixels += size * self.pixels
        if self.bold:
            buffer.bold += size
        if self.link:
            buffer.link += size
        self.texts += 1
        self.carried = None

    def add_verbatim(self, text: str) -> None:
        """Preformatted text: its line ends are line ends."""
        for index, part in enumerate(text.replace("\r\n", "\n").split("\n")):
            if index:
                self.end_line(Break.SOURCE)
            if part:
                self.add(part)

    def end_line(self, kind: Break) -> None:
        """The author ends the line (`<br>`, a line end in `<pre>`), or leaves one blank."""
        if self.buffer.pieces:
            self.flush()
        elif self.has_aside:
            self.has_aside = False
            self.buffer.breaks = None
        else:
            self.buffer.blanks += 1
        self.buffer.end_of_line(kind)

    def flush(self) -> None:
        """Make a line of the text read since the last border, if there is any."""
        if self.buffer.pieces:
            taken = self.buffer.take_verbatim() if self.context.pre else self.buffer.take()
            if taken is not None:
                text, blank_pixels, columns = taken
                width = self.context.margin + self.first_indent + blank_pixels
                self._emit(text, indent_steps(width) + columns)
            self.buffer.clear_shares()
        if self.late:
            for line in self.late:
                self.append(line)
            self.late.clear()

    def _emit(self, text: str, indent: int) -> None:
        """A line with text."""
        buffer, context, size = self.buffer, self.context, self.buffer.letters
        parted = buffer.breaks or Break.SOFT
        kind, item = self._kind(parted)
        line = Line(
            text,
            context,
            self.frame,
            kind,
            parted,
            buffer.blanks,
            indent,
            buffer.bold / size,
            buffer.link / size,
            buffer.pixels / size,
            item,
        )
        buffer.breaks = None
        buffer.blanks = 0
        self.first_indent = 0.0
        self.has_aside = False
        self.append(line)

    def _kind(self, parted: Break) -> tuple[BlockKind, Item | None]:
        """The kind of the next line, and its item where it is the first line of one."""
        kind, item = self.context.kind, self.context.item
        if item is not None and item.fresh:
            item.fresh = False
            return (kind if kind is BlockKind.HEADING else BlockKind.ITEM), item
        if kind is not None:
            return kind, None
        hard = parted is Break.PARAGRAPH or parted is Break.PAGE
        return (BlockKind.PARAGRAPH if hard else BlockKind.LINE), None

    def append(self, line: Line) -> None:
        """Take a finished line into the page and its counts."""
        size = len(line.text)
        self.lines.append(line)
        if line.context.cell is not None:
            line.context.cell.lines += 1
        self.letters += size
        self.linked += size * line.link

    def add_aside(self, text: str, kind: BlockKind, *, chrome: float, late: bool) -> None:
        """A line beside the text (image, icon): it takes no break from the text that follows."""
        line = Line(
            text,
            self.context,
            self.frame,
            kind,
            self.buffer.breaks or Break.SOFT,
            self.buffer.blanks,
            indent_steps(self.context.margin),
            link=1.0 if self.link else 0.0,
            pixels=self.pixels,
            chrome=chrome,
        )
        if late and self.buffer.pieces:
            self.late.append(line)
        else:
            self.append(line)
            self.buffer.blanks = 0
            self.has_aside = True
