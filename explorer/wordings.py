"""What changed in an office's wording and when, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from explorer.directory import DirectoryEntry
from explorer.search import Index
from explorer.snapshot import Snapshot
from flows.history.office_history import DatedWording, OfficeHistory, history_of
from schemas.codes import HistoryChange
from schemas.kinds import Kind

MOST_EVENTS = 200


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a statement; `is_there` if the release still has this wording."""

    kind: Kind
    wording: DatedWording
    is_there: bool


@dataclass(frozen=True, slots=True)
class KindEvents:
    """What happened to the statements of a kind."""

    kind: Kind
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day (UTC), kinds in their order."""

    at: datetime
    kinds: tuple[KindEvents, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All of them."""
        return tuple(event for group in self.kinds for event in group.events)


@dataclass(frozen=True, slots=True)
class Wordings:
    """An office's history: `since` its first capture (UTC; None: no statement ever).

    `unchanged` statements stand as they stood then; `more` events are older than those shown.
    """

    since: datetime | None
    days: tuple[Day, ...]
    unchanged: int
    more: int


def read_wordings(snapshot: Snapshot, entry: DirectoryEntry) -> Wordings:
    """The history of an office. Raises StoreError if a file is lost or damaged."""
    question = (
        "SELECT statement_id FROM statement WHERE office_id = ? AND in_force AND NOT repeats ORDER BY ordinal"
    )
    standing = [row[0] for row in snapshot.index.rows(question, (entry.office_id,))]
    history = history_of(snapshot.release, entry.office_id, entry.name_th, standing)
    events = sorted(_events(history), key=lambda one: one[1].valid_from, reverse=True)
    days = groupby(events[:MOST_EVENTS], key=lambda one: one[1].valid_from.date())
    return Wordings(
        since=history.since,
        days=tuple(_day(snapshot.index, list(of_day)) for _, of_day in days),
        unchanged=sum(not history.has_changed(chain) for chain in history.chains),
        more=max(0, len(events) - MOST_EVENTS),
    )


def _day(index: Index, events: list[tuple[Kind, DatedWording]]) -> Day:
    by_kind: defaultdict[Kind, list[Event]] = defaultdict(list)
    for kind, wording in events:
        by_kind[kind].append(Event(kind, wording, index.statement(wording.statement_id) is not None))
    kinds = (KindEvents(kind, tuple(by_kind[kind])) for kind in Kind if kind in by_kind)
    return Day(events[0][1].valid_from, tuple(kinds))


def _events(history: OfficeHistory) -> Iterator[tuple[Kind, DatedWording]]:
    """All that happened after the first capture."""
    for chain in history.chains:
        for wording in chain.wordings:
            if not _was_there_first(wording, history):
                yield chain.kind, wording


def _was_there_first(wording: DatedWording, history: OfficeHistory) -> bool:
    return wording.valid_from == history.since and wording.change is HistoryChange.ADDED
