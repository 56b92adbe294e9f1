"""Wraps: whether a line without a marker goes on with the text above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.markers import Style
from schemas.kinds import Kind
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.line import Line
    from parsers.structure.nodes import StatementNode

ITEM_LIMIT = 600
"""Characters of an item beyond which more text is hardly its own."""

BY_BREAK = {Break.SOURCE: 0.7, Break.SOFT: 0.4, Break.PARAGRAPH: -0.7, Break.PAGE: 0.3}
"""How much each kind of break speaks for a wrap: authors end items by paragraphs, programs wrap lines."""


def continues(last_line: Line, line: Line, node: StatementNode, *, expects_next: bool) -> bool:
    """Whether a line without a marker goes on with the item above it.

    `expects_next` says that the next item of the series follows within a few lines, so that what
    stands between belongs to this one.
    """
    if _is_meaning(last_line, line, node):
        return True
    if (line.block.cell is None) != (last_line.block.cell is None) or line.block.cell != last_line.block.cell:
        return False
    score = BY_BREAK[line.break_before] - 0.8 * min(line.blank_before, 2)
    score += 0.6 if expects_next else 0.0
    return score + sum(_of_texts(last_line, line)) + sum(_of_place(last_line, line, node)) > 0


MEANING = 90


def _is_meaning(last_line: Line, line: Line, node: StatementNode) -> bool:
    """Whether a line says in Thai what the value's letter and English word above it stand for."""
    marker = last_line.marker
    if node.kind is not Kind.CORE_VALUE or marker is None or marker.style is not Style.LETTER:
        return False
    a, b = last_line.block.cell, line.block.cell
    beside = a is not None and b is not None and (a.table, a.row) == (b.table, b.row)
    if not beside and (a is not b or line.blank_before > 1):
        return False
    return len(node.texts) == 1 and _is_latin(last_line.bare) and not _is_latin(line.value) and (
        len(line.value) <= MEANING
    )  # fmt: skip


def _is_latin(text: str) -> bool:
    return not any("\u0e01" <= char <= "\u0e4e" for char in text)


def _of_texts(last_line: Line, line: Line) -> Iterator[float]:
    """What the end of the one text and the beginning of the other say."""
    words = lexicon()
    before, after = last_line.value, line.value
    if words.open_end.search(before) or before.endswith((",", "(", "-")):
        yield 1.2
    if words.open_start.match(after):
        yield 0.6
    if before.count("(") > before.count(")") and ")" in after[:40]:
        yield 1.0
    if words.office.match(after) and len(after) > 120:
        yield -1.5
    elif len(after) > 300:
        yield -0.8
    if words.lead_in_end.search(after):
        if words.about_list.search(after) and not words.open_end.search(before):
            yield -1.5
        elif len(after) > 40:
            yield -0.5


def _of_place(last_line: Line, line: Line, node: StatementNode) -> Iterator[float]:
    """What layout and length say."""
    block, last = line.block, last_line.block
    if line.wrapped:
        yield 0.5
    if line.break_before is Break.PARAGRAPH and block.list_id is not None and block.list_id == last.list_id:
        yield 0.3
    if len(last_line.value) < 35 and line.break_before is not Break.SOURCE:
        yield -0.3
    if line.strong and not last_line.strong:
        yield -0.9
    if node.length + len(line.value) > ITEM_LIMIT:
        yield -0.8


def wraps(before: Line, line: Line, width: int) -> bool:
    """Whether a line of a list without markers goes on with the one before; `width` is the longest line's."""
    words = lexicon()
    if line.block.cell != before.block.cell:
        return False
    if words.defines.search(line.value[:60]):
        return False
    if line.wrapped:
        return True
    if words.item_start.match(line.value) and not words.open_end.search(before.value):
        return False
    if words.open_end.search(before.value) or words.open_start.match(line.value):
        return line.break_before is not Break.PARAGRAPH or line.blank_before == 0
    if line.blank_before or line.break_before is Break.PARAGRAPH:
        return False
    if line.wrapped:
        return True
    if line.break_before is Break.SOURCE:
        return len(before.value) > max(60, 0.8 * width) or line.block.indent > before.block.indent + 2
    return (
        line.break_before is Break.SOFT
        and len(before.value) > 90
        and len(line.value) < 0.6 * len(before.value)
    )
