"""Lines of an office document: drawn text in the making, and the blocks it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.readers.office_tables import OpenCell
from parsers.readers.text import INVISIBLE
from schemas.records import Block, BlockKind, Break

BLANK = " \t\n\r\x0b\x0c\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))) + INVISIBLE
"""What a line may begin and end with that is not drawn."""
INDENT_TWIPS = 360
"""One step of `Block.indent`: a quarter of an inch."""
_TAB_STEPS = 2
_SPACES_A_STEP = 4

_BLANKS = re.compile(f"[{BLANK}]+")

Piece = tuple[str, bool, bool, float]
"""Text, whether it is bold, whether it is a link, its size in points."""


@dataclass(slots=True)
class Paragraph:
    """The text of one paragraph, line by line as its author broke it; `breaks` part the lines."""

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    breaks: list[Break] = field(default_factory=lambda: [Break.PARAGRAPH])

    def add(self, text: str, bold: bool, link: bool, size: float) -> None:  # noqa: FBT001
        """Text goes on the current line."""
        self.lines[-1].append((text, bold, link, size))

    def end_line(self, parted: Break) -> None:
        """A break inside the paragraph: soft, or to the next page."""
        self.lines.append([])
        self.breaks.append(parted)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a program draws before a list item; `number` and `label` are None for a bullet."""

    list_id: int
    depth: int
    number: str | None = None
    label: str | None = None


@dataclass(slots=True, eq=False)
class Setting:
    """How a paragraph stands: what all its lines share. `indent` is in twips (first line, others)."""

    path: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    drawn: Drawn | None = None
    cell: OpenCell | None = None
    indent: tuple[int, int] = (0, 0)
    chrome: float = 0.0


@dataclass(slots=True)
class Draft:
    """One line that will be a block, with sizes still in points and its table still open."""

    text: str
    setting: Setting
    first: bool
    break_before: Break
    blank_before: int
    indent: int
    bold: float
    link: float
    size: float
    page: int | None


@dataclass(slots=True)
class Stream:
    """The lines of a document in reading order."""

    drafts: list[Draft] = field(default_factory=list)
    blank: int = 0
    parted: Break | None = None
    """A break that is due before the next line (a new page)."""
    page: int | None = None
    sizes: dict[float, int] = field(default_factory=dict)
    """Letters of each size (chrome apart)."""

    def put(self, paragraph: Paragraph, setting: Setting) -> None:
        """Add a paragraph's lines; lines without text only part those round them."""
        first = True
        for pieces, kind in zip(paragraph.lines, paragraph.breaks, strict=True):
            if kind is Break.PAGE:
                self.parted = kind
            raw = pieces[0][0] if len(pieces) == 1 else "".join([piece[0] for piece in pieces])
            text = raw.strip(BLANK)
            if not text:
                self.blank += Break.PAGE not in paragraph.breaks
                continue
            _, bold, link, size = pieces[0] if len(pieces) == 1 else _looks(pieces)
            parted = self.parted or (Break.PARAGRAPH if first else kind)
            indent = _indent(setting.indent[0 if first else 1], raw, text[0])
            self.drafts.append(
                Draft(text, setting, first, parted, self.blank, indent, bold, link, size, self.page)
            )
            if not setting.chrome:
                self.sizes[size] = self.sizes.get(size, 0) + len(text)
            self.blank, self.parted, first = 0, None, False

    def new_cell(self) -> None:
        """Empty lines of one cell are no distance to the next."""
        self.blank = 0

    def blocks(self) -> tuple[Block, ...]:
        """The blocks, with sizes relative to the size that most of the text has."""
        body = max(self.sizes, key=lambda size: self.sizes[size]) if self.sizes else 1.0
        return tuple([_block(draft, body) for draft in self.drafts])


def letters(text: str) -> int:
    """Characters of a text that are drawn."""
    return len(_BLANKS.sub("", text))


def _indent(twips: int, raw: str, first: str) -> int:
    """Steps of indentation, with those of leading tabs and spaces."""
    steps = max(0, round(twips / INDENT_TWIPS)) if twips else 0
    if raw[0] == first:
        return steps
    lead = raw[: raw.index(first)]
    return steps + _TAB_STEPS * lead.count("\t") + (lead.count(" ") + lead.count("\u00a0")) // _SPACES_A_STEP


def _looks(pieces: list[Piece]) -> tuple[str, float, float, float]:
    """Nothing, shares of bold and linked letters, and the size of most letters."""
    total = bold_letters = link_letters = 0
    sizes: dict[float, int] = {}
    for text, bold, link, size in pieces:
        length = len(text) if text.strip(BLANK) else 0
        total += length
        bold_letters += length if bold else 0
        link_letters += length if link else 0
        sizes[size] = sizes.get(size, 0) + length
    size = max(sizes, key=lambda each: sizes[each]) if len(sizes) > 1 else next(iter(sizes))
    return "", round(bold_letters / total, 3), round(link_letters / total, 3), size


def _block(draft: Draft, body: float) -> Block:
    """Only the first line of a list item is the item; the others hang below it."""
    setting, drawn = draft.setting, draft.setting.drawn
    kind = setting.kind
    if not draft.first and kind not in (BlockKind.HEADING, BlockKind.IMAGE):
        kind = BlockKind.LINE
    cell = setting.cell.cell() if setting.cell is not None else None
    if kind is BlockKind.CELL and cell is None:
        kind = BlockKind.PARAGRAPH
    return Block(
        draft.text,
        kind,
        draft.break_before,
        draft.blank_before,
        draft.indent,
        None if drawn is None else drawn.list_id,
        0 if drawn is None else drawn.depth,
        drawn.number if drawn is not None and draft.first else None,
        cell,
        setting.level,
        float(draft.bold),
        float(draft.link),
        round(draft.size / body, 2) if body else 1.0,
        setting.chrome,
        draft.page,
        None,
        setting.path,
        drawn.label if drawn is not None and draft.first else None,
    )
