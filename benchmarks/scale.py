"""Publishing and reading a release of ten thousand offices and six hundred thousand statements.

Everything is measured in processes of its own on one root, which is built first and then used by all.
`python -m benchmarks.scale [OFFICES [FOLDER]]` keeps the root in FOLDER and goes on with one that is there.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.invented import STATEMENTS, invented, office_name
from benchmarks.pages import ROOT
from benchmarks.peak import run_of
from benchmarks.scale_steps import TOLD
from benchmarks.writing import report_writing

OFFICES = 10_000
ROUNDS = 3
READERS = ("read_duckdb", "read_polars", "read_pandas")
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Step:
    """What ran in a process of its own: seconds of what is measured, CPU seconds and peak of the process."""

    cpu: float
    wall: float
    whole: float
    mib: float


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a release: bytes and number of those written for it, and of those linked."""

    written: int
    written_bytes: int
    linked: int
    linked_bytes: int


def step(name: str, folder: Path, number: int) -> Step:
    """Run a step of benchmarks.scale_steps; raises if it fails."""
    told = folder / TOLD
    told.unlink(missing_ok=True)
    made = _run([sys.executable, "-m", "benchmarks.scale_steps", name, str(folder), str(number)])
    if not told.exists():
        return made
    cpu, wall = map(float, told.read_text().split())
    return replace(made, cpu=cpu, wall=wall)


def command(*arguments: str) -> Step:
    """Run a thitthang command; raises if it fails."""
    return _run([str(Path(sys.executable).with_name("thitthang")), *arguments])


def _run(arguments: Sequence[str]) -> Step:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = run_of(arguments, ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.status:
        raise RuntimeError(f"{' '.join(arguments)} ended with status {run.status}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Step(cpu, run.seconds, cpu, run.mib)


def files(folder: Path) -> Files:
    """The files of the release that is pointed at; one that has a second name was linked."""
    found = [path.stat() for path in (folder / "curated" / "latest").rglob("*") if path.is_file()]
    written = [state.st_size for state in found if state.st_nlink == 1]
    linked = [state.st_size for state in found if state.st_nlink > 1]
    return Files(len(written), sum(written), len(linked), sum(linked))


def build(folder: Path, offices: int) -> None:
    """Make the root and print what publishing from nothing took; nothing where one is there."""
    if (folder / "curated" / "latest").exists():
        return
    print(f"\nKeeping {offices} pages took {step('keep', folder, offices).wall:.0f} s")
    made = step("publish_all", folder, offices)
    now = files(folder)
    print(f"{'publish':40}{'CPU s':>8}{'wall s':>8}{'MiB':>7}{'written':>9}{'MiB':>7}{'linked':>8}{'MiB':>7}")
    _print_publish(f"{offices * STATEMENTS} statements from nothing", made, now)


def report_publishing(folder: Path, offices: int) -> None:
    """Print what publishing one office takes: its median, and that where nothing is new."""
    chosen = [offices * place // (ROUNDS + 1) for place in range(1, ROUNDS + 1)]
    for number in chosen:
        made = step("publish_one", folder, number)
        _print_publish(f"one statement of office {number}", made, files(folder))
    _print_publish("a page that is known", step("publish_none", folder, chosen[-1]), None)


def report_reading(folder: Path) -> None:
    """Print what reading every vision of `direction` takes."""
    print(f"\n{'all visions':44}{'CPU s':>8}{'wall s':>8}{'process, CPU s':>16}{'MiB':>7}")
    for reader in READERS:
        one = _least([step(reader, folder, 0) for _ in range(ROUNDS)])
        name = reader.removeprefix("read_")
        print(f"{name:44}{one.cpu:8.2f}{one.wall:8.2f}{one.whole:16.2f}{one.mib:7.0f}")


def report_commands(folder: Path, offices: int) -> None:
    """Print what whole commands take on the root."""
    stores = ["--raw", str(folder / "raw"), "--curated", str(folder / "curated")]
    name = office_name(0)
    question = "select count(text) from direction where kind = 'vision'"
    print(f"\n{'command':44}{'CPU s':>8}{'wall s':>8}{'MiB':>7}")
    with tempfile.TemporaryDirectory() as other:
        pages = [_written(Path(other), number) for number in range(offices - ROUNDS, offices)]
        _print_command("thitthang load (one new page)", [command("load", page, *stores) for page in pages])
        known = [command("load", pages[0], *stores) for _ in range(ROUNDS)]
        _print_command("thitthang load (the same again)", known)
    for title, arguments in (
        ("thitthang status", ["status", *stores]),
        ("thitthang show (one office)", ["show", name, *stores[2:]]),
        ("thitthang query (count of visions)", ["query", question, *stores[2:]]),
    ):
        _print_command(title, [command(*arguments) for _ in range(ROUNDS)])


def _written(folder: Path, number: int) -> str:
    """The folder of a file with a page that has another vision than before."""
    page = invented(number, 1)
    path = folder / str(number) / page.uri
    path.parent.mkdir(parents=True)
    path.write_bytes(page.data)
    return str(path.parent)


def _print_command(title: str, made: Sequence[Step]) -> None:
    one = _least(made)
    print(f"{title:44}{one.cpu:8.2f}{one.wall:8.2f}{one.mib:7.0f}")


def _least(made: Sequence[Step]) -> Step:
    """The least seconds, each for itself, and the greatest peak."""
    return Step(
        min(one.cpu for one in made),
        min(one.wall for one in made),
        min(one.whole for one in made),
        max(one.mib for one in made),
    )


def report(offices: int = OFFICES, folder: Path | None = None) -> None:
    """Print all tables; the root is made in `folder`, or in one that is taken away in the end."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            report(offices, Path(made))
        return
    folder.mkdir(parents=True, exist_ok=True)
    build(folder, offices)
    report_publishing(folder, offices)
    report_reading(folder)
    report_commands(folder, offices)
    report_writing(folder)


def _print_publish(name: str, made: Step, now: Files | None) -> None:
    line = f"{name:40}{made.cpu:8.2f}{made.wall:8.2f}{made.mib:7.0f}"
    if now is not None:
        line += f"{now.written:9}{now.written_bytes / _MIB:7.1f}{now.linked:8}{now.linked_bytes / _MIB:7.1f}"
    print(line)


if __name__ == "__main__":
    offices, folder, *_ = (*sys.argv[1:], "", "")
    report(int(offices or OFFICES), Path(folder) if folder else None)
