"""The captures that a release was made from: whether records and bytes are still there, unchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from flows.proving.records import Count, Failure, Proofs, Subject
from schemas.codes import Verdict
from schemas.errors import StoreError
from stores.timeline import telling

if TYPE_CHECKING:
    from schemas.records import Capture
    from stores.curated.captures import SeenCapture
    from stores.raw import RawArchive


class Captures:
    """A release's captures in the raw archive. No object is read twice to be proved."""

    def __init__(self, archive: RawArchive, seen: Iterable[SeenCapture]) -> None:
        self._archive = archive
        self._seen: defaultdict[str, list[SeenCapture]] = defaultdict(list)
        for one in seen:
            self._seen[one.source_id].append(one)
        self._troubles: dict[str, str] = {}
        """What is wrong with an object that was read, by its hash; nothing where it is whole."""

    def of(self, source_id: str, content_sha256: str) -> Capture:
        """The record that tells of these bytes, of the captures that the release was made from.

        Raises:
            StoreError: the release or the archive does not have it, or the record is damaged.
        """
        known = {one.sequence for one in self._seen[source_id] if one.content_sha256 == content_sha256}
        if not known:
            raise StoreError(source_id, "the release names no capture with these bytes")
        found = [
            capture
            for capture in self._archive.captures_of(source_id)
            if capture.content_sha256 == content_sha256 and capture.sequence in known
        ]
        if not found:
            raise StoreError(source_id, "the record of the capture is lost", "restore it from a copy")
        return telling(found)

    def read(self, capture: Capture) -> bytes:
        """The bytes of a capture; `StoreError` if they are lost or changed."""
        try:
            data = self._archive.read(capture)
        except StoreError as error:
            self._troubles[capture.content_sha256] = error.cause
            raise
        self._troubles[capture.content_sha256] = ""
        return data

    def proofs(self, sources: Collection[str] | None = None) -> Proofs:
        """What came of every capture, or of those of some sources; objects not yet read are read now."""
        failures: list[Failure] = []
        proved = 0
        for source_id in sorted(self._seen if sources is None else sources):
            for failure in self._of_source(source_id):
                proved += failure is None
                failures += [failure] if failure else []
        counts = (
            Count(Subject.RAW, Verdict.PROVED, proved),
            Count(Subject.RAW, Verdict.RAW_CHANGED, len(failures)),
        )
        return Proofs(tuple(count for count in counts if count.number), tuple(failures))

    def _of_source(self, source_id: str) -> Iterator[Failure | None]:
        """What is wrong with each capture of a source, None where nothing is."""
        trouble = ""
        records: dict[int, Capture] = {}
        try:
            records = {one.sequence: one for one in self._archive.captures_of(source_id)}
        except StoreError as error:
            trouble = str(error)
        for seen in self._seen[source_id]:
            record = records.get(seen.sequence)
            if record is None or record.content_sha256 != seen.content_sha256:
                wrong = trouble or "the record of the capture is lost, or of other bytes"
            else:
                wrong = self._trouble(record)
            yield _failure(seen, record, wrong) if wrong else None

    def _trouble(self, capture: Capture) -> str:
        if capture.content_sha256 not in self._troubles:
            try:
                self.read(capture)
            except StoreError as error:
                return error.cause
        return self._troubles[capture.content_sha256]


def _failure(seen: SeenCapture, record: Capture | None, wrong: str) -> Failure:
    return Failure(
        subject=Subject.RAW,
        verdict=Verdict.RAW_CHANGED,
        key=f"{seen.source_id}/{seen.sequence}",
        published=seen.content_sha256,
        found=wrong,
        office_id=seen.asked_office or "",
        address=record.source.uri if record else "",
    )
