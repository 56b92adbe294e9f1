"""A run held against the committed figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from benchmarks import accuracy_record
from benchmarks.figures import FIGURES, WORST, statement_f1
from benchmarks.marked_tables import marked, share, table
from benchmarks.reading import read
from benchmarks.scored_sets import scored_sets
from benchmarks.scorer import PageScore, SetScore, score_set

NOW: Final = "now"


@cache
def scores() -> tuple[SetScore, ...]:
    """Every set that is at hand, read and scored now."""
    return tuple(score_set(scored, read) for scored in scored_sets() if scored.is_there)


def now_table(scored: Iterable[SetScore]) -> str:
    """The table "Now": one row a set."""
    head = ("set", "documents", *(figure.name for figure in FIGURES))
    return table(head, ((score.name, str(len(score.pages)), *_cells(score.pages)) for score in scored))


def _cells(pages: Sequence[PageScore]) -> Iterator[str]:
    counts = [page.counts for page in pages]
    for figure in FIGURES:
        value = share(figure.of(counts))
        yield f"{value} {_worst(pages)}".rstrip() if figure is WORST else value


def _worst(pages: Sequence[PageScore]) -> str:
    worst = min(pages, key=lambda page: statement_f1(page.counts))
    return worst.page if statement_f1(worst.counts) < 1 else ""


def losses(scored: Iterable[SetScore]) -> list[accuracy_record.Loss]:
    """What has fallen against the committed counts."""
    before = {score.name: score for score in accuracy_record.read()}
    return [
        loss
        for score in scored
        if score.name in before
        for loss in accuracy_record.losses(before[score.name], score)
    ]


def unrecorded(scored: Iterable[SetScore]) -> list[str]:
    """What the committed counts do not have, and what of them was not read now: notes, no losses."""
    before = {score.name: {page.page for page in score.pages} for score in accuracy_record.read()}
    notes: list[str] = []
    for score in scored:
        known, here = before.get(score.name, set()), {page.page for page in score.pages}
        notes += [f"{score.name}: {page} is new" for page in sorted(here - known)]
        notes += [f"{score.name}: {page} needs an engine that is not installed" for page in score.left_out]
        notes += [f"{score.name}: {page} is gone" for page in sorted(known - here - {*score.left_out})]
    return notes


def table_is_of_record() -> bool:
    """Whether the committed table says what the committed counts say."""
    return marked(NOW) == now_table(accuracy_record.read())
