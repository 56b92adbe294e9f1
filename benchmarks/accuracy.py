"""Accuracy on every set of pages that has trees (`make accuracy`), held against the committed figures.

Exit status 1 where a figure has fallen. `--update` writes the figures, the calibration and the baseline's
figures into docs/accuracy.md, and the counts of every page into benchmarks/records/accuracy.tsv.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from functools import cache

from benchmarks import accuracy_record
from benchmarks.calibration import calibration
from benchmarks.comparison import NOW, losses, now_table, scores, table_is_of_record, unrecorded
from benchmarks.figures import FIGURES, Figure
from benchmarks.marked_tables import share, table, write_marked
from benchmarks.reading import Reader
from benchmarks.scored_sets import scored_sets
from benchmarks.scorer import SetScore, missing, score_set

CALIBRATION = "calibration"
BASELINE = "baseline"
NO_BASELINE = "No baseline: what it imports (trafilatura, python-docx) is not installed."
_COMPARED = ("statement F1", "exact", "section F1", "number", "parent", "owner", "plan years")


@cache
def baseline_scores() -> tuple[SetScore, ...] | None:
    """The same sets, read by the baseline; None where what it imports is not installed."""
    try:
        reader: Reader = importlib.import_module("benchmarks.baseline").read
    except ImportError:
        return None
    return tuple(score_set(scored, reader) for scored in scored_sets() if scored.is_there)


def baseline_table(ours: Sequence[SetScore], theirs: Sequence[SetScore]) -> str:
    """Our figures with the baseline's behind."""
    figures = [figure for figure in FIGURES if figure.name in _COMPARED]
    head = ("set", *(name for figure in figures for name in (figure.name, "baseline")))
    rows = ((our.name, *_pairs(figures, our, their)) for our, their in zip(ours, theirs, strict=True))
    return table(head, rows)


def _pairs(figures: Sequence[Figure], our: SetScore, their: SetScore) -> Iterator[str]:
    for figure in figures:
        yield share(figure.of([page.counts for page in our.pages]))
        yield share(figure.of([page.counts for page in their.pages]))


def update() -> None:
    """Write all that is committed anew."""
    accuracy_record.write(scores())
    write_marked(NOW, now_table(accuracy_record.read()))
    write_marked(CALIBRATION, calibration(scores()))
    if (theirs := baseline_scores()) is not None:
        write_marked(BASELINE, baseline_table(scores(), theirs))


def report() -> None:
    """Print the tables."""
    print(now_table(scores()), "", calibration(scores()), "", sep="\n")
    theirs = baseline_scores()
    print(
        "No baseline: trafilatura is not installed." if theirs is None else baseline_table(scores(), theirs)
    )
    print()


def main() -> int:
    """Print, then compare or write."""
    parser = argparse.ArgumentParser(prog="make accuracy", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the committed figures anew")
    arguments = parser.parse_args()
    if (message := missing()) is not None:
        print(f"Skipped: {message}.", file=sys.stderr)
        return 0
    report()
    if arguments.update:
        update()
        return 0
    for note in unrecorded(scores()):
        print(f"Note: {note}.")
    if not table_is_of_record():
        print("Note: the table in docs/accuracy.md is not of the committed counts.")
    lost = losses(scores())
    for loss in lost:
        print(f"LOSS {loss}")
    if not lost:
        print("Nothing has fallen.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
