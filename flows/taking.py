"""Documents on their way into a release: read, given to their owner and made rows in one place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from flows.added_owner import with_added_owner
from flows.documents import Job, Reading, read_document, stopped
from flows.local_pool import apart
from flows.pools import Pool
from flows.workers import map_jobs, run_batches
from schemas.engines import Stopped
from schemas.offices import Office
from schemas.records import Capture
from schemas.registry import Registry, registry
from stores.curated.handed import Handed, hand_in
from stores.curated.office_rows import RangeRows, RangeTask, make_range


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a document that was read; `trouble` is the traceback of a fault of ours."""

    handed: Handed
    trouble: str = ""

    @property
    def capture(self) -> Capture:
        """The capture that was read."""
        return self.handed.capture


def take(reading: Reading, offices: Registry) -> Taken:
    """The rows of what was read, its owner looked for among the added offices too."""
    owned = with_added_owner(reading, offices)
    return Taken(hand_in(owned.capture, owned.parsed), owned.trouble)


def take_all(jobs: Iterable[Job], pool: Pool, offices: Registry) -> Iterator[Taken]:
    """Read documents and make their rows in a pool; they come in the order of the jobs."""
    return map_jobs(partial(take_guarded, added=offices.added), jobs, pool)


def take_guarded(job: Job, added: tuple[Office, ...] = ()) -> Taken:
    """Read one document and make its rows in a process that it may break; a broken one holds it."""
    made = apart(_read_and_take, job, added)
    return take(stopped(job, made), registry(added)) if isinstance(made, Stopped) else made


def _read_and_take(job: Job, added: tuple[Office, ...]) -> Taken:
    return take(read_document(job), registry(added))


def make_ranges(tasks: Iterable[RangeTask], pool: Pool) -> Iterator[RangeRows]:
    """Make the rows of ranges of offices in a pool; little work is done at once in this process."""
    tasks = iter(tasks)
    first: deque[RangeTask] = deque()
    size = 0
    for task in tasks:
        first.append(task)
        size += task.byte_count
        if size > _LITTLE:
            yield from run_batches(_make_batch, _chained(first, tasks), pool, size_of=_size, most=1)
            return
    yield from map(make_range, first)


_LITTLE = 256 * 1024
"""Bytes of packed rows, those of some sixty documents."""


def _chained(first: deque[RangeTask], others: Iterator[RangeTask]) -> Iterator[RangeTask]:
    while first:  # not kept: a task holds the rows of hundreds of documents
        yield first.popleft()
    yield from others


def _size(task: RangeTask) -> int:
    return task.byte_count


def _make_batch(tasks: list[RangeTask]) -> list[RangeRows]:
    return [_made(task) for task in tasks]


def _made(task: RangeTask) -> RangeRows:
    """The rows of a range; what does not fit into the limits of a process apart is made in this one."""
    made = apart(make_range, task)
    return make_range(task) if isinstance(made, Stopped) else made
