"""The document of an RTF file in the making: paragraphs, stories, rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from parsers.readers.list_labels import read_label
from parsers.readers.office_lines import Drawn, Paragraph, Setting
from parsers.readers.rtf_destinations import BOX
from parsers.readers.rtf_state import Field, Form
from parsers.readers.rtf_story import CellForm, Story
from schemas.records import BlockKind, Break

_HEADING_NAME = re.compile(r"heading (\d)$")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its outline level, or that it is the title or of a table of contents."""

    level: int | None = None
    title: bool = False
    contents: bool = False

    @classmethod
    def named(cls, name: str) -> Style:
        """The style that a name in the stylesheet stands for."""
        name = name.strip().rstrip(";").strip().lower()
        heading = _HEADING_NAME.match(name)
        level = int(heading.group(1)) if heading else None
        return cls(level, name == "title", name.startswith(("toc ", "contents ")))


@dataclass(slots=True)
class RowForm:
    """How the next row is drawn: its left edge, its cells; `cell` is the one being defined."""

    left: int = 0
    header: bool = False
    cells: list[CellForm] = field(default_factory=list)
    cell: CellForm = field(default_factory=CellForm)

    def end_cell(self, edge: int) -> None:
        """A cell's right edge ends its definition."""
        self.cell.edge = edge
        self.cells.append(self.cell)
        self.cell = CellForm()


@dataclass(slots=True)
class OpenStory:
    """A story that is being read, with its current paragraph and the label drawn before it."""

    story: Story
    paragraph: Paragraph = field(default_factory=Paragraph)
    label: str = ""


@dataclass(slots=True)
class Builder:
    """Takes text and ends of paragraphs, cells and rows; `done` are the stories beside the body."""

    styles: dict[int, Style] = field(default_factory=dict)
    row: RowForm = field(default_factory=RowForm)
    open: list[OpenStory] = field(default_factory=lambda: [OpenStory(Story())])
    done: list[Story] = field(default_factory=list)
    _boxes: list[Story] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph being read."""
        return self.open[-1].paragraph

    def begin_story(self, kind: str) -> None:
        """A header, footer, note or text box begins."""
        self._counts[kind] += 1
        prefix = f"{kind}[{self._counts[kind]}]/"
        self.open.append(OpenStory(Story(prefix, 0.0 if kind == BOX else 1.0)))

    def end_story(self, form: Form) -> None:
        """The innermost story ends."""
        self.end_paragraph(form, force=False)
        story = self.open.pop().story
        story.close()
        (self.done if story.chrome else self._boxes).append(story)

    def finish(self, form: Form) -> list[Story]:
        """All stories, the body first."""
        while len(self.open) > 1:
            self.end_story(Form())
        self.end_paragraph(form, force=False)
        return [self.open[0].story, *self.done]

    def end_paragraph(
        self, form: Form, fields: tuple[Field, ...] = (), *, force: bool = True, level: int | None = None
    ) -> None:
        """The paragraph goes into its story, inside `level` tables; its text boxes follow it."""
        current = self.open[-1]
        paragraph, label = current.paragraph, current.label
        if force or any(paragraph.lines) or len(paragraph.lines) > 1:
            current.paragraph, current.label = Paragraph(), ""
            level = form.table_level if level is None else level
            current.story.add((paragraph, self._setting(form, label, fields), form.new_page), level)
            if len(self.open) == 1 and self._boxes:
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    current.story.add(box, level)

    def end_cell(self, form: Form, fields: tuple[Field, ...], level: int) -> None:
        """A cell ends, of the innermost of `level` tables."""
        self.end_paragraph(form, fields, force=False, level=level)
        story = self.open[-1].story
        story.to_level(level)
        story.tables[-1].end_cell()

    def end_row(self, form: Form, fields: tuple[Field, ...], level: int) -> None:
        """A row ends; it is drawn as it was last defined."""
        self.end_paragraph(form, fields, force=False, level=level)
        story = self.open[-1].story
        story.to_level(level)
        story.tables[-1].end_row(self.row.left, self.row.cells, header=self.row.header)

    def line_break(self, parted: Break) -> None:
        """A soft return, or a new page inside a paragraph."""
        self.paragraph.end_line(parted)

    def _setting(self, form: Form, label: str, fields: tuple[Field, ...]) -> Setting:
        style = self.styles.get(form.style, Style())
        level = form.level or style.level
        drawn = None
        if form.list_id or label.strip():
            drawn = Drawn(form.list_id, form.depth, *read_label(label))
        kind = BlockKind.PARAGRAPH if drawn is None else BlockKind.ITEM
        if level or style.title:
            kind = BlockKind.HEADING
        contents = style.contents or any(each.is_a("TOC") for each in fields)
        return Setting(
            "",
            kind,
            level or (1 if style.title else None),
            drawn,
            None,
            (form.left + form.first, form.left),
            1.0 if contents else 0.0,
        )
