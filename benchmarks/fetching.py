"""10,000 unchanged pages of 40 hosts on this machine: our visits beside Scrapy with a cache of them.

Both obey robots.txt, ask one host for one page at a time and without a pause, at most 8 at once, hold the
pages of an earlier look on disk, and ask with conditions; the server answers 304. Scrapy revalidates its
HTTP cache (RFC 2616 policy, files on disk). Run with `python -m benchmarks.fetching`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.fetching_server import HOSTS, PAGES_A_HOST, seen, served
from benchmarks.peak import Run, run_of

_ROOT = Path(__file__).parents[1]


def report() -> None:
    """Measure both and print requests a second, peak memory and the ratio."""
    total = len(HOSTS) * PAGES_A_HOST
    with tempfile.TemporaryDirectory() as folder, served() as port:
        ways = {
            "thitthang": ("benchmarks.fetching_visits", "visit", folder),
            "scrapy": ("benchmarks.fetching_scrapy", f"{folder}/cache", str(port)),
        }
        _run("benchmarks.fetching_visits", "fill", folder, str(port))
        _run(*ways["scrapy"])
        runs = {}
        for way, command in ways.items():
            before = seen(port)
            runs[way] = _run(*command)
            unchanged, whole = (after - was for after, was in zip(seen(port), before, strict=True))
            if (unchanged, whole) != (total, 0):
                print(f"{way}: {unchanged} unchanged and {whole} whole pages, not {total} unchanged ones")
    print(f"{total} unchanged pages of {len(HOSTS)} hosts")
    for way, run in runs.items():
        print(f"  {way:10}{total / run.seconds:8.0f} requests/s{run.mib:8.0f} MiB")
    mine, theirs = runs["thitthang"], runs["scrapy"]
    speed, memory = theirs.seconds / mine.seconds, mine.mib / theirs.mib
    print(f"  thitthang: {speed:.2f} times Scrapy's speed, {memory:.2f} of its memory")


def _run(module: str, *arguments: str) -> Run:
    run = run_of([sys.executable, "-m", module, *arguments], _ROOT)
    if run.status:
        raise SystemExit(f"{module} ended with {run.status}")
    return run


if __name__ == "__main__":
    report()
