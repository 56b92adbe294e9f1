"""The explorer under many readers: a release of ten thousand offices, fifty readers, a request a second each.

    python -m benchmarks.explorer [SECONDS [FOLDER]]

FOLDER is a root that benchmarks.scale keeps (made there if it is not); the index is kept beside it. Readers
wait a second on average between two requests, whatever those take, and choose pages as people do: mostly they
search. Times are those a reader sees, in milliseconds, on a machine that readers and server share.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

from benchmarks import scale
from benchmarks.pages import ROOT
from stores.curated.release import open_release

READERS = 50
SECONDS = 60.0
_KINDS = ("vision", "mission", "goal", "strategy", "approach")
_SHORTEST = 4
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """What readers ask for: words, offices and statements that the release has."""

    words: tuple[str, ...]
    offices: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(slots=True)
class Waits:
    """Milliseconds by kind of page, and answers that were none."""

    of: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def note(self, page: str, milliseconds: float) -> None:
        """One answer more."""
        self.of.setdefault(page, []).append(milliseconds)


Page = Callable[[Sample, random.Random], str]


def _search(sample: Sample, chance: random.Random) -> str:
    """One word or two, every third time narrowed, every fifth turned to another page."""
    values: dict[str, object] = {"q": " ".join(chance.sample(sample.words, chance.choice((1, 1, 2))))}
    if chance.random() < 1 / 3:
        values["kind"] = chance.choice(_KINDS)
    if chance.random() < 1 / 5:
        values["page"] = chance.randint(2, 5)
    return f"/search?{urlencode(values)}"


def _compare(sample: Sample, chance: random.Random) -> str:
    return f"/compare?{urlencode([('office', one) for one in chance.sample(sample.offices, 2)])}"


PAGES: dict[str, tuple[int, Page]] = {
    "search": (40, _search),
    "office": (20, lambda sample, chance: f"/offices/{chance.choice(sample.offices)}"),
    "statement": (10, lambda sample, chance: f"/statements/{chance.choice(sample.statements)}"),
    "compare": (
        8,
        lambda sample, chance: (
            f"/compare?{urlencode([('office', one) for one in chance.sample(sample.offices, 2)])}"
        ),
    ),
    "home": (8, lambda _, chance: chance.choice(("/", "/en/"))),
    "history": (4, lambda sample, chance: f"/offices/{chance.choice(sample.offices)}/history"),
    "offices": (4, lambda sample, chance: f"/offices?q={quote(chance.choice(sample.words))}"),
    "API search": (4, lambda sample, chance: f"/api/v1/search?q={quote(chance.choice(sample.words))}"),
    "operator": (2, lambda _, __: "/operator"),
}


def sample_of(curated: Path, number: int = 2_000) -> Sample:
    """Words, offices and statements by chance, the same at every run."""
    chance = random.Random(1)
    rows = open_release(curated).table("direction", ["office_id", "statement_id", "text"]).to_pylist()
    chosen = chance.sample(rows, min(number, len(rows)))
    words = [row["text"][start : start + chance.randint(4, 14)] for row in chosen for start in (0, 6)]
    return Sample(
        tuple(sorted({word for word in words if len(word.strip()) >= _SHORTEST})),
        tuple(sorted({row["office_id"] for row in chosen})),
        tuple(sorted({row["statement_id"] for row in chosen})),
    )


@contextmanager
def explorer(root: Path) -> Iterator[tuple[str, int]]:
    """A running explorer: its address and its process id."""
    command = [str(Path(sys.executable).with_name("thitthang")), "explore", "--port", "0"]
    places = ["--raw", str(root / "raw"), "--curated", str(root / "curated"), "--index", str(root / "index")]
    process = subprocess.Popen([*command, *places], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        lines = iter(process.stdout.readline, "") if process.stdout else iter(())
        address = next(line.split("  ")[0].strip() for line in lines if line.startswith("http"))
        yield address.rstrip("/"), process.pid
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(process: int) -> float:
    """CPU seconds of a process so far, those of its children that ended among them."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def own_mib(process: int) -> float:
    """Memory that is a process's own, in MiB; pages of the index, which the system may take back, are not."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


async def read(base: str, sample: Sample, seconds: float, waits: Waits) -> None:
    """All readers at once, until the time is over."""
    end = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=READERS, max_keepalive_connections=READERS)
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=60.0, follow_redirects=True) as client:
        await asyncio.gather(*(_reader(client, sample, random.Random(n), end, waits) for n in range(READERS)))


async def _reader(
    client: httpx.AsyncClient, sample: Sample, chance: random.Random, end: float, waits: Waits
) -> None:
    names, weights = list(PAGES), [weight for weight, _ in PAGES.values()]
    await asyncio.sleep(chance.random())
    while (begun := time.monotonic()) < end:
        (name,) = chance.choices(names, weights)
        address = PAGES[name][1](sample, chance)
        answer = await client.get(address)
        took = time.monotonic() - begun
        if answer.is_success:
            waits.note(name, took * 1000)
        else:
            waits.failed.append(f"{answer.status_code} {address}")
        await asyncio.sleep(max(0.0, chance.uniform(0.5, 1.5) - took))


def report(seconds: float, root: Path) -> None:
    """Print the times of each page, and what the server took."""
    scale.build(root, scale.OFFICES)
    sample, waits = sample_of(root / "curated"), Waits()
    begun = time.monotonic()
    with explorer(root) as (base, server):
        print(f"started in {time.monotonic() - begun:.1f} s; {READERS} readers for {seconds:.0f} s")
        before = cpu_seconds(server)
        asyncio.run(read(base, sample, seconds, waits))
        cpu, memory = cpu_seconds(server) - before, own_mib(server)
    _print_waits(waits)
    index = sum(file.stat().st_size for file in (root / "index").glob("*.sqlite")) / _MIB
    total = sum(map(len, waits.of.values()))
    print(f"{total} answers, {len(waits.failed)} failed: {waits.failed[:10]}")
    print(f"server: {cpu / seconds:.2f} CPUs, {memory:.0f} MiB of its own; index: {index:.0f} MiB")


def _print_waits(waits: Waits) -> None:
    print(f"{'page':12}{'asked':>8}{'median':>9}{'95 %':>9}{'worst':>9}")
    for name in PAGES:
        if found := sorted(waits.of.get(name, [])):
            most = found[min(len(found) - 1, int(len(found) * 0.95))]
            print(f"{name:12}{len(found):8}{statistics.median(found):9.0f}{most:9.0f}{found[-1]:9.0f}")


if __name__ == "__main__":
    asked, folder, *_ = (*sys.argv[1:], "", "")
    if folder:
        report(float(asked or SECONDS), Path(folder))
    else:
        with tempfile.TemporaryDirectory() as made:
            report(float(asked or SECONDS), Path(made))
