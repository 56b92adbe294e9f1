"""Politeness: each host is asked for one thing at a time, with a pause between two."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sources.host_files import HostFiles


@dataclass(slots=True)
class _Door:
    """The way to one host; who holds it may go through again, after the pause."""

    pause: float
    turn: threading.RLock = field(default_factory=threading.RLock)
    left_at: float = float("-inf")
    held_until: float = float("-inf")
    depth: int = 0
    closed_until: datetime | None = None


class HostGate:
    """One door a host; threads that want the same host wait in line, others pass.

    With `files` other processes of this machine wait in the same line.
    """

    def __init__(self, pause_seconds: float, files: HostFiles | None = None) -> None:
        self._pause = pause_seconds
        self._files = files
        self._lock = threading.Lock()
        self._doors: dict[str, _Door] = {}
        self._ended = threading.Event()

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        """Hold the door of a host; the pause since the last visitor is waited for inside."""
        door = self._door(host)
        with door.turn, self._among_processes(host, door):
            rest = max(door.left_at + door.pause, door.held_until) - time.monotonic()
            if rest > 0:
                self._ended.wait(rest)
            try:
                yield
            finally:
                door.left_at = time.monotonic()

    @contextmanager
    def _among_processes(self, host: str, door: _Door) -> Iterator[None]:
        """The host's turn among processes; who goes through a door again has it already."""
        turn = self._files.turn(host, door.pause, self._ended.wait) if self._files else nullcontext()
        door.depth += 1
        try:
            with turn if door.depth == 1 else nullcontext():
                yield
        finally:
            door.depth -= 1

    def slow(self, host: str, seconds: float) -> None:
        """Part two visits to a host by at least so many seconds from now on."""
        door = self._door(host)
        door.pause = max(door.pause, seconds)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody in for so many seconds; who comes meanwhile waits."""
        self._door(host).held_until = time.monotonic() + seconds

    def close(self, host: str, seconds: float) -> datetime:
        """Say that a host is not to be asked for so many seconds; until when that is (UTC)."""
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        self._door(host).closed_until = until
        return until

    def closed_until(self, host: str) -> datetime | None:
        """Until when a host is not to be asked (UTC), None if it may be."""
        until = self._door(host).closed_until
        return until if until is not None and until > datetime.now(UTC) else None

    def end(self) -> None:
        """End every wait: the run is over."""
        self._ended.set()

    def _door(self, host: str) -> _Door:
        with self._lock:
            return self._doors.setdefault(host, _Door(self._pause))
