"""Politeness: each host is asked for one page at a time, with a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class HostGate:
    """One door a host; threads that want the same host wait in line, others pass."""

    def __init__(self, pause_seconds: float) -> None:
        self._pause = pause_seconds
        self._lock = threading.Lock()
        self._doors: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        """Hold the door of a host; the pause since the last visitor is waited for inside."""
        with self._lock:
            door = self._doors.setdefault(host, threading.Lock())
        with door:
            rest = self._last.get(host, -self._pause) + self._pause - time.monotonic()
            if rest > 0:
                time.sleep(rest)
            try:
                yield
            finally:
                self._last[host] = time.monotonic()
