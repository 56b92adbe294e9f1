"""An office's history for people."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from flows.printing.diff_text import diff_text, has_colours
from flows.printing.hanging import Hanging, print_hanging
from flows.printing.terminal import text
from schemas.codes import HistoryChange
from schemas.kinds import THAI_NAMES, Kind

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from flows.history.office_history import DatedWording, OfficeHistory, StatementChain

CHANGE_STYLES = {
    HistoryChange.ADDED: "green",
    HistoryChange.REMOVED: "red",
    HistoryChange.REWORDED: "yellow",
    HistoryChange.COSMETIC: "dim",
}


def print_history(out: Console, history: OfficeHistory, *, everything: bool) -> None:
    """Print the chains that anything happened to, or all; the others are counted."""
    title = text(history.name_th, "bold")
    title.append_text(text(f"  {history.office_id}  release {history.release_id}", "dim"))
    out.print(title)
    if not history.chains:
        out.print(text("no such statement was ever in force"))
        return
    shown = [chain for chain in history.chains if everything or history.has_changed(chain)]
    for kind, chains in groupby(shown, key=lambda chain: chain.kind):
        out.print(kind_line(kind))
        for number, chain in enumerate(chains):
            if number:
                out.print()
            _print_chain(out, chain)
    _print_rest(out, history, len(history.chains) - len(shown))


def kind_line(kind: Kind) -> Text:
    """A kind's Thai name and its word in the tables."""
    line = text(THAI_NAMES[kind], "bold")
    line.append_text(text(f"  {kind.value}", "cyan"))
    return line


def day(moment: datetime) -> str:
    """The date of a moment, UTC."""
    return moment.strftime("%Y-%m-%d")


def _print_chain(out: Console, chain: StatementChain) -> None:
    coloured = has_colours(out)
    lines = [
        Hanging(
            (
                text(f"  {wording.change.value}", CHANGE_STYLES[wording.change]),
                text(_when(wording), "dim"),
            ),
            diff_text(wording.pieces, coloured=coloured) if wording.pieces else text(wording.text),
        )
        for wording in chain.wordings
    ]
    print_hanging(out, lines)


def _when(wording: DatedWording) -> str:
    if wording.valid_to is None:
        return f"since {day(wording.valid_from)}"
    first, last = day(wording.valid_from), day(wording.valid_to)
    return f"on {first}" if first == last else f"{first} to {last}"


def _print_rest(out: Console, history: OfficeHistory, unchanged: int) -> None:
    if not unchanged or history.since is None:
        return
    statements = "statement has" if unchanged == 1 else "statements have"
    others = "" if unchanged == len(history.chains) else "other "
    out.print(text(f"{unchanged} {others}{statements} not changed since {day(history.since)}: --all", "dim"))
