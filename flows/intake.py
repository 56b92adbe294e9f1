"""Files on their way in: read, kept in the raw archive, and handed on if there is something to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from flows.capture import capture_archived, capture_file
from flows.documents import Job
from flows.progress import Progress
from flows.standing import Standing
from schemas.codes import FindingCode, Severity
from schemas.errors import ForgottenError
from schemas.ids import source_id
from schemas.records import Capture, Finding
from sources.folder import FoundFile, UnreadFile, read_file
from sources.web_archive import WebArchive, is_web_archive
from stores.curated.spool import LeftOver
from stores.raw import RawArchive

_AT_ONCE = 4
_HANDFUL = 32
_HANDFUL_BYTES = 4 * 1024 * 1024
_CLOCKS_DIFFER = timedelta(days=1)
_NAME_TWICE = "another file of this run has the same folder and name; load them from one folder up"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that came in: its capture, or the finding that says why there is none."""

    uri: str
    capture: Capture | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Something that came in: bytes and how to keep them, or the finding that says why there are none."""

    uri: str
    data: bytes = b""
    keep: Callable[[RawArchive], Capture] | None = None
    finding: Finding | None = None


@dataclass(slots=True)
class Intake:
    """Takes files in for one run; `entries` and `notes` grow while the jobs are taken out."""

    archive: RawArchive
    standing: Standing
    office_id: str | None
    progress: Progress
    left: LeftOver
    ocr: bool = True
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def jobs(self, found: Iterable[FoundFile | UnreadFile]) -> Iterator[Job]:
        """Keep every file; yield those that have not been read yet."""
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="keep") as threads:
            for arrivals in _handfuls(self._arrivals(found)):
                yield from self._take_in(arrivals, threads)

    def _take_in(self, arrivals: list[_Arrival], threads: ThreadPoolExecutor) -> Iterator[Job]:
        """Keep what came in; disks take a few files at the same time sooner than one after the other."""
        with self.archive.together() as archive:
            run = map if len(arrivals) == 1 else threads.map
            entries = list(run(partial(_kept, archive), arrivals))
        for arrival, entry in zip(arrivals, entries, strict=True):
            self.entries.append(entry)
            if entry.capture is not None and not self._is_read(entry.capture):
                yield Job(entry.capture, arrival.data, ocr=self.ocr)

    def _arrivals(self, found: Iterable[FoundFile | UnreadFile]) -> Iterator[_Arrival]:
        taken: set[str] = set()
        for item in found:
            if isinstance(item, FoundFile) and is_web_archive(item.path):
                yield from self._pages(item)
            else:
                yield self._file(item, taken)
            self.progress.advance()

    def _pages(self, item: FoundFile) -> Iterator[_Arrival]:
        """Every page of a web archive; a page that the archive has twice is two versions of it.

        One of a day to come would stand in the way of all that is fetched before, and is left out.
        """
        archive = WebArchive(item.path)
        latest = datetime.now(UTC) + _CLOCKS_DIFFER
        for kept in archive.pages():
            if kept.captured_at > latest:
                archive.left_out["dated in the future"] += 1
                continue
            keep = partial(capture_archived, kept=kept, office_id=self.office_id)
            yield _Arrival(kept.page.uri, kept.page.data, keep)
        if archive.trouble:
            finding = Finding(FindingCode.UNREADABLE, Severity.ERROR, archive.trouble)
            yield _Arrival(item.uri, finding=finding)
        if archive.left_out:
            told = ", ".join(f"{count} {why}" for why, count in sorted(archive.left_out.items()))
            self.notes.append(f"{item.uri}: left out: {told}")

    def _file(self, item: FoundFile | UnreadFile, taken: set[str]) -> _Arrival:
        source = source_id(item.uri)
        if source in taken:
            item = UnreadFile(item.uri, _NAME_TWICE)
        taken.add(source)
        data = read_file(item) if isinstance(item, FoundFile) else item
        if isinstance(data, UnreadFile):
            code = FindingCode.SIZE_LIMIT if data.too_large else FindingCode.UNREADABLE
            return _Arrival(item.uri, finding=Finding(code, Severity.ERROR, data.reason))
        keep = partial(capture_file, uri=item.uri, data=data, office_id=self.office_id)
        return _Arrival(item.uri, data, keep)

    def _is_read(self, capture: Capture) -> bool:
        """Whether the release holds the document, or a run that was killed has read it."""
        return self.standing.is_read(capture) or self.left.holds(capture)


def _kept(archive: RawArchive, arrival: _Arrival) -> Entry:
    """Keep something in the archive; a finding says why if it was taken out of it."""
    if arrival.keep is None:
        return Entry(arrival.uri, finding=arrival.finding)
    try:
        return Entry(arrival.uri, arrival.keep(archive))
    except ForgottenError as error:
        finding = Finding(FindingCode.FORGOTTEN, Severity.ERROR, f"{error.cause} ({error.remedy})")
        return Entry(arrival.uri, finding=finding)


def _handfuls(arrivals: Iterable[_Arrival]) -> Iterator[list[_Arrival]]:
    """What came in, a few at a time; the versions of one source are never in the same handful."""
    handful: list[_Arrival] = []
    sources: set[str] = set()
    size = 0
    for arrival in arrivals:
        source = source_id(arrival.uri)
        if handful and (len(handful) == _HANDFUL or size > _HANDFUL_BYTES or source in sources):
            yield handful
            handful, sources, size = [], set(), 0
        handful.append(arrival)
        sources.add(source)
        size += len(arrival.data)
    if handful:
        yield handful
