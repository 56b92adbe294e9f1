"""Reading one document in a process that it may kill, fill or hang, without harm to the run.

Works in threads and in the workers of any executor, daemonic ones too: the process is a plain child
program, not one of multiprocessing's. It is kept warm from document to document, and replaced when a
document broke it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.util import Finalize
from typing import Self, TypeVar, TypeVarTuple, Unpack, cast

from engines.guard_process import GuardedProcess
from engines.guarded_call import GuardedCall, Reply
from engines.limits import DEFAULT_LIMITS, Limits
from schemas.codes import FindingCode
from schemas.engines import Stopped

T = TypeVar("T")
Args = TypeVarTuple("Args")

_WORTH_ANOTHER = {FindingCode.PARSER_MEMORY, FindingCode.PARSER_CRASH}
"""May be the doing of an earlier document, so it is tried once more in a new process."""


class Guard:
    """One guarded process, started when it is needed; for one thread at a time."""

    def __init__(self) -> None:
        self._process: GuardedProcess | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @property
    def stopped(self) -> bool:
        """Whether a call was broken off: no other is to be made."""
        return self._stopped

    @property
    def pid(self) -> int | None:
        """The process that waits for the next call, None where there is none."""
        return self._process.pid if self._process else None

    def run(
        self,
        function: Callable[[Unpack[Args]], T],
        *args: *Args,
        limits: Limits = DEFAULT_LIMITS,
    ) -> T | Stopped:
        """Call a function of a module, with picklable arguments and value, within the limits.

        Whatever the call does comes back as a value: Stopped with PARSER_MEMORY, PARSER_TIMEOUT,
        PARSER_CRASH, or PARSER_ERROR for an exception. So the same document has the same outcome
        whatever was read before it, one that broke a used process is tried again in a new one.

        Raises:
            EngineError: the process cannot be started or cannot import the function.
        """
        pickled = pickle.dumps((function, args), protocol=pickle.HIGHEST_PROTOCOL)
        used = self._process is not None
        value = self._make(pickled, limits)
        broke = isinstance(value, Stopped) and value.code in _WORTH_ANOTHER and self._process is None
        if used and broke and not self._stopped:
            value = self._make(pickled, limits)
        return cast("T | Stopped", value)

    def stop(self) -> None:
        """Break off the call that another thread is making: its value, a Stopped, is of no use."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process; the next call starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _make(self, pickled: bytes, limits: Limits) -> object:
        reply = Reply(None)
        try:
            reply = self._try(pickled, limits)
        finally:
            if not reply.again:  # also when it was interrupted: the process is in the middle of a call
                self.close()
        return reply.value

    def _try(self, pickled: bytes, limits: Limits) -> Reply:
        if self._process is not None and not self._process.has_ended():
            with suppress(ConnectionError):  # it was killed while it had nothing to do
                return GuardedCall(self._process, limits).make(pickled)
        self.close()
        self._process = GuardedProcess()
        return GuardedCall(self._process, limits).make(pickled)


class _Guards:
    """The guards of this process: as many as threads ever read at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Guard] = []
        self._busy: set[Guard] = set()
        self._will_close = False

    def take(self) -> Guard:
        with self._lock:
            guard = self._idle.pop() if self._idle else Guard()
            self._busy.add(guard)
            if not self._will_close:
                atexit.register(self.close)
                Finalize(None, self.close, exitpriority=0)  # multiprocessing's children skip atexit
                self._will_close = True
            return guard

    def give_back(self, guard: Guard) -> None:
        with self._lock:
            self._busy.discard(guard)
            if not guard.stopped:
                self._idle.append(guard)
                return
        guard.close()

    def stop(self) -> None:
        with self._lock:
            for guard in self._busy:
                guard.stop()

    def close(self) -> None:
        with self._lock:
            for guard in self._idle:
                guard.close()


_guards = _Guards()


def _start_anew() -> None:
    """A fork has guards of its own, and its lock is not held by a thread that was not forked."""
    global _guards  # noqa: PLW0603
    _guards = _Guards()


os.register_at_fork(after_in_child=_start_anew)


def guarded(
    function: Callable[[Unpack[Args]], T], *args: *Args, limits: Limits = DEFAULT_LIMITS
) -> T | Stopped:
    """`Guard.run` with a guard of this process that is idle, or a new one."""
    guards = _guards
    guard = guards.take()
    try:
        return guard.run(function, *args, limits=limits)
    finally:
        guards.give_back(guard)


def close_guards() -> None:
    """End the processes that wait for work; they end by themselves with this process."""
    _guards.close()


def stop_guards() -> None:
    """Break off whatever `guarded` is doing in other threads: the run is ending."""
    _guards.stop()
