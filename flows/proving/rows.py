"""The rows of a document beside those that the same parser makes of its bytes now."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.proving.records import DocumentTask, Judged
from schemas.codes import Verdict
from stores.curated.records import DocumentRow, SectionRow, StatementRow
from stores.curated.rows import document_facts

if TYPE_CHECKING:
    from schemas.records import Parsed

Proved = DocumentRow | SectionRow | StatementRow
_NOT_OF_THE_DOCUMENT = frozenset(
    {"office_id", "owner_name", "owner_evidence", "in_force", "repeat_of", "is_current", "captured_at"}
)
"""What depends on the registry, on other documents or on when the bytes first came."""


class Expected:
    """What the parser at hand makes of a document; of use only where it is the one that made the rows."""

    def __init__(self, task: DocumentTask, parsed: Parsed) -> None:
        facts = document_facts(task.capture, parsed)
        rows: tuple[Proved, ...] = (facts.document, *facts.sections, *facts.statements)
        self._rows = {row_id(row): row for row in rows}
        self._published = set(map(row_id, rows_of(task)))

    def judged(self, row: Proved) -> Judged:
        """PROVED, or ROW_DIFFERS with the first column that is another."""
        expected = self._rows.get(row_id(row))
        if expected is None:
            return Judged(Verdict.ROW_DIFFERS, published=_shown(row), found="no such row")
        for field in dataclasses.fields(row):
            published, made = getattr(row, field.name), getattr(expected, field.name)
            if published != made and field.name not in _NOT_OF_THE_DOCUMENT:
                texts = (f"{field.name}: {value}" for value in (published, made))
                return Judged(Verdict.ROW_DIFFERS, "", *texts)
        return Judged(Verdict.PROVED)

    def missing(self) -> Iterator[Proved]:
        """Rows that the release should have and has not."""
        return (row for key, row in self._rows.items() if key not in self._published)


def rows_of(task: DocumentTask) -> tuple[Proved, ...]:
    """The document's row, then its sections and statements."""
    return (task.document, *task.sections, *task.statements)


def row_id(row: Proved) -> str:
    """The key of a row."""
    if isinstance(row, StatementRow):
        return row.statement_id
    return row.section_id if isinstance(row, SectionRow) else row.document_id


def _shown(row: Proved) -> str:
    if isinstance(row, StatementRow):
        return row.text
    return row.heading if isinstance(row, SectionRow) else row.source_uri
