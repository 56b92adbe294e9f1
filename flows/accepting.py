"""Versions of pages that were kept back because much is missing in them, and letting them through."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.diary import Look, diary
from flows.known_offices import known_registry
from flows.offices import find_office
from flows.outcomes import Comparison
from flows.progress import Progress, Unwatched
from flows.publishing import publish_taken
from flows.report import RunReport
from flows.settings import Settings
from flows.standing import read_standing
from flows.steps import finish
from flows.workplace import Workplace, open_workplace
from schemas.codes import FindingCode
from schemas.errors import ThitthangError, UnknownOfficeError
from schemas.records import Capture
from schemas.registry import Registry
from stores.curated.release import OpenRelease, find_release
from stores.decisions import Acceptance
from stores.roots import open_root


@dataclass(frozen=True, slots=True)
class KeptBack:
    """The newest version of a page, kept back; `message` says how much of the one before it has."""

    document_id: str
    source_id: str
    content_sha256: str
    office_id: str
    asked_office: str | None
    uri: str
    message: str

    def is_of(self, office_id: str) -> bool:
        """Whether the page was looked at for the office, or is the office's by its text."""
        return office_id in {self.office_id, self.asked_office}


def kept_back(settings: Settings) -> tuple[KeptBack, ...]:
    """All that waits to be accepted, in the order of the tables."""
    release = find_release(open_root(settings.curated))
    return () if release is None else _kept_back(release)


def accept(
    offices: Sequence[str],
    settings: Settings,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Accept all that waits of the offices named (ids or printed names) and publish it.

    Raises UnknownOfficeError, ThitthangError if nothing of an office waits, StoreError, BusyError.
    """
    began = time.monotonic()
    watcher = progress or Unwatched()
    chosen = _chosen(offices, kept_back(settings), known_registry(settings))
    place = open_workplace(settings, executor)
    with place.pool, diary(place.curated, "accept") as notes:
        before = read_standing(place.curated)
        now = datetime.now(UTC)
        for waiting in chosen:
            place.archive.decisions.accept(Acceptance(waiting.source_id, waiting.content_sha256, now))
        published = publish_taken(place, (), before, watcher)
        compare = Comparison(before, published.standing)
        outcomes = [compare.document(capture) for capture in _captures(place, chosen)]
        looks = [Look(outcome.office_id, is_new=False) for outcome in outcomes if outcome.office_id]
        return finish(notes, "accept", "document", outcomes, published, looks, began)


def _kept_back(release: OpenRelease) -> tuple[KeptBack, ...]:
    newest = {seen.source_id: seen for seen in release.manifest.captures}
    messages = {
        row["document_id"]: row["message"]
        for row in release.table("findings", ["document_id", "code", "message"]).to_pylist()
        if row["code"] == FindingCode.DRIFT
    }
    columns = ["document_id", "source_id", "office_id", "source_uri"]
    found = []
    for row in release.table("documents", columns).to_pylist():
        seen = newest[row["source_id"]]
        if row["document_id"] in messages and seen.document_id == row["document_id"]:
            found.append(
                KeptBack(
                    document_id=row["document_id"],
                    source_id=row["source_id"],
                    content_sha256=seen.content_sha256,
                    office_id=row["office_id"],
                    asked_office=seen.asked_office,
                    uri=row["source_uri"],
                    message=messages[row["document_id"]],
                )
            )
    return tuple(found)


def _chosen(offices: Sequence[str], waiting: Sequence[KeptBack], known: Registry) -> tuple[KeptBack, ...]:
    chosen: dict[str, KeptBack] = {}
    for text in offices:
        office_id = _office_id(text, waiting, known)
        own = [one for one in waiting if one.is_of(office_id)]
        if not own:
            cause = "no page of it waits to be accepted"
            raise ThitthangError(office_id, cause, "thitthang accept --list shows what does")
        chosen |= {one.document_id: one for one in own}
    return tuple(chosen.values())


def _office_id(text: str, waiting: Sequence[KeptBack], known: Registry) -> str:
    """The office meant; one outside the registry by its id."""
    if any(one.is_of(text) for one in waiting):
        return text
    try:
        return find_office(known, text).office_id
    except UnknownOfficeError as error:
        raise UnknownOfficeError(error.what, error.cause, "thitthang accept --list") from error


def _captures(place: Workplace, chosen: Sequence[KeptBack]) -> list[Capture]:
    return [place.archive.captures_of(waiting.source_id)[-1] for waiting in chosen]
