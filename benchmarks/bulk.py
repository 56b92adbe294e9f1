"""Loading what a crawl brought: documents a second and memory, from a thousand documents to fifty thousand.

Each load is a command of its own on an empty root, OCR off. `python -m benchmarks.bulk [COUNT …]`; with
`html` as the first word all documents are HTML.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crawl import CrawlKind, write
from benchmarks.pages import ROOT
from benchmarks.process_tree import TreeRun, run_tree

COUNTS = (1_000, 10_000, 50_000)
HTML_COUNT = 5_000
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """One load: how many documents of how many bytes, and what it took."""

    count: int
    byte_count: int
    run: TreeRun

    @property
    def a_second(self) -> float:
        """Documents a second, from the start of the command to its end."""
        return self.count / self.run.seconds


def load(count: int, kind: CrawlKind | None = None) -> Loaded:
    """Write the documents, load them, take everything away again; raises if the load fails."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        size = write(count, folder / "crawl", kind)
        command = [str(Path(sys.executable).with_name("thitthang")), "load", str(folder / "crawl"), "--json"]
        environment = os.environ | {
            "THITTHANG_RAW": str(folder / "raw"),
            "THITTHANG_CURATED": str(folder / "curated"),
            "THITTHANG_OCR": "off",
        }
        run = run_tree(command, ROOT, environment)
        if run.status not in {0, 1} or not (folder / "curated" / "latest").exists():
            raise RuntimeError(f"loading {count} documents ended with {run.status}: {run.output[-500:]}")
    return Loaded(count, size, run)


def report(counts: Sequence[int] = COUNTS) -> None:
    """Print the table of mixed documents, then the line of HTML alone."""
    print(f"\n{'loaded':28}{'MiB':>7}{'wall s':>9}{'CPU s':>9}{'a second':>10}{'ms each':>9}{'peak MiB':>10}")
    for count in counts:
        _print(f"{count} documents", load(count))
    _print(f"{HTML_COUNT} HTML pages", load(HTML_COUNT, CrawlKind.HTML))


def _print(name: str, done: Loaded) -> None:
    run = done.run
    print(
        f"{name:28}{done.byte_count / _MIB:7.0f}{run.seconds:9.1f}{run.cpu:9.1f}{done.a_second:10.0f}"
        f"{1000 * run.seconds / done.count:9.2f}{run.mib:10.0f}",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["html"]:
        for wanted in sys.argv[2:] or [str(HTML_COUNT)]:
            _print(f"{wanted} HTML pages", load(int(wanted), CrawlKind.HTML))
    else:
        report([int(count) for count in sys.argv[1:]] or COUNTS)
