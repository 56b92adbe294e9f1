"""From readings to a release: what was read now, and what earlier runs captured but never published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import partial

from flows.documents import Job
from flows.progress import Progress
from flows.standing import Standing, read_standing
from flows.taking import Taken, make_ranges, take_all
from flows.workplace import Workplace
from schemas.errors import StoreError
from schemas.records import Capture
from stores.curated.handed import Handed
from stores.curated.manifest import Versions
from stores.curated.publish import publish
from stores.curated.retention import Keep
from stores.curated.review import OfficeReview, Review
from stores.curated.spool import LeftOver, left_over, made_by
from stores.raw import RawArchive


class Consent(Enum):
    """What a person agrees to before having seen what a new release changes."""

    GIVEN = "all"
    UNLESS_LOSSES = "unless-losses"
    REFUSED = "dry-run"

    def covers(self, review: Review) -> bool:
        """Whether a release with these changes may be published."""
        if self is Consent.UNLESS_LOSSES:
            return not review.losing
        return self is Consent.GIVEN


@dataclass(frozen=True, slots=True)
class Published:
    """What readers see after a run.

    `is_new` says whether the run made this release; `changed_offices` are those whose statements in
    force differ from the release before; `leftovers` are captures of earlier runs that were read now;
    `troubles` are tracebacks of faults of ours, with the capture they are of; `review` says what the new
    release changes, or would have changed; `consent` is what had been agreed to;
    `trouble` says what went wrong after all was published; `repeats` which work had to be done again.
    """

    standing: Standing
    is_new: bool
    rows: tuple[tuple[str, int], ...]
    changed_offices: tuple[str, ...] = ()
    leftovers: tuple[Capture, ...] = ()
    troubles: tuple[tuple[Capture, str], ...] = ()
    review: Review | None = None
    consent: Consent = Consent.GIVEN
    trouble: str = ""
    repeats: tuple[str, ...] = ()

    @property
    def losing(self) -> tuple[OfficeReview, ...]:
        """Offices for whose losses the release was not published."""
        refused = self.consent is Consent.UNLESS_LOSSES and not self.is_new
        return self.review.losing if refused and self.review is not None else ()


@dataclass(frozen=True, slots=True)
class CapturedJobs:
    """Captures to be read out of the raw archive, whose bytes are fetched one by one."""

    archive: RawArchive
    captures: tuple[Capture, ...]
    ocr: bool = True

    def __iter__(self) -> Iterator[Job]:
        for capture in self.captures:
            try:
                yield Job(capture, self.archive.read(capture), ocr=self.ocr)
            except StoreError as error:
                yield Job(capture, b"", lost=error.cause)

    def watched(self, watcher: Progress) -> Iterator[Job]:
        """The jobs, each told to who watches once it is handed on."""
        for job in self:
            yield job
            watcher.advance()


def jobs_to_rebuild(
    place: Workplace, standing: Standing, *, office_id: str | None, stale: bool, failed: bool
) -> CapturedJobs:
    """All captures, or those of one office, of an older parser, or held, that the release is made from."""
    from parsers import PARSER_VERSION

    def is_wanted(capture: Capture) -> bool:
        known = standing.of(capture)
        if office_id is not None and office_id not in {capture.source.office_id, known and known.office_id}:
            return False
        if stale:
            return known is None or known.parser_version != PARSER_VERSION
        return not failed or known is None or known.is_held

    return CapturedJobs(place.archive, tuple(filter(is_wanted, place.archive.captures())), place.settings.ocr)


def publish_taken(
    place: Workplace,
    taken: Iterable[Taken],
    before: Standing,
    watcher: Progress,
    *,
    from_nothing: bool = False,
    consent: Consent = Consent.GIVEN,
    left: LeftOver | None = None,
) -> Published:
    """Publish what was read together with whatever raw/ holds and the release before does not.

    With `from_nothing` the release is made from what was read alone: it must be of all captures. `left`
    is what killed runs had read, if it was opened already.
    What `consent` does not cover is not published. Raises BusyError, ReleaseBrokenError, StoreError.
    """
    flow = _Flow(place, before)
    opened = left_over(place.curated, name_of_reading(place)) if left is None else nullcontext(left)
    with opened as read_before:
        result = publish(
            place.curated,
            flow.changes(taken, watcher, None if from_nothing else read_before),
            archive=place.archive,
            registry=place.registry,
            versions=_versions(),
            at=datetime.now(UTC),
            fresh=from_nothing,
            agrees=consent.covers,
            keep=Keep(place.settings.keep_releases, place.settings.keep_days),
            make_ranges=partial(make_ranges, pool=place.pool),
            wait=place.settings.lock_seconds,
        )
        read_before.discard()
    return Published(
        standing=before if result.release_id == before.release_id else read_standing(place.curated),
        is_new=result.published,
        rows=result.rows,
        changed_offices=result.changes.offices,
        leftovers=flow.leftovers,
        troubles=tuple(flow.troubles),
        review=result.review,
        trouble=result.trouble,
        consent=consent,
        repeats=place.pool.notes,
    )


@dataclass(slots=True)
class _Flow:
    """What goes into a publish, document by document: none is kept, only what is told of it later."""

    place: Workplace
    before: Standing
    leftovers: tuple[Capture, ...] = ()
    troubles: list[tuple[Capture, str]] = field(default_factory=list)
    _places: set[tuple[str, int]] = field(default_factory=set)

    def changes(self, taken: Iterable[Taken], watcher: Progress, left: LeftOver | None) -> Iterator[Handed]:
        """What was read, and then what earlier runs captured, and maybe read, but never published."""
        yield from map(self._handed, taken)
        if left is not None:
            beyond = self.place.archive.captures_beyond(self._places | self.before.captures)
            self.leftovers = tuple(beyond)
            yield from left.of(beyond)
            unread = tuple(capture for capture in beyond if not left.holds(capture))
            jobs = CapturedJobs(self.place.archive, unread, self.place.settings.ocr)
            yield from map(self._handed, take_all(jobs, self.place.pool, self.place.registry))
        watcher.begin("publishing", None)

    def _handed(self, taken: Taken) -> Handed:
        capture = taken.capture
        self._places.add((capture.source.source_id, capture.sequence))
        if taken.trouble:
            self.troubles.append((capture, taken.trouble))
        return taken.handed


def name_of_reading(place: Workplace) -> str:
    """The name under which what is read here is kept until it is published."""
    return made_by(_versions(), place.registry)


def _versions() -> Versions:
    """What makes a release: the program, its parser, its list of headings."""
    from flows.settings import program_version
    from parsers import PARSER_VERSION
    from parsers.lexicon import lexicon

    return Versions(code=program_version(), parser=PARSER_VERSION, headings=lexicon().version)
