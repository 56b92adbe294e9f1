"""Every release that was ever made here, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from stores.curated.pointer import RELEASES, Move, moves, read_pointer
from stores.journal import Journal
from stores.journal_releases import ReleaseRecord
from stores.json_fields import Fields, decode_lines, encode_line, time_text
from stores.roots import Root

_REMOVED = "journal/removed.jsonl"


class ReleaseState(StrEnum):
    """What became of a release."""

    LATEST = "latest"
    KEPT = "kept"
    REMOVED = "removed"
    FORGOTTEN = "forgotten"
    FAILED = "failed"
    NEVER_PUBLISHED = "never_published"
    LOST = "lost"


class RemovalReason(StrEnum):
    """Why a release's files were taken away."""

    RETENTION = "retention"
    NEVER_PUBLISHED = "never_published"
    FORGOTTEN = "forgotten"


_STATE_AFTER = {
    RemovalReason.RETENTION: ReleaseState.REMOVED,
    RemovalReason.NEVER_PUBLISHED: ReleaseState.NEVER_PUBLISHED,
    RemovalReason.FORGOTTEN: ReleaseState.FORGOTTEN,
}


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A release: its record, its state, and when it ceased to be the latest (UTC)."""

    record: ReleaseRecord
    state: ReleaseState
    left_at: datetime | None

    @property
    def release_id(self) -> str:
        return self.record.release_id

    @property
    def can_be_read(self) -> bool:
        """Whether its tables are there."""
        return self.state in {ReleaseState.LATEST, ReleaseState.KEPT}


@dataclass(frozen=True, slots=True)
class RemovedRelease:
    """A release whose files were taken away, when (UTC) and why."""

    release_id: str
    at: datetime
    reason: RemovalReason


def catalogue(root: Root) -> tuple[CatalogueEntry, ...]:
    """All releases, oldest first."""
    records = Journal(root).releases()
    pointer = read_pointer(root)
    latest = pointer.release_id if pointer else None
    folders = frozenset(root.folders(RELEASES))
    removed = {removal.release_id: removal.reason for removal in removed_releases(root)}
    left = _left(records, moves(root))
    ever = frozenset(left) | {latest}
    return tuple(
        CatalogueEntry(record, _state(record, latest, folders, removed, ever), left.get(record.release_id))
        for record in records
    )


def removed_releases(root: Root) -> tuple[RemovedRelease, ...]:
    """Every removal that was noted, oldest first; a last line cut off by a crash is left out."""
    if not root.exists(_REMOVED):
        return ()
    return decode_lines(root.read(_REMOVED), root.location(_REMOVED), _removal)


def note_removal(root: Root, removal: RemovedRelease) -> None:
    """Write down that a release's files are taken away."""
    fields: dict[str, object] = {"release_id": removal.release_id, "at": time_text(removal.at)}
    root.append(_REMOVED, encode_line(fields | {"reason": removal.reason.value}))


def _removal(fields: Fields) -> RemovedRelease:
    return RemovedRelease(
        fields.text("release_id"), fields.moment("at"), RemovalReason(fields.text("reason"))
    )


def _state(
    record: ReleaseRecord,
    latest: str | None,
    folders: frozenset[str],
    removed: Mapping[str, RemovalReason],
    ever: frozenset[str | None],
) -> ReleaseState:
    if record.release_id == latest:
        return ReleaseState.LATEST
    if record.problems:
        return ReleaseState.FAILED
    if record.release_id in removed:
        return _STATE_AFTER[removed[record.release_id]]
    if record.release_id not in ever:
        return ReleaseState.NEVER_PUBLISHED
    return ReleaseState.KEPT if record.release_id in folders else ReleaseState.LOST


def _left(records: Sequence[ReleaseRecord], moved: Sequence[Move]) -> dict[str, datetime]:
    """When each release that was the latest once ceased to be it for the last time.

    Moves say it; where a crash kept one from being noted, the record of the release after it does.
    """
    good = (record for record in records if not record.problems)
    left = {record.previous: record.created_at for record in good if record.previous is not None}
    for before, after in pairwise(moved):
        left[before.release_id] = after.at
    return left
