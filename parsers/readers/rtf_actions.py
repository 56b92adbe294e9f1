"""What the control words of RTF do in text: ends of paragraphs, cells and rows, forms of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from parsers.readers.rtf_builder import RowForm
from parsers.readers.rtf_state import Form
from parsers.readers.rtf_text import charset_of_page
from schemas.records import Break

if TYPE_CHECKING:
    from parsers.readers.rtf_walker import RtfWalker

    _Action = Callable[[RtfWalker, int | None], None]


def _end_paragraph(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.end_paragraph(walker.state.form, walker.state.fields)


def _end_section(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.end_paragraph(walker.state.form, walker.state.fields, force=False)
    walker.builder.line_break(Break.PAGE)


def _new_row(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.row = RowForm()


def _end_cell(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.end_cell(walker.state.form, walker.state.fields, 1)


def _end_inner_cell(walker: RtfWalker, _number: int | None) -> None:
    form = walker.state.form
    walker.builder.end_cell(form, walker.state.fields, max(2, form.nesting))


def _end_row(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.end_row(walker.state.form, walker.state.fields, 1)


def _row_left(walker: RtfWalker, number: int | None) -> None:
    walker.builder.row.left = number or 0


def _row_header(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.row.header = True


def _edge(walker: RtfWalker, number: int | None) -> None:
    walker.builder.row.end_cell(number or 0)


def _goes_up(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.row.cell.goes_up = True


def _goes_left(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.row.cell.goes_left = True


def _pard(walker: RtfWalker, _number: int | None) -> None:
    walker.state.form = Form()


def _plain(walker: RtfWalker, _number: int | None) -> None:
    walker.state.plain()


def _soft(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.line_break(Break.SOFT)


def _page(walker: RtfWalker, _number: int | None) -> None:
    walker.builder.line_break(Break.PAGE)


def _code_page(walker: RtfWalker, number: int | None) -> None:
    if not walker.sure:
        walker.codec = charset_of_page(number)


ACTIONS: Final[Mapping[str, _Action]] = {
    "ansicpg": _code_page,
    "par": _end_paragraph,
    "sect": _end_section,
    "pard": _pard,
    "plain": _plain,
    "line": _soft,
    "lbr": _soft,
    "page": _page,
    "column": _page,
    "trowd": _new_row,
    "trleft": _row_left,
    "trhdr": _row_header,
    "cellx": _edge,
    "clvmrg": _goes_up,
    "clmrg": _goes_left,
    "cell": _end_cell,
    "nestcell": _end_inner_cell,
    "row": _end_row,
    "nestrow": lambda walker, _number: walker.end_nested_row(),
}
"""What a control word does in text."""
