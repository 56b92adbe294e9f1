"""Files on their way in: read, kept in the raw archive, and handed on if there is something to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flows.capture import capture_file
from flows.documents import Job
from flows.progress import Progress
from flows.standing import Standing
from schemas.codes import FindingCode, Severity
from schemas.errors import ForgottenError
from schemas.ids import source_id
from schemas.records import Capture, Finding
from sources.folder import FoundFile, UnreadFile, read_file
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
    """Takes files in for one run; `entries` grows while the jobs are taken out."""

    archive: RawArchive
    standing: Standing
    office_id: str | None
    progress: Progress
    entries: list[Entry] = field(default_factory=list)

    def jobs(self, found: Iterable[FoundFile | UnreadFile]) -> Iterator[Job]:
        """Keep every file; yield those that the release does not hold yet."""
        taken: set[str] = set()
        for item in found:
            job = self._take(item, taken)
            if job is not None:
                yield job
            self.progress.advance()

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
        try:
            capture = capture_file(self.archive, item.uri, data, self.office_id)
        except ForgottenError as error:
            finding = Finding(FindingCode.FORGOTTEN, Severity.ERROR, f"{error.cause} ({error.remedy})")
            self.entries.append(Entry(item.uri, finding=finding))
            return None
        self.entries.append(Entry(item.uri, capture))
        return None if self.standing.is_read(capture) else Job(capture, data)
