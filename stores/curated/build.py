"""Writing a release beside the others: parts that are as they were are linked, the rest is written."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa

from schemas.tables import SCHEMA_VERSION, TABLES
from stores.curated.arrow import joined
from stores.curated.base import Base
from stores.curated.describe import described
from stores.curated.manifest import MANIFEST_NAME, Manifest, Part, TableParts, Versions, encode_manifest
from stores.curated.office_rows import (
    OfficeChange,
    OfficeTask,
    RangeRows,
    RangeTask,
    TableFile,
    changed,
    make_range,
)
from stores.curated.parquet import parquet_bytes
from stores.curated.parts import part_path, ranges
from stores.curated.pointer import release_key
from stores.curated.work import Work
from stores.roots import Root

BUILDING = ".building-"


MakeRanges = Callable[[Iterable[RangeTask]], Iterator[RangeRows]]
"""A way to have ranges made: one after the other here, or in other processes; values come in order."""


def make_here(tasks: Iterable[RangeTask]) -> Iterator[RangeRows]:
    """Make ranges one after the other in this process."""
    return map(make_range, tasks)


@dataclass(frozen=True, slots=True)
class Built:
    """A release that stands beside the others, not yet checked or pointed at."""

    folder: str
    manifest: Manifest
    changes: tuple[OfficeChange, ...]
    written: tuple[str, ...]
    """Paths of the parts that are not as they were."""
    linked_parts: int


@dataclass(frozen=True, slots=True)
class _Place:
    """The offices of a part file, its number, and that of the part with the same offices before."""

    number: int
    offices: tuple[str, ...]
    old_number: int | None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A range that is being made: `order` has rows of every table that are carried over, None for a run."""

    place: _Place
    order: tuple[tuple[pa.Table | None, ...] | None, ...]


class Builder:
    """Builds one release from the work to do; `before` is the release it will take the place of."""

    def __init__(self, root: Root, before: Base, work: Work, make_ranges: MakeRanges) -> None:
        self._root = root
        self._before = before
        self._work = work
        self._make_ranges = make_ranges
        self._changes: list[OfficeChange] = []
        self._written: list[str] = []
        self._linked = 0

    def build(self, sequence: int, versions: Versions, basis: str) -> Built:
        """Write all parts, the manifest and the descriptions into a folder of its own."""
        folder = release_key(f"{BUILDING}{sequence:06d}")
        places = [self._place(number, offices) for number, offices in enumerate(ranges(self._work.offices))]
        parts: dict[int, tuple[Part, ...]] = {}
        pending: deque[_Pending] = deque()
        for made in self._make_ranges(self._tasks(places, pending)):
            one = pending.popleft()
            parts[one.place.number] = tuple(self._written_parts(folder, one, made))
            self._changes += made.changes
        for place in places:
            if place.number not in parts:
                parts[place.number] = tuple(self._linked_parts(folder, place))
        tables = tuple(
            TableParts(name, table.fingerprint, tuple(parts[place.number][at] for place in places))
            for at, (name, table) in enumerate(TABLES.items())
        )
        manifest = Manifest(
            sequence=sequence,
            schema_version=SCHEMA_VERSION,
            tables=tables,
            captures=self._work.captures,
            checks=self._work.checks,
            versions=versions,
            basis=basis,
        )
        self._root.stage(f"{folder}/{MANIFEST_NAME}", encode_manifest(manifest))
        for name, data in described(manifest):
            self._root.stage(f"{folder}/{name}", data)
        self._note_vanished()
        return Built(folder, manifest, tuple(self._changes), tuple(self._written), self._linked)

    def _place(self, number: int, offices: tuple[str, ...]) -> _Place:
        old = self._before.ranges.index(offices) if offices in self._before.ranges else None
        return _Place(number, offices, old)

    def _tasks(self, places: Sequence[_Place], pending: deque[_Pending]) -> Iterator[RangeTask]:
        """The ranges that must be made; what else is needed to write each is left in `pending`."""
        touched = self._work.touched
        for place in places:
            if place.old_number is not None and touched.isdisjoint(place.offices):
                continue
            whole = touched.issuperset(place.offices)
            made, carried = self._cut(place.offices)
            pending.append(_Pending(place, tuple(carried)))
            yield RangeTask(tuple(made), whole)

    def _cut(
        self, offices: tuple[str, ...]
    ) -> tuple[list[tuple[OfficeTask, ...]], list[tuple[pa.Table | None, ...] | None]]:
        """The runs of offices that are made anew; and where each goes (None) among the rows carried over."""
        made: list[tuple[OfficeTask, ...]] = []
        order: list[tuple[pa.Table | None, ...] | None] = []
        for is_made, run in groupby(offices, key=self._work.touched.__contains__):
            if is_made:
                tasks = (self._work.task(office, self._before.wordings_of(office)) for office in run)
                made.append(tuple(tasks))
                order.append(None)
            else:
                carried = tuple(run)
                order.append(tuple(self._work.base.rows(name, carried) for name in TABLES))
        return made, order

    def _written_parts(self, folder: str, one: _Pending, made: RangeRows) -> Iterator[Part]:
        """The parts of all tables with the same offices."""
        old_number = one.place.old_number
        for at, name in enumerate(TABLES):
            if made.files:
                file = made.files[at]
            else:
                runs = iter(made.runs)
                pieces = (next(runs)[at] if kept is None else kept[at] for kept in one.order)
                table = joined(name, [piece for piece in pieces if piece is not None])
                file = TableFile(parquet_bytes(table), table.num_rows)
            old = None if old_number is None else self._before.part(name, old_number)
            yield self._write(folder, part_path(name, one.place.number), file, old)

    def _linked_parts(self, folder: str, place: _Place) -> Iterator[Part]:
        """The parts of a range that is as it was."""
        for name in TABLES:
            old = self._before.part(name, place.old_number or 0)
            yield self._link(folder, part_path(name, place.number), old)

    def _note_vanished(self) -> None:
        """Offices outside the registry go with their last document."""
        for office in sorted(self._before.offices - set(self._work.offices)):
            if change := changed(office, self._before.wordings_of(office), ()):
                self._changes.append(change)

    def _write(self, folder: str, path: str, file: TableFile, old: Part | None) -> Part:
        part = Part(path, hashlib.sha256(file.data).hexdigest(), len(file.data), file.rows)
        if old is not None and old.sha256 == part.sha256:
            return self._link(folder, path, old)
        self._root.stage(f"{folder}/{path}", file.data)
        self._written.append(path)
        return part

    def _link(self, folder: str, path: str, old: Part) -> Part:
        release = self._before.release
        if release is not None:
            self._root.stage_link(f"{release.key}/{old.path}", f"{folder}/{path}")
            self._linked += 1
        return Part(path, old.sha256, old.byte_count, old.rows)
