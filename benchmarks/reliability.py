"""Every hostile document and many damaged ones, read in guarded processes; writes docs/reliability.md.

`python -m benchmarks.reliability` writes the table of cases anew (a few minutes), `--mutations [FORMAT…]` the
rows of these formats, or of all, in the table of mutations (up to an hour).
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import ROOT
from engines.guard import Guard
from flows.documents import read_guarded
from tests.hostile.cases import Case, cases, fault, job, result
from tests.hostile.mutations import PROVED, Tally, Verdict, tally
from tests.hostile.sound_files import as_text

DOCUMENT = ROOT / "docs" / "reliability.md"
_LOOK_SECONDS = 0.004
_WARM = "warm.txt"


@dataclass(frozen=True, slots=True)
class Measured:
    """One case: what came, wall seconds, and the most memory (MiB) that its process ever held."""

    case: Case
    result: str
    fault: str
    seconds: float
    mebibytes: float


class Watch(threading.Thread):
    """Looks at a guard's process until told to stop; `peak` is the most memory it held, in MiB."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(daemon=True)
        self._guard = guard
        self._over = threading.Event()
        self.peak = 0.0

    def run(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            self._look()

    def stop(self) -> None:
        self._look()
        self._over.set()
        self.join()

    def _look(self) -> None:
        if (pid := self._guard.pid) is not None:
            self.peak = max(self.peak, _high_water(pid))


def _high_water(pid: int) -> float:
    try:
        status = (Path("/proc") / str(pid) / "status").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmHWM"))
    return next((int(line[1]) / 1024 for line in lines), 0.0)


def measure(case: Case) -> Measured:
    """Read one case in a process of its own that has read a page of text before."""
    data = case.make()
    with Guard() as guard:
        read_guarded(job(as_text(), _WARM), guard)
        watch = Watch(guard)
        watch.start()
        start = time.perf_counter()
        parsed = read_guarded(job(data, case.file), guard).parsed
        seconds = time.perf_counter() - start
        watch.stop()
    return Measured(case, result(parsed), fault(case, parsed), seconds, watch.peak)


def case_rows(measured: Iterable[Measured]) -> list[str]:
    """The table of cases; a result that is not as it must be stands in bold."""
    rows = ["| row | document | result | seconds | MiB |", "|---|---|---|---|---|"]
    for each in measured:
        told = f"**{each.result}**: {each.fault}" if each.fault else each.result
        rows.append(
            f"| {each.case.row} | {each.case.name} | {told} | {each.seconds:.2f} | {each.mebibytes:.0f} |"
        )
    return rows


def mutation_rows(made: Iterable[Tally], kept: Sequence[str]) -> list[str]:
    """The table of mutations: new rows in place of the kept ones of the same formats."""
    head = [
        "| format | mutations | " + " | ".join(Verdict) + " | faults |",
        "|---|" + "---|" * (len(Verdict) + 2),
    ]
    rows = {line.split("|")[1].strip(): line for line in kept if line.startswith("|") and "---" not in line}
    for each in made:
        counts = " | ".join(str(each.verdicts[verdict]) for verdict in Verdict)
        rows[each.form] = f"| {each.form} | {each.verdicts.total()} | {counts} | {len(each.faults)} |"
    return head + [rows[form] for form in PROVED if form in rows]


def parts(name: str) -> tuple[str, str, str]:
    """The document before, between and after two markers."""
    before, rest = DOCUMENT.read_text("utf-8").split(f"<!-- {name} -->\n")
    between, after = rest.split(f"<!-- end of {name} -->")
    return before, between, after


def put(name: str, lines: Sequence[str]) -> None:
    """Put lines between two markers of the document."""
    before, _, after = parts(name)
    made = "\n".join(lines)
    DOCUMENT.write_text(f"{before}<!-- {name} -->\n{made}\n<!-- end of {name} -->{after}", "utf-8")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", nargs="*", metavar="FORMAT", choices=[*PROVED], default=None)
    asked = parser.parse_args().mutations
    if asked is None:
        measured = [measure(case) for case in cases()]
        put("cases", case_rows(measured))
        print(*(f"{each.case.id}: {each.fault}" for each in measured if each.fault), sep="\n")
        return
    for form in asked or PROVED:
        made = tally(form, range(PROVED[form]))
        put("mutations", mutation_rows([made], parts("mutations")[1].splitlines()))
        print(form, dict(made.verdicts), *made.faults, sep="\n", flush=True)


if __name__ == "__main__":
    main()
