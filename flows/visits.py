"""Looking for one office: its known addresses are asked, what came is kept and read."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from flows.capture import capture_page
from flows.documents import Job, Reading
from flows.expectations import unmet_expectations
from flows.hosts import HostGate
from flows.offices import known_addresses, office_file
from flows.standing import Standing
from flows.workers import read_all
from flows.workplace import Workplace
from schemas.codes import CheckStatus, FindingCode, Severity
from schemas.errors import ThitthangError
from schemas.records import Capture, CheckState, Finding
from sources.fetched import Fetched, NotFetched
from sources.office_site import OfficeSite
from sources.page_host import host_of

THREADS = 8


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of looking for one office.

    `captures` are all that its addresses gave, `readings` those of them that had to be read,
    `findings` the reasons why an address gave nothing; `trouble` is a traceback of ours.
    """

    office_id: str
    captures: tuple[Capture, ...] = ()
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    trouble: str = ""

    @property
    def is_failed(self) -> bool:
        """Whether something went wrong on the way to the office's pages."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def failed_visit(office_id: str, trouble: str) -> Visit:
    """A visit that was lost on the way, by no fault of the office's site."""
    finding = Finding(FindingCode.STEP_FAILED, Severity.ERROR, "the visit was lost; see the log")
    return Visit(office_id, findings=(finding,), trouble=trouble)


def visit_message(visit: Visit) -> str:
    """A visit in one line."""
    if visit.findings:
        return "; ".join(f"{finding.code.value}: {finding.message}" for finding in visit.findings)
    pages = f"{len(visit.captures)} page{'' if len(visit.captures) == 1 else 's'}"
    return f"{pages}, {len(visit.readings)} new" if visit.readings else f"{pages}, as before"


class RunVisits(Protocol):
    """A way to visit many offices: threads here, tasks under Prefect."""

    def __call__(self, visit: Callable[[str], Visit], office_ids: Sequence[str]) -> Iterator[Visit]:
        """Visit every office and yield what came, in any order."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits offices one at a time in each thread; never raises for what a site or a page does."""

    workplace: Workplace
    site: OfficeSite
    gate: HostGate
    standing: Standing

    def visit(self, office_id: str) -> Visit:
        """Look for an office: fetch, keep, read; a fault of ours becomes a finding."""
        try:
            return self._look(office_id)
        except ThitthangError as error:
            finding = Finding(FindingCode.STEP_FAILED, Severity.ERROR, str(error))
            return Visit(office_id, findings=(finding,))
        except Exception as error:  # noqa: BLE001  (one office never stops the others)
            finding = Finding(FindingCode.STEP_FAILED, Severity.ERROR, f"{type(error).__name__} in this step")
            return Visit(office_id, findings=(finding,), trouble=traceback.format_exc())

    def _look(self, office_id: str) -> Visit:
        place = self.workplace
        addresses = known_addresses(place.registry, office_id, place.settings)
        if not addresses:
            self._note(office_id, CheckStatus.NO_SOURCE, "no address is known", ())
            finding = Finding(FindingCode.NO_SOURCE, Severity.WARNING, "no address is known")
            return Visit(office_id, findings=(finding,))
        pages = [self._ask(address) for address in addresses]
        captures = [
            capture_page(place.archive, page, office_id) for page in pages if isinstance(page, Fetched)
        ]
        findings = [finding for page in pages for finding in _findings(page)]
        self._note(office_id, _status(pages), "; ".join(f.message for f in findings), addresses)
        jobs = [Job(c, place.archive.read(c)) for c in captures if not self.standing.is_read(c)]
        readings = tuple(read_all(jobs, executor=place.executor))
        own = office_file(office_id, place.settings)
        unmet = unmet_expectations(own.expected, readings) if own is not None else ()
        return Visit(office_id, tuple(captures), readings, (*findings, *unmet))

    def _ask(self, address: str) -> Fetched | NotFetched:
        with self.gate.at(host_of(address) or address):
            return self.site.fetch(address)

    def _note(self, office_id: str, status: CheckStatus, reason: str, addresses: tuple[str, ...]) -> None:
        """Keep what is known of looking for the office; the archive writes only what is new."""
        state = CheckState(status, datetime.now(UTC), reason[:500], addresses)
        self.workplace.archive.set_check(office_id, state)


def _findings(page: Fetched | NotFetched) -> Iterator[Finding]:
    if isinstance(page, NotFetched):
        yield Finding(page.code, Severity.ERROR, f"{page.uri}: {page.reason}")
    elif page.cut is not None:
        yield Finding(page.cut, Severity.ERROR, f"{page.uri}: {page.reason}; what came is kept")


def _status(pages: Sequence[Fetched | NotFetched]) -> CheckStatus:
    """What a look came to: all is well only if every address gave a whole page."""
    codes = {finding.code for page in pages for finding in _findings(page)}
    if not codes:
        return CheckStatus.OK
    return CheckStatus.GONE if codes == {FindingCode.GONE} else CheckStatus.UNREACHABLE


def visit_in_threads(visit: Callable[[str], Visit], office_ids: Sequence[str]) -> Iterator[Visit]:
    """Visit offices in a few threads; the host gate keeps them apart where they share a host."""
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="visit")
    try:
        yield from pool.map(visit, office_ids)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
