"""The release that a new one is built on: its captures, its documents, its rows office by office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from stores.curated.alignment import Wording
from stores.curated.arrow import from_arrow
from stores.curated.captures import SeenCapture
from stores.curated.manifest import Part
from stores.curated.parquet import read_part
from stores.curated.records import (
    DirectionRow,
    DocumentFacts,
    DocumentRow,
    FindingRow,
    PeriodRow,
    Row,
    SectionRow,
    StatementRow,
)
from stores.curated.release import OpenRelease

Found = TypeVar("Found", bound=Row)
InDocument = TypeVar("InDocument", SectionRow, StatementRow, PeriodRow, FindingRow)


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document version that a release holds."""

    document_id: str
    source_id: str
    office_id: str
    captured_at: datetime


class Base:
    """A release to build on; without one, everything is empty.

    Parts are read when asked for and kept while the base is.
    """

    def __init__(self, release: OpenRelease | None) -> None:
        self.release = release
        self.captures: tuple[SeenCapture, ...] = release.manifest.captures if release else ()
        self.checks: dict[str, str] = dict(release.manifest.checks) if release else {}
        self._read: dict[tuple[str, int], pa.Table] = {}
        self._runs: dict[tuple[str, int], dict[str, tuple[int, int]]] = {}
        self.ranges = tuple(tuple(part["office_id"].to_pylist()) for part in self._parts("offices"))
        self._range_of = {office: n for n, part in enumerate(self.ranges) for office in part}

    @property
    def offices(self) -> frozenset[str]:
        """Every office of the release."""
        return frozenset(self._range_of)

    def known_documents(self) -> list[KnownDocument]:
        """Every document version of the release."""
        names = ("document_id", "source_id", "office_id", "captured_at")
        return [
            KnownDocument(*row)
            for part in self._parts("documents")
            for row in zip(*(part[name].to_pylist() for name in names), strict=True)
        ]

    def part(self, table: str, number: int) -> Part:
        """The part file of a table with a range of offices."""
        if self.release is None:
            raise IndexError(number)
        return self.release.manifest.table(table).parts[number]

    def rows(self, table: str, offices: Iterable[str]) -> pa.Table | None:
        """The rows of neighbouring offices in one table, None if the base has none of them."""
        slices = [found for office in offices if (found := self._slice(table, office)) is not None]
        return pa.concat_tables(slices) if slices else None

    def documents_of(self, office_id: str) -> tuple[DocumentFacts, ...]:
        """All document versions of an office with what they say."""
        sections = _by_document(self._rows("sections", office_id, SectionRow))
        statements = _by_document(self._rows("statements", office_id, StatementRow))
        periods = _by_document(self._rows("periods", office_id, PeriodRow))
        findings = _by_document(self._rows("findings", office_id, FindingRow))
        return tuple(
            DocumentFacts(
                document,
                tuple(sections.get(document.document_id, ())),
                tuple(statements.get(document.document_id, ())),
                tuple(periods.get(document.document_id, ())),
                tuple(findings.get(document.document_id, ())),
            )
            for document in self._rows("documents", office_id, DocumentRow)
        )

    def wordings_of(self, office_id: str) -> tuple[Wording, ...]:
        """The statements that count for an office, as they are worded in the base."""
        return tuple(
            Wording(row.statement_id, row.kind, row.number_path, row.text)
            for row in self._rows("direction", office_id, DirectionRow)
        )

    def _rows(self, table: str, office_id: str, row_type: type[Found]) -> list[Found]:
        found = self._slice(table, office_id)
        if found is None:
            return []
        return [row for row in from_arrow(table, found) if isinstance(row, row_type)]

    def _slice(self, table: str, office_id: str) -> pa.Table | None:
        number = self._range_of.get(office_id)
        if number is None or self.release is None:
            return None
        whole = self._part_table(table, number)
        if (table, number) not in self._runs:
            self._runs[table, number] = _runs(self._offices_by_row(number, whole))
        run = self._runs[table, number].get(office_id)
        return None if run is None else whole.slice(*run)

    def _offices_by_row(self, number: int, whole: pa.Table) -> pa.ChunkedArray:
        """The office of every row; `periods` has it through its document only."""
        if "office_id" in whole.column_names:
            return whole["office_id"]
        documents = self._part_table("documents", number)
        owners = dict(
            zip(documents["document_id"].to_pylist(), documents["office_id"].to_pylist(), strict=True)
        )
        return pa.chunked_array([[owners[one] for one in whole["document_id"].to_pylist()]], pa.string())

    def _parts(self, table: str) -> Iterator[pa.Table]:
        count = len(self.release.manifest.table(table).parts) if self.release else 0
        return (self._part_table(table, number) for number in range(count))

    def _part_table(self, table: str, number: int) -> pa.Table:
        """A part as it was published; what has changed since is not carried on."""
        if (table, number) not in self._read:
            part = self.part(table, number)
            data = self.release.part_bytes(part) if self.release else b""
            self._read[table, number] = read_part(part.path, data=data)
        return self._read[table, number]


def _runs(offices: pa.ChunkedArray) -> dict[str, tuple[int, int]]:
    """First row and number of rows of each office in rows sorted by office."""
    found = {}
    start = 0
    for run in pc.value_counts(offices).to_pylist():
        found[run["values"]] = (start, run["counts"])
        start += run["counts"]
    return found


def _by_document(rows: Iterable[InDocument]) -> dict[str, list[InDocument]]:
    found: dict[str, list[InDocument]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return found
