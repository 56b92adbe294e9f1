"""How two releases differ, for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flows.history.differences import Tally
from flows.history.word_diff import word_diff
from flows.printing.diff_text import diff_text, has_colours
from flows.printing.hanging import Hanging, print_hanging
from flows.printing.history_text import CHANGE_STYLES, kind_line
from flows.printing.terminal import text
from schemas.codes import HistoryChange

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from flows.history.differences import Differences, OfficeDifference
    from stores.curated.alignment import Link


def print_differences(out: Console, found: Differences) -> None:
    """Print what differs by office and kind, then how much, by kind and office."""
    out.print(text(f"{found.before} to {found.after}", "dim"))
    if not found.offices:
        out.print(text("no statement in force differs"))
        return
    for office in found.offices:
        _print_office(out, office)
    out.print(_tally_table(found))
    out.print(text(_offices_line(found)))


def _print_office(out: Console, office: OfficeDifference) -> None:
    title = text(office.name_th, "bold")
    note = (
        "  had no statement before" if office.came else "  has no statement any more" if office.went else ""
    )
    title.append_text(text(f"  {office.office_id}{note}", "dim"))
    out.print(title)
    for kind, links in groupby(office.links, key=lambda link: link.wording.kind):
        out.print(kind_line(kind))
        print_hanging(out, [_line(link, coloured=has_colours(out)) for link in links])
    out.print()


def _line(link: Link, *, coloured: bool) -> Hanging:
    change = link.change
    head = text(f"  {change.value}", CHANGE_STYLES[change]) if change else text("")
    return Hanging((head,), _said(link, coloured=coloured))


def _said(link: Link, *, coloured: bool) -> Text:
    if link.before is None or link.after is None:
        return text(link.wording.text)
    return diff_text(word_diff(link.before.text, link.after.text), coloured=coloured)


def _tally_table(found: Differences) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for change in HistoryChange:
        table.add_column(change.value, justify="right")
    for kind, tally in found.tallies.items():
        table.add_row(text(kind.value), *_cells(tally))
    table.add_row()
    for office in found.offices:
        table.add_row(text(office.office_id), *_cells(office.tally))
    table.add_row()
    whole = sum((office.tally for office in found.offices), Tally())
    table.add_row("all", *_cells(whole), style="bold")
    return table


def _cells(tally: Tally) -> list[str]:
    return [str(tally[change] or "") for change in HistoryChange]


def _offices_line(found: Differences) -> str:
    number = len(found.offices)
    line = f"{number} office{'' if number == 1 else 's'}"
    came = sum(office.came for office in found.offices)
    went = sum(office.went for office in found.offices)
    told = [f"{came} came"] * bool(came) + [f"{went} went"] * bool(went)
    return ", ".join([line, *told])


def tally_line(tally: Tally) -> str:
    """Changes in words, such as `2 added, 1 reworded`."""
    return ", ".join(f"{tally[change]} {change.value}" for change in HistoryChange if tally[change])
