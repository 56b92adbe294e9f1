"""Which statements are in force, and which repeat an earlier one: the rules of DESIGN.md, section 5.

The plan with the highest end year, then fiscal year; undated documents only where no dated one has the
kind; never the clock. Only documents that are current take part.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from schemas.kinds import Kind
from stores.curated.records import DocumentFacts, DocumentRow, StatementRow

Plan = tuple[int, int]
"""End year and fiscal year (0 where none is named), Buddhist era; (0, 0) is no plan named."""

_names = [field.name for field in dataclasses.fields(StatementRow)]
UNDATED: Plan = (0, 0)


def plan_of(document: DocumentRow) -> Plan:
    """The plan that a document's statements belong to; one fiscal year is a plan of that year."""
    fiscal = document.fiscal_year_be or 0
    return (document.plan_end_be or fiscal, fiscal)


def document_order(facts: DocumentFacts) -> tuple[object, ...]:
    """Sort key: first captured first, then by address."""
    document = facts.document
    return (document.captured_at, document.source_uri, document.document_id)


def settled(documents: Sequence[DocumentFacts]) -> tuple[StatementRow, ...]:
    """All statements of an office's documents (in order), with `in_force` and `repeat_of` set."""
    current = [facts for facts in documents if facts.document.is_current]
    newest = newest_plans(
        (plan_of(facts.document), {row.kind for row in facts.statements}) for facts in current
    )
    firsts: dict[tuple[Kind, Plan, str], str] = {}
    rows: list[StatementRow] = []
    for facts in documents:
        is_current = facts.document.is_current
        plan = plan_of(facts.document)
        seen = firsts if is_current else {}
        for row in facts.statements:
            key = row.text_key
            first = seen.setdefault((row.kind, plan, key), row.statement_id) if key else row.statement_id
            in_force = is_current and newest[row.kind] == plan
            rows.append(_settled(row, in_force, None if first == row.statement_id else first))
    return tuple(rows)


_BEFORE_FLAGS: Callable[[StatementRow], tuple[Any, ...]] = attrgetter(*_names[: _names.index("repeat_of")])
_AFTER_FLAGS: Callable[[StatementRow], tuple[Any, ...]] = attrgetter(*_names[_names.index("in_force") + 1 :])


def _settled(row: StatementRow, in_force: bool, repeat_of: str | None) -> StatementRow:  # noqa: FBT001
    """The row with its flags; `dataclasses.replace` would take twice as long."""
    if row.in_force == in_force and row.repeat_of == repeat_of:
        return row
    values = (*_BEFORE_FLAGS(row), repeat_of, in_force, *_AFTER_FLAGS(row))
    return StatementRow(*values)


def standing(rows: Iterable[StatementRow]) -> tuple[StatementRow, ...]:
    """The statements that count: in force and no repeats."""
    return tuple(row for row in rows if row.in_force and row.repeat_of is None)


def newest_plans(current: Iterable[tuple[Plan, Iterable[Kind]]]) -> dict[Kind, Plan]:
    """The plan that decides for each kind, from the plans of current documents and the kinds they state."""
    newest: dict[Kind, Plan] = {}
    for plan, kinds in current:
        for kind in kinds:
            newest[kind] = max(plan, newest.get(kind, UNDATED))
    return newest
