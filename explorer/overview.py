"""The release in figures, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from explorer.snapshot import Snapshot
from flows.release_report.changes import Changes, read_changes
from flows.release_report.coverage import read_coverage
from flows.release_report.figures import Counts, Figures, count, figures
from flows.release_report.heat_map import HeatMap, by_province, by_region, heat_map
from flows.release_report.predecessor import predecessor
from schemas.errors import StoreError
from stores.journal import Journal
from stores.roots import Root


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is, how complete, of when (UTC), what changed against the release before (None: unknown)."""

    figures: Figures
    regions: HeatMap
    provinces: HeatMap
    offices: int
    newest_capture: datetime | None
    made_at: datetime | None
    changes: Changes | None


def overview(snapshot: Snapshot) -> Overview:
    """Read the figures of a snapshot. Raises StoreError if a file is lost or damaged."""
    release, offices = snapshot.release, snapshot.offices
    root = release.root
    known = read_coverage(release)
    kinds_of = {office_id: one.kinds for office_id, one in known.items()}
    listed = [offices[office_id] for office_id in known if office_id in offices]
    earlier, changes = _since_before(snapshot)
    return Overview(
        figures=figures(count(release, known), earlier),
        regions=heat_map(listed, kinds_of, by_region),
        provinces=heat_map(listed, kinds_of, by_province),
        offices=len(listed),
        newest_capture=max((seen.captured_at for seen in release.manifest.captures), default=None),
        made_at=_made_at(root, release.release_id),
        changes=changes,
    )


def _since_before(snapshot: Snapshot) -> tuple[Counts | None, Changes | None]:
    """The counts of the release before and what changed since; nothing where it is gone or damaged."""
    release = snapshot.release
    try:
        before = predecessor(release.root, release.release_id).release
        if before is None:
            return None, None
        counts = count(before, read_coverage(before))
        return counts, read_changes(before, release, snapshot.offices)
    except StoreError:
        return None, None


def _made_at(root: Root, release_id: str) -> datetime | None:
    """When the journal says that the release was made; None where it cannot be asked."""
    try:
        record = Journal(root).release(release_id)
    except StoreError:
        return None
    return record.created_at if record else None
