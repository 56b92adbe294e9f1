"""The sources of which something was handed in: all their captures, weighed, and whose their versions are."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from schemas.codes import OwnerEvidence
from schemas.ids import UNKNOWN_OFFICE, document_id
from schemas.records import Capture
from stores.curated.base import Base, KnownDocument
from stores.curated.captures import SeenCapture
from stores.curated.handed import Noted
from stores.timeline import in_time, telling


class CaptureRecords(Protocol):
    """Where the captures of sources are looked up."""

    def captures_of_each(self, source_ids: Iterable[str]) -> Iterator[list[Capture]]:
        """The captures of several sources, source by source, oldest first."""


class ChangedSources:
    """The captures handed in, laid over those of the same sources in the base.

    `captures` are all whose documents have been read, now or before, by source and oldest first; `new`
    the document versions whose rows are those handed in, by id: a version that several captures brought is
    told by one of them (`timeline.telling`), which may be one of the base.
    """

    def __init__(
        self, base: Base, noted: Iterable[Noted], archive: CaptureRecords, accepted: Container[str]
    ) -> None:
        self._accepted = accepted
        self._before: dict[str, SeenCapture] = {}
        for seen in base.captures:
            if seen.readable or seen.document_id not in self._before:
                self._before[seen.document_id] = seen
        self.new: dict[str, Noted] = {}
        self.captures: dict[str, tuple[SeenCapture, ...]] = {}
        self._unasked: set[str] = set()
        """Versions of the base that were brought for no office."""
        given: dict[str, dict[int, Noted]] = defaultdict(dict)
        for one in noted:
            given[one.source_id][one.sequence] = one
        places = {(seen.source_id, seen.sequence) for seen in base.captures if seen.source_id in given}
        for (source, own), kept in zip(given.items(), archive.captures_of_each(given), strict=True):
            others = [one for one in kept if one.sequence not in own]
            self._tell(source, own.values(), (one for one in others if (source, one.sequence) in places))
            found = [*map(_of_noted, own.values()), *map(_of_capture, others)]
            weighed = [self._weighed(one) for one in found if self._is_known(one.document_id)]
            self.captures[source] = tuple(in_time(weighed))
        self._known = {one.document_id: one for one in base.known_documents() if one.source_id in given}
        self._attributed = self._attribute_held()

    def as_known(self, document: KnownDocument) -> KnownDocument:
        """A version of the base that is not new, with the office that it counts for now."""
        office = self._attributed.get(document.document_id, document.office_id)
        return dataclasses.replace(document, office_id=office)

    def moved(self) -> dict[str, set[str]]:
        """Offices that have versions of the base which counted for others until now, with those others."""
        found: dict[str, set[str]] = defaultdict(set)
        for document, office in self._attributed.items():
            if document not in self.new and self._known[document].office_id != office:
                found[office].add(self._known[document].office_id)
        return found

    def _tell(self, source: str, own: Iterable[Noted], before: Iterable[Capture]) -> None:
        """Choose the capture that tells of each version, of those handed in and those of the base."""
        by_content: dict[str, list[Noted | Capture]] = defaultdict(list)
        for noted in own:
            by_content[noted.content_sha256].append(noted)
        for capture in before:
            by_content[capture.content_sha256].append(capture)
        for content, captures in by_content.items():
            teller = telling(captures)
            if isinstance(teller, Noted):
                self.new[teller.document_id] = teller
            elif teller.source.office_id is None:
                self._unasked.add(document_id(source, content))

    def _is_known(self, document: str) -> bool:
        return document in self.new or document in self._before

    def _weighed(self, seen: SeenCapture) -> SeenCapture:
        """The capture with what is known of its document; one that was cut is not readable anyhow."""
        document = seen.document_id
        new = self.new.get(document)
        before = self._before.get(document)
        readable = not new.is_held if new else before is not None and before.readable
        return dataclasses.replace(
            seen,
            readable=seen.readable and readable,
            statements=new.statements if new else before.statements if before else 0,
            accepted=document in self._accepted,
        )

    def _attribute_held(self) -> dict[str, str]:
        """The offices of versions that cannot be read and name nobody: that of the version before each."""
        found: dict[str, str] = {}
        for captures in self.captures.values():
            found |= self._held_of(captures)
        for document, office in found.items():
            if document in self.new:
                self.new[document] = dataclasses.replace(self.new[document], office_id=office)
        return found

    def _held_of(self, captures: Sequence[SeenCapture]) -> Mapping[str, str]:
        readable = {seen.document_id for seen in captures if seen.readable}
        found: dict[str, str] = {}
        office = UNKNOWN_OFFICE
        for seen in captures:
            document = seen.document_id
            if seen.readable:
                office = (self.new.get(document) or self._known[document]).office_id
            elif document not in readable and self._names_nobody(document):
                found[document] = office if found.get(document) in {None, UNKNOWN_OFFICE} else found[document]
        return found

    def _names_nobody(self, document: str) -> bool:
        """Whether a version that cannot be read is of nobody by itself."""
        if document in self.new:
            return self.new[document].office_id == UNKNOWN_OFFICE
        return self._known[document].owner_evidence is OwnerEvidence.NONE and document in self._unasked


def _of_noted(noted: Noted) -> SeenCapture:
    return SeenCapture(
        source_id=noted.source_id,
        sequence=noted.sequence,
        content_sha256=noted.content_sha256,
        captured_at=noted.captured_at,
        asked_office=noted.asked_office,
        readable=not noted.is_cut,
        document_id=noted.document_id,
        archived=noted.archived,
    )


def _of_capture(capture: Capture) -> SeenCapture:
    return SeenCapture(
        source_id=capture.source.source_id,
        sequence=capture.sequence,
        content_sha256=capture.content_sha256,
        captured_at=capture.captured_at,
        asked_office=capture.source.office_id,
        readable=capture.cut is None,
        archived=capture.archived,
    )
