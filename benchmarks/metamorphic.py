"""Pages written in other ways must say the same: every change of every page, and the share that stays.

`python -m benchmarks.metamorphic` prints the table, `--update` writes it into docs/accuracy.md and the pages
that do not stay into benchmarks/records/metamorphic.tsv; `--show CHANGE` prints what differs.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.changes.all_changes import ALL
from benchmarks.changes.change import Change, LeftOut, NotApplicable, Source, Variant
from benchmarks.changes.charsets import utf8
from benchmarks.marked_tables import share, table, write_marked
from benchmarks.pages import ROOT
from benchmarks.said import SaidPage, page_of
from benchmarks.scored_sets import FRESH, SHARED

RECORD: Final = ROOT / "benchmarks" / "records" / "metamorphic.tsv"
MARKER: Final = "metamorphic"
CORPUS: Final = "corpus"
OWN: Final = "batches"
_SUFFIXES: Final = (".html", ".txt")


class Outcome(StrEnum):
    """What a change did to what is read out of a page."""

    SAME = "same"
    OTHER = "other"
    """The statements are the same, the owner or the years are not."""
    DIFFERENT = "different"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Trial:
    """One change of one page; `differences` are lines of a diff."""

    change: str
    group: str
    page: str
    outcome: Outcome
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a group of pages."""

    group: str
    path: Path

    @property
    def name(self) -> str:
        """The set and the file, as the record writes it: corpus/06-plain-br.html."""
        return f"{self.path.parent.parent.name}/{self.path.name}"


def places() -> list[Place]:
    """Every web and text page of the corpus (where it is at hand) and of our batches."""
    folders = [
        (CORPUS, SHARED / "corpus" / "pages"),
        *((OWN, path) for path in sorted(FRESH.glob("*/pages"))),
    ]
    return [
        Place(group, path)
        for group, folder in folders
        for path in sorted(folder.glob("*"))
        if path.suffix in _SUFFIXES
    ]


def trials(found: Iterable[Place], changes: Sequence[Change] = ALL) -> list[Trial]:
    """Every change of every page that it can be made to."""
    return [trial for place in found for trial in _trials(place, changes)]


def _trials(place: Place, changes: Sequence[Change]) -> list[Trial]:
    source = Source.of(place.path.name, place.path.read_bytes())
    before = page_of(source.name, utf8(source, source.text))
    found = (_trial(place, source, change, before) for change in changes if change.fits(source))
    return [trial for trial in found if trial is not None]


def _trial(place: Place, source: Source, change: Change, before: SaidPage) -> Trial | None:
    try:
        variant = rewritten(source, change)
    except NotApplicable:
        return None
    except LeftOut:
        return Trial(change.name, place.group, place.name, Outcome.LEFT_OUT)
    now = page_of(source.name, variant)
    if change.folds_digits:
        before, now = before.with_arabic_digits(), now.with_arabic_digits()
    return Trial(change.name, place.group, place.name, _outcome(before, now), differences(before, now))


def rewritten(source: Source, change: Change) -> Variant:
    """A page changed; chance is the same for the same page and change."""
    made = change.rewrite(source, Random(f"{source.name} {change.name}"))
    return made if isinstance(made, Variant) else utf8(source, made)


def _outcome(before: SaidPage, now: SaidPage) -> Outcome:
    if before == now:
        return Outcome.SAME
    return Outcome.DIFFERENT if before.statements != now.statements else Outcome.OTHER


def differences(before: SaidPage, now: SaidPage) -> tuple[str, ...]:
    """The statements, owner and years that one reading has and the other has not."""
    lines = difflib.unified_diff(_as_lines(before), _as_lines(now), lineterm="", n=0)
    return tuple(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _as_lines(page: SaidPage) -> list[str]:
    return [*map(str, page.statements), f"owner {page.owner}", f"years {page.years}"]


# ---------------------------------------------------------------------- the table and the record


def shares(made: Sequence[Trial]) -> str:
    """The table: for each change and group, pages that stay as they are of those changed."""
    head = (
        "change",
        "corpus",
        "unchanged",
        "left out",
        "batches",
        "unchanged",
        "left out",
        "owner and years too",
    )
    rows = []
    for change in ALL:
        of_change = [trial for trial in made if trial.change == change.name]
        cells = [
            cell for group in (CORPUS, OWN) for cell in _cells([t for t in of_change if t.group == group])
        ]
        rows.append((change.name, *cells, _owners(of_change)))
    return table(head, rows)


def _counted(made: Iterable[Trial]) -> list[Trial]:
    return [trial for trial in made if trial.outcome is not Outcome.LEFT_OUT]


def _cells(made: Sequence[Trial]) -> tuple[str, str, str]:
    counted = _counted(made)
    stay = sum(trial.outcome is not Outcome.DIFFERENT for trial in counted)
    left = len(made) - len(counted)
    return str(len(counted)), share(stay / len(counted)) if counted else "–", str(left or "")


def _owners(made: Sequence[Trial]) -> str:
    counted = _counted(made)
    return share(sum(trial.outcome is Outcome.SAME for trial in counted) / len(counted)) if counted else "–"


@dataclass(frozen=True, slots=True)
class Failing:
    """A page that a change makes say something else."""

    change: str
    page: str


def failing(made: Iterable[Trial]) -> frozenset[Failing]:
    return frozenset(Failing(t.change, t.page) for t in made if t.outcome is Outcome.DIFFERENT)


def recorded(path: Path = RECORD) -> frozenset[Failing]:
    """The committed failures."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return frozenset(Failing(change, page) for change, page in rows)


def fallen(made: Sequence[Trial], known: frozenset[Failing]) -> list[str]:
    """The changes under which fewer of these pages stay than the record says, with the pages that are new."""
    now = failing(made)
    tried = {Failing(trial.change, trial.page) for trial in made}
    lines: list[str] = []
    for change in ALL:
        here = {one for one in now if one.change == change.name}
        before = {one for one in known & tried if one.change == change.name}
        if len(here) > len(before):
            lines.append(f"{change.name}: {', '.join(sorted(one.page for one in here - before))}")
    return lines


def write(found: Iterable[Failing], path: Path = RECORD) -> None:
    lines = sorted(f"{one.change}\t{one.page}" for one in found)
    path.write_text("\n".join(["change\tpage", *lines]) + "\n", "utf-8")


def main() -> int:
    """Print or write the table; 1 where a share is lower than the record says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the table and the record anew")
    parser.add_argument(
        "--show", metavar="CHANGE", help="print what differs under changes with this in their name"
    )
    parser.add_argument("--page", default="", help="only pages with this in their name")
    arguments = parser.parse_args()
    changes = [change for change in ALL if (arguments.show or "") in change.name]
    made = trials([place for place in places() if arguments.page in place.name], changes)
    if arguments.show is not None:
        for trial in made:
            if trial.outcome is Outcome.DIFFERENT:
                print(f"== {trial.change}: {trial.page}", *trial.differences, sep="\n   ")
        return 0
    print(shares(made))
    if arguments.update:
        write(failing(made))
        write_marked(MARKER, shares(made))
        return 0
    lost = fallen(made, recorded())
    print(*(f"LOSS {line}" for line in lost), sep="\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
