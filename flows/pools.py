"""Where a run's work for processors is done: one executor, however many pieces of work it does at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Self, TypeVar

from flows.local_pool import LocalPool
from schemas.errors import EngineError, ThitthangError

_Work = TypeVar("_Work")
_Value = TypeVar("_Value")

BatchFunction = Callable[[list[_Work]], list[_Value]]
"""A function of a module that makes one value of each piece of work; all that it gets and gives can be
pickled. What is heavy in it goes through `flows.local_pool.apart`, so that it needs no more than a thread."""

_AHEAD = 3
"""Batches under way for each worker: enough to keep them busy, few enough to keep memory flat."""


class Pool:
    """An executor that batches of work are sent to; a run enters it once and leaves it at its end.

    `width` is the number of batches done at once. A pool that is `warm` has its processes already, so
    that a handful of work goes there too.
    """

    warm = True

    def __init__(self, executor: Executor, width: int) -> None:
        self._executor = executor
        self.width = width
        self._lock = threading.Lock()
        self._repeated = 0
        self._why = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        """Leave the executor to whoever made it."""

    @property
    def ahead(self) -> int:
        """How many batches may be under way."""
        return _AHEAD * self.width

    @property
    def is_lost(self) -> bool:
        """Whether there is no use in sending anything there again."""
        return False

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of it: how often work had to be done again, and why at first."""
        if not self._repeated:
            return ()
        batches = "1 batch of work was" if self._repeated == 1 else f"{self._repeated} batches of work were"
        return (f"{batches} done again: {self._why}",)

    def submit(self, function: BatchFunction[_Work, _Value], batch: list[_Work]) -> Future[list[_Value]]:
        """Have a batch done; what the executor raises is raised by `value`."""
        try:
            return self._submit(function, batch)
        except Exception as error:  # noqa: BLE001  (a pool that is broken says so in ways of its own)
            refused: Future[list[_Value]] = Future()
            refused.set_exception(error)
            return refused

    def value(self, future: Future[list[_Value]]) -> list[_Value]:
        """Wait for a batch that was submitted here."""
        return future.result()

    def may_repeat(self, error: BaseException) -> bool:
        """Whether a batch may be done again after this: the worker failed, not the work."""
        return isinstance(error, EngineError) or not isinstance(error, ThitthangError)

    def note_repeat(self, error: BaseException) -> None:
        """Keep in mind that a batch has to be done again."""
        with self._lock:
            self._repeated += 1
            self._why = self._why or " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(": ")

    def _submit(self, function: BatchFunction[_Work, _Value], batch: list[_Work]) -> Future[list[_Value]]:
        return self._executor.submit(function, batch)


class OwnPool(Pool):
    """Processes of this run, which end at once when the run leaves the pool."""

    warm = False

    def __init__(self, count: int) -> None:
        self._local = LocalPool(count)
        self._left = False
        super().__init__(self._local, count)

    def __exit__(self, *_exc: object) -> None:
        self._left = True
        self._local.end()

    def may_repeat(self, error: BaseException) -> bool:
        return not self._left and super().may_repeat(error)
