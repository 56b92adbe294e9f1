"""A moment by which a look at a site ends, whatever the server does.

urllib3 bounds each wait, not their sum: a byte each half second would keep it listening for ever.
So a timer shuts the sockets down from outside, which ends any wait in them, TLS handshake included.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Deadline:
    """A time by which every socket handed to it is shut down; `cancel` brings it forward."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._cancelled = False

    @property
    def passed(self) -> bool:
        """Whether time is up."""
        return self._cancelled or time.monotonic() >= self._end

    @property
    def left(self) -> float:
        """Seconds until then, none if it is past."""
        return 0.0 if self._cancelled else max(0.0, self._end - time.monotonic())

    def seconds_left(self, most: float) -> float:
        """What is left, between a hundredth of a second and `most`."""
        return max(0.01, min(most, self.left))

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time inside does not count: it is spent waiting for a turn, not for the site."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - began

    @contextmanager
    def armed(self) -> Iterator[None]:
        """Sockets watched inside are shut down when time is up."""
        timer = threading.Timer(self.left, self._shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with self._lock:
                for handle in self._sockets:
                    handle.close()
                self._sockets.clear()

    def watch(self, connected: socket.socket) -> None:
        """Shut this socket down too when time is up; a duplicate is kept, which TLS cannot take."""
        with self._lock:
            self._sockets.append(connected.dup())
        if self.passed:
            self._shut()

    def cancel(self) -> None:
        """End every wait now."""
        self._cancelled = True
        self._shut()

    def _shut(self) -> None:
        with self._lock:
            for handle in self._sockets:
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)
