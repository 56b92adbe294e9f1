"""All that a report says, read from a release, the one before it and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flows.release_report.changes import Changes, read_changes
from flows.release_report.coverage import (
    Gap,
    OfficeCoverage,
    RegionLines,
    gaps,
    lines_by_region,
    read_coverage,
)
from flows.release_report.figures import Figures, count, figures
from flows.release_report.findings import FindingGroup, HeldDocument, read_findings, read_held
from flows.release_report.heat_map import HeatMap, by_province, by_region, heat_map
from flows.release_report.journal_notes import JournalNotes, read_journal
from flows.release_report.offices import read_offices
from flows.release_report.plan_years import PlanYears, read_plan_years
from flows.release_report.shown import Shown
from flows.release_report.statuses import RegionStatuses, statuses_by_region
from flows.release_report.text_state import TextState, read_text_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.release_report.predecessor import Predecessor
    from stores.curated.manifest import Versions
    from stores.curated.release import OpenRelease


@dataclass(frozen=True, slots=True)
class Head:
    """Which release is told of; `compared` is False where the one before is unknown or no longer there."""

    release_id: str
    before: str | None
    compared: bool
    newest_capture: datetime | None
    captures: int
    schema_version: int
    versions: Versions
    offices: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The whole report; everything but `journal` follows from the releases alone."""

    head: Head
    figures: Figures
    statuses: tuple[RegionStatuses, ...]
    regions: HeatMap
    provinces: HeatMap
    lines: tuple[RegionLines, ...]
    changes: Changes | None
    findings: tuple[FindingGroup, ...]
    held: Shown[HeldDocument]
    gaps: tuple[Gap, ...]
    plans: PlanYears
    texts: TextState
    journal: JournalNotes


def read_facts(release: OpenRelease, before: Predecessor) -> ReportFacts:
    """Read what a report says.

    Raises StoreError if a file of one of the releases or of the journal is lost or damaged.
    """
    offices = read_offices(release)
    known = read_coverage(release)
    kinds_of = {office_id: one.kinds for office_id, one in known.items()}
    listed = [offices[office_id] for office_id in known if office_id in offices]
    earlier = before.release
    counted = None if earlier is None else count(earlier, read_coverage(earlier))
    return ReportFacts(
        head=_head(release, before, known),
        figures=figures(count(release, known), counted),
        statuses=statuses_by_region(listed, known),
        regions=heat_map(listed, kinds_of, by_region),
        provinces=heat_map(listed, kinds_of, by_province),
        lines=lines_by_region(known, offices),
        changes=None if earlier is None else read_changes(earlier, release, offices),
        findings=read_findings(release, earlier, offices),
        held=read_held(release, offices),
        gaps=gaps(known, offices),
        plans=read_plan_years(release),
        texts=read_text_state(release),
        journal=read_journal(release.root, release.release_id, offices),
    )


def _head(release: OpenRelease, before: Predecessor, known: Mapping[str, OfficeCoverage]) -> Head:
    manifest = release.manifest
    return Head(
        release_id=release.release_id,
        before=before.release_id,
        compared=before.release is not None,
        newest_capture=max((seen.captured_at for seen in manifest.captures), default=None),
        captures=len(manifest.captures),
        schema_version=manifest.schema_version,
        versions=manifest.versions,
        offices=len(known),
    )
