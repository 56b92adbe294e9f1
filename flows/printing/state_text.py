"""How things stand, for people."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flows.printing.terminal import cut, text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from flows.state import State

_WIDTH = 120
_SHOWN = 50


def print_state(out: Console, state: State) -> None:
    """Print release, counts, what is held or failing, clocks and the last runs."""
    if state.release_id is None:
        out.print(text("Nothing has been published here yet. Try: thitthang load PATH"))
    else:
        out.print(text(f"release {state.release_id}, made {_time(state.created_at)}", "bold"))
        out.print(text(", ".join(f"{count} {name}" for name, count in state.rows.items())))
        out.print(text("offices: " + ", ".join(f"{count} {name}" for name, count in state.offices.items())))
    for document in state.held[:_SHOWN]:
        out.print(text(f"to look at: {document.uri}: {cut(document.reason, _WIDTH)}", "yellow"))
    for office, check in list(state.failing.items())[:_SHOWN]:
        line = f"{check.status.value} since {_time(check.since)}: {office}: {cut(check.reason, _WIDTH)}"
        out.print(text(line, "red"))
    if state.clocks:
        out.print(_clocks(state))
    for run in state.runs:
        ended = "did not end" if run.ended_at is None else f"exit {run.exit_code}"
        made = f", made {run.release_id}" if run.release_id else ""
        out.print(text(f"run {run.run_id} {run.command} {_time(run.started_at)}: {ended}{made}", "dim"))


def _clocks(state: State) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("office", "last looked", "last changed", "last published", "stale because"):
        table.add_column(name, overflow="fold")
    for clocks in state.clocks[:_SHOWN]:
        table.add_row(
            text(clocks.office_id),
            text(_time(clocks.looked_at)),
            text(_time(clocks.changed_at)),
            text(_time(clocks.published_at)),
            text(cut(clocks.stale, _WIDTH)),
        )
    if len(state.clocks) > _SHOWN:
        table.add_row(text(f"… and {len(state.clocks) - _SHOWN} more: --json"))
    return table


def _time(moment: datetime | None) -> str:
    """A moment in UTC, to the minute."""
    return "never" if moment is None else moment.strftime("%Y-%m-%d %H:%M UTC")
