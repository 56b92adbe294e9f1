"""The runs: load, ingest, rebuild. Plain functions on records; they know nothing of Prefect.

Each keeps what came in raw/ first and then publishes all that raw/ holds and the release does not,
so that a run that was killed is made good by the next one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from engines.guard import stop_guards
from flows.diary import Diary, Look, diary, document_look, visit_look
from flows.intake import Intake
from flows.known_offices import known_registry
from flows.offices import find_office
from flows.outcomes import Comparison
from flows.progress import Progress, Unwatched
from flows.publishing import Consent, Published, jobs_to_rebuild, name_of_reading, publish_taken
from flows.report import RunReport
from flows.settings import Settings, user_agent
from flows.standing import read_standing
from flows.taking import Taken, take_all
from flows.visits import RunVisits, Visit, Visitor, visit_in_threads
from flows.workplace import Workplace, host_files, open_workplace
from schemas.codes import FindingCode
from schemas.records import Outcome
from sources.fetched import FetchLimits
from sources.folder import find_files
from sources.office_site import OfficeSite
from stores.curated.spool import left_over


def load(
    paths: Sequence[Path],
    settings: Settings,
    *,
    office: str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Load documents from files and folders and publish what they say.

    `office` is an id or printed name: all documents are then that office's. Raises
    UnknownOfficeError, StoreError, BusyError; what a document does comes back as an outcome.
    """
    began = time.monotonic()
    watcher = progress or Unwatched()
    office_id = find_office(known_registry(settings), office).office_id if office else None
    place = open_workplace(settings, executor)
    left_here = left_over(place.curated, name_of_reading(place))
    with place.pool, diary(place.curated, "load") as notes, left_here as left:
        before = read_standing(place.curated)
        found = list(find_files(paths))
        watcher.begin("documents", len(found))
        intake = Intake(place.archive, before, office_id, watcher, left, settings.ocr)
        taken = take_all(intake.jobs(found), place.pool, place.registry)
        published = publish_taken(place, taken, before, watcher, left=left)
        compare = Comparison(before, published.standing, frozenset(published.changed_offices))
        outcomes = [compare.entry(entry) for entry in intake.entries]
        looks = [
            look
            for entry, outcome in zip(intake.entries, outcomes, strict=True)
            if entry.capture is not None
            for look in document_look(notes, entry.capture, outcome, compare)
        ]
        report = finish(notes, "load", "document", outcomes, published, looks, began)
        return replace(report, notes=(*report.notes, *intake.notes))


def ingest(
    office_ids: Sequence[str],
    settings: Settings,
    *,
    everything: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
    run_visits: RunVisits = visit_in_threads,
    limits: FetchLimits | None = None,
) -> RunReport:
    """Fetch the known pages of offices and publish what they say.

    With `everything`, an office without a known address is told but is no failure. Raises StoreError
    and BusyError; what a site or a page does comes back as an outcome.
    """
    began = time.monotonic()
    watcher = progress or Unwatched()
    place = open_workplace(settings, executor)
    with place.pool, diary(place.curated, "ingest") as notes:
        before = read_standing(place.curated)
        watcher.begin("offices", len(office_ids))
        site = OfficeSite(user_agent(settings), limits, files=host_files(place.archive.root))
        visitor = Visitor(place, site, before)
        came: dict[str, Visit] = {}
        try:
            taken = _visit_all(run_visits, visitor, office_ids, watcher, came)
            published = publish_taken(place, taken, before, watcher)
        finally:
            notes.courtesy(site.ledger.entries())
            notes.visits(came.values())
        visits = [came[office_id] for office_id in office_ids]
        compare = Comparison(before, published.standing, frozenset(published.changed_offices))
        outcomes = [compare.office(visit, _name(place, visit.office_id)) for visit in visits]
        looks = [
            visit_look(notes, visit, outcome, compare)
            for visit, outcome in zip(visits, outcomes, strict=True)
        ]
        forgiven = frozenset({FindingCode.NO_SOURCE}) if everything else frozenset[FindingCode]()
        return finish(notes, "ingest", "office", outcomes, published, looks, began, forgiven)


def rebuild(
    settings: Settings,
    *,
    office: str | None = None,
    stale: bool = False,
    failed: bool = False,
    consent: Consent = Consent.UNLESS_LOSSES,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Read captured documents again, all or one office's, stale or held ones, and publish.

    Without a choice the release is made from nothing but raw/. Where an office would lose more than a
    quarter of its statements, nothing is published without consent. Raises UnknownOfficeError, StoreError,
    BusyError.
    """
    began = time.monotonic()
    watcher = progress or Unwatched()
    office_id = find_office(known_registry(settings), office).office_id if office else None
    place = open_workplace(settings, executor)
    whole = office_id is None and not stale and not failed
    with place.pool, diary(place.curated, "rebuild") as notes:
        before = read_standing(place.curated, broken_is_none=whole)
        jobs = jobs_to_rebuild(place, before, office_id=office_id, stale=stale, failed=failed)
        watcher.begin("documents", len(jobs.captures))
        taken = take_all(jobs.watched(watcher), place.pool, place.registry)
        published = publish_taken(
            place,
            taken,
            before,
            watcher,
            from_nothing=whole,
            consent=consent,
        )
        compare = Comparison(before, published.standing, frozenset(published.changed_offices))
        only_looked = consent is Consent.REFUSED
        outcomes = [] if only_looked else [compare.document(capture) for capture in jobs.captures]
        return finish(notes, "rebuild", "document", outcomes, published, (), began)


def _visit_all(
    run_visits: RunVisits,
    visitor: Visitor,
    office_ids: Sequence[str],
    watcher: Progress,
    came: dict[str, Visit],
) -> Iterator[Taken]:
    """Visit the offices and give what was read; the visits themselves, without it, are put into `came`.

    When the run is stopped meanwhile, so are the requests under way.
    """
    try:
        for visit in run_visits(visitor.visit, visitor.turns(office_ids)):
            came[visit.office_id] = replace(visit, taken=())
            watcher.advance()
            yield from visit.taken
    except BaseException:
        visitor.site.stop()
        stop_guards()
        raise


def _name(place: Workplace, office_id: str) -> str:
    office = place.registry.get(office_id)
    return office.short_name_th if office else office_id


def finish(
    notes: Diary,
    command: str,
    unit: str,
    outcomes: Sequence[Outcome],
    published: Published,
    looks: Iterable[Look],
    began: float,
    forgiven: frozenset[FindingCode] = frozenset(),
) -> RunReport:
    """Put the run into a report, and the report into the journal."""
    report = RunReport(
        command=command,
        unit=unit,
        outcomes=tuple(outcomes),
        release_id=published.standing.release_id,
        published=published.is_new,
        rows=published.rows,
        seconds=time.monotonic() - began,
        notes=(*_notes(len(published.leftovers), published.trouble), *published.repeats),
        forgiven=forgiven,
        review=published.review,
        losing=published.losing,
    )
    notes.troubles(published)
    notes.finish(report, published, looks)
    return report


def _notes(leftovers: int, trouble: str) -> tuple[str, ...]:
    notes = []
    if leftovers:
        documents = "1 document" if leftovers == 1 else f"{leftovers} documents"
        verb = "was" if leftovers == 1 else "were"
        notes.append(f"{documents} that an earlier run had captured {verb} published too")
    if trouble:
        notes.append(f"published, but old releases could not be cleared away: {trouble}")
    return tuple(notes)
