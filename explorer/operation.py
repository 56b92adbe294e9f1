"""What the operator looks at: runs, offices in trouble, hosts, releases, as journal and archive have them.

What cannot be read is told as a trouble; the rest is there all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from explorer.current import Trouble
from explorer.diary import Diary, DiaryState
from flows.history.differences import Tally
from flows.history.release_log import LoggedRelease, read_log
from flows.printing.host_table import HostTotal
from flows.release_report.shown import Shown, first
from flows.settings import Settings
from schemas.codes import CheckStatus, OutcomeStatus
from schemas.errors import ThitthangError
from schemas.records import CheckState, Outcome
from stores.curated.catalogue import ReleaseState
from stores.curated.pointer import Move, MoveReason, Pointer, moves, read_pointer
from stores.decisions import Removal
from stores.journal import Clocks, Journal, RunRecord
from stores.raw import RawArchive
from stores.roots import open_root

MOST_OFFICES = 100
"""Offices in trouble that are listed."""
MOST_HOSTS = 20
MOST_RELEASES = 20
MOST_REMOVALS = 20
MOST_TOLD = 3
"""What went wrong that is quoted of a run."""
_FINE = frozenset({CheckStatus.OK, CheckStatus.NO_SOURCE})
_WRONG = frozenset({OutcomeStatus.HELD, OutcomeStatus.FAILED})
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run (UTC); `ended_at` is None while it goes on, or if it was killed.

    `outcomes` counts what came of documents and offices, those as before apart; `wrong` quotes some.
    """

    run_id: str
    command: str
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    release_id: str | None
    outcomes: Mapping[OutcomeStatus, int]
    wrong: Shown[Outcome]


@dataclass(frozen=True, slots=True)
class OfficeTrouble:
    """An office whose last look failed, or whose rows are older than it; `clocks` if it was looked at."""

    office_id: str
    check: CheckState | None
    clocks: Clocks | None

    @property
    def is_failing(self) -> bool:
        """Whether its pages could not be brought home."""
        return self.check is not None and self.check.status not in _FINE

    @property
    def stale(self) -> str:
        """Why its rows are older than the last look; empty if they are not."""
        return self.clocks.stale if self.clocks else ""


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release that was made or failed (UTC), how many offices it changed, and how."""

    release_id: str
    created_at: datetime
    state: ReleaseState
    offices: int
    tally: Tally
    problems: Shown[str]


@dataclass(frozen=True, slots=True)
class Looks:
    """How many offices were ever looked at, and how the last looks went; moments are UTC."""

    offices: int = 0
    newest: datetime | None = None
    oldest: datetime | None = None
    failing: int = 0
    stale: int = 0


_NONE: Shown[Any] = Shown(())
_NO_LOOKS = Looks()


@dataclass(frozen=True, slots=True)
class Operation:
    """How things stood at `read_at` (UTC)."""

    read_at: datetime
    runs: Shown[RunLine] = _NONE
    looks: Looks = _NO_LOOKS
    offices: Shown[OfficeTrouble] = _NONE
    hosts: Shown[HostTotal] = _NONE
    releases: Shown[ReleaseLine] = _NONE
    pointer: Pointer | None = None
    last_rollback: Move | None = None
    accepted: int = 0
    removals: Shown[Removal] = _NONE
    troubles: tuple[Trouble, ...] = ()


def read_operation(settings: Settings, diary: Diary | None = None) -> Operation:
    """Read how things stand now. Never raises for what is damaged or absent: that is among `troubles`.

    `diary` keeps what was read of the journal from one call to the next.
    """
    return _Reading(settings, diary or Diary()).all()


class _Reading:
    """One reading of both roots; what fails is noted once and replaced by nothing."""

    def __init__(self, settings: Settings, diary: Diary) -> None:
        self._settings = settings
        self._diary = diary
        self._troubles: dict[Trouble, None] = {}

    def all(self) -> Operation:
        """Everything there is."""
        no_checks: dict[str, CheckState] = {}
        no_releases: tuple[LoggedRelease, ...] = ()
        no_removals: tuple[Removal, ...] = ()
        no_moves: tuple[Move, ...] = ()
        accepted: frozenset[str] = frozenset()
        noted = self._try(lambda: self._diary.read(Journal(open_root(self._settings.curated))), DiaryState())
        checks = self._try(lambda: self._archive().checks(), no_checks)
        troubled = _troubled(checks, noted.clocks)
        releases = self._try(lambda: read_log(open_root(self._settings.curated)), no_releases)
        removals = self._try(self._removals, no_removals)
        moved = self._try(lambda: moves(open_root(self._settings.curated)), no_moves)
        hosts = sorted(noted.hosts, key=lambda one: (-one.courtesy.requests, one.courtesy.host))
        return Operation(
            read_at=datetime.now(UTC),
            runs=Shown(tuple(map(_run_line, noted.newest[::-1])), noted.total - len(noted.newest)),
            looks=_looks(noted.clocks, troubled),
            offices=first(troubled, MOST_OFFICES),
            hosts=first(hosts, MOST_HOSTS),
            releases=_first_as(_release_line, releases, MOST_RELEASES),
            pointer=self._try(lambda: read_pointer(open_root(self._settings.curated)), None),
            last_rollback=next((one for one in reversed(moved) if one.reason is MoveReason.ROLLBACK), None),
            accepted=len(self._try(lambda: self._archive().accepted(), accepted)),
            removals=first(sorted(removals, key=lambda one: one.at, reverse=True), MOST_REMOVALS),
            troubles=tuple(self._troubles),
        )

    def _removals(self) -> tuple[Removal, ...]:
        return self._archive().decisions.removals()

    def _archive(self) -> RawArchive:
        return RawArchive(open_root(self._settings.raw))

    def _try(self, read: Callable[[], _Read], nothing: _Read) -> _Read:
        try:
            return read()
        except ThitthangError as error:
            self._troubles[Trouble(error.what, error.cause, error.remedy)] = None
        except Exception as error:  # noqa: BLE001  (a file of ours that anything was written into)
            self._troubles[Trouble("journal", f"{type(error).__name__}: {error}", "look at the files")] = None
        return nothing


_Source = TypeVar("_Source")
_Line = TypeVar("_Line")


def _first_as(make: Callable[[_Source], _Line], sources: Sequence[_Source], most: int) -> Shown[_Line]:
    """The first of a list in the form of lines; the others are counted only."""
    shown = first(sources, most)
    return Shown(tuple(map(make, shown.entries)), shown.more)


def _run_line(run: RunRecord) -> RunLine:
    counts = Counter(outcome.status for outcome in run.outcomes)
    wrong = [replace(one, findings=()) for one in run.outcomes if one.status in _WRONG]
    return RunLine(
        run_id=run.run_id,
        command=run.command,
        started_at=run.started_at,
        ended_at=run.ended_at,
        exit_code=run.exit_code,
        release_id=run.release_id,
        outcomes={status: counts[status] for status in OutcomeStatus if counts[status]},
        wrong=first(wrong, MOST_TOLD),
    )


def _release_line(release: LoggedRelease) -> ReleaseLine:
    record = release.entry.record
    return ReleaseLine(
        release_id=record.release_id,
        created_at=record.created_at,
        state=release.entry.state,
        offices=len(record.changes),
        tally=release.tally,
        problems=first(record.problems, MOST_TOLD),
    )


def _troubled(checks: Mapping[str, CheckState], clocks: Mapping[str, Clocks]) -> list[OfficeTrouble]:
    """Failing offices first, those that have failed the longest before the others; then stale ones."""
    known = sorted(checks.keys() | clocks.keys())
    every = (OfficeTrouble(office, checks.get(office), clocks.get(office)) for office in known)
    return sorted((one for one in every if one.is_failing or one.stale), key=_longest_first)


def _longest_first(one: OfficeTrouble) -> tuple[bool, datetime, str]:
    never = datetime.max.replace(tzinfo=UTC)
    if one.is_failing and one.check is not None:
        return (False, one.check.since, one.office_id)
    published = one.clocks.published_at if one.clocks else None
    return (True, published or never, one.office_id)


def _looks(clocks: Mapping[str, Clocks], troubled: Sequence[OfficeTrouble]) -> Looks:
    looked = [one.looked_at for one in clocks.values() if one.looked_at is not None]
    return Looks(
        offices=len(looked),
        newest=max(looked, default=None),
        oldest=min(looked, default=None),
        failing=sum(one.is_failing for one in troubled),
        stale=sum(bool(one.stale) for one in troubled),
    )
