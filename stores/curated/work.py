"""What a publish has to do: which offices' rows may differ, and what they are made from."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from schemas.ids import digest
from schemas.offices import Office
from schemas.records import CheckState
from stores.curated.alignment import Wording
from stores.curated.base import Base, KnownDocument
from stores.curated.captures import SeenCapture, Turn, story
from stores.curated.changed_sources import CaptureRecords, ChangedSources
from stores.curated.coverage import Elsewhere
from stores.curated.handed import Noted
from stores.curated.office_rows import OfficeTask, Placed
from stores.curated.records import DocumentFacts
from stores.curated.spool import Spool
from stores.json_fields import time_text


class Archive(CaptureRecords, Protocol):
    """What a publish asks the raw archive."""

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
        handed = ChangedSources(base, wanted, archive, self._accepted)
        self.new = handed.new
        self._moved = handed.moved()
        changed = dict(handed.captures)
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
        self._documents = self._known(handed)
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

    def _accepted_since(self, changed: Mapping[str, object]) -> dict[str, tuple[SeenCapture, ...]]:
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

    def _known(self, handed: ChangedSources) -> dict[str, KnownDocument]:
        """Every document version of the release to be, the changed sources' as they are now."""
        firsts = _first_captured(self.captures)
        known = {one.document_id: one for one in self.base.known_documents() if one.document_id in firsts}
        for document, one in self.new.items():
            known[document] = KnownDocument(document, one.source_id, one.office_id, one.captured_at)
        for document, was in known.items():
            if was.source_id in handed.captures:
                known[document] = dataclasses.replace(handed.as_known(was), captured_at=firsts[document])
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
            self._placed(facts, known)
            for office in (office_id, *sorted(self._moved.get(office_id, ())))
            for facts in self.base.documents_of(office)
            if (known := self._documents.get(facts.document.document_id)) is not None
            and known.document_id not in self.new
            and known.office_id == office_id
        )
        new = (self._placed(self._spool.packed(one.place), one) for one in self._new_of.get(office_id, ()))
        return (*kept, *new)

    def _placed(self, facts: DocumentFacts | bytes, known: KnownDocument | Noted) -> Placed:
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


def _group(captures: Iterable[SeenCapture]) -> dict[str, tuple[SeenCapture, ...]]:
    found: dict[str, list[SeenCapture]] = defaultdict(list)
    for seen in captures:
        found[seen.source_id].append(seen)
    return {source: tuple(own) for source, own in found.items()}


def _first_captured(captures: Iterable[SeenCapture]) -> dict[str, datetime]:
    """When each document version was first captured."""
    found: dict[str, datetime] = {}
    for seen in captures:
        found.setdefault(seen.document_id, seen.captured_at)
    return found


def _check_digest(state: CheckState) -> str:
    return digest("check", state.status, time_text(state.since))
