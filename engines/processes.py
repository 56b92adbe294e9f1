"""A process and all that it started: how much they take, and how they are ended for good.

Without Linux's /proc only the process group is seen.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_END_SECONDS = 5.0
"""How long a killed process may take to end: only one that the kernel holds up needs more."""
_LOOK_SECONDS = 0.02
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Usage:
    """How many processes there are and how many bytes of memory of their own they hold."""

    processes: int
    memory: int


def adopt_orphans() -> None:
    """Become the parent of every descendant that loses its own (Linux only)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def family(pid: int) -> list[int]:
    """The process and its living descendants, parents first."""
    found = [pid]
    for member in found:
        found.extend(_children(member))
    return found


def _children(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for thread in (_PROC / str(pid) / "task").iterdir():
            with suppress(OSError):
                yield from map(int, (thread / "children").read_bytes().split())


def marked(mark: str) -> list[int]:
    """The processes that were started with the mark in their environment, whoever their parent is now."""
    with suppress(OSError):
        return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit() and _bears(entry, mark)]
    return []


def _bears(process: Path, mark: str) -> bool:
    try:
        return mark.encode() in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def usage(pid: int) -> Usage:
    """What a process and its descendants take; pages of files and shared memory do not count."""
    members = family(pid)
    return Usage(len(members), sum(map(own_memory, members)))


def own_memory(pid: int) -> int:
    """Bytes that one process holds and shares with no file and no other process."""
    try:
        _, resident, shared, *_ = (_PROC / str(pid) / "statm").read_bytes().split()
    except (OSError, ValueError):
        return 0
    return max(0, int(resident) - int(shared)) * _PAGE


def address_space() -> int:
    """Bytes of address space that this process has mapped, 0 where the system does not tell."""
    try:
        return int((_PROC / "self" / "statm").read_bytes().split()[0]) * _PAGE
    except OSError:
        return 0


def has_ended(child: int) -> bool:
    """Whether a child has ended; it can still be waited for, so its id is not given to another."""
    try:
        return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def await_end(child: int, seconds: float) -> None:
    """Give a child some time to end by itself."""
    deadline = time.monotonic() + seconds
    if (watch := _watch(child)) >= 0:
        _await({watch}, seconds)
        os.close(watch)
    while watch < 0 and not has_ended(child) and time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS)


def kill_family(child: int, mark: str = "") -> None:
    """Kill a child that was not yet waited for, its group and its descendants, also those that left it.

    All are stopped first, from the top, so that none can start another or lose its parent meanwhile.
    Returns when the descendants have ended; the child itself is left to be waited for.
    """
    found: dict[int, int] = {}
    try:
        while new := [pid for pid in (*family(child), *_strays(mark)) if pid not in found]:
            for pid in new:
                found[pid] = _watch(pid)
                _send(pid, signal.SIGSTOP)
        for pid in found:
            _send(pid, signal.SIGKILL)
        with suppress(ProcessLookupError, PermissionError):
            if os.getpgid(child) == child:
                os.killpg(child, signal.SIGKILL)
        _await({watch for pid, watch in found.items() if pid != child and watch >= 0}, _END_SECONDS)
    finally:
        for watch in found.values():
            if watch >= 0:
                os.close(watch)


def _strays(mark: str) -> list[int]:
    return marked(mark) if mark else []


def _watch(pid: int) -> int:
    """A file descriptor that becomes readable when the process ends, or -1."""
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):
        return -1


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _await(watches: set[int], seconds: float) -> None:
    poll = select.poll()
    for watch in watches:
        poll.register(watch, select.POLLIN)
    deadline = time.monotonic() + seconds
    while watches and (left := deadline - time.monotonic()) > 0:
        for watch, _ in poll.poll(left * 1000):
            poll.unregister(watch)
            watches.discard(watch)
