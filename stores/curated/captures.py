"""Captures as a release remembers them, and what was current at a source when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.ids import document_id

MOST_LOST = 0.25
"""The share of a page's statements that a new version may lack without being kept back."""
_TICK = timedelta(microseconds=1)


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

    Captures go by sequence: where a clock was set back, a later one counts as taken a microsecond after
    the one before. A capture that cannot be read changes nothing where one before it can, nor does one
    that lost more than `MOST_LOST` of the statements, unless it was accepted.
    """
    found: list[Turn] = []
    drifts: list[Drift] = []
    latest: datetime | None = None
    current: SeenCapture | None = None
    ordered = sorted(captures, key=lambda capture: capture.sequence)
    for seen in ordered:
        latest = seen.captured_at if latest is None else max(latest + _TICK, seen.captured_at)
        if current is not None and current.readable:
            if not seen.readable:
                continue
            if is_drift(current.statements, seen.statements) and not seen.accepted:
                waits = seen.document_id == ordered[-1].document_id
                drifts.append(Drift(seen.document_id, seen.statements, current.statements, waits))
                continue
        current = seen
        if not found or found[-1].document_id != seen.document_id:
            found.append(Turn(latest, seen.source_id, seen.document_id))
    return SourceStory(tuple(found), tuple(drifts))


def is_drift(before: int, after: int) -> bool:
    """Whether a page lost so many of its statements that a person should look first."""
    return before - after > MOST_LOST * before
