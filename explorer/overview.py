"""The release in figures, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from explorer.snapshot import Snapshot
from flows.release_report.changes import Changes, read_changes
from flows.release_report.coverage import read_coverage
from flows.release_report.figures import Figures, count, figures
from flows.release_report.heat_map import HeatMap, by_province, by_region, heat_map
from flows.release_report.journal_notes import JournalNotes, read_journal
from flows.release_report.predecessor import predecessor
from stores.roots import open_root


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is, how complete, how fresh, what changed against the release before (None: unknown)."""

    figures: Figures
    regions: HeatMap
    provinces: HeatMap
    offices: int
    newest_capture: datetime | None
    changes: Changes | None
    journal: JournalNotes


def overview(snapshot: Snapshot, curated: str) -> Overview:
    """Read the figures of a snapshot. Raises StoreError if a file is lost or damaged."""
    release, offices = snapshot.release, snapshot.offices
    root = open_root(curated)
    before = predecessor(root, release.release_id).release
    known = read_coverage(release)
    kinds_of = {office_id: one.kinds for office_id, one in known.items()}
    listed = [offices[office_id] for office_id in known if office_id in offices]
    earlier = None if before is None else count(before, read_coverage(before))
    return Overview(
        figures=figures(count(release, known), earlier),
        regions=heat_map(listed, kinds_of, by_region),
        provinces=heat_map(listed, kinds_of, by_province),
        offices=len(listed),
        newest_capture=max((seen.captured_at for seen in release.manifest.captures), default=None),
        changes=None if before is None else read_changes(before, release, offices),
        journal=read_journal(root, release.release_id, offices),
    )
