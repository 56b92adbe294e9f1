"""Work in batches, done elsewhere: as many at once as a pool does, in the order they came, none lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from flows.documents import Job, Reading, read_guarded
from flows.pools import BatchFunction, Pool

_Work = TypeVar("_Work")
_Value = TypeVar("_Value")

HANDFUL = 24
"""Up to so many small documents are read by one process: starting others would take longer."""
_HANDFUL_BYTES = 1024 * 1024
BATCH = 16
BATCH_BYTES = 1024 * 1024


def read_all(jobs: Iterable[Job], pool: Pool) -> Iterator[Reading]:
    """Read documents and yield what was read in the order they came.

    Limits on time and memory hold for each document wherever it is read.
    """
    return map_jobs(read_guarded, jobs, pool)


def map_jobs(read: Callable[[Job], _Value], jobs: Iterable[Job], pool: Pool) -> Iterator[_Value]:
    """What `read`, a function of a module, makes of each document, in the order they came.

    A handful of them is read by one process, unless the pool has its processes already.
    """
    jobs = iter(jobs)
    if not pool.warm:
        first = list(islice(jobs, HANDFUL + 1))
        jobs = chain(first, jobs)
        if pool.width < 2 or _is_handful(first):  # noqa: PLR2004
            yield from map(read, jobs)
            return
    yield from run_batches(partial(_batch, read), jobs, pool, size_of=_size)


def run_batches(
    function: BatchFunction[_Work, _Value],
    works: Iterable[_Work],
    pool: Pool,
    *,
    size_of: Callable[[_Work], int],
    most: int = BATCH,
    most_bytes: int = BATCH_BYTES,
) -> Iterator[_Value]:
    """Have work done in a pool and yield its values in the order the work came.

    A batch has `most` pieces, or fewer that come to `most_bytes` by `size_of`. Work is taken as it is
    needed: a bounded number of batches is under way. A batch whose worker failed is sent once more and
    then done in this process, so nothing is lost or there twice. A ThitthangError of the work is raised.
    """
    batches = _batches(works, size_of, most, most_bytes)
    under_way: deque[tuple[list[_Work], Future[list[_Value]]]] = deque()
    try:
        for batch in batches:
            under_way.append((batch, pool.submit(function, batch)))
            if len(under_way) >= pool.ahead:
                yield from _done(function, *under_way.popleft(), pool)
        while under_way:
            yield from _done(function, *under_way.popleft(), pool)
    finally:
        for _, future in under_way:
            future.cancel()


def _done(
    function: BatchFunction[_Work, _Value], batch: list[_Work], future: Future[list[_Value]], pool: Pool
) -> list[_Value]:
    """The values of a batch, which is done again if its worker failed."""
    try:
        return pool.value(future)
    except Exception as error:
        if not pool.may_repeat(error):
            raise
        pool.note_repeat(error)
    if not pool.is_lost:
        try:
            return pool.value(pool.submit(function, batch))
        except Exception as error:
            if not pool.may_repeat(error):
                raise
    return function(batch)


def _batch(read: Callable[[Job], _Value], jobs: list[Job]) -> list[_Value]:
    return [read(job) for job in jobs]


def _size(job: Job) -> int:
    return len(job.data)


def _is_handful(jobs: list[Job]) -> bool:
    small = sum(map(_size, jobs)) <= _HANDFUL_BYTES
    return len(jobs) < 2 or (len(jobs) <= HANDFUL and small)  # noqa: PLR2004


def _batches(
    works: Iterable[_Work], size_of: Callable[[_Work], int], most: int, most_bytes: int
) -> Iterator[list[_Work]]:
    batch: list[_Work] = []
    size = 0
    for work in works:
        batch.append(work)
        size += size_of(work)
        if len(batch) >= most or size >= most_bytes:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
