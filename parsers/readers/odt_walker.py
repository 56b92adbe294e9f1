"""The body of an OpenDocument text into lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.list_numbers import Level, NumberList
from parsers.readers.odt_inline import UNSEEN, InlineReader, all_text
from parsers.readers.odt_lists import Lists
from parsers.readers.odt_names import DRAW, OFFICE, TABLE, TEXT, whole
from parsers.readers.odt_styles import OdtStyles, TextStyle
from parsers.readers.office_lines import Drawn, Paragraph, Setting, Stream, letters
from parsers.readers.office_tables import OpenCell, OpenTable
from schemas.records import BlockKind, Break

_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_GROUPS = frozenset(
    {TEXT + "section", TEXT + "numbered-paragraph", TEXT + "list-item", TEXT + "list-header", DRAW + "g"}
    | {OFFICE + "text", DRAW + "a", TEXT + "index-title"}
)
_INDEXES = frozenset(
    TEXT + name
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index", "bibliography",
    )
)  # fmt: skip
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-rows", "table-row-group", "table-header-rows"))
_MOST_REPEATED = 1_000


@dataclass(slots=True)
class Place:
    """Where the walk is; `listed` is the open list, `item` what its next paragraph is numbered with."""

    prefix: str = ""
    cell: OpenCell | None = None
    chrome: float = 0.0
    listed: NumberList | None = None
    depth: int = -1
    fresh: bool = False
    value: int | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def inside(self, **changes: object) -> Place:
        """The same place but for what changes; paragraphs and tables are counted on."""
        new = Place(self.prefix, self.cell, self.chrome, self.listed, self.depth, self.fresh, self.value)
        new.counts = self.counts
        for name, value in changes.items():
            setattr(new, name, value)
        return new


@dataclass(slots=True)
class OdtWalker:
    """Walks a body or a header into one stream; notes are kept until the end."""

    styles: OdtStyles
    lists: Lists
    stream: Stream = field(default_factory=Stream)
    raw_letters: int = 0
    images: int = 0
    inline: InlineReader = field(init=False)
    _tables: int = 0

    def __post_init__(self) -> None:
        self.inline = InlineReader(self.styles, self.stream)

    @property
    def skipped(self) -> Counter[str]:
        """Letters that are not drawn, by the reason."""
        return self.inline.skipped

    def story(self, root: etree._Element, prefix: str = "", chrome: float = 0.0) -> None:
        """Walk the content of a body, header, footer or note."""
        self.raw_letters += letters(all_text(root))
        self._blocks(root, Place(prefix, None, chrome))

    def lost_letters(self) -> int:
        """Letters that were neither drawn nor skipped for a reason."""
        drawn = sum(letters(draft.text) for draft in self.stream.drafts)
        return self.raw_letters - self.skipped.total() - drawn

    def _blocks(self, parent: Iterable[etree._Element], place: Place) -> None:
        for child in parent:
            tag = child.tag
            if tag in _PARAGRAPHS:
                self._paragraph(child, place)
            elif tag == TEXT + "list":
                self._list(child, place)
            elif tag == TABLE + "table":
                self._table(child, place)
            elif tag in _INDEXES:
                for body in child.iterchildren(TEXT + "index-body"):
                    self._blocks(body, place.inside(chrome=1.0))
            elif tag == TEXT + "soft-page-break":
                self.inline.turn_page()
            else:
                self._other(child, place)

    def _other(self, child: etree._Element, place: Place) -> None:
        tag = str(child.tag)
        if tag in UNSEEN:
            self.skipped[UNSEEN[tag]] += letters(all_text(child))
        elif child.get(TEXT + "display") in ("none", "condition") and tag == TEXT + "section":
            self.skipped["hidden"] += letters(all_text(child))
        elif tag in _GROUPS:
            self._blocks(child, place)
        elif tag.startswith(DRAW):
            self._drawing(child, place)

    def _paragraph(self, element: etree._Element, place: Place) -> None:
        place.counts["p"] += 1
        style = self.styles.paragraph(element.get(TEXT + "style-name"))
        paragraph = Paragraph()
        if style.new_page and self.stream.drafts:
            self.stream.parted = Break.PAGE
            self.inline.turn_page()
        first_page = self.inline.paragraph(element, style, paragraph)
        page = self.stream.page
        setting = self._setting(element, style, place)
        self.stream.page = first_page or page
        self.stream.put(paragraph, setting)
        self.stream.page = page
        hanging, self.inline.hanging = self.inline.hanging, []
        for count, drawing in enumerate(hanging, 1):
            prefix = f"{setting.path}/box[{count}]/"
            self._drawing(drawing, place.inside(prefix=prefix, listed=None, counts=Counter()))

    def _setting(self, element: etree._Element, style: TextStyle, place: Place) -> Setting:
        level = None
        if element.tag == TEXT + "h":
            level = whole(element.get(TEXT + "outline-level"), style.level or 1, 10)
        drawn, numbered = self._number(element, style, place, level)
        left, first = style.left, style.first
        if numbered is not None:
            left = style.left or numbered.left or 0
            first = style.first or numbered.first or 0
        kind = BlockKind.PARAGRAPH if place.cell is None else BlockKind.CELL
        if level is not None or style.title:
            kind = BlockKind.HEADING
        elif drawn is not None and numbered is not None:
            kind = BlockKind.ITEM
        return Setting(
            f"{place.prefix}p[{place.counts['p']}]", kind, level or (1 if style.title else None), drawn,
            place.cell, (left + first, left), 1.0 if style.contents else place.chrome,
        )  # fmt: skip

    def _number(
        self, element: etree._Element, style: TextStyle, place: Place, level: int | None
    ) -> tuple[Drawn | None, Level | None]:
        """What is drawn before a paragraph: its list's number, or its chapter's."""
        if place.listed is not None:
            if not place.fresh:
                return Drawn(place.listed.list_id, place.depth), None
            place.fresh = False
            drawn, numbered = self.lists.number(place.listed, place.depth, place.value)
            return drawn, numbered or Level()
        if level is None or not style.outlined or element.get(TEXT + "is-list-header") == "true":
            return None, None
        start = element.get(TEXT + "start-value")
        restarts = element.get(TEXT + "restart-numbering") == "true" and start is not None
        return self.lists.chapter(level, whole(start, 1) if restarts else None), None

    def _list(self, element: etree._Element, place: Place) -> None:
        listed, depth = place.listed, place.depth + 1
        if listed is None:
            first = element.find(f".//{TEXT}p")
            name = None if first is None else first.get(TEXT + "style-name")
            listed, depth = self.lists.open(element, self.styles.paragraph(name).list_style), 0
        for item in element:
            value = item.get(TEXT + "start-value")
            inside = place.inside(
                listed=listed, depth=depth, fresh=item.tag == TEXT + "list-item",
                value=None if value is None else whole(value, 1),
            )  # fmt: skip
            self._blocks(item, inside)

    def _table(self, element: etree._Element, place: Place) -> None:
        place.counts["tbl"] += 1
        table = OpenTable(self._tables)
        self._tables += 1
        self._rows(element, table, place, header=False)
        self.stream.new_cell()

    def _rows(self, parent: etree._Element, table: OpenTable, place: Place, *, header: bool) -> None:
        for child in parent:
            if child.tag in _ROW_GROUPS:
                self._rows(child, table, place, header=child.tag == TABLE + "table-header-rows")
            elif child.tag == TABLE + "table-row":
                empty = not letters(all_text(child))
                times = whole(child.get(TABLE + "number-rows-repeated"), 1, _MOST_REPEATED)
                table.start_row()
                self._cells(child, table, place, header=header)
                table.rows += times - 1 if empty else 0
            elif child.tag == TEXT + "soft-page-break":
                self.inline.turn_page()

    def _cells(self, row: etree._Element, table: OpenTable, place: Place, *, header: bool) -> None:
        column = 0
        for child in row:
            times = whole(child.get(TABLE + "number-columns-repeated"), 1, _MOST_REPEATED)
            if child.tag == TABLE + "covered-table-cell":
                self.skipped["covered"] += letters(all_text(child))
            elif child.tag == TABLE + "table-cell":
                across = whole(child.get(TABLE + "number-columns-spanned"), 1)
                down = whole(child.get(TABLE + "number-rows-spanned"), 1)
                cell = table.add(column, across, down, header=header)
                self.stream.new_cell()
                prefix = f"{place.prefix}tbl[{place.counts['tbl']}]/r[{table.row}]/c[{column}]/"
                self._blocks(child, Place(prefix, cell, place.chrome))
            column += times

    def _drawing(self, element: etree._Element, place: Place) -> None:
        """Text of frames and shapes, each paragraph after the one the drawing hangs on."""
        if element.tag == DRAW + "image":
            self.images += 1
        if element.tag in UNSEEN:
            self.skipped[UNSEEN[str(element.tag)]] += letters(all_text(element))
        elif element.tag in _PARAGRAPHS or element.tag in (TEXT + "list", TABLE + "table"):
            self._blocks([element], place)
        else:
            for child in element:
                self._drawing(child, place)
