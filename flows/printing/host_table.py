"""The courtesy ledger for people: how each host was treated, over all runs that the journal has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from flows.printing.terminal import console, cut, print_json, text
from flows.settings import Settings
from schemas.records import HostCourtesy
from stores.journal import Journal, RunRecord
from stores.roots import open_root

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH = 60
_COLUMNS = (
    "host",
    "runs",
    "requests",
    "KiB",
    "304",
    "retries",
    "least delay",
    "allowed",
    "refused",
    "exempt",
    "robots.txt",
)


@dataclass(frozen=True, slots=True)
class HostTotal:
    """What was done to one host: sums over `runs` runs, the last of them begun at `last_at` (UTC).

    In `courtesy` the note on robots.txt is that of the last run, the delay the least of all.
    """

    courtesy: HostCourtesy
    runs: int
    last_at: datetime


def read_hosts(settings: Settings) -> tuple[HostTotal, ...]:
    """How each host was treated, sorted by name. Raises StoreError for a damaged journal."""
    return host_totals(Journal(open_root(settings.curated)).runs())


def host_totals(runs: Iterable[RunRecord], known: Iterable[HostTotal] = ()) -> tuple[HostTotal, ...]:
    """How each host was treated in runs given oldest first, and before them (`known`), sorted by name."""
    totals = {total.courtesy.host: total for total in known}
    for run in runs:
        for host in run.hosts:
            totals[host.host] = _added(totals.get(host.host), host, run)
    return tuple(totals[host] for host in sorted(totals))


def _added(known: HostTotal | None, host: HostCourtesy, run: RunRecord) -> HostTotal:
    if known is None:
        return HostTotal(host, 1, run.started_at)
    old = known.courtesy
    delays = [delay for delay in (old.least_delay, host.least_delay) if delay is not None]
    summed = replace(
        old,
        requests=old.requests + host.requests,
        byte_count=old.byte_count + host.byte_count,
        not_modified=old.not_modified + host.not_modified,
        retries=old.retries + host.retries,
        robots=host.robots or old.robots,
        allowed=old.allowed + host.allowed,
        refused=old.refused + host.refused,
        exempted=old.exempted + host.exempted,
        least_delay=min(delays, default=None),
    )
    return HostTotal(summed, known.runs + 1, run.started_at)


def tell_hosts(settings: Settings, *, as_json: bool) -> None:
    """Print how each host was treated, as JSON or as a table."""
    hosts = read_hosts(settings)
    if as_json:
        print_json(hosts_as_json(hosts))
    else:
        print_hosts(console(), hosts)


def hosts_as_json(hosts: tuple[HostTotal, ...]) -> list[dict[str, object]]:
    """The hosts as plain values; delays in seconds, times ISO 8601 in UTC."""
    return [
        {**asdict(host.courtesy), "runs": host.runs, "last_at": host.last_at.isoformat(timespec="seconds")}
        for host in hosts
    ]


def print_hosts(out: Console, hosts: tuple[HostTotal, ...]) -> None:
    """Print one line a host."""
    from rich.table import Table

    if not hosts:
        out.print(text("No site has been asked for anything yet. Try: thitthang ingest OFFICE"))
        return
    table = Table(box=None, pad_edge=False)
    for name in _COLUMNS:
        is_text = name in {"host", "robots.txt"}
        table.add_column(name, overflow="fold", justify="left" if is_text else "right")
    for host in hosts:
        table.add_row(*(text(cell) for cell in _cells(host)))
    out.print(table)


def _cells(total: HostTotal) -> tuple[str, ...]:
    host = total.courtesy
    delay = "" if host.least_delay is None else f"{host.least_delay:.1f} s"
    numbers = (total.runs, host.requests, host.byte_count // 1024, host.not_modified, host.retries)
    decisions = (host.allowed, host.refused, host.exempted)
    return (host.host, *map(str, numbers), delay, *map(str, decisions), cut(host.robots, _WIDTH))
