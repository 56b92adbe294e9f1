"""Which release changed what, for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from flows.history.release_log import tally_of
from flows.printing.differences_text import tally_line
from flows.printing.terminal import cut, text

if TYPE_CHECKING:
    from rich.console import Console

    from flows.history.release_log import LoggedRelease

_SHOWN = 20
_WIDTH = 120


def print_log(out: Console, releases: Iterable[LoggedRelease], names: Mapping[str, str]) -> None:
    """Print releases as given, each with the offices whose statements in force it changed."""
    releases = list(releases)
    for one in releases:
        _print_release(out, one, names)
    if not releases:
        out.print(text("no release was made"))


def _print_release(out: Console, one: LoggedRelease, names: Mapping[str, str]) -> None:
    record = one.entry.record
    title = text(record.release_id, "bold")
    state = f", {one.entry.state.value.replace('_', ' ')}"
    title.append_text(text(f"  {record.created_at:%Y-%m-%d %H:%M UTC}{state}", "dim"))
    out.print(title)
    if record.problems:
        out.print(text(f"  failed its check: {cut('; '.join(record.problems), _WIDTH)}", "red"))
        return
    offices = len(record.changes)
    what = f"{offices} office{'' if offices == 1 else 's'}: {tally_line(one.tally)}"
    out.print(text(f"  {what if offices else 'no statement in force changed'}"))
    for changes in record.changes[:_SHOWN]:
        name = names.get(changes.office_id, "")
        who = f"{name}  {changes.office_id}" if name else changes.office_id
        out.print(text(f"    {who}: {tally_line(tally_of(changes))}"))
    if offices > _SHOWN:
        out.print(text(f"    … and {offices - _SHOWN} more: --json", "dim"))
