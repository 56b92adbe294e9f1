"""Whole commands: wall seconds (median of several runs) and peak memory of the process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pages import ROOT

RUNS = 5
SAMPLE = ROOT / "raw" / "samples" / "09-accordion.html"


def measure(arguments: list[str], runs: int = RUNS) -> tuple[float, float]:
    """Median wall seconds and greatest peak memory (MiB) of a thitthang command."""
    command = [str(Path(sys.executable).with_name("thitthang")), *arguments]
    seconds: list[float] = []
    peak = 0.0
    for _ in range(runs + 1):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        _, _, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds[1:]), peak


def report() -> None:
    """Print the table."""
    print(f"\n{'command':44}{'seconds':>9}{'MiB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        raw, curated = Path(folder) / "raw", Path(folder) / "curated"
        stores = ["--raw", str(raw), "--curated", str(curated)]
        rows = {
            "thitthang --help": ["--help"],
            "thitthang parse (one page)": ["parse", str(SAMPLE)],
            "thitthang load (12 documents, again)": ["load", str(SAMPLE.parent), *stores],
            "thitthang query (one WHERE)": [
                "query", "select text from direction where kind = 'vision'", "--curated", str(curated),
            ],
        }  # fmt: skip
        for name, arguments in rows.items():
            seconds, peak = measure(arguments)
            print(f"{name:44}{seconds:9.2f}{peak:7.0f}")
