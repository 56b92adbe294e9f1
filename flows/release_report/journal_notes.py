"""What the journal adds to a report: when the release was made, and offices whose rows are old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flows.release_report.offices import OfficeName, office_called
from flows.release_report.shown import Shown, first
from stores.journal import Journal

if TYPE_CHECKING:
    from stores.roots import Root

MOST_STALE = 100
"""Stale offices that are listed."""


@dataclass(frozen=True, slots=True)
class StaleOffice:
    """An office whose rows are older than the last look, when each was (UTC), and why."""

    office: OfficeName
    looked_at: datetime | None
    published_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class JournalNotes:
    """When the release was made (UTC), when offices were last looked at, which are stale now."""

    made_at: datetime | None
    looked_at: datetime | None
    stale: Shown[StaleOffice]


def read_journal(root: Root, release_id: str, offices: Mapping[str, OfficeName]) -> JournalNotes:
    """Read the journal as it stands now; raises StoreError if it is damaged."""
    journal = Journal(root)
    record = journal.release(release_id)
    clocks = sorted(journal.clocks().values(), key=lambda one: one.office_id)
    stale = [
        StaleOffice(office_called(offices, one.office_id), one.looked_at, one.published_at, one.stale)
        for one in clocks
        if one.stale
    ]
    return JournalNotes(
        made_at=record.created_at if record else None,
        looked_at=max((one.looked_at for one in clocks if one.looked_at), default=None),
        stale=first(stale, MOST_STALE),
    )
