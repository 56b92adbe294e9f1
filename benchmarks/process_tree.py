"""Peak memory of a command and all processes that it starts, each page counted once (PSS)."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 1.0
_KIB_A_MIB = 1024


@dataclass(frozen=True, slots=True)
class TreeRun:
    """A finished command: wall and CPU seconds of all its processes, their greatest common memory in MiB."""

    seconds: float
    cpu: float
    mib: float
    status: int
    output: str


def run_tree(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> TreeRun:
    """Run a command in a folder and look at its processes once a second."""
    before = _cpu()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = [0.0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - start
    ended.set()
    watcher.join()
    return TreeRun(seconds, _cpu() - before, peak[0], process.returncode, output)


def _watch(process: int, peak: list[float], ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        peak[0] = max(peak[0], sum(map(_mib, _tree(process))))


def _tree(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208  (names, not paths)
            children = Path(f"/proc/{process}/task/{thread}/children").read_text()
            for child in children.split():
                yield from _tree(int(child))


def _mib(process: int) -> float:
    """The memory of a process, what it shares divided among those that share it; 0 once it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / _KIB_A_MIB
    return 0.0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
