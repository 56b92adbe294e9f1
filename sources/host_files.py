"""Turns of hosts among the processes of a machine: a file a host, locked while one of them asks it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAP = 0.05


class HostFiles:
    """A folder of files that hold when each host was left last (seconds since the epoch).

    The kernel frees the lock of a process that dies. Where the folder cannot be written, turns are kept
    within each process only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def turn(self, host: str, pause: float, rest: Callable[[float], object]) -> Iterator[None]:
        """Hold a host; another process is waited for, and `pause` seconds since it left.

        `rest` sleeps; it gives true when the run is over, and then nothing is waited for any longer.
        """
        handle = self._open(host)
        if handle is None:
            yield
            return
        try:
            while not _locked(handle):
                if rest(_NAP):
                    break
            since = time.time() - _left_at(handle)
            if 0 <= since < pause:  # else the clock was set back
                rest(pause - since)
            _note(handle)  # should the process die inside
            try:
                yield
            finally:
                _note(handle)
        finally:
            os.close(handle)

    def _open(self, host: str) -> int | None:
        name = hashlib.sha256(host.encode()).hexdigest()[:16]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError:
            return None


def _locked(handle: int) -> bool:
    """Whether the lock is ours now; file systems without locks let everybody in."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _note(handle: int) -> None:
    with suppress(OSError):
        os.pwrite(handle, f"{time.time():017.6f}\n".encode(), 0)


def _left_at(handle: int) -> float:
    try:
        return float(os.pread(handle, 32, 0))
    except (OSError, ValueError):
        return float("-inf")
