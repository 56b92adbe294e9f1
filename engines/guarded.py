"""What runs inside a guarded process: one call after the other, each within its limits.

Nothing here is called by others, except `more_time` and `inside` by engines that run in such a process.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import resource
import shutil
import signal
import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from engines.frames import Channel, Frame, FrameKind
from engines.lifeline import Lifeline
from engines.processes import address_space, adopt_orphans, own_memory

CALL_HEAD = struct.Struct("!QQ")
"""Bytes of memory a call may take, bytes its pickled value may have."""
STARTED_BODY = struct.Struct("!QQ")
"""Bytes of memory the process holds, and the most it ever held, before the function runs."""
_MOST_CALLS = 2_000
"""A process is replaced after so many documents, so that no leak grows for ever."""
_LARGEST_FILE = 512 * 1024 * 1024

_channel: Channel | None = None


def inside() -> bool:
    """Whether this is a guarded process."""
    return _channel is not None


def more_time(seconds: float) -> None:
    """Move the deadline of the call that runs: an engine with a limit of its own adds and gives back time."""
    if _channel is not None:
        _channel.send(FrameKind.MORE_TIME, struct.pack("!d", seconds))


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def serve(channel_fd: int, lifeline: int, scratch: str) -> None:
    """Answer calls until the guard hangs up; then remove the scratch folder."""
    global _channel  # noqa: PLW0603  (the process has one)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _soften(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    adopt_orphans()
    _channel = Channel(socket.socket(fileno=channel_fd))
    with os.fdopen(os.dup(sys.stderr.fileno()), "wb") as log, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
        faulthandler.enable(log)
        _answer_calls(_channel, Lifeline(lifeline), address_space())
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(0)  # nothing of a document's may run any more


def _answer_calls(channel: Channel, lifeline: Lifeline, empty: int) -> None:
    calls = 1
    with suppress(EOFError, OSError):
        while _answer(channel, lifeline, empty, again=calls < _MOST_CALLS):
            calls += 1
        channel.receive()  # comes back when the guard hangs up


def _answer(channel: Channel, lifeline: Lifeline, empty: int, *, again: bool) -> bool:
    """Take one call and answer it; whether the next one may be taken."""
    frame = channel.receive()
    assert frame is not None  # noqa: S101  (there was no time limit)
    memory, largest = CALL_HEAD.unpack_from(frame.body)
    answer = _call(channel, lifeline, frame, empty + memory)
    if len(answer.body) > largest:
        answer = Frame(FrameKind.TOO_LARGE, str(len(answer.body)).encode())
    elif answer.kind is FrameKind.VALUE and (not again or _is_worn(empty + memory // 2)):
        answer = Frame(FrameKind.LAST_VALUE, answer.body)
    if answer.kind is FrameKind.VALUE:
        lifeline.slacken()
    channel.send(answer.kind, answer.body)
    return answer.kind is FrameKind.VALUE


def _call(channel: Channel, lifeline: Lifeline, frame: Frame, memory: int) -> Frame:
    try:
        function, args = pickle.loads(memoryview(frame.body)[CALL_HEAD.size :])  # noqa: S301  (our guard's)
    except Exception:  # noqa: BLE001  (whatever an import raises)
        return Frame(FrameKind.UNKNOWN_CALL, traceback.format_exc().encode())
    channel.send(FrameKind.STARTED, STARTED_BODY.pack(own_memory(os.getpid()), _most_memory()))
    lifeline.tighten()
    own = os.getpid()
    _soften(resource.RLIMIT_AS, memory)
    answer = _value(function, args)
    if os.getpid() != own:
        os._exit(0)  # a child that the function forked came back with it
    _soften(resource.RLIMIT_AS, resource.RLIM_INFINITY)
    return answer


def _value(function: Callable[..., object], args: tuple[object, ...]) -> Frame:
    try:
        return Frame(FrameKind.VALUE, pickle.dumps(function(*args), protocol=pickle.HIGHEST_PROTOCOL))
    except MemoryError:
        _soften(resource.RLIMIT_AS, resource.RLIM_INFINITY)
        return Frame(FrameKind.NO_MEMORY)
    except BaseException as error:  # noqa: BLE001  (also an exit: nothing a document does ends the run)
        _soften(resource.RLIMIT_AS, resource.RLIM_INFINITY)
        name, trace = type(error).__name__, "".join(traceback.format_exception(error, limit=-20))
        return Frame(FrameKind.RAISED, pickle.dumps((name, trace)))


def _soften(which: int, limit: int) -> None:
    """Set the soft limit of this process, as far as the hard one allows."""
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        limit = hard if limit == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(which, (limit, hard))


def _is_worn(space: int) -> bool:
    """Whether the last call left something running, or more address space mapped than is healthy."""
    return _has_children() or threading.active_count() > 1 or address_space() > space


def _has_children() -> bool:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True
