"""Guarded processes for the threads of this process: what a document does there harms only itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar, TypeVarTuple, Unpack

from engines.guard import Guard, guarded
from engines.limits import DEFAULT_LIMITS, Limits
from schemas.engines import Stopped

_Value = TypeVar("_Value")
_Args = TypeVarTuple("_Args")
_Given = ParamSpec("_Given")

_TICK = 0.05
_slots = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
"""Reading is work for processors: more documents at once would only take longer, and more memory."""


def apart(
    function: Callable[[Unpack[_Args]], _Value], *args: *_Args, limits: Limits = DEFAULT_LIMITS
) -> _Value | Stopped:
    """Call a function of a module, with picklable arguments and value, in a process that it may kill.

    In a thread of a local pool that is one of the pool's processes, elsewhere (in a worker of any other
    executor too) one that belongs to this process. A call that breaks its limits is a Stopped.

    Raises:
        EngineError: the process cannot be started or cannot import the function.
        CancelledError: the pool has ended meanwhile.
    """
    pool: LocalPool | None = getattr(_own, "pool", None)
    if pool is not None:
        return pool.call(function, *args, limits=limits)
    with _slots:
        return guarded(function, *args, limits=limits)


class LocalPool(Executor):
    """Threads whose calls of `apart` go to processes of this pool, as many as run at once.

    Nothing is started before it is needed. `shutdown` waits, as every executor does; `end` does not.
    """

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="read", initializer=self._begin)
        self._changed = threading.Condition()
        self._idle: list[Guard] = []
        self._busy: set[Guard] = set()
        self._ended = False

    def submit(
        self, fn: Callable[_Given, _Value], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Value]:
        """Have a function called in a thread of the pool."""
        return self._threads.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work; with `wait` also see what was taken through to its end."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._close_idle()

    def end(self) -> None:
        """Break off all that runs, cancel the rest and end every process."""
        with self._changed:
            self._ended = True
            self._threads.shutdown(wait=False, cancel_futures=True)
            while self._busy:  # again and again: a process may just be starting
                for guard in self._busy:
                    guard.stop()
                self._changed.wait(_TICK)
        self.shutdown()

    def call(
        self, function: Callable[[Unpack[_Args]], _Value], *args: *_Args, limits: Limits
    ) -> _Value | Stopped:
        """What `apart` does in a thread of this pool."""
        guard = self._take()
        try:
            value = guard.run(function, *args, limits=limits)
        finally:
            self._give_back(guard)
        if guard.stopped:
            raise CancelledError
        return value

    def _begin(self) -> None:
        _own.pool = self

    def _take(self) -> Guard:
        with self._changed:
            if self._ended:
                raise CancelledError
            guard = self._idle.pop() if self._idle else Guard()
            self._busy.add(guard)
            return guard

    def _give_back(self, guard: Guard) -> None:
        with self._changed:
            self._busy.discard(guard)
            self._idle.append(guard)
            self._changed.notify()

    def _close_idle(self) -> None:
        with self._changed:
            guards, self._idle = self._idle, []
        for guard in guards:
            guard.close()


class _Own(threading.local):
    """The pool that a thread belongs to."""

    pool: LocalPool | None = None


_own = _Own()
