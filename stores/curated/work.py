"""What a publish has to do: which offices' rows may differ, and what they are made from."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from schemas.ids import UNKNOWN_OFFICE, digest
from schemas.offices import Office
from schemas.records import Capture, CheckState
from stores.curated.alignment import Wording
from stores.curated.base import Base, KnownDocument
from stores.curated.captures import SeenCapture, Turn, story
from stores.curated.coverage import Elsewhere
from stores.curated.handed import Noted
from stores.curated.office_rows import OfficeTask, Placed
from stores.curated.records import DocumentFacts, DocumentRow
from stores.curated.spool import Spool
from stores.json_fields import time_text


class Archive(Protocol):
    """What a publish asks the raw archive."""

    def captures_of_each(self, source_ids: Iterable[str]) -> Iterator[list[Capture]]:
        """The captures of several sources, source by source, oldest first."""

    def checks(self) -> dict[str, CheckState]:
        """The last check of each office."""

    def accepted(self) -> frozenset[str]:
        """Ids of document versions that were accepted although much is missing in them."""

    def forgotten(self) -> frozenset[str]:
        """Ids of sources that were taken out."""


class Registry(Protocol):
    """What a publish asks the registry."""

    @property
    def offices(self) -> Sequence[Office]:
        """Every registered office."""

    @property
    def added(self) -> tuple[Office, ...]:
        """Those of them that were added to the program's own."""


class Work:
    """The changes laid over the base.

    `offices` are all that the release will have, sorted; `touched` those whose rows must be made again;
    `captures` what the release is made from; `new` the documents read for it, by id.
    """

    def __init__(  # noqa: PLR0913  (all that a release is made from)
        self,
        base: Base,
        noted: Iterable[Noted],
        spool: Spool,
        archive: Archive,
        registry: Registry,
        *,
        redo_all: bool,
    ) -> None:
        self.base = base
        self._spool = spool
        self._checks = archive.checks()
        self._registered = {office.office_id: office for office in registry.offices}
        self._accepted = archive.accepted()
        forgotten = archive.forgotten()
        wanted = (one for one in noted if one.source_id not in forgotten)
        self.new: dict[str, Noted] = {}
        changed = self._changed_captures(sorted(wanted, key=lambda one: one.sequence), archive)
        self._attributed = self._attribute_held(changed)
        self._new_of: dict[str, list[Noted]] = defaultdict(list)
        for one in self.new.values():
            self._new_of[one.office_id].append(one)
        changed |= self._accepted_since(changed)
        gone = {seen.source_id for seen in base.captures} & forgotten
        kept = [seen for seen in base.captures if seen.source_id not in changed.keys() | gone]
        self._by_source = _group(kept) | changed
        self.captures = tuple(seen for source in sorted(self._by_source) for seen in self._by_source[source])
        self.checks = tuple(sorted((office, _check_digest(state)) for office, state in self._checks.items()))
        self._stories = {source: story(seen) for source, seen in self._by_source.items()}
        self._drifts = {
            drift.document_id: drift for found in self._stories.values() for drift in found.drifts
        }
        self._documents = self._known(changed)
        self._sources = self._sources_by_office(self._documents.values(), self.captures)
        self.offices = tuple(
            sorted(set(self._registered) | {one.office_id for one in self._documents.values()})
        )
        self.touched = frozenset(self.offices) if redo_all else self._touched(changed.keys() | gone)

    def task(self, office_id: str, before: tuple[Wording, ...]) -> OfficeTask:
        """All that one office's rows are made from; `before` are its statements in force until now."""
        turned = [turn for source in self._own_sources(office_id) for turn in self._stories[source].turns]
        return OfficeTask(
            office_id=office_id,
            office=self._registered.get(office_id),
            documents=self._documents_of(office_id),
            turned=tuple(turned),
            elsewhere=self._elsewhere(office_id),
            check=self._checks.get(office_id),
            before=before,
        )

    def _changed_captures(
        self, noted: Iterable[Noted], archive: Archive
    ) -> dict[str, tuple[SeenCapture, ...]]:
        """All captures of the changed sources whose documents have been read, now or before."""
        given: dict[str, dict[int, Noted]] = defaultdict(dict)
        for one in noted:
            given[one.source_id][one.sequence] = one
        in_base = {(seen.source_id, seen.sequence) for seen in self.base.captures if seen.source_id in given}
        captures = dict(zip(given, archive.captures_of_each(given), strict=True))
        for source, own in given.items():
            before = [one for one in captures[source] if (source, one.sequence) in in_base]
            self.new |= _to_take(own, before)
        self._base_counts = {seen.document_id: seen.statements for seen in self.base.captures}
        readable = {seen.document_id: seen.readable for seen in self.base.captures}
        readable |= {document: not one.is_held for document, one in self.new.items()}
        changed = {}
        for source, own in given.items():
            others = (one for one in captures[source] if one.sequence not in own)
            seen = [*map(_of_noted, own.values()), *map(_of_capture, others)]
            weighed = (self._weighed(one, readable) for one in seen if one.document_id in readable)
            changed[source] = tuple(in_time(weighed))
        return changed

    def _attribute_held(self, changed: Mapping[str, Sequence[SeenCapture]]) -> dict[str, str]:
        """Offices of versions of the changed sources that cannot be read and name nobody, by document.

        Such a version counts for whom the version before it is of.
        """
        known = {one.document_id: one for one in self.base.known_documents() if one.source_id in changed}
        found: dict[str, str] = {}
        for captures in changed.values():
            asked = {seen.document_id for seen in captures if seen.asked_office is not None}
            readable = {seen.document_id for seen in captures if seen.readable}
            office = UNKNOWN_OFFICE
            for seen in captures:
                document = seen.document_id
                if seen.readable:
                    office = self._office_of(document, known)
                elif document not in readable and self._names_nobody(document, known, asked):
                    if found.get(document, UNKNOWN_OFFICE) == UNKNOWN_OFFICE:
                        found[document] = office
        for document, office in found.items():
            if document in self.new:
                self.new[document] = dataclasses.replace(self.new[document], office_id=office)
        return found

    def _weighed(self, seen: SeenCapture, readable: Mapping[str, bool]) -> SeenCapture:
        """The capture with what is known of its document; one that was cut is not readable anyhow."""
        document = seen.document_id
        return dataclasses.replace(
            seen,
            readable=seen.readable and readable.get(document, False),
            statements=self._statement_count(document),
            accepted=document in self._accepted,
        )

    def _statement_count(self, document: str) -> int:
        if document in self.new:
            return self.new[document].statements
        return self._base_counts.get(document, 0)

    def _accepted_since(self, changed: Mapping[str, object]) -> dict[str, list[SeenCapture]]:
        """The captures of sources of which a version was accepted since the base, or no longer is."""
        if not self._accepted and not any(seen.accepted for seen in self.base.captures):
            return {}
        kept = [seen for seen in self.base.captures if seen.source_id not in changed]
        moved = {seen.source_id for seen in kept if seen.accepted != (seen.document_id in self._accepted)}
        return _group(
            dataclasses.replace(seen, accepted=seen.document_id in self._accepted)
            for seen in kept
            if seen.source_id in moved
        )

    def _known(self, changed: Mapping[str, list[SeenCapture]]) -> dict[str, KnownDocument]:
        """Every document version of the release to be, the changed sources' as they are now."""
        firsts = _first_captured(self.captures)
        known = {one.document_id: one for one in self.base.known_documents() if one.document_id in firsts}
        for document, one in self.new.items():
            known[document] = KnownDocument(document, one.source_id, one.office_id, one.captured_at)
        for document, was in known.items():
            if was.source_id in changed and was.captured_at != firsts[document]:
                known[document] = dataclasses.replace(was, captured_at=firsts[document])
        return known

    def _sources_by_office(
        self, documents: Iterable[KnownDocument], captures: Iterable[SeenCapture]
    ) -> dict[str, set[str]]:
        """The sources that an office has documents of, or that were looked at for it."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in documents:
            found[one.office_id].add(one.source_id)
        for seen in captures:
            if seen.asked_office is not None:
                found[seen.asked_office].add(seen.source_id)
        return found

    def _touched(self, changed: AbstractSet[str]) -> frozenset[str]:
        """Offices of changed sources, before and now, and those checked, registered or struck off anew."""
        before = self._sources_by_office(self.base.known_documents(), self.base.captures)
        found = {
            office
            for sources in (before, self._sources)
            for office, own in sources.items()
            if not changed.isdisjoint(own)
        }
        found |= set(self.offices) - self.base.offices
        found |= {office for office, _ in set(self.checks) ^ set(self.base.checks.items())}
        return frozenset(found) & frozenset(self.offices)

    def _documents_of(self, office_id: str) -> tuple[Placed, ...]:
        kept = (
            self._placed(facts, facts.document)
            for facts in self.base.documents_of(office_id)
            if facts.document.document_id not in self.new and facts.document.document_id in self._documents
        )
        new = (self._placed(self._spool.packed(one.place), one) for one in self._new_of.get(office_id, ()))
        return (*kept, *new)

    def _placed(self, facts: DocumentFacts | bytes, known: DocumentRow | Noted) -> Placed:
        """The document with what depends on other captures of its source."""
        document = known.document_id
        return Placed(
            facts=facts,
            office_id=known.office_id,
            captured_at=self._documents[document].captured_at,
            is_current=self._current(known.source_id) == document,
            drift=self._drifts.get(document),
        )

    def _current(self, source: str) -> str:
        return self._stories[source].turns[-1].document_id

    def _own_sources(self, office_id: str) -> list[str]:
        """The sources that the office has, or had, documents of."""
        own = self._sources.get(office_id, set())
        turned: Mapping[str, Sequence[Turn]] = {source: self._stories[source].turns for source in own}
        return sorted(
            source
            for source, found in turned.items()
            if any(self._documents[turn.document_id].office_id == office_id for turn in found)
        )

    def _elsewhere(self, office_id: str) -> tuple[Elsewhere, ...]:
        found = []
        for source in sorted(self._sources.get(office_id, set())):
            current = self._documents[self._current(source)]
            if current.office_id != office_id:
                found.append(Elsewhere(current.document_id, current.office_id, current.captured_at))
        return tuple(found)


def _of_noted(noted: Noted) -> SeenCapture:
    return SeenCapture(
        source_id=noted.source_id,
        sequence=noted.sequence,
        content_sha256=noted.content_sha256,
        captured_at=noted.captured_at,
        asked_office=noted.asked_office,
        readable=not noted.is_cut,
        document_id=noted.document_id,
    )


def _of_capture(capture: Capture) -> SeenCapture:
    return SeenCapture(
        source_id=capture.source.source_id,
        sequence=capture.sequence,
        content_sha256=capture.content_sha256,
        captured_at=capture.captured_at,
        asked_office=capture.source.office_id,
        readable=capture.cut is None,
    )


def _group(captures: Iterable[SeenCapture]) -> dict[str, list[SeenCapture]]:
    found: dict[str, list[SeenCapture]] = defaultdict(list)
    for seen in captures:
        found[seen.source_id].append(seen)
    return found


def _first_captured(captures: Iterable[SeenCapture]) -> dict[str, datetime]:
    """When each document version was first captured."""
    found: dict[str, datetime] = {}
    for seen in captures:
        found.setdefault(seen.document_id, seen.captured_at)
    return found


def _check_digest(state: CheckState) -> str:
    return digest("check", state.status, time_text(state.since))
