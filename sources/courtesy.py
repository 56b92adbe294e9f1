"""The ledger of a run: how each host was treated, counted where the requests are made."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from schemas.records import HostCourtesy


class Ledger:
    """Counts by host; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hosts: dict[str, HostCourtesy] = {}
        self._asked_at: dict[str, float] = {}

    def asked(self, host: str) -> None:
        """A request goes out now."""
        now = time.monotonic()
        with self._lock:
            known = self._of(host)
            delay = known.least_delay
            if host in self._asked_at:
                since = now - self._asked_at[host]
                delay = since if delay is None else min(delay, since)
            self._asked_at[host] = now
            self._hosts[host] = replace(known, requests=known.requests + 1, least_delay=delay)

    def received(self, host: str, byte_count: int) -> None:
        """So many bytes of a body came over the wire."""
        with self._lock:
            known = self._of(host)
            self._hosts[host] = replace(known, byte_count=known.byte_count + byte_count)

    def not_modified(self, host: str) -> None:
        """The host said that nothing is new."""
        with self._lock:
            known = self._of(host)
            self._hosts[host] = replace(known, not_modified=known.not_modified + 1)

    def retried(self, host: str) -> None:
        """A request is about to be made again."""
        with self._lock:
            known = self._of(host)
            self._hosts[host] = replace(known, retries=known.retries + 1)

    def found_robots(self, host: str, note: str) -> None:
        """What the host's robots.txt is."""
        with self._lock:
            self._hosts[host] = replace(self._of(host), robots=note)

    def decided(self, host: str, *, allowed: bool, exempted: bool = False) -> None:
        """An address of the host may be asked for, by its rules or by an exemption from them, or not."""
        with self._lock:
            known = self._of(host)
            if exempted:
                known = replace(known, exempted=known.exempted + 1)
            elif allowed:
                known = replace(known, allowed=known.allowed + 1)
            else:
                known = replace(known, refused=known.refused + 1)
            self._hosts[host] = known

    def entries(self) -> tuple[HostCourtesy, ...]:
        """What was counted, by host."""
        with self._lock:
            return tuple(self._hosts[host] for host in sorted(self._hosts))

    def _of(self, host: str) -> HostCourtesy:
        return self._hosts.get(host) or HostCourtesy(host)
