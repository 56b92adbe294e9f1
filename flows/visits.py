"""Looking for one office: its known addresses are asked, what came is kept and read."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Protocol

from flows.capture import capture_page
from flows.documents import Job
from flows.expectations import unmet_expectations
from flows.hosts import Errand, FreeHosts, HostTurns
from flows.offices import known_addresses, office_file
from flows.standing import Standing
from flows.taking import Taken, take
from flows.workers import read_all
from flows.workplace import Workplace
from schemas.codes import CheckStatus, FindingCode, Severity
from schemas.errors import FetchError, StoreError, ThitthangError
from schemas.ids import sha256, source_id
from schemas.records import Capture, CheckState, Finding
from sources.addresses import canonical
from sources.exemptions import NO_EXEMPTIONS, Exemptions
from sources.fetched import Fetched, NotFetched, NotModified
from sources.office_site import OfficeSite
from sources.page_host import host_of
from sources.validators import Validators, validators

THREADS = 8


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of looking for one office.

    `captures` are all that its addresses gave, `taken` the rows of those that had to be read,
    `findings` the reasons why an address gave nothing; `trouble` is a traceback of ours.
    """

    office_id: str
    captures: tuple[Capture, ...] = ()
    taken: tuple[Taken, ...] = ()
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
    return f"{pages}, {len(visit.taken)} new" if visit.taken else f"{pages}, as before"


class RunVisits(Protocol):
    """A way to visit many offices: threads here, tasks under Prefect."""

    def __call__(self, visit: Callable[[str], Visit], turns: HostTurns, /) -> Iterator[Visit]:
        """Visit every office and yield what came, in any order."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What came of one address: a capture, new or known, and what is to be told."""

    capture: Capture | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits offices one at a time in each thread; never raises for what a site or a page does."""

    workplace: Workplace
    site: OfficeSite
    standing: Standing

    def turns(self, office_ids: Sequence[str]) -> HostTurns:
        """The offices with the hosts that are asked for each."""
        return HostTurns([Errand(office_id, self._hosts(office_id)) for office_id in office_ids])

    def visit(self, office_id: str) -> Visit:
        """Look for an office: fetch, keep, read; a fault of ours becomes a finding.

        A run that looks for the same office meanwhile is waited for; what it kept is asked for anew only
        if the site says that it has changed.
        """
        try:
            with self._alone(office_id):
                return self._look(office_id)
        except ThitthangError as error:
            finding = Finding(FindingCode.STEP_FAILED, Severity.ERROR, str(error))
            return Visit(office_id, findings=(finding,))
        except Exception as error:  # noqa: BLE001  (one office never stops the others)
            finding = Finding(FindingCode.STEP_FAILED, Severity.ERROR, f"{type(error).__name__} in this step")
            return Visit(office_id, findings=(finding,), trouble=traceback.format_exc())

    def _alone(self, office_id: str) -> AbstractContextManager[bool]:
        """Keep other runs from looking for the office."""
        place = self.workplace
        return place.archive.root.lock(f"visits/{office_id}", place.settings.lock_seconds)

    def _look(self, office_id: str) -> Visit:
        place = self.workplace
        known = known_addresses(place.registry, office_id, place.settings)
        addresses = tuple(address for address in known if not self._is_forgotten(address))
        if not addresses:
            why = "its pages were taken out (thitthang forget --list)" if known else "no address is known"
            self._note(office_id, CheckStatus.NO_SOURCE, why, ())
            finding = Finding(FindingCode.NO_SOURCE, Severity.WARNING, why)
            return Visit(office_id, findings=(finding,))
        own = office_file(office_id, place.settings)
        exemptions = own.exemptions if own is not None else NO_EXEMPTIONS
        seen = [self._see(address, office_id, exemptions) for address in addresses]
        captures = [one.capture for one in seen if one.capture is not None]
        findings = [finding for one in seen for finding in one.findings]
        self._note(office_id, _status(findings), "; ".join(f.message for f in findings), addresses)
        new = (capture for capture in captures if not self.standing.is_read(capture))
        jobs = [Job(one, place.archive.read(one), ocr=place.settings.ocr) for one in new]
        readings = tuple(read_all(jobs, place.pool))
        unmet = unmet_expectations(own.expected, readings) if own is not None else ()
        taken = tuple(take(reading, place.registry) for reading in readings)
        return Visit(office_id, tuple(captures), taken, (*findings, *unmet))

    def _see(self, address: str, office_id: str, exemptions: Exemptions) -> _Seen:
        """Ask for one address; what came is kept at once."""
        known = self._known(address, office_id)
        page = self.site.look(address, known, exemptions)
        findings = tuple(_findings(page))
        if isinstance(page, Fetched):
            return _Seen(capture_page(self.workplace.archive, page, office_id), findings)
        return _Seen(known.capture if known and isinstance(page, NotModified) else None, findings)

    def _is_forgotten(self, address: str) -> bool:
        """Whether the page was taken out and is not to be asked for."""
        try:
            source = source_id(canonical(address))
        except FetchError:
            return False
        return self.workplace.archive.decisions.removal(source) is not None

    def _known(self, address: str, office_id: str) -> Validators | None:
        """What was said of the page last; nothing if its bytes are not as they were kept.

        Nor if others stand there now, as when an archive told of a later day: the site is then to send the
        page itself.
        """
        archive = self.workplace.archive
        try:
            captures = archive.captures_of(source_id(canonical(address)))
        except FetchError:
            return None
        fetched = [capture for capture in captures if not capture.archived]
        own = [capture for capture in fetched if capture.source.office_id == office_id]
        known = validators(own, datetime.now(UTC))
        if known and any(one.archived for one in captures[captures.index(known.capture) :]):
            return None
        try:
            return known if known and archive.read(known.capture) is not None else None
        except StoreError:
            return None

    def _hosts(self, office_id: str) -> frozenset[str]:
        """The hosts that an office's addresses name; what is wrong with them, the visit tells."""
        place = self.workplace
        try:
            addresses = known_addresses(place.registry, office_id, place.settings)
        except Exception:  # noqa: BLE001  (one office never stops the others)
            return frozenset()
        return frozenset(host_of(address) or address for address in addresses)

    def _note(self, office_id: str, status: CheckStatus, reason: str, addresses: tuple[str, ...]) -> None:
        """Keep what is known of looking for the office; the archive writes only what is new."""
        state = CheckState(status, datetime.now(UTC), reason[:500], addresses)
        self.workplace.archive.set_check(office_id, state)


def _findings(page: Fetched | NotFetched | NotModified) -> Iterator[Finding]:
    if isinstance(page, NotFetched):
        yield Finding(page.code, Severity.ERROR, f"{page.uri}: {page.reason}")
    elif isinstance(page, Fetched) and page.cut is not None:
        kept = f"what came is kept (sha256 {sha256(page.data)})"
        yield Finding(page.cut, Severity.ERROR, f"{page.uri}: {page.reason}; {kept}")


def _status(findings: Sequence[Finding]) -> CheckStatus:
    """What a look came to: all is well only if every address gave a whole page."""
    codes = {finding.code for finding in findings}
    if not codes:
        return CheckStatus.OK
    return CheckStatus.GONE if codes == {FindingCode.GONE} else CheckStatus.UNREACHABLE


def visit_in_threads(visit: Callable[[str], Visit], turns: HostTurns) -> Iterator[Visit]:
    """Visit offices in a few threads; those that share a host one after the other in one of them."""
    hosts = FreeHosts(turns.errands)
    came: SimpleQueue[Visit | BaseException] = SimpleQueue()

    def work() -> None:
        while errand := hosts.take():
            try:
                came.put(visit(errand.office_id))
            except BaseException as error:  # noqa: BLE001  (it is raised where the visits are awaited)
                came.put(error)
            finally:
                hosts.give_back(errand)

    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="visit")
    try:
        for _ in range(THREADS):
            pool.submit(work)
        for _ in turns:
            visited = came.get()
            if isinstance(visited, BaseException):
                raise visited
            yield visited
    finally:
        hosts.end()
        pool.shutdown(wait=False, cancel_futures=True)
