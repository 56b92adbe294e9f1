"""What `benchmarks.executors` has its workers do: read a document, and write down that it was begun."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

from benchmarks.crawl import CrawlKind, crawled
from flows.documents import Job
from flows.taking import Taken, take_guarded
from parsers.sniff import sniff
from schemas.ids import sha256, source_id
from schemas.records import Capture, Source

_AT = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LoggedTake:
    """Takes documents in as a load does; each one that is begun adds its path, a line, to a file."""

    log: str

    def __call__(self, job: Job) -> Taken:
        """Read one document in a process apart, and make its rows."""
        descriptor = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{job.capture.source.uri}\n".encode())
        os.close(descriptor)
        return take_guarded(job)


def jobs(number: int) -> list[Job]:
    """The first documents of a crawl, without pictures of pages: OCR would be all that is timed."""
    documents = (crawled(one) for one in count())
    wanted = (one for one in documents if not one.path.endswith(CrawlKind.SCAN.value))
    return [_job(one.path, one.data) for one in islice(wanted, number)]


def tree_cpu() -> float:
    """CPU seconds of this process and all below it, those that have ended too."""
    stats = {int(path.parent.name): _stat(path) for path in Path("/proc").glob("[0-9]*/stat")}
    family = {os.getpid()}
    while more := {pid for pid, (parent, _) in stats.items() if parent in family} - family:
        family |= more
    return sum(stats[pid][1] for pid in family) / os.sysconf("SC_CLK_TCK")


def _stat(path: Path) -> tuple[int, int]:
    """A process's parent, and its clock ticks with those of children that were waited for."""
    try:
        fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0, 0
    return int(fields[1]), sum(map(int, fields[11:15]))


def _job(path: str, data: bytes) -> Job:
    capture = Capture(
        source=Source(source_id(path), path),
        sequence=1,
        captured_at=_AT,
        content_sha256=sha256(data),
        byte_count=len(data),
        sniffed_type=sniff(data, name=path),
    )
    return Job(capture, data)
