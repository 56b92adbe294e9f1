"""Which statements are in force, and which repeat an earlier one: the rules of DESIGN.md, section 5.

The plan with the highest end year, then fiscal year; undated documents only where no dated one has the
kind; never the clock. Only documents that are current take part.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import lru_cache

from schemas.kinds import Kind
from schemas.matching import matching_key
from stores.curated.records import DocumentFacts, DocumentRow, StatementRow

Plan = tuple[int, int]
"""End year and fiscal year (0 where none is named), Buddhist era; (0, 0) is no plan named."""

_TEXTS = 4096
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
    newest = _newest_plans(current)
    firsts: dict[tuple[Kind, Plan, str], str] = {}
    rows: list[StatementRow] = []
    for facts in documents:
        is_current = facts.document.is_current
        plan = plan_of(facts.document)
        seen = firsts if is_current else {}
        for row in facts.statements:
            key = _key(row.text)
            first = seen.setdefault((row.kind, plan, key), row.statement_id) if key else row.statement_id
            rows.append(
                dataclasses.replace(
                    row,
                    in_force=is_current and newest[row.kind] == plan,
                    repeat_of=None if first == row.statement_id else first,
                )
            )
    return tuple(rows)


@lru_cache(maxsize=_TEXTS)
def _key(text: str) -> str:
    """The matching key of a text; an office's statements are settled once for each turn of its history."""
    return matching_key(text)


def standing(rows: Iterable[StatementRow]) -> tuple[StatementRow, ...]:
    """The statements that count: in force and no repeats."""
    return tuple(row for row in rows if row.in_force and row.repeat_of is None)


def _newest_plans(current: Iterable[DocumentFacts]) -> dict[Kind, Plan]:
    newest: dict[Kind, Plan] = {}
    for facts in current:
        plan = plan_of(facts.document)
        for kind in {row.kind for row in facts.statements}:
            newest[kind] = max(plan, newest.get(kind, UNDATED))
    return newest
