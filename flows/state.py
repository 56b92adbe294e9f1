"""How things stand: the release, what is held, which offices fail, when each was last looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

from flows.outcomes import reasons
from flows.settings import Settings
from flows.standing import Standing, read_standing
from schemas.codes import CheckStatus, CoverageStatus
from schemas.records import CheckState
from stores.curated.release import OpenRelease, find_release
from stores.journal import Clocks, Journal, RunRecord
from stores.raw import RawArchive
from stores.roots import open_root

_LAST_RUNS = 5


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that was captured but could not be read, or that has no section at all."""

    uri: str
    office_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """How things stand; `offices` counts offices by what is known of their direction.

    An office counts as `found` if any kind is; else by the status that most of its kinds have.
    """

    release_id: str | None
    created_at: datetime | None
    rows: dict[str, int]
    offices: dict[str, int]
    held: tuple[HeldDocument, ...]
    checks: dict[str, CheckState]
    clocks: tuple[Clocks, ...]
    runs: tuple[RunRecord, ...]

    @property
    def failing(self) -> dict[str, CheckState]:
        """Offices whose last look did not bring every page home, those without an address apart."""
        fine = {CheckStatus.OK, CheckStatus.NO_SOURCE}
        return {office: check for office, check in self.checks.items() if check.status not in fine}


def read_state(settings: Settings) -> State:
    """Read how things stand; a place where nothing was ever done has an empty state."""
    curated = open_root(settings.curated)
    journal = Journal(curated)
    release = find_release(curated)
    standing = read_standing(curated)
    record = journal.release(release.release_id) if release else None
    return State(
        release_id=standing.release_id,
        created_at=record.created_at if record else None,
        rows={table.name: table.rows for table in release.manifest.tables} if release else {},
        offices=_offices(release) if release else {},
        held=_held(release, standing) if release else (),
        checks=RawArchive(open_root(settings.raw)).checks(),
        clocks=tuple(clocks for _, clocks in sorted(journal.clocks().items())),
        runs=journal.runs()[-_LAST_RUNS:],
    )


def _offices(release: OpenRelease) -> dict[str, int]:
    statuses: dict[str, Counter[str]] = {}
    for row in release.table("coverage", ["office_id", "status"]).to_pylist():
        statuses.setdefault(row["office_id"], Counter())[row["status"]] += 1
    found = CoverageStatus.FOUND.value
    counts = Counter(found if found in kinds else kinds.most_common(1)[0][0] for kinds in statuses.values())
    return {status.value: counts[status.value] for status in CoverageStatus if counts[status.value]}


def _held(release: OpenRelease, standing: Standing) -> tuple[HeldDocument, ...]:
    """What the newest capture of each source gave, where that cannot be read or used."""
    newest = {seen.source_id: seen.document_id for seen in release.manifest.captures}
    columns = ["document_id", "source_id", "office_id", "source_uri"]
    return tuple(
        HeldDocument(row["source_uri"], row["office_id"], reasons(known.findings))
        for row in release.table("documents", columns).to_pylist()
        if newest[row["source_id"]] == row["document_id"]
        and (known := standing.documents[row["document_id"]]).findings
    )


def state_as_json(state: State) -> dict[str, object]:
    """The state as plain values; times are ISO 8601 in UTC."""
    return {
        "release_id": state.release_id,
        "created_at": _time(state.created_at),
        "rows": state.rows,
        "offices": state.offices,
        "held": [asdict(document) for document in state.held],
        "failing": {
            office: {"status": check.status.value, "since": _time(check.since), "reason": check.reason}
            for office, check in state.failing.items()
        },
        "clocks": [
            {
                "office_id": clocks.office_id,
                "looked_at": _time(clocks.looked_at),
                "changed_at": _time(clocks.changed_at),
                "published_at": _time(clocks.published_at),
                "stale": clocks.stale,
            }
            for clocks in state.clocks
        ],
        "runs": [
            {
                "run_id": run.run_id,
                "command": run.command,
                "started_at": _time(run.started_at),
                "ended_at": _time(run.ended_at),
                "exit_code": run.exit_code,
                "release_id": run.release_id,
            }
            for run in state.runs
        ],
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
