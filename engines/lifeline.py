"""The end of a guarded process when the process that guards it is gone."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys


class Lifeline:
    """A pipe that nobody writes to, held open by the guard: while it is tight, its closing kills.

    The kernel sends the signal, to the whole process group, also to a process that was stopped or that
    hangs in a library with the interpreter locked.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._flags = fcntl.fcntl(fd, fcntl.F_GETFL)
        fcntl.fcntl(fd, fcntl.F_SETOWN, -os.getpgrp())
        if sys.platform == "linux":
            fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGKILL)

    def tighten(self) -> None:
        fcntl.fcntl(self._fd, fcntl.F_SETFL, self._flags | os.O_ASYNC)
        if select.select([self._fd], [], [], 0)[0]:  # it was closed before
            os.killpg(os.getpgrp(), signal.SIGKILL)

    def slacken(self) -> None:
        fcntl.fcntl(self._fd, fcntl.F_SETFL, self._flags)
