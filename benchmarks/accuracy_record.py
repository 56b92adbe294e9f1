"""The committed counts of every page, which a run is compared with: one row a page, tab-separated.

The table in docs/accuracy.md is drawn from the same counts, but a set's figure does not say which page
was read worse, and a set of which some pages need a missing engine has no figure to compare with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

from benchmarks.figures import FIGURES, Figure
from benchmarks.pages import ROOT
from benchmarks.scorer import Counts, PageScore, SetScore

RECORD: Final = ROOT / "benchmarks" / "records" / "accuracy.tsv"
TOLERANCE: Final = 0.0005
_HEAD: Final = ("set", "page", *(field.name for field in fields(Counts)))
_ANSWERS: Final = {"True": True, "False": False, "None": None}


@dataclass(frozen=True, slots=True)
class WorsePage:
    """A page that is read worse than it was."""

    page: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Loss:
    """A figure of a set that has fallen, with the pages that did it."""

    name: str
    figure: str
    before: float
    now: float
    pages: tuple[WorsePage, ...]

    def __str__(self) -> str:
        worse = ", ".join(f"{page.page} {page.before:.3f} → {page.now:.3f}" for page in self.pages)
        return f"{self.name}: {self.figure} {self.before:.4f} → {self.now:.4f} ({worse or 'no single page'})"


def write(scores: Iterable[SetScore], path: Path = RECORD) -> None:
    """Write the record anew: the sets given, and as they were those that were not scored now."""
    kept = {score.name: score for score in read(path)} if path.is_file() else {}
    lines = ["\t".join(_HEAD)]
    for score in (kept | {score.name: _with_left_out(score, kept) for score in scores}).values():
        lines += [_row(score.name, page) for page in score.pages]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _row(name: str, page: PageScore) -> str:
    return "\t".join([name, page.page, *map(str, astuple(page.counts))])


def _with_left_out(score: SetScore, kept: dict[str, SetScore]) -> SetScore:
    """A set with the old rows of the pages that could not be read now."""
    old = kept[score.name].pages if score.name in kept else ()
    saved = [page for page in old if page.page in score.left_out]
    return SetScore(score.name, tuple(sorted((*score.pages, *saved), key=lambda page: page.page)))


def read(path: Path = RECORD) -> tuple[SetScore, ...]:
    """The committed scores, set by set. Raises ValueError if the file has other columns."""
    head, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    if tuple(head) != _HEAD:
        raise ValueError(f"{path.name} has other columns than are counted now: write it anew")
    pages: dict[str, list[PageScore]] = {}
    for name, page, *values in rows:
        counts = [_ANSWERS[value] if value in _ANSWERS else int(value) for value in values]
        pages.setdefault(name, []).append(PageScore(page, Counts(*counts)))  # type: ignore[arg-type]
    return tuple(SetScore(name, tuple(scores)) for name, scores in pages.items())


def losses(before: SetScore, now: SetScore) -> list[Loss]:
    """The figures that are lower than they were, on the pages that both runs have."""
    old = {page.page: page.counts for page in before.pages}
    new = {page.page: page.counts for page in now.pages}
    shared = [page for page in old if page in new]
    if not shared:
        return []
    found: list[Loss] = []
    for figure in FIGURES:
        was, here = figure.of([old[page] for page in shared]), figure.of([new[page] for page in shared])
        if here < was - TOLERANCE:
            found.append(Loss(now.name, figure.name, was, here, _worse(figure, shared, old, new)))
    return found


def _worse(
    figure: Figure, pages: Sequence[str], old: dict[str, Counts], new: dict[str, Counts]
) -> tuple[WorsePage, ...]:
    compared = (WorsePage(page, figure.of([old[page]]), figure.of([new[page]])) for page in pages)
    return tuple(page for page in compared if page.now < page.before - TOLERANCE)
