"""The body of a Word document into lines: paragraphs, lists, tables, text boxes, contents lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.docx_names import (
    ALTERNATE,
    BOX,
    CELL,
    DELETED,
    P_PR,
    ROW,
    SDT,
    SDT_CONTENT,
    TABLE,
    TRANSPARENT,
    A,
    P,
    R,
    W,
    number,
    switch,
    value,
)
from parsers.readers.docx_numbering import Numbering
from parsers.readers.docx_runs import RunReader, is_placeholder, letters_in
from parsers.readers.docx_styles import (
    ParagraphProperties,
    ParagraphStyle,
    Placing,
    paragraph_properties,
    text_look,
)
from parsers.readers.docx_tables import cell_of, parts
from parsers.readers.list_numbers import Counter, Level
from parsers.readers.office_lines import Drawn, Paragraph, Setting, Stream, letters
from parsers.readers.office_tables import OpenCell, OpenTable
from schemas.records import BlockKind, Break

_CONTENTS = "table of contents"
_NO_LIST = "0"
_NOTHING_SAID = ParagraphProperties()


@dataclass(slots=True)
class Place:
    """Where the walk is: path so far, open cell, share of chrome, paragraphs and tables counted."""

    prefix: str = ""
    cell: OpenCell | None = None
    chrome: float = 0.0
    paragraphs: int = 0
    tables: int = 0


@dataclass(slots=True)
class Walker:
    """Walks one story after the other (body, headers, notes) into one stream."""

    reader: RunReader
    numbering: Numbering
    counter: Counter = field(default_factory=Counter)
    stream: Stream = field(default_factory=Stream)
    chunks: list[str] = field(default_factory=list)
    missing_lists: int = 0
    stories: list[etree._Element] = field(default_factory=list)
    _table_count: int = 0
    _carried: Paragraph | None = None

    def story(self, root: etree._Element, prefix: str = "", chrome: float = 0.0) -> None:
        """Walk the content of a body, header, footer or note."""
        self.stories.append(root)
        self.stream.blank, self.stream.parted = 0, None
        self._blocks(root, Place(prefix, None, chrome))
        self._flush(Place(prefix, None, chrome))
        self.reader.fields.clear()

    def lost_letters(self) -> int:
        """Letters of the stories' text elements that were neither drawn nor skipped for a reason."""
        text = "".join([draft.text for draft in self.stream.drafts])
        everything = "".join([_all_text(story) for story in self.stories])
        if len("".join(text.split())) == len("".join(everything.split())):
            return 0
        drawn = letters(text)
        raw = sum(map(letters_in, self.stories))
        return raw - self.reader.skipped.total() - (drawn - self.reader.added)

    def _blocks(self, parent: Iterable[etree._Element], place: Place) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, place)
            elif tag == TABLE:
                self._table(child, place)
            elif tag == SDT:
                self._control(child, place)
            elif tag in TRANSPARENT:
                self._blocks(child, place)
            elif tag == ALTERNATE:
                self._blocks(self.reader.choose(child), place)
            elif tag in DELETED:
                self.reader.skipped["deleted"] += letters_in(child)
            elif tag == W + "altChunk":
                self.chunks.append(child.get(R + "id", ""))

    def _control(self, control: etree._Element, place: Place) -> None:
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        if is_placeholder(control):
            self.reader.skipped["placeholder"] += letters_in(content)
            return
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        before = place.chrome
        if gallery is not None and gallery.get(W + "val", "").lower() == _CONTENTS:
            place.chrome = 1.0
        self._blocks(content, place)
        place.chrome = before

    def _paragraph(self, element: etree._Element, place: Place) -> None:
        place.paragraphs += 1
        if not len(element):
            self.stream.blank += 1
            return
        said = paragraph_properties(element[0]) if element[0].tag == P_PR else _NOTHING_SAID
        styles, reader = self.reader.styles, self.reader
        style = styles.paragraphs.get(said.style, styles.default) if said.style else styles.default
        paragraph, self._carried = self._carried or Paragraph(), None
        contents = style.contents or reader.in_contents()
        reader.read(element, style.look, paragraph)
        if said.mark is not None and _mark_is_deleted(said.mark):
            self._carried = paragraph
            return
        own = said.placing.over(style.placing)
        if own.new_page:
            self.stream.parted = Break.PAGE
        drawn, level = (None, None)
        if own.list_number is not None and not _hidden(element, said, paragraph):
            drawn, level = self._number(said.placing, own, style)
        setting = Setting(
            f"{place.prefix}p[{place.paragraphs}]",
            _kind(style, own, drawn, place),
            own.level or (1 if style.title else None),
            drawn,
            place.cell,
            _indents(said.placing, own, level),
            1.0 if contents or reader.in_contents() else place.chrome,
        )
        self.stream.put(paragraph, setting)
        if reader.hanging:
            self._hanging(place)
        if said.section is not None and _on_new_page(said.section):
            self.stream.parted = Break.PAGE

    def _flush(self, place: Place) -> None:
        """A last paragraph whose mark is deleted has none to flow into."""
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            self.stream.put(paragraph, Setting(f"{place.prefix}p[{place.paragraphs}]", chrome=place.chrome))

    def _number(
        self, said: Placing, own: Placing, style: ParagraphStyle
    ) -> tuple[Drawn | None, Level | None]:
        """What Word draws before the paragraph."""
        name, at = own.list_number, own.list_level
        if name is None or name == _NO_LIST:
            return None, None
        if at is None or (said.list_number is None and said.list_level is None):
            at = self.numbering.level_of_style(name, style.style_id) or at or 0
        listed = self.numbering.lists.get(name)
        counted = None if listed is None else self.counter.count(listed, at)
        if counted is None:
            self.missing_lists += 1
            return None, None
        return counted

    def _hanging(self, place: Place) -> None:
        """Text boxes that hang on the paragraph just read follow it."""
        drawings, self.reader.hanging = self.reader.hanging, []
        count = 0
        for drawing in drawings:
            for box in self.reader.boxes(drawing):
                count += 1
                prefix = f"{place.prefix}p[{place.paragraphs}]/box[{count}]/"
                inner = Place(prefix, place.cell, place.chrome)
                if isinstance(box, str):
                    self._art(box, inner)
                elif box.tag == BOX:
                    self._blocks(box, inner)
                else:
                    self._shape_text(box, inner)

    def _art(self, text: str, place: Place) -> None:
        """WordArt: words drawn as a picture."""
        paragraph = Paragraph()
        paragraph.add(text, True, False, self.reader.styles.size)
        self.reader.added += letters(text)
        self.stream.put(
            paragraph, Setting(f"{place.prefix}art", BlockKind.IMAGE, cell=place.cell, chrome=place.chrome)
        )

    def _shape_text(self, body: etree._Element, place: Place) -> None:
        """Text of a drawing that is no text box of Word's own."""
        for count, element in enumerate(body.iterchildren(A + "p"), 1):
            paragraph = Paragraph()
            text = "".join(part.text or "" for part in element.iter(A + "t"))
            paragraph.add(text, False, False, self.reader.styles.size)
            self.reader.added += letters(text)
            self.stream.put(
                paragraph, Setting(f"{place.prefix}p[{count}]", cell=place.cell, chrome=place.chrome)
            )

    def _table(self, element: etree._Element, place: Place) -> None:
        place.tables += 1
        table = OpenTable(self._table_count)
        self._table_count += 1
        for row in parts(element, ROW):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.reader.skipped["deleted"] += letters_in(row)
                continue
            table.start_row()
            header = properties is not None and bool(switch(properties.find(W + "tblHeader")))
            column = number(value(properties, "gridBefore"), 0)
            left: OpenCell | None = None
            for part in parts(row, CELL):
                left, across = cell_of(part, table, column, left)
                left.header = left.header or header
                self.stream.new_cell()
                prefix = f"{place.prefix}tbl[{place.tables}]/r[{table.row}]/c[{column}]/"
                self._blocks(part, Place(prefix, left, place.chrome))
                column += across
        self.stream.new_cell()


def _all_text(element: etree._Element) -> str:
    """Text of all elements of whatever name (quick)."""
    return etree.tostring(element, method="text", encoding="unicode")


def _kind(style: ParagraphStyle, own: Placing, drawn: Drawn | None, place: Place) -> BlockKind:
    if own.level or style.title:
        return BlockKind.HEADING
    if drawn is not None:
        return BlockKind.ITEM
    return BlockKind.PARAGRAPH if place.cell is None else BlockKind.CELL


def _indents(said: Placing, own: Placing, level: Level | None) -> tuple[int, int]:
    """Indent of the first line and of the others; a list's own gives way to the paragraph's."""
    left, first = own.left or 0, own.first or 0
    if level is not None:
        left = left if said.left is not None or level.left is None else level.left
        first = first if said.first is not None or level.first is None else level.first
    return left + first, left


def _mark_is_deleted(mark: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted: its text flows into the next one."""
    return any(item.tag in DELETED for item in mark)


def _hidden(element: etree._Element, said: ParagraphProperties, paragraph: Paragraph) -> bool:
    """Whether a paragraph is wholly hidden, mark and all: Word does not count it."""
    if any(paragraph.lines) or said.mark is None or not letters_in(element):
        return False
    return bool(text_look(said.mark).hidden)


def _on_new_page(section: etree._Element) -> bool:
    """Whether the section that follows begins on a new page."""
    return value(section, "type", "nextPage") != "continuous"
