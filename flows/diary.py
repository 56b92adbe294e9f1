"""What a run leaves in the journal: its outcomes, its faults, and the clocks of the offices it looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.outcomes import Comparison
from flows.publishing import Published
from flows.report import RunReport
from flows.visits import Visit
from schemas.codes import FindingCode, OutcomeStatus, Severity
from schemas.errors import StoreError
from schemas.records import Capture, Finding, HostCourtesy, Outcome
from stores.journal import Journal, Run
from stores.journal_lines import ClockNote
from stores.roots import Root

_TRACEBACK = 4000


@dataclass(frozen=True, slots=True)
class Look:
    """An office was looked at: whether something new came, and why its rows are old if they are.

    `archived_at` is the day of a page out of a web archive: then nobody looked now, but a crawler did.
    """

    office_id: str
    is_new: bool
    stale: str = ""
    archived_at: datetime | None = None


@dataclass(slots=True)
class Diary:
    """The journal of one run; nothing in it is needed to read the facts."""

    run: Run
    began: datetime

    def is_new(self, captured_at: datetime) -> bool:
        """Whether a capture was made by this run."""
        return captured_at >= self.began

    def troubles(self, published: Published) -> None:
        """Note the faults of ours that readings met, with their tracebacks."""
        for capture, trouble in published.troubles:
            finding = Finding(FindingCode.PARSER_ERROR, Severity.ERROR, trouble[-_TRACEBACK:])
            self.run.finding(capture.source.uri, capture.source.office_id, finding)

    def losses(self, published: Published) -> None:
        """Note the offices for whose losses nothing was published."""
        for office in published.losing:
            message = (
                f"{office.after} statements where the release has {office.before}; nothing was published"
            )
            finding = Finding(FindingCode.DRIFT, Severity.ERROR, message)
            self.run.finding(office.office_id, office.office_id, finding)

    def courtesy(self, hosts: Iterable[HostCourtesy]) -> None:
        """Note how the hosts of this run were treated."""
        self.run.courtesy(*hosts)

    def visits(self, visits: Iterable[Visit]) -> None:
        """Note what went wrong on the way to offices' pages."""
        for visit in visits:
            for finding in visit.findings:
                self.run.finding(visit.office_id, visit.office_id, finding)
            if visit.trouble:
                finding = Finding(FindingCode.STEP_FAILED, Severity.ERROR, visit.trouble[-_TRACEBACK:])
                self.run.finding(visit.office_id, visit.office_id, finding)

    def finish(self, report: RunReport, published: Published, looks: Iterable[Look]) -> None:
        """Note the outcomes that are more than "as before", the clocks, and the end."""
        told = [outcome for outcome in report.outcomes if outcome.status is not OutcomeStatus.UNCHANGED]
        self.losses(published)
        self.run.outcome(*told)
        self.run.clocks(*_clocks(looks, published, datetime.now(UTC)))
        self.run.end(datetime.now(UTC), report.exit_code, report.release_id if report.published else None)


@contextmanager
def diary(curated: Root, command: str) -> Iterator[Diary]:
    """Begin a run's diary; a run that breaks off is noted as ended in failure, a killed one never ends."""
    began = datetime.now(UTC)
    run = Journal(curated).start(command, began)
    try:
        yield Diary(run, began)
    except BaseException:
        with suppress(StoreError):
            run.end(datetime.now(UTC), 1)
        raise


def document_look(diary: Diary, capture: Capture, outcome: Outcome, compare: Comparison) -> Iterator[Look]:
    """The look at an office that a document of it is; out of an archive, new is what changes the office."""
    if outcome.office_id is None:
        return
    if capture.archived:
        is_new = outcome.office_id in compare.changed
        yield Look(outcome.office_id, is_new, archived_at=capture.captured_at)
    else:
        held = outcome.reason if outcome.status is OutcomeStatus.HELD else ""
        is_new = outcome.status is not OutcomeStatus.UNCHANGED and diary.is_new(capture.captured_at)
        yield Look(outcome.office_id, is_new, held)


def visit_look(diary: Diary, visit: Visit, outcome: Outcome, compare: Comparison) -> Look:
    """The look at an office that a visit was; what went wrong leaves its rows as they were."""
    is_new = any(
        diary.is_new(capture.captured_at) and compare.document(capture).status is not OutcomeStatus.UNCHANGED
        for capture in visit.captures
    )
    went_well = outcome.status in {OutcomeStatus.PUBLISHED, OutcomeStatus.UNCHANGED}
    return Look(visit.office_id, is_new, "" if went_well else outcome.reason)


def _clocks(looks: Iterable[Look], published: Published, now: datetime) -> Iterator[ClockNote]:
    """One note an office: a look that found something new, or a reason, counts for all its looks."""
    merged: dict[str, Look] = {}
    for look in looks:
        known = merged.get(look.office_id)
        merged[look.office_id] = look if known is None else _both(known, look)
    changed = set(published.changed_offices) if published.is_new else set()
    for office_id in sorted(merged.keys() | changed):
        published_at = now if office_id in changed else None
        if office_id in merged:
            seen = merged[office_id]
            stale = None if seen.archived_at else seen.stale
            changed_at = now if seen.is_new else None
            yield ClockNote(office_id, seen.archived_at or now, changed_at, published_at, stale)
        else:
            yield ClockNote(office_id, published_at=published_at)


def _both(one: Look, other: Look) -> Look:
    """Two looks at an office as one; it is an archive's only if both are."""
    archived = (one.archived_at, other.archived_at)
    newest = None if None in archived else max(filter(None, archived))
    return Look(one.office_id, one.is_new or other.is_new, one.stale or other.stale, newest)
