"""Captures as a release remembers them, and what was current at a source when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.ids import document_id
from stores.timeline import dated

MOST_LOST = 0.25
"""The share of a page's statements that a new version may lack without being kept back."""


@dataclass(frozen=True, slots=True)
class SeenCapture:
    """A capture that a release was made from.

    `asked_office` is the office it was fetched or given for; `readable` is False where the capture is
    cut or its document held; `statements` are those its document has; `accepted` says that a person let
    it take the place of one with many more.
    """

    source_id: str
    sequence: int
    content_sha256: str
    captured_at: datetime
    asked_office: str | None
    readable: bool
    statements: int = 0
    accepted: bool = False
    document_id: str = ""
    """The document version that it brought; made from source and bytes where it is not given."""
    archived: bool = False
    """Whether it came out of a web archive."""

    def __post_init__(self) -> None:
        if not self.document_id:
            made = document_id(self.source_id, self.content_sha256)
            object.__setattr__(self, "document_id", made)


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at` on, `document_id` is the current version of `source_id`."""

    at: datetime
    source_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Drift:
    """A version kept back because it has far fewer statements than the one that is current.

    `waits` is True for the newest version of its source.
    """

    document_id: str
    statements: int
    before: int
    waits: bool


@dataclass(frozen=True, slots=True)
class SourceStory:
    """How one source went on: its current versions, oldest first, and those that were kept back."""

    turns: tuple[Turn, ...] = ()
    drifts: tuple[Drift, ...] = ()


def story(captures: Iterable[SeenCapture]) -> SourceStory:
    """When the current version of one source changed, and what did not change it.

    Captures go in time (`timeline.dated`). One that cannot be read changes nothing where one before it
    can, nor does one that lost more than `MOST_LOST` of the statements, unless it was accepted. Each is
    judged by what was known when it was kept: an archive that is loaded later never holds it back.
    """
    found: list[Turn] = []
    drifts: list[Drift] = []
    standing: list[SeenCapture] = []
    ordered = dated(captures)
    for at, seen in ordered:
        if standing and standing[-1].readable:
            if not seen.readable:
                continue
            before = _measure(seen, standing)
            if before is not None and is_drift(before.statements, seen.statements) and not seen.accepted:
                waits = seen.document_id == ordered[-1][1].document_id
                drifts.append(Drift(seen.document_id, seen.statements, before.statements, waits))
                continue
        standing.append(seen)
        if not found or found[-1].document_id != seen.document_id:
            found.append(Turn(at, seen.source_id, seen.document_id))
    return SourceStory(tuple(found), tuple(drifts))


def _measure(seen: SeenCapture, standing: Sequence[SeenCapture]) -> SeenCapture | None:
    """The version that a capture is measured by, of those that were current before it, if there is one.

    It is the last that was there when the capture was kept; for a page that was fetched or loaded, the
    last that was no archive's, if there is one.
    """
    known = (one for one in reversed(standing) if one.sequence < seen.sequence and one.readable)
    last = next(known, None)
    if last is None or seen.archived or not last.archived:
        return last
    return next((one for one in known if not one.archived), last)


def is_drift(before: int, after: int) -> bool:
    """Whether a page lost so many of its statements that a person should look first."""
    return before - after > MOST_LOST * before
