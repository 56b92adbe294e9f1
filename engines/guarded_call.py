"""One call of a function in a guarded process: given, watched while it runs, answered or broken off."""

from __future__ import annotations

import pickle
import struct
import time
from dataclasses import dataclass

from engines.frames import Flood, Frame, FrameKind
from engines.guard_process import NAME, GuardedProcess
from engines.guarded import CALL_HEAD, STARTED_BODY
from engines.limits import Limits
from engines.processes import usage
from schemas.codes import FindingCode
from schemas.engines import Stopped
from schemas.errors import EngineError

_TICK = 0.1
"""How often, in seconds, a call that lasts is looked at."""
_HEADS = 4096


@dataclass(frozen=True, slots=True)
class Reply:
    """A value, or why there is none, and whether the process can be given the next call."""

    value: object
    again: bool = False


class GuardedCall:
    """A call that a process is given once."""

    def __init__(self, process: GuardedProcess, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._memory_before = 0
        self._most_seen = 0
        self._started = False
        self._began = time.monotonic()
        self._deadline = self._began + limits.start_seconds

    def make(self, pickled: bytes) -> Reply:
        """Have the pickled function and arguments called.

        Raises:
            EngineError: the process does not start, or does not know the function.
            ConnectionError: the process, which served before, is gone.
        """
        process, limits = self._process, self._limits
        process.channel.longest = limits.output + _HEADS
        head = CALL_HEAD.pack(limits.memory, limits.output)
        process.idle = False
        try:
            process.channel.send(FrameKind.CALL, head, pickled, timeout=limits.start_seconds)
            return self._await()
        except TimeoutError:
            raise self._not_started() from None
        except ConnectionError:
            if process.idle_memory:  # it served before
                raise
            return Reply(self._death())
        except Flood:
            return Reply(limits.too_much_output())
        except EOFError:
            return Reply(self._death())

    def _await(self) -> Reply:
        while True:
            left = self._deadline - time.monotonic()
            frame = self._process.channel.receive(max(0.0, min(_TICK, left)))
            if frame is None:
                if (trouble := self._trouble()) is not None:
                    return Reply(trouble)
            elif frame.kind is FrameKind.STARTED:
                self._start(*STARTED_BODY.unpack(frame.body))
            elif frame.kind is FrameKind.MORE_TIME:
                more = self._deadline + struct.unpack("!d", frame.body)[0]
                self._deadline = min(more, self._began + self._limits.most_seconds)
            else:
                return self._reply(frame)

    def _start(self, held: int, most_held: int) -> None:
        self._memory_before = most_held
        self._process.idle_memory = self._process.idle_memory or held
        self._started = True
        self._began = time.monotonic()
        self._deadline = self._began + self._limits.seconds

    def _trouble(self) -> Stopped | None:
        """What is wrong with a call that has not been answered yet, if anything is."""
        limits = self._limits
        if self._process.has_ended():
            return self._death()
        if time.monotonic() >= self._deadline:
            if not self._started:
                raise self._not_started()
            return limits.too_slow(self._deadline - self._began)
        taken = usage(self._process.pid)
        self._most_seen = max(self._most_seen, taken.memory)
        if self._started and taken.memory > limits.memory + self._process.idle_memory:
            return limits.too_much_memory()
        return limits.too_many_processes() if taken.processes > limits.processes else None

    def _not_started(self) -> EngineError:
        return EngineError(NAME, f"did not start within {self._limits.start_seconds:g} seconds")

    def _death(self) -> Stopped:
        process = self._process
        process.end()
        how, words = process.how_it_ended(), process.last_words
        if not self._started:
            raise EngineError(NAME, f"ended before it could read ({how})\n{words}".strip())
        much = self._limits.memory // 2
        if self._most_seen > much or process.most_memory > max(much, self._memory_before):
            return self._limits.too_much_memory(f"{how}\n{words}")
        return Stopped(FindingCode.PARSER_CRASH, f"reading it ended the process ({how})", detail=words)

    def _reply(self, frame: Frame) -> Reply:
        match frame.kind:
            case FrameKind.VALUE | FrameKind.LAST_VALUE:
                self._process.idle = frame.kind is FrameKind.VALUE
                value = pickle.loads(frame.body)  # noqa: S301  (our own process wrote it)
                return Reply(value, again=self._process.idle)
            case FrameKind.TOO_LARGE:
                return Reply(self._limits.too_much_output())
            case FrameKind.NO_MEMORY:
                return Reply(self._limits.too_much_memory())
            case FrameKind.RAISED:
                name, trace = pickle.loads(frame.body)  # noqa: S301
                return Reply(Stopped(FindingCode.PARSER_ERROR, f"reading it failed: {name}", detail=trace))
            case _:
                raise EngineError("a guarded call", "cannot be made", frame.body.decode())
