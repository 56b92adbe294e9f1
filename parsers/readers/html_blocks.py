"""Block elements: headings, lists, tables, definitions, quotes, preformatted text, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.html_chrome import hint
from parsers.readers.html_inline import apply_style
from parsers.readers.html_lists import open_list
from parsers.readers.html_style import HEADING_SIZES, Style, scaled, style_of
from parsers.readers.html_tables import OpenTable
from parsers.readers.html_tags import (
    HEADING_TAGS,
    INDENT,
    LIST_TAGS,
    PRE_TAGS,
    TOGGLES,
    is_damaged,
    page_number,
)
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parsers.readers.html_context import Context, Frame
    from parsers.readers.html_walker import Walker

    Opener = Callable[[Walker, str, Mapping[str, str]], None]
    Closer = Callable[[Walker, Frame], None]


_MAX_NAMES = 400
"""Characters of class and id that are looked at."""


def block_attributes(walker: Walker, frame: Frame, attributes: Mapping[str, str]) -> None:
    """What any block's attributes say: hints of chrome, looks, margins, place, page."""
    names = role = ""
    for name, value in attributes.items():
        if name in ("class", "id"):
            names = f"{names} {value}"
        elif name == "style":
            _block_style(walker, style_of(value))
        elif name == "role":
            role = value
            if value == "heading":
                _heading_role(walker, attributes)
        elif name.startswith("data-p"):
            _page(walker, page_number(attributes))
        elif is_damaged(name):
            walker.note_damage({name: value})
    if names or role:
        frame.hint = hint(frame.tag, role, names[:_MAX_NAMES])


def _own_context(walker: Walker) -> Context:
    """A copy of the context for the block being opened (its frame puts the old one back)."""
    walker.context = walker.context.copy()
    return walker.context


def _block_style(walker: Walker, style: Style) -> None:
    apply_style(walker, style)
    if style.margin:
        _own_context(walker).margin += style.margin
    if style.text_indent:
        walker.first_indent = style.text_indent
    if style.left is not None and (style.top is not None or style.bottom is not None):
        walker.has_places = True
        _own_context(walker).put_at(style.left, style.top, style.bottom)


def _page(walker: Walker, page: int | None) -> None:
    """A page of a converted document begins."""
    if page is not None and page != walker.context.page:
        _own_context(walker).page = page
        if walker.lines:
            walker.breaks = Break.PAGE


def _heading(walker: Walker, tag: str, _attributes: Mapping[str, str]) -> None:
    context = _own_context(walker)
    context.kind, context.level = BlockKind.HEADING, int(tag[1])
    _bold, link, pixels = walker.look
    walker.look = (1.0, link, scaled(pixels, HEADING_SIZES[tag]))


def _heading_role(walker: Walker, attributes: Mapping[str, str]) -> None:
    context = _own_context(walker)
    level = attributes.get("aria-level", "")
    context.kind = BlockKind.HEADING
    context.level = int(level) if level.isascii() and level.isdigit() and len(level) == 1 else None


def _untitled(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    """A summary or legend: the heading of its panel, without a level."""
    context = _own_context(walker)
    context.kind, context.level = BlockKind.HEADING, None


def _button(walker: Walker, tag: str, attributes: Mapping[str, str]) -> None:
    if any(name in attributes for name in TOGGLES) and walker.context.kind is not BlockKind.HEADING:
        _untitled(walker, tag, attributes)


def _indented(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    _own_context(walker).margin += INDENT


def _preformatted(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    _own_context(walker).pre = True


def _list(walker: Walker, tag: str, attributes: Mapping[str, str]) -> None:
    style = style_of(attributes["style"]).list_type if "style" in attributes else None
    number = walker.counts["list"]
    walker.counts["list"] += 1
    walker.lists.append(open_list(tag, attributes, style, number, len(walker.lists)))
    _own_context(walker).margin += INDENT


def _close_list(walker: Walker, _frame: Frame) -> None:
    walker.lists.pop().close()


def _item(walker: Walker, _tag: str, attributes: Mapping[str, str]) -> None:
    """A list item; one outside any list is an item of a list without numbers."""
    style = style_of(attributes["style"]).list_type if "style" in attributes else None
    context = _own_context(walker)
    context.kind = None
    if walker.lists:
        inner = walker.lists[-1]
        context.item = inner.add(attributes.get("value"), style or attributes.get("type"))
    else:
        number = walker.counts["list"]
        walker.counts["list"] += 1
        context.item = open_list("ul", {}, None, number, 0).add(None, None)


def _table(walker: Walker, _tag: str, attributes: Mapping[str, str]) -> None:
    if walker.tables:
        walker.tables[-1].has_inner_table = True
    number = walker.counts["table"]
    walker.counts["table"] += 1
    presentation = attributes.get("role") in ("presentation", "none")
    walker.tables.append(OpenTable(number, presentation))


def _close_table(walker: Walker, _frame: Frame) -> None:
    walker.tables.pop().close()


def _group(walker: Walker, tag: str, _attributes: Mapping[str, str]) -> None:
    if walker.tables:
        walker.tables[-1].start_group(tag)


def _row(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    if walker.tables:
        walker.tables[-1].start_row()


def _close_row(walker: Walker, _frame: Frame) -> None:
    if walker.tables:
        walker.tables[-1].end_row()


def _cell(walker: Walker, tag: str, attributes: Mapping[str, str]) -> None:
    if tag == "th":
        walker.look = (1.0, *walker.look[1:])
    if walker.tables:
        context = _own_context(walker)
        context.cell = walker.tables[-1].add(tag, attributes)
        context.kind = BlockKind.CELL
        context.margin = 0.0


def _definitions(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    walker.terms.append([])


def _term(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    """A dt is the heading of the dd that follows; `_close_definitions` takes back the others."""
    if walker.terms:
        context = _own_context(walker)
        context.kind, context.level = BlockKind.HEADING, None


def _close_term(walker: Walker, frame: Frame) -> None:
    if walker.terms:
        walker.terms[-1].append((frame.first_line, len(walker.lines)))


def _definition(walker: Walker, _tag: str, _attributes: Mapping[str, str]) -> None:
    context = _own_context(walker)
    context.kind = None
    context.margin += INDENT
    if walker.terms:
        walker.terms[-1].clear()


def _close_definitions(walker: Walker, _frame: Frame) -> None:
    for start, end in walker.terms.pop():
        for line in walker.lines[start:end]:
            if line.kind is BlockKind.HEADING and line.context.level is None:
                line.kind = BlockKind.PARAGRAPH


OPENERS: dict[str, Opener] = {
    "blockquote": _indented,
    "button": _button,
    "dd": _definition,
    "dl": _definitions,
    "dt": _term,
    "legend": _untitled,
    "li": _item,
    "summary": _untitled,
    "table": _table,
    "tbody": _group,
    "td": _cell,
    "tfoot": _group,
    "th": _cell,
    "thead": _group,
    "tr": _row,
    **dict.fromkeys(HEADING_TAGS, _heading),
    **dict.fromkeys(LIST_TAGS, _list),
    **dict.fromkeys(PRE_TAGS, _preformatted),
}
"""What a block tag does when it opens, beside what every block does."""

CLOSERS: dict[str, Closer] = {
    "dl": _close_definitions,
    "dt": _close_term,
    "table": _close_table,
    "tr": _close_row,
    **dict.fromkeys(LIST_TAGS, _close_list),
}
"""What a block tag does when it closes."""
