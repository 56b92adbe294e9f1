"""Nothing that a run started may outlive it, even if the run is killed.

Prefect's embedded server is a child process that survives its parent's kill -9. A tiny guardian waits
for the end of the run (the end of a pipe) and then ends every process that carries the run's mark in
its environment.
"""

from __future__ import annotations

import atexit
import os
import secrets
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

MARK = "THITTHANG_RUN_MARK"
_GRACE_SECONDS = 5.0


def guard_children() -> None:
    """Mark all processes that are started from now on; a guardian ends them when this one is gone.

    A second call does nothing. At a normal end the guardian is waited for, so that nothing is left.
    """
    if MARK in os.environ:
        return
    mark = secrets.token_hex(8)
    os.environ[MARK] = mark
    command = [sys.executable, "-I", "-S", __file__, mark]
    guardian = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    atexit.register(_dismiss, guardian)


def _dismiss(guardian: subprocess.Popen[bytes]) -> None:
    if guardian.stdin is not None:
        guardian.stdin.close()
    guardian.wait()


def marked_processes(mark: str) -> list[int]:
    """Ids of processes of this user that carry the mark, except this one."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int(folder.name) != os.getpid() and wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def _end(mark: str, signal_number: int) -> bool:
    """Signal every marked process; whether there was one."""
    found = marked_processes(mark)
    for process in found:
        with suppress(ProcessLookupError):
            os.kill(process, signal_number)
    return bool(found)


def _watch(mark: str) -> None:
    sys.stdin.buffer.read()
    deadline = time.monotonic() + _GRACE_SECONDS
    while _end(mark, signal.SIGTERM) and time.monotonic() < deadline:
        time.sleep(0.2)
    _end(mark, signal.SIGKILL)


if __name__ == "__main__":
    _watch(sys.argv[1])
