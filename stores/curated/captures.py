"""Captures as a release remembers them, and what was current at a source when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.ids import document_id

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class SeenCapture:
    """A capture that a release was made from.

    `asked_office` is the office it was fetched or given for; `readable` is False where the capture is
    cut or its document held.
    """

    source_id: str
    sequence: int
    content_sha256: str
    captured_at: datetime
    asked_office: str | None
    readable: bool

    @property
    def document_id(self) -> str:
        """The document version that it brought."""
        return document_id(self.source_id, self.content_sha256)


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at` on, `document_id` is the current version of `source_id`."""

    at: datetime
    source_id: str
    document_id: str


def turns(captures: Iterable[SeenCapture]) -> tuple[Turn, ...]:
    """When the current version of one source changed, oldest first.

    Captures go by sequence: where a clock was set back, a later one counts as taken a microsecond after
    the one before. A capture that cannot be read changes nothing where one before it can.
    """
    found: list[Turn] = []
    latest: datetime | None = None
    was_read = False
    for seen in sorted(captures, key=lambda capture: capture.sequence):
        latest = seen.captured_at if latest is None else max(latest + _TICK, seen.captured_at)
        if was_read and not seen.readable:
            continue
        was_read = was_read or seen.readable
        if not found or found[-1].document_id != seen.document_id:
            found.append(Turn(latest, seen.source_id, seen.document_id))
    return tuple(found)
