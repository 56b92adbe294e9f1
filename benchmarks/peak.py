"""Wall seconds and peak memory of a command.

On Linux a child's peak begins with that of the process that starts it, so commands are started by this
small file run as a script: peaks below its own, about 11 MiB, are not seen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One finished command; memory is that of its largest process."""

    seconds: float
    mib: float
    status: int


def run_of(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder; its output is thrown away."""
    launcher = [sys.executable, "-S", "-E", __file__, *command]
    printed = subprocess.run(launcher, check=True, capture_output=True, text=True, cwd=folder).stdout
    seconds, mib, status = printed.split()
    return Run(float(seconds), float(mib), int(status))


def _launch(command: Sequence[str]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    print(*_launch(sys.argv[1:]))
