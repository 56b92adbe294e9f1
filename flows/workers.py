"""Reading many documents at once, in processes that a document may kill without ending the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import Self

from flows.documents import Job, Reading, held, read_document
from schemas.codes import FindingCode

_Work = Callable[[list[Job]], list[Reading]]
_Future = Future[list[Reading]]

HANDFUL = 24
"""Up to so many documents are read in this process: starting others would take longer."""
_BATCH_DOCUMENTS = 8
_BATCH_BYTES = 1024 * 1024
_AHEAD = 3
"""Batches under way for each process: enough to keep them busy, few enough to keep memory flat."""


def read_all(
    jobs: Iterable[Job], *, processes: int = 1, executor: Executor | None = None
) -> Iterator[Reading]:
    """Read documents and yield what was read in the order they came.

    With an executor the batches go there. Without one, more than a handful of documents are read by
    `processes` spawned processes, which end with this generator.
    """
    jobs = iter(jobs)
    if executor is not None:
        yield from _read_batches(jobs, executor.submit, _AHEAD * max(1, processes))
        return
    first = list(islice(jobs, HANDFUL + 1))
    if processes < 2 or len(first) <= HANDFUL:  # noqa: PLR2004  (one process is this one)
        yield from map(read_document, chain(first, jobs))
        return
    with _Processes(processes) as pool:
        yield from _read_batches(chain(first, jobs), pool.submit, _AHEAD * processes)


class _Processes:
    """Spawned processes, replaced as a whole when one of them is killed."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def submit(self, work: _Work, batch: list[Job]) -> _Future:
        try:
            return self._pool.submit(work, batch)
        except BrokenExecutor:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._start()
            return self._pool.submit(work, batch)

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=context, initializer=_start_worker)


def _read_batches(
    jobs: Iterator[Job], submit: Callable[[_Work, list[Job]], _Future], ahead: int
) -> Iterator[Reading]:
    under_way: deque[tuple[list[Job], _Future]] = deque()
    batches = _batches(jobs)
    while True:
        while len(under_way) < ahead and (batch := next(batches, None)):
            under_way.append((batch, submit(_read_batch, batch)))
        if not under_way:
            return
        batch, future = under_way.popleft()
        try:
            yield from future.result()
        except BrokenExecutor:
            yield from _read_apart(batch)


def _read_batch(batch: list[Job]) -> list[Reading]:
    return [read_document(job) for job in batch]


def _read_apart(batch: list[Job]) -> list[Reading]:
    """Read a batch that was under way when a process died; halve it until the killer stands alone."""
    try:
        with _Processes(1) as pool:
            return pool.submit(_read_batch, batch).result()
    except BrokenExecutor:
        if len(batch) > 1:
            middle = len(batch) // 2
            return _read_apart(batch[:middle]) + _read_apart(batch[middle:])
    capture = batch[0].capture
    message = "the process that read this document was killed"
    return [Reading(capture, held(capture.sniffed_type, FindingCode.PARSER_ERROR, message), message)]


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


def _start_worker() -> None:
    """A worker leaves Ctrl-C to its parent and ends when the parent does, even by kill -9."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
