"""Offices side by side: their statements in force by kind, those that say the same marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.directory import DirectoryEntry
from explorer.search import Index
from schemas.kinds import Kind

MOST_LINES = 40
"""Statements of one office and kind that are shown."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A statement; `shared` if another of the offices says the same, spelling habits aside."""

    statement_id: str
    label: str | None
    text: str
    gloss_en: str | None
    shared: bool


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """What one office says of one kind; `more` statements are not shown."""

    entry: DirectoryEntry
    lines: tuple[ComparedLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ComparedKind:
    """One kind, a column for each office; `offices` of them have it, `shared` wordings stand in several."""

    kind: Kind
    columns: tuple[ComparedColumn, ...]
    offices: int
    shared: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A statement in force, with its matching key."""

    office_id: str
    kind: Kind
    key: str
    statement_id: str
    label: str | None
    text: str
    gloss_en: str | None


def compare(index: Index, entries: Sequence[DirectoryEntry]) -> tuple[ComparedKind, ...]:
    """The kinds that any of the offices has: those that most have first, else in their own order."""
    rows = [row for entry in entries for row in _rows(index, entry.office_id)]
    said: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    for row in rows:
        said[row.kind, row.key].add(row.office_id)
    made = [_kind(kind, rows, entries, said) for kind in Kind]
    order = {kind: place for place, kind in enumerate(Kind)}
    return tuple(
        sorted((one for one in made if one.offices), key=lambda one: (-one.offices, order[one.kind]))
    )


def _kind(
    kind: Kind,
    rows: Sequence[_Row],
    entries: Sequence[DirectoryEntry],
    said: dict[tuple[Kind, str], set[str]],
) -> ComparedKind:
    of_kind = [row for row in rows if row.kind is kind]
    counts = Counter(row.office_id for row in of_kind)
    columns = []
    for entry in entries:
        lines = [
            ComparedLine(row.statement_id, row.label, row.text, row.gloss_en, len(said[kind, row.key]) > 1)
            for row in of_kind
            if row.office_id == entry.office_id
        ]
        columns.append(ComparedColumn(entry, tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES)))
    shared = sum(len(offices) > 1 for (other, _), offices in said.items() if other is kind)
    return ComparedKind(kind, tuple(columns), len(counts), shared)


def _rows(index: Index, office_id: str) -> list[_Row]:
    question = (
        "SELECT kind, key, statement_id, label, text, gloss_en FROM statement "
        "WHERE office_id = ? AND in_force AND NOT repeats ORDER BY place, ordinal"
    )
    return [
        _Row(office_id, Kind(kind), key, statement_id, label, text, gloss)
        for kind, key, statement_id, label, text, gloss in index.rows(question, (office_id,))
    ]
