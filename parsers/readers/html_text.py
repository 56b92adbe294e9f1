"""Text into lines: the state of the page at the point that is being read."""

from __future__ import annotations

from parsers.readers.html_context import Context, Frame
from parsers.readers.html_lines import INDENT_PIXELS, Line, drawn_line, verbatim_line
from parsers.readers.html_style import BASE_PIXELS
from schemas.records import BlockKind, Break

_PARAGRAPH, _PAGE, _SOFT = Break.PARAGRAPH, Break.PAGE, Break.SOFT


class PageText:
    """Collects lines; knows how the text being read looks and where it stands.

    This is the inner loop of the reader: plain attributes, few calls. `letters`, `bold_letters`,
    `link_letters` and `pixel_sum` are of the line being read, `pieces` its text. `breaks` is the
    break that will part it from the line before (None: no border met yet), `blanks` the blank lines
    before it. `texts` counts the stretches of text read; `late` holds images met inside a line.
    """

    def __init__(self) -> None:
        """Start at the top of the body, as after a paragraph."""
        self.lines: list[Line] = []
        self.late: list[Line] = []
        self.pieces: list[str] = []
        self.letters = self.bold_letters = self.link_letters = 0
        self.pixel_sum = 0.0
        self.breaks: Break | None = _PARAGRAPH
        self.blanks = 0
        self.has_aside = False
        self.texts = 0
        self.context = Context()
        self.bold = False
        self.link = False
        self.pixels = BASE_PIXELS
        self.first_indent = 0.0
        self.carried: tuple[bool, float] | None = None
        self.frame = Frame("body", None, 1, self.context, self.bold, self.link, self.pixels)

    def add(self, text: str) -> None:
        """Text of the present line, with its looks."""
        size = len(text)
        self.pieces.append(text)
        self.letters += size
        self.pixel_sum += size * self.pixels
        if self.bold:
            self.bold_letters += size
        if self.link:
            self.link_letters += size
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
        pieces, context = self.pieces, self.context
        if pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            self.pieces = []
            text, pixels, columns = verbatim_line(text) if context.pre else drawn_line(text)
            if text:
                pixels += context.margin + self.first_indent
                if pixels > 0:
                    columns += int(pixels / INDENT_PIXELS + 0.5)
                self._emit(text, columns)
            else:
                self.blanks += 1
            self.letters = self.bold_letters = self.link_letters = 0
            self.pixel_sum = 0.0
        for line in self.late:
            self.append(line)
        self.late.clear()

    def _emit(self, text: str, indent: int) -> None:
        """A line with text; the first line of a list item is the item, whatever is inside it."""
        context, size, parted = self.context, self.letters, self.breaks or _SOFT
        kind, item = context.kind, context.item
        if item is not None and item.fresh:
            item.fresh = False
            kind = kind if kind is BlockKind.HEADING else BlockKind.ITEM
        else:
            item = None
            if kind is None:
                hard = parted is _PARAGRAPH or parted is _PAGE
                kind = BlockKind.PARAGRAPH if hard else BlockKind.LINE
        self.append(
            Line(
                text,
                context,
                self.frame,
                kind,
                parted,
                self.blanks,
                indent,
                self.bold_letters / size,
                self.link_letters / size,
                self.pixel_sum / size,
                item,
            )
        )
        self.breaks = None
        self.blanks = 0
        self.first_indent = 0.0
        self.has_aside = False

    def append(self, line: Line) -> None:
        """Take a finished line into the page."""
        self.lines.append(line)
        if line.context.cell is not None:
            line.context.cell.lines += 1

    def add_aside(self, text: str, kind: BlockKind, *, chrome: float, late: bool) -> None:
        """A line beside the text (image, icon): it takes no break from the text that follows."""
        line = Line(
            text,
            self.context,
            self.frame,
            kind,
            self.breaks or _SOFT,
            self.blanks,
            int(self.context.margin / INDENT_PIXELS + 0.5),
            link=1.0 if self.link else 0.0,
            pixels=self.pixels,
            chrome=chrome,
        )
        if late and self.pieces:
            self.late.append(line)
            return
        self.append(line)
        self.blanks = 0
        self.has_aside = True
