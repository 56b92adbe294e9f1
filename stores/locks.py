"""One writer at a time: a lock on a file, freed by the kernel when its holder dies."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from schemas.errors import BusyError

_LONGEST_NAP = 0.05
_HELD = b"held\n"
"""What stands in the file while somebody holds the lock, and after one who was killed or failed."""


@contextmanager
def file_lock(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock on `path`; wait at most `wait` seconds for another holder, then `BusyError`.

    It keeps out other processes and other threads alike, and a holder that was killed is none. Gives
    whether the last holder was killed or failed, and so may have left something behind.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _acquire(handle, path, wait)
        try:
            left_over = os.fstat(handle).st_size > 0
            with suppress(OSError):
                os.pwrite(handle, _HELD, 0)
            yield left_over
            with suppress(OSError):
                os.ftruncate(handle, 0)
        finally:
            # Closing would not do where a process that was forked meanwhile has the handle too.
            fcntl.flock(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)


def _acquire(handle: int, path: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    nap = 0.001
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
        else:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise BusyError(
                str(path.parent),
                f"another run has been writing here for {wait:g} s",
                "wait until it has ended and try again",
            )
        time.sleep(min(nap, left))
        nap = min(nap * 2, _LONGEST_NAP)
