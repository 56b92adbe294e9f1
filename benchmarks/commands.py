"""Whole commands: wall seconds (median of several runs) and peak memory of the process."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.pages import ROOT
from benchmarks.peak import run_of

RUNS = 5
SAMPLE = ROOT / "raw" / "samples" / "09-accordion.html"


def measure(arguments: list[str], runs: int = RUNS) -> tuple[float, float]:
    """Median wall seconds and greatest peak memory (MiB) of a thitthang command; raises if it fails."""
    command = [str(Path(sys.executable).with_name("thitthang")), *arguments]
    made = [run_of(command, ROOT) for _ in range(runs + 1)]
    if any(run.status for run in made):
        raise RuntimeError(f"thitthang {' '.join(arguments)} failed")
    return statistics.median(run.seconds for run in made[1:]), max(run.mib for run in made)


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
