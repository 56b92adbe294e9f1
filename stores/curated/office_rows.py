"""The rows of neighbouring offices, made from all that they depend on: work for any process."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from schemas.codes import FindingCode, HistoryChange, Severity
from schemas.kinds import Kind
from schemas.offices import Office
from schemas.records import CheckState
from schemas.tables import TABLES
from stores.curated.alignment import Link, Wording, align
from stores.curated.arrow import joined, to_arrow
from stores.curated.assembly import OfficeInput, office_facts
from stores.curated.captures import Drift, Turn
from stores.curated.coverage import Elsewhere
from stores.curated.history import wordings
from stores.curated.packing import unpack
from stores.curated.parquet import parquet_bytes
from stores.curated.records import DocumentFacts, DocumentRow, FindingRow, OfficeFacts
from stores.curated.terms import terms_table


@dataclass(frozen=True, slots=True)
class Placed:
    """A document version of an office: its rows, as they are or packed, and what other documents decide."""

    facts: DocumentFacts | bytes
    office_id: str
    captured_at: datetime
    is_current: bool
    drift: Drift | None


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """All that an office's rows are made from; `before` are its statements in force in the release before."""

    office_id: str
    office: Office | None
    documents: tuple[Placed, ...]
    turned: tuple[Turn, ...]
    elsewhere: tuple[Elsewhere, ...]
    check: CheckState | None
    before: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class RangeTask:
    """Offices of one part file whose rows are made anew, those that follow one another in one run.

    `whole` says that they are all the offices of the part: its files can be made where the rows are.
    """

    runs: tuple[tuple[OfficeTask, ...], ...]
    whole: bool

    @property
    def byte_count(self) -> int:
        """How much of it there is to send, about."""
        placed = (one.facts for run in self.runs for task in run for one in task.documents)
        return sum(len(facts) if isinstance(facts, bytes) else _UNPACKED for facts in placed)


_UNPACKED = 8_000


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """How an office's statements in force differ from those of the release before.

    `before` and `after` count them; the others hold the ids of those that differ, joined, and how many of
    each kind did how.
    """

    office_id: str
    before: int
    after: int
    added: str
    removed: str
    reworded: str
    cosmetic: str
    kinds: tuple[tuple[Kind, HistoryChange, int], ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A Parquet file and the number of its rows."""

    data: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class RangeRows:
    """What was made of a RangeTask: the files of all tables where it was whole, else the rows of each run."""

    files: tuple[TableFile, ...]
    runs: tuple[tuple[pa.Table, ...], ...]
    changes: tuple[OfficeChange, ...]


def make_range(task: RangeTask) -> RangeRows:
    """Make the rows of a range, in the order of the tables."""
    changes: list[OfficeChange] = []
    runs = [_run(run, changes) for run in task.runs]
    if not task.whole:
        return RangeRows((), tuple(runs), tuple(changes))
    tables = (joined(name, [run[place] for run in runs]) for place, name in enumerate(TABLES))
    files = tuple(TableFile(parquet_bytes(table), table.num_rows) for table in tables)
    return RangeRows(files, (), tuple(changes))


def _run(tasks: Sequence[OfficeTask], changes: list[OfficeChange]) -> tuple[pa.Table, ...]:
    """The rows of offices that follow one another, table by table."""
    made = []
    for task in tasks:
        facts = _facts(task)
        made.append(facts)
        if change := changed(task.office_id, task.before, wordings(facts.statements)):
            changes.append(change)
    return tuple(
        terms_table(facts.statements for facts in made)
        if name == "terms"
        else to_arrow(name, [row for facts in made for row in getattr(facts, name)])
        for name in TABLES
    )


def changed(office_id: str, before: Sequence[Wording], after: Sequence[Wording]) -> OfficeChange | None:
    """How an office's statements in force differ; None if they do not."""
    links = [link for link in align(before, after) if link.change is not None]
    if not links:
        return None
    ids: dict[HistoryChange, list[str]] = {change: [] for change in HistoryChange}
    kinds: Counter[tuple[Kind, HistoryChange]] = Counter()
    for link in links:
        if link.change is not None:
            ids[link.change] += _ids(link)
            kinds[link.wording.kind, link.change] += 1
    return OfficeChange(
        office_id=office_id,
        before=len(before),
        after=len(after),
        added="".join(ids[HistoryChange.ADDED]),
        removed="".join(ids[HistoryChange.REMOVED]),
        reworded="".join(ids[HistoryChange.REWORDED]),
        cosmetic="".join(ids[HistoryChange.COSMETIC]),
        kinds=tuple((kind, change, count) for (kind, change), count in kinds.items()),
    )


def _ids(link: Link) -> Iterable[str]:
    return (wording.statement_id for wording in (link.before, link.after) if wording is not None)


def _facts(task: OfficeTask) -> OfficeFacts:
    return office_facts(
        OfficeInput(
            office_id=task.office_id,
            office=task.office,
            documents=tuple(map(_document, task.documents)),
            turned=task.turned,
            elsewhere=task.elsewhere,
            check=task.check,
        )
    )


def _document(placed: Placed) -> DocumentFacts:
    """The rows of a document as its office has them."""
    facts = unpack(placed.facts) if isinstance(placed.facts, bytes) else placed.facts
    office = placed.office_id
    row = facts.document
    findings = tuple(found for found in facts.findings if found.code is not FindingCode.DRIFT)
    if row.office_id != office:  # a document that could not be read, and so has no other rows
        findings = tuple(dataclasses.replace(found, office_id=office) for found in findings)
    if placed.drift is not None:
        findings = (*findings, _drift_finding(row, office, placed.drift))
    document = dataclasses.replace(
        row, office_id=office, captured_at=placed.captured_at, is_current=placed.is_current
    )
    return dataclasses.replace(facts, document=document, findings=findings)


def _drift_finding(document: DocumentRow, office: str, drift: Drift) -> FindingRow:
    message = f"{drift.statements} statements where the version before has {drift.before}; "
    message += "that one stays until this is accepted (thitthang accept)" if drift.waits else "kept back"
    return FindingRow(
        document_id=document.document_id,
        office_id=office,
        code=FindingCode.DRIFT,
        severity=Severity.ERROR,
        message=message,
        evidence="",
        spans=(),
        kind=None,
    )
