"""The captures of one source in time: what came when, and which of them speaks for a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

_TICK = timedelta(microseconds=1)


class Dated(Protocol):
    """What places a capture in time."""

    @property
    def sequence(self) -> int:
        """Its number: 1 is the source's first that was kept."""

    @property
    def captured_at(self) -> datetime:
        """When the bytes came, or when a crawler kept them."""

    @property
    def content_sha256(self) -> str:
        """The hash of its bytes."""

    @property
    def archived(self) -> bool:
        """Whether it came out of a web archive."""


class Told(Dated, Protocol):
    """A capture with what a person said of it."""

    @property
    def given_office(self) -> bool:
        """Whether a person said whose document it is."""


AnyDated = TypeVar("AnyDated", bound=Dated)
AnyTold = TypeVar("AnyTold", bound=Told)


def dated(captures: Iterable[AnyDated]) -> list[tuple[datetime, AnyDated]]:
    """The captures of one source with the moments that they count for, oldest first.

    Those out of web archives stand where their date says, whenever they were loaded. All others stand in
    the order of their numbers: where a clock was set back, the later one counts as taken a microsecond
    after the one before. Of two of the same moment the one that was no archive's comes last.
    """
    archived: list[AnyDated] = []
    came: list[AnyDated] = []
    for one in sorted(captures, key=_sequence):
        (archived if one.archived else came).append(one)
    placed = [(one.captured_at, one) for one in archived]
    latest: datetime | None = None
    for one in came:
        latest = one.captured_at if latest is None else max(latest + _TICK, one.captured_at)
        placed.append((latest, one))
    if archived:
        placed.sort(key=lambda each: (each[0], not each[1].archived, each[1].content_sha256))
    return placed


def in_time(captures: Iterable[AnyDated]) -> list[AnyDated]:
    """The captures of one source, oldest first."""
    return [one for _, one in dated(captures)]


def telling(captures: Sequence[AnyTold]) -> AnyTold:
    """Of the captures of one document, the one whose provenance its rows have.

    That is the last for which a person said whose document it is; without one, the newest.
    """
    given = [one for one in captures if one.given_office]
    return max(given, key=_sequence) if given else in_time(captures)[-1]


def _sequence(capture: Dated) -> int:
    return capture.sequence
