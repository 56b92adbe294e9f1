"""The release that a new one is built on: its captures, its documents, its rows office by office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codes import OwnerEvidence
from stores.curated.alignment import Wording
from stores.curated.arrow import from_arrow, values_of
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
    owner_evidence: OwnerEvidence = OwnerEvidence.NONE


class Base:
    """A release to build on; without one, everything is empty.

    Parts are read when asked for. Those of one range of offices are kept until another range is asked
    for: who goes through the offices in order reads each part once, and few are in memory at a time.
    """

    def __init__(self, release: OpenRelease | None) -> None:
        self.release = release
        self.captures: tuple[SeenCapture, ...] = release.manifest.captures if release else ()
        self.checks: dict[str, str] = dict(release.manifest.checks) if release else {}
        self._kept: _Range = _Range(-1)
        self._documents: tuple[KnownDocument, ...] | None = None
        self.ranges = tuple(
            tuple(part["office_id"].to_pylist()) for part in self._parts("offices", ("office_id",))
        )
        self._range_of = {office: n for n, part in enumerate(self.ranges) for office in part}

    @property
    def offices(self) -> frozenset[str]:
        """Every office of the release."""
        return frozenset(self._range_of)

    def known_documents(self) -> tuple[KnownDocument, ...]:
        """Every document version of the release."""
        if self._documents is None:
            names = ("document_id", "source_id", "office_id", "captured_at", "owner_evidence")
            self._documents = tuple(
                KnownDocument(document, source, office, at, OwnerEvidence(evidence))
                for part in self._parts("documents", names)
                for document, source, office, at, evidence in zip(
                    *(values_of(part[name]) for name in names), strict=True
                )
            )
        return self._documents

    def part(self, table: str, number: int) -> Part:
        """The part file of a table with a range of offices."""
        if self.release is None:
            raise IndexError(number)
        return self.release.manifest.table(table).parts[number]

    def rows(self, table: str, offices: Iterable[str]) -> pa.Table | None:
        """The rows of neighbouring offices in one table, None if the base has none of them."""
        slices: list[pa.Table] = []
        for number, run in groupby(offices, key=self._range_of.get):
            if number is not None:
                slices += self._slices(table, number, run)
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
        if number is None:
            return None
        return next(self._slices(table, number, (office_id,)), None)

    def _slices(self, table: str, number: int, offices: Iterable[str]) -> Iterator[pa.Table]:
        """The rows of some offices of a range, those that follow one another in one piece."""
        runs = self._runs(table, number)
        found = [run for office in offices if (run := runs.get(office)) is not None]
        whole = self._whole(table, number)
        for start, length in _merged(found):
            yield whole.slice(start, length)

    def _runs(self, table: str, number: int) -> dict[str, tuple[int, int]]:
        """First row and number of rows of each office in a part."""
        whole = self._whole(table, number)
        if table not in self._kept.runs:
            self._kept.runs[table] = _runs(self._offices_by_row(number, whole))
        return self._kept.runs[table]

    def _offices_by_row(self, number: int, whole: pa.Table) -> pa.ChunkedArray:
        """The office of every row; `periods` has it through its document only."""
        if "office_id" in whole.column_names:
            return whole["office_id"]
        documents = self._whole("documents", number)
        place = pc.index_in(whole["document_id"], documents["document_id"].combine_chunks())
        return documents["office_id"].take(place)

    def _parts(self, table: str, columns: tuple[str, ...]) -> Iterator[pa.Table]:
        """Some columns of every part of a table."""
        count = len(self.release.manifest.table(table).parts) if self.release else 0
        return (self._part(table, number, columns) for number in range(count))

    def _whole(self, table: str, number: int) -> pa.Table:
        """A part with all of its columns."""
        if self._kept.number != number:
            self._kept = _Range(number)
        if table not in self._kept.tables:
            self._kept.tables[table] = self._part(table, number)
        return self._kept.tables[table]

    def _part(self, table: str, number: int, columns: tuple[str, ...] | None = None) -> pa.Table:
        """A part as it was published; what has changed since is not carried on."""
        part = self.part(table, number)
        data = self.release.part_bytes(part) if self.release else b""
        return read_part(part.path, columns, data)


@dataclass(slots=True)
class _Range:
    """What is in memory of the parts of one range: their rows, and where each office's are."""

    number: int
    tables: dict[str, pa.Table] = field(default_factory=dict)
    runs: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)


def _runs(offices: pa.ChunkedArray) -> dict[str, tuple[int, int]]:
    """First row and number of rows of each office in rows sorted by office."""
    found = {}
    start = 0
    for run in pc.value_counts(offices).to_pylist():
        found[run["values"]] = (start, run["counts"])
        start += run["counts"]
    return found


def _merged(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of rows, each joined with the one that it follows on."""
    first, length = 0, 0
    for start, count in runs:
        if start != first + length:
            if length:
                yield first, length
            first, length = start, 0
        length += count
    if length:
        yield first, length


def _by_document(rows: Iterable[InDocument]) -> dict[str, list[InDocument]]:
    found: dict[str, list[InDocument]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return found
