"""Reading many documents at once, each in a process that it may kill without ending the run."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import Self, TypeVar

from engines.guard import Guard
from flows.documents import Job, Reading, read_guarded

_Work = TypeVar("_Work")
_Value = TypeVar("_Value")

HANDFUL = 24
"""Up to so many small documents are read by one process: starting others would take longer."""
_HANDFUL_BYTES = 1024 * 1024
_BATCH_DOCUMENTS = 8
_BATCH_BYTES = 1024 * 1024
_AHEAD = 3
"""Pieces of work under way for each process: enough to keep them busy, few enough to keep memory flat."""


def read_all(
    jobs: Iterable[Job], *, processes: int = 1, executor: Executor | None = None
) -> Iterator[Reading]:
    """Read documents and yield what was read in the order they came.

    With an executor batches of documents go there. Without one, more than a handful of documents are
    read by `processes` processes, which end with this generator. Limits on time and memory hold for each
    document wherever it is read.
    """
    jobs = iter(jobs)
    if executor is not None:
        yield from _read_batches(jobs, executor, _AHEAD * max(1, processes))
        return
    first = list(islice(jobs, HANDFUL + 1))
    rest = chain(first, jobs)
    if processes < 2 or _is_handful(first):  # noqa: PLR2004
        yield from map(read_guarded, rest)
        return
    with _Readers(processes) as readers:
        for _, future in _ahead(rest, readers.submit, _AHEAD * processes):
            yield future.result()


def _is_handful(jobs: list[Job]) -> bool:
    small = sum(len(job.data) for job in jobs) <= _HANDFUL_BYTES
    return len(jobs) < 2 or (len(jobs) <= HANDFUL and small)  # noqa: PLR2004


class _Readers:
    """Threads, each with a guarded process of its own; all end at once when this does."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="read", initializer=self._begin)
        self._own = threading.local()
        self._guards: list[Guard] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for guard in self._guards:
            guard.stop()
        self._pool.shutdown()
        for guard in self._guards:
            guard.close()

    def submit(self, job: Job) -> Future[Reading]:
        return self._pool.submit(self._read, job)

    def _begin(self) -> None:
        self._own.guard = Guard()
        self._guards.append(self._own.guard)

    def _read(self, job: Job) -> Reading:
        return read_guarded(job, self._own.guard)


def _read_batches(jobs: Iterator[Job], executor: Executor, ahead: int) -> Iterator[Reading]:
    def submit(batch: list[Job]) -> Future[list[Reading]]:
        return executor.submit(_read_batch, batch)

    for batch, future in _ahead(_batches(jobs), submit, ahead):
        try:
            readings = future.result()
        except BrokenExecutor:  # not by a document: each is read in a process apart
            readings = _read_batch(batch)
        yield from readings


def _read_batch(batch: list[Job]) -> list[Reading]:
    return [read_guarded(job) for job in batch]


def _ahead(
    works: Iterable[_Work], submit: Callable[[_Work], Future[_Value]], ahead: int
) -> Iterator[tuple[_Work, Future[_Value]]]:
    """Submit pieces of work, a few more than are done; yield them with their futures in order."""
    under_way: deque[tuple[_Work, Future[_Value]]] = deque()
    for work in works:
        under_way.append((work, submit(work)))
        if len(under_way) >= ahead:
            yield under_way.popleft()
    yield from under_way


def _batches(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += len(job.data)
        if len(batch) >= _BATCH_DOCUMENTS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
