"""CPU time of several ways to read the same documents, taken by turns in one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.pages import Page

ROUNDS = 9
FEW_ROUNDS = 2
"""For programs so slow that noise does not matter."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something done with each document, and how many rounds of it are timed."""

    name: str
    run: Callable[[Page], object]
    rounds: int = ROUNDS


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds a unit (a document or one of its pages)."""

    name: str
    ms: float


@dataclass(frozen=True, slots=True)
class Goal:
    """What a reader may cost: `most` times the floor, and `least` times less than `other`."""

    reader: str
    most: float
    other: str
    least: float


def compare(works: Sequence[Work], pages: Sequence[Page], units: int | None = None) -> list[Cost]:
    """The least CPU time of each work on each document, summed and shared among the units.

    The works take turns on each document, so that a slow stretch of the machine hits all of them.
    Units are documents unless their number is given.
    """
    least = [[float("inf")] * len(pages) for _ in works]
    for turn in range(max(work.rounds for work in works)):
        for number, page in enumerate(pages):
            for work, seconds in zip(works, least, strict=True):
                if turn < work.rounds:
                    seconds[number] = min(seconds[number], _timed(work, page))
    count = units or len(pages)
    return [Cost(work.name, sum(seconds) / count * 1000) for work, seconds in zip(works, least, strict=True)]


def _timed(work: Work, page: Page) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work.run(page)
    return time.process_time() - start


def print_costs(title: str, unit: str, costs: Sequence[Cost], goal: Goal) -> None:
    """Print a table, each cost beside the floor (the first one) and the reader, and the goal below it."""
    of = {cost.name: cost.ms for cost in costs}
    floor, reader = costs[0].ms, of[goal.reader]
    print(f"\n{title}")
    print(f"{'':40}{'ms/' + unit:>10}{'to floor':>10}{'to reader':>11}")
    for cost in costs:
        print(f"{cost.name:40}{cost.ms:10.2f}{cost.ms / floor:10.1f}{cost.ms / reader:11.2f}")
    print(
        f"{goal.reader}: {reader / floor:.1f} times the floor (goal: {goal.most:g} at most); "
        f"{goal.other}: {of[goal.other] / reader:.1f} times the reader (goal: {goal.least:g} at least)"
    )
