"""Files on their way in: read, kept in the raw archive, and handed on if there is something to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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

_NAME_TWICE = "another file of this run has the same folder and name; load them from one folder up"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that came in: its capture, or the finding that says why there is none."""

    uri: str
    capture: Capture | None = None
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
        taken: set[str] = set()
        for item in found:
            if isinstance(item, FoundFile) and is_web_archive(item.path):
                yield from self._pages(item)
            elif (job := self._take(item, taken)) is not None:
                yield job
            self.progress.advance()

    def _pages(self, item: FoundFile) -> Iterator[Job]:
        """Keep every page of a web archive; a page that the archive has twice is two versions of it."""
        archive = WebArchive(item.path)
        for kept in archive.pages():
            uri, data = kept.page.uri, kept.page.data
            capture = self._keep(uri, partial(capture_archived, self.archive, kept, self.office_id))
            if capture is not None and not self._is_read(capture):
                yield Job(capture, data, ocr=self.ocr)
        if archive.trouble:
            finding = Finding(FindingCode.UNREADABLE, Severity.ERROR, archive.trouble)
            self.entries.append(Entry(item.uri, finding=finding))
        if archive.left_out:
            told = ", ".join(f"{count} {why}" for why, count in sorted(archive.left_out.items()))
            self.notes.append(f"{item.uri}: left out: {told}")

    def _take(self, item: FoundFile | UnreadFile, taken: set[str]) -> Job | None:
        source = source_id(item.uri)
        if source in taken:
            item = UnreadFile(item.uri, _NAME_TWICE)
        taken.add(source)
        data = read_file(item) if isinstance(item, FoundFile) else item
        if isinstance(data, UnreadFile):
            code = FindingCode.SIZE_LIMIT if data.too_large else FindingCode.UNREADABLE
            self.entries.append(Entry(item.uri, finding=Finding(code, Severity.ERROR, data.reason)))
            return None
        capture = self._keep(item.uri, partial(capture_file, self.archive, item.uri, data, self.office_id))
        return None if capture is None or self._is_read(capture) else Job(capture, data, ocr=self.ocr)

    def _is_read(self, capture: Capture) -> bool:
        """Whether the release holds the document, or a run that was killed has read it."""
        return self.standing.is_read(capture) or self.left.holds(capture)

    def _keep(self, uri: str, capture: Callable[[], Capture]) -> Capture | None:
        """Keep something in the archive; None, and why among the entries, if it was taken out of it."""
        try:
            kept = capture()
        except ForgottenError as error:
            finding = Finding(FindingCode.FORGOTTEN, Severity.ERROR, f"{error.cause} ({error.remedy})")
            self.entries.append(Entry(uri, finding=finding))
            return None
        self.entries.append(Entry(uri, kept))
        return kept
