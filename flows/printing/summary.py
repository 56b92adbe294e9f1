"""The end of a run in the terminal: what was done, and a table of what needs a look, with reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flows.printing.review_text import print_review
from flows.printing.terminal import console, cut, text
from flows.report import RunReport, needs_a_look
from schemas.codes import OutcomeStatus

if TYPE_CHECKING:
    from rich.table import Table

    from schemas.records import Outcome

_STYLES = {
    OutcomeStatus.PUBLISHED: "green",
    OutcomeStatus.UNCHANGED: "dim",
    OutcomeStatus.HELD: "yellow",
    OutcomeStatus.FAILED: "red",
}
_REVIEWED = frozenset({"rebuild", "accept", "forget"})
_SHOWN_GOOD = 24
_SHOWN_BAD = 200
_REASON_WIDTH = 160


def print_summary(report: RunReport) -> None:
    """Print the outcomes (all of a few, else those that need a look) and the run in one line."""
    out = console()
    bad = [outcome for outcome in report.outcomes if needs_a_look(outcome)]
    everything = len(report.outcomes) <= _SHOWN_GOOD
    shown = list(report.outcomes) if everything else bad[:_SHOWN_BAD]
    if shown:
        out.print(_table(report.unit, shown))
    if not everything and len(bad) > len(shown):
        out.print(text(f"… and {len(bad) - len(shown)} more that need a look: thitthang status"))
    counts = Counter(outcome.status.value for outcome in report.outcomes)
    parts = ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "nothing to do"
    out.print(text(f"{report.command}: {report.message} ({parts}) in {report.seconds:.1f} s"))
    for note in report.notes:
        out.print(text(note, "yellow"))
    if report.review is not None and report.command in _REVIEWED:
        print_review(out, report.review)
    if report.losing:
        offices = "1 office" if len(report.losing) == 1 else f"{len(report.losing)} offices"
        line = f"Nothing was published: {offices} would lose more than a quarter of the statements"
        out.print(text(f"{line}. If that is right: --accept-losses", "red"))
    out.print(text(_release_line(report), "bold"))


def _release_line(report: RunReport) -> str:
    if report.published:
        rows = dict(report.rows)
        return f"release {report.release_id}: {rows.get('statements', 0)} statements"
    if report.review is not None:
        return f"Nothing was published; the release is still {report.release_id or 'none'}"
    if report.release_id:
        return f"Unchanged: nothing new to publish; the release is still {report.release_id}"
    return "no release was published"


def _table(unit: str, outcomes: list[Outcome]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("outcome", unit, "office", "statements", "reason"):
        table.add_column(name, justify="right" if name == "statements" else "left", overflow="fold")
    for outcome in outcomes:
        table.add_row(
            text(outcome.status.value, _STYLES[outcome.status]),
            text(cut(outcome.what, _REASON_WIDTH)),
            text(outcome.office_id or ""),
            text(outcome.statements or ""),
            text(cut(outcome.reason, _REASON_WIDTH)),
        )
    return table
