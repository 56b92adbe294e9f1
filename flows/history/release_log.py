"""Which release changed what, as the journal has noted it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from flows.history.differences import Tally
from schemas.codes import HistoryChange
from stores.curated.catalogue import CatalogueEntry, catalogue
from stores.journal_releases import OfficeChanges
from stores.roots import Root


@dataclass(frozen=True, slots=True)
class LoggedRelease:
    """A release that was made or failed, and what became of it."""

    entry: CatalogueEntry

    @property
    def tally(self) -> Tally:
        """Its changes, counted."""
        return sum(map(tally_of, self.entry.record.changes), Counter())


def tally_of(changes: OfficeChanges) -> Tally:
    """An office's changes, counted."""
    counts = {
        HistoryChange.ADDED: len(changes.added),
        HistoryChange.REMOVED: len(changes.removed),
        HistoryChange.REWORDED: len(changes.reworded),
        HistoryChange.COSMETIC: len(changes.cosmetic),
    }
    return Counter({change: count for change, count in counts.items() if count})


def read_log(root: Root, since: datetime | None = None) -> tuple[LoggedRelease, ...]:
    """All releases that were made since a moment, newest first."""
    entries = (one for one in catalogue(root) if since is None or one.record.created_at >= since)
    return tuple(map(LoggedRelease, sorted(entries, key=lambda one: one.release_id, reverse=True)))
