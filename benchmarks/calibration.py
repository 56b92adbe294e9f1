"""Whether a statement's confidence says how often it is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from benchmarks.marked_tables import share, table
from benchmarks.scorer import Judged, SetScore

SURE: Final = 0.9
_EDGES: Final = (1.01, 0.95, 0.9, 0.8, 0.6, 0.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose confidence is at least `low` and below `high`."""

    low: float
    high: float
    statements: int
    right: int

    @property
    def name(self) -> str:
        if self.high > 1:
            return f"{self.low:.2f} and more"
        return f"below {self.high:.2f}" if not self.low else f"{self.low:.2f} to {self.high:.2f}"

    @property
    def cells(self) -> tuple[str, str]:
        """How many, and the share of them that is right (a dash where there are none)."""
        return str(self.statements), share(self.right / self.statements) if self.statements else "–"


def bins(judged: Iterable[Judged], edges: Sequence[float] = _EDGES) -> list[Bin]:
    """The statements by confidence, the surest first."""
    held = list(judged)
    return [_bin(held, low, high) for high, low in pairwise(edges)]


def _bin(judged: Sequence[Judged], low: float, high: float) -> Bin:
    inside = [one.right for one in judged if low <= one.confidence < high]
    return Bin(low, high, len(inside), sum(inside))


def judged_of(scores: Iterable[SetScore]) -> list[Judged]:
    return list(chain.from_iterable(page.judged for score in scores for page in score.pages))


def calibration(scores: Sequence[SetScore]) -> str:
    """The table, for all sets and for kinds of sets, and the sentence that sums it up."""
    batches = [score for score in scores if score.name.startswith("batch")]
    others = [score for score in scores if score not in batches]
    groups = [("all", scores), *((score.name, [score]) for score in others), ("batches", batches)]
    columns = [bins(judged_of(group)) for _, group in groups]
    head = ("confidence", *chain.from_iterable((name, "right") for name, _ in groups))
    rows = (
        (row[0].name, *chain.from_iterable(one.cells for one in row)) for row in zip(*columns, strict=True)
    )
    return f"{table(head, rows)}\n\n{_sentence(judged_of(scores))}"


def _sentence(judged: Sequence[Judged]) -> str:
    sure, unsure = bins(judged, (_EDGES[0], SURE, 0.0))
    below = f"; of the {unsure.statements:,} below, {_percent(unsure)}" if unsure.statements else ""
    whole = f"Of the {sure.statements:,} statements with a confidence of {SURE} or more"
    return f"{whole}, {_percent(sure)} are right{below}."


def _percent(one: Bin) -> str:
    return f"{100 * one.right / one.statements:.1f} %" if one.statements else "none"
