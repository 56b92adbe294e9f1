"""What a new release would change, told before it is pointed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.codes import HistoryChange
from schemas.kinds import Kind
from stores.curated.build import Built
from stores.curated.captures import is_drift
from stores.curated.manifest import Manifest
from stores.curated.office_rows import OfficeChange


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements in force differ."""

    added: int = 0
    removed: int = 0
    reworded: int = 0
    cosmetic: int = 0


@dataclass(frozen=True, slots=True)
class KindReview:
    """The differences in one kind."""

    kind: Kind
    counts: Counts


@dataclass(frozen=True, slots=True)
class OfficeReview:
    """The differences at one office; `before` and `after` are its statements in force."""

    office_id: str
    counts: Counts
    before: int
    after: int

    @property
    def loses_much(self) -> bool:
        """Whether a person should look before this is published."""
        return is_drift(self.before, self.after)


@dataclass(frozen=True, slots=True)
class TableReview:
    """Rows of a table before and after."""

    table: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Review:
    """What a release would change: by table, kind and office; only offices that differ are listed."""

    tables: tuple[TableReview, ...] = ()
    kinds: tuple[KindReview, ...] = ()
    offices: tuple[OfficeReview, ...] = ()

    @property
    def losing(self) -> tuple[OfficeReview, ...]:
        """Offices that would lose more than a quarter of their statements."""
        return tuple(office for office in self.offices if office.loses_much)


def review(before: Manifest | None, built: Built) -> Review:
    """Compare a built release with the one it would take the place of."""
    rows_before = {table.name: table.rows for table in before.tables} if before else {}
    tables = tuple(
        TableReview(table.name, rows_before.get(table.name, 0), table.rows) for table in built.manifest.tables
    )
    by_kind: dict[Kind, Counter[HistoryChange]] = {}
    for change in built.changes:
        for kind, how, count in change.kinds:
            by_kind.setdefault(kind, Counter())[how] += count
    kinds = tuple(KindReview(kind, _counts(by_kind[kind])) for kind in Kind if kind in by_kind)
    return Review(tables, kinds, tuple(_offices(built.changes)))


def _offices(changes: Sequence[OfficeChange]) -> Iterable[OfficeReview]:
    for change in changes:
        counts: Counter[HistoryChange] = Counter()
        for _, how, count in change.kinds:
            counts[how] += count
        yield OfficeReview(change.office_id, _counts(counts), change.before, change.after)


def _counts(found: Counter[HistoryChange]) -> Counts:
    return Counts(
        found[HistoryChange.ADDED],
        found[HistoryChange.REMOVED],
        found[HistoryChange.REWORDED],
        found[HistoryChange.COSMETIC],
    )
