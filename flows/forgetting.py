"""Taking a source out for good: of raw/, of every release, of the journal's texts; and what remembers it.

The order makes a forget that was killed safe to do again: the decision is kept first, so that no run
brings the source back; then a release without it is published, then its bytes and records go, then
every older release that has rows of it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime

from flows.diary import diary
from flows.progress import Progress, Unwatched
from flows.publishing import publish_taken
from flows.report import RunReport
from flows.settings import Settings
from flows.standing import read_standing
from flows.steps import finish
from flows.workplace import Workplace, open_workplace
from schemas.errors import QueryError, StoreError
from schemas.records import Source
from stores.curated.catalogue import RemovalReason, RemovedRelease, catalogue
from stores.curated.pointer import read_pointer
from stores.curated.release import find_release
from stores.curated.retention import remove_release
from stores.curated.spool import drop_readings
from stores.decisions import Decisions, Removal
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import Root, open_root


def forgotten(settings: Settings) -> tuple[Removal, ...]:
    """Every source that was taken out. Raises StoreError."""
    return RawArchive(open_root(settings.raw)).decisions.removals()


def remember(source: str, settings: Settings) -> Removal:
    """Let a source that was taken out come back by later runs.

    Raises:
        QueryError: it was not taken out.
        StoreError: raw/ cannot be written, or the removal is not finished.
    """
    decisions = RawArchive(open_root(settings.raw)).decisions
    removal = _known_removal(decisions, source)
    if removal is None:
        raise QueryError(source[:200], "it was not taken out", "thitthang forget --list shows what was")
    if not removal.done:
        remedy = f"finish it first: thitthang forget {removal.source_id}"
        raise StoreError(removal.uri, "its removal was broken off", remedy)
    decisions.allow(removal.source_id)
    return removal


def forget(
    source: str,
    settings: Settings,
    *,
    reason: str = "",
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Take out a source, named by its address, path or id, with all that was published of it.

    Raises:
        QueryError: no such source was ever captured.
        PinnedError: the tables are rolled back; nothing is changed.
        BusyError, StoreError: another run is writing; a root cannot be written.
    """
    began = time.monotonic()
    watcher = progress or Unwatched()
    place = open_workplace(settings, executor)
    removal = _begin(place, source, reason)
    with place.pool, diary(place.curated, "forget") as notes:
        before = read_standing(place.curated)
        offices = _offices(place, removal)
        published = publish_taken(place, (), before, watcher)
        drop_readings(place.curated)
        objects = place.archive.drop(removal.source_id)
        releases = _remove_releases(place.curated, removal, settings.lock_seconds)
        blanked = Journal(place.curated).blank(removal.uri, offices)
        place.archive.decisions.remove(replace(removal, done=True))
        report = finish(notes, "forget", "document", (), published, (), began)
        told = (
            f"taken out: {removal.uri}: {objects} objects, {len(releases)} older releases, "
            f"{blanked} notes of the journal blanked; later runs leave it out"
        )
        return replace(report, notes=(*report.notes, told))


def _begin(place: Workplace, source: str, reason: str) -> Removal:
    """Keep the decision, or find the one that was kept by a forget that was broken off."""
    pointer = read_pointer(place.curated)
    if pointer is not None and pointer.pinned:
        cause = "the tables are rolled back, so nothing can be published without it"
        raise StoreError(source[:200], cause, "thitthang rollback --resume, then forget")
    decisions = place.archive.decisions
    known = _known_removal(decisions, source)
    if known is not None:
        return known
    found = _find(place.archive, source)
    removal = Removal(found.source_id, found.uri, datetime.now(UTC), reason)
    decisions.remove(removal)
    return removal


def _known_removal(decisions: Decisions, source: str) -> Removal | None:
    found = (one for one in decisions.removals() if source in {one.source_id, one.uri})
    return next(found, None)


def _find(archive: RawArchive, source: str) -> Source:
    sources = {
        capture.source.source_id: capture.source
        for capture in archive.captures()
        if source in {capture.source.source_id, capture.source.uri, capture.final_uri}
    }
    if len(sources) == 1:
        return next(iter(sources.values()))
    if not sources:
        raise QueryError(source[:200], "no such source was captured", "give its address, path or id")
    several = ", ".join(f"{one.source_id} ({one.uri})" for one in sources.values())
    raise QueryError(source[:200], "several sources are meant", f"say which: {several}"[:1000])


def _offices(place: Workplace, removal: Removal) -> frozenset[str]:
    """The offices that the source has documents of, before they go."""
    release = find_release(place.curated)
    if release is None:
        return frozenset()
    rows = release.table("documents", ["source_id", "office_id"]).to_pylist()
    own = {row["office_id"] for row in rows if row["source_id"] == removal.source_id}
    asked = {seen.asked_office for seen in release.manifest.captures if seen.source_id == removal.source_id}
    return frozenset(own | {office for office in asked if office is not None})


def _remove_releases(root: Root, removal: Removal, wait: float) -> Sequence[str]:
    """Take away every release but the latest that has captures of the source, read or not."""
    removed = []
    with root.lock("curated", wait):
        pointer = read_pointer(root)
        latest = pointer.release_id if pointer else None
        for entry in catalogue(root):
            if not entry.can_be_read or entry.release_id == latest:
                continue
            release = find_release(root, entry.release_id)
            if release is None or all(
                seen.source_id != removal.source_id for seen in release.manifest.captures
            ):
                continue
            if release.hold is not None:
                release.hold.close()
            gone = RemovedRelease(entry.release_id, datetime.now(UTC), RemovalReason.FORGOTTEN)
            remove_release(root, gone)
            removed.append(entry.release_id)
    return removed
