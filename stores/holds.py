"""Holds of readers: while one is there, what it is on is not cleaned away."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Hold:
    """A shared lock on a file, kept until this is closed or no longer referred to.

    Where the file system knows no locks the hold is empty: clean-up then spares by age alone.

    Raises:
        FileNotFoundError: the file is not there, or is being cleaned away at this moment.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
        except OSError:
            return

    def close(self) -> None:
        """Let go; a second time does nothing."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        """Let go with the last reference."""
        with suppress(AttributeError):
            self.close()


class EmptyHold(Hold):
    """A hold where there are no locks: clean-up spares by age alone."""

    def __init__(self) -> None:
        self._handle = -1


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether no reader holds the file; if so, none can until the end."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
