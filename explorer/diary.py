"""The journal's runs read once: what is over is kept in sums, only the newest runs are read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flows.printing.host_table import HostTotal, host_totals
from stores.journal import Clocks, Journal, RunRecord

READ_AGAIN = 10
"""The newest runs, whose outcomes are shown: they are read each time, for texts may have been taken out."""
_BROKEN_OFF = timedelta(days=2)
"""A run that has not ended by then never will."""


@dataclass(frozen=True, slots=True)
class DiaryState:
    """The newest runs, oldest first, how many there are in all, and what all of them came to."""

    newest: tuple[RunRecord, ...] = ()
    total: int = 0
    clocks: Mapping[str, Clocks] = field(default_factory=dict)
    hosts: tuple[HostTotal, ...] = ()


class Diary:
    """Reads a journal again and again; each reading costs what is new, not what is old."""

    def __init__(self) -> None:
        self._settled = ""
        self._runs = 0
        self._clocks: dict[str, Clocks] = {}
        self._hosts: tuple[HostTotal, ...] = ()

    def read(self, journal: Journal) -> DiaryState:
        """How the journal stands. Raises StoreError if it is damaged."""
        clocks = dict(self._clocks)
        adding_up = sum(run_id > self._settled for run_id in journal.run_ids()) - READ_AGAIN
        newest: list[RunRecord] = []
        for place, run in enumerate(journal.runs_after(self._settled, clocks)):
            if not newest and place < adding_up and _is_over(run):
                self._add_up(run, clocks)
            else:
                newest.append(run)
        hosts = host_totals(newest, self._hosts)
        return DiaryState(tuple(newest[-READ_AGAIN:]), self._runs + len(newest), clocks, hosts)

    def _add_up(self, run: RunRecord, clocks: Mapping[str, Clocks]) -> None:
        self._settled = run.run_id
        self._runs += 1
        self._clocks = dict(clocks)
        self._hosts = host_totals([run], self._hosts)


def _is_over(run: RunRecord) -> bool:
    return run.ended_at is not None or run.started_at < datetime.now(UTC) - _BROKEN_OFF
