"""Text into lines: the state of the page at the point that is being read."""

from __future__ import annotations

from parsers.readers.html_context import Context, Frame
from parsers.readers.html_lines import INDENT_PIXELS, Line, drawn_line, verbatim_line
from parsers.readers.html_style import BODY_LOOK, Look
from schemas.records import BlockKind, Break

_PARAGRAPH, _PAGE, _SOFT = Break.PARAGRAPH, Break.PAGE, Break.SOFT
_HEADING, _ITEM, _BLOCK, _LINE = (
    BlockKind.HEADING,
    BlockKind.ITEM,
    BlockKind.PARAGRAPH,
    BlockKind.LINE,
)


class PageText:
    """Collects lines; knows how the text being read looks and where it stands.

    This is the inner loop of the reader: plain attributes, few calls. `pieces` is the text of the
    line being read, `looks` how each piece looks. `breaks` is the break that will part the line
    from the one before (None: no border met yet), `blanks` the blank lines before it. `late` holds
    images met inside the line; `has_aside` says that an image or icon stands on it.
    """

    def __init__(self) -> None:
        """Start at the top of the body, as after a paragraph."""
        self.lines: list[Line] = []
        self.late: list[Line] = []
        self.pieces: list[str] = []
        self.looks: list[Look] = []
        self.look = BODY_LOOK
        self.breaks: Break | None = _PARAGRAPH
        self.blanks = 0
        self.has_aside = False
        self.first_indent = 0.0
        self.context = Context()
        self.frame = Frame("body", None, "body", self.context, self.look)

    def add_verbatim(self, text: str) -> None:
        """Preformatted text: its line ends are line ends."""
        for index, part in enumerate(text.replace("\r\n", "\n").split("\n")):
            if index:
                self.end_line(Break.SOURCE)
            if part:
                self.pieces.append(part)
                self.looks.append(self.look)

    def end_line(self, kind: Break) -> None:
        """The author ends the line (`<br>`, a line end in `<pre>`), or leaves one blank.

        A paragraph or page end already met weighs more.
        """
        if self.pieces:
            self.flush()
        elif self.has_aside:
            self.has_aside = False
            self.breaks = None
        else:
            self.blanks += 1
        if self.breaks is None:
            self.breaks = kind

    def flush(self) -> None:
        """Make a line of the text read since the last border, if there is any.

        Only blank space is no line; a line of no-break spaces counts as a blank one.
        """
        if self.pieces:
            text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
            if self.context.pre:
                text, pixels, columns = verbatim_line(text)
            else:
                text, pixels, columns = drawn_line(text)
            if text:
                pixels += self.context.margin + self.first_indent
                if pixels > 0:
                    columns += int(pixels / INDENT_PIXELS + 0.5)
                self._emit(text, columns)
            else:
                self.blanks += 1
            self.pieces.clear()
            self.looks.clear()
        if self.late:
            for line in self.late:
                self.append(line)
            self.late.clear()

    def _emit(self, text: str, indent: int) -> None:
        """A line with text; the first line of a list item is the item, whatever is inside it."""
        context = self.context
        parted = self.breaks or _SOFT
        kind = context.kind
        item = context.item
        if item is not None and item.fresh:
            item.fresh = False
            if kind is not _HEADING:
                kind = _ITEM
        else:
            item = None
            if kind is None:
                kind = _BLOCK if parted is _PARAGRAPH or parted is _PAGE else _LINE
        look = self.looks[0] if len(self.looks) == 1 else self._mixed_look()
        line = Line(text, context, self.frame, kind, parted, self.blanks, indent, look, item)
        self.lines.append(line)
        if context.cell is not None:
            context.cell.lines += 1
        self.breaks = None
        self.blanks = 0
        self.first_indent = 0.0
        self.has_aside = False

    def _mixed_look(self) -> Look:
        """The shares of a line of several pieces, by their letters."""
        looks = self.looks
        first = looks[0]
        if looks.count(first) == len(looks):
            return first
        bold = link = pixels = 0.0
        total = 0
        for piece, look in zip(self.pieces, looks, strict=True):
            size = len(piece)
            total += size
            bold += size * look[0]
            link += size * look[1]
            pixels += size * look[2]
        return (bold / total, link / total, pixels / total)

    def append(self, line: Line) -> None:
        """Take a line made elsewhere into the page."""
        self.lines.append(line)
        if line.context.cell is not None:
            line.context.cell.lines += 1

    def add_aside(self, text: str, kind: BlockKind, *, chrome: float, late: bool) -> None:
        """A line beside the text (image, icon): it takes no break from the text that follows."""
        context, parted = self.context, self.breaks or _SOFT
        indent = int(context.margin / INDENT_PIXELS + 0.5)
        look = (0.0, self.look[1], self.look[2])
        line = Line(text, context, self.frame, kind, parted, self.blanks, indent, look, None, chrome)
        if late and self.pieces:
            self.late.append(line)
            return
        self.append(line)
        self.blanks = 0
        self.has_aside = True
