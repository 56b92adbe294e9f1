"""One HTTP request over one connection that ends when its time is up, whatever the server does.

urllib3 bounds each wait, not their sum: a byte each half second would keep it listening for ever.
So a timer shuts the socket down from outside, which ends any wait in it, TLS handshake included.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import parse_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse


class Deadline:
    """A moment by which every socket handed to it is shut down; `cancel` brings it forward."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self.cancel)
        self._timer.daemon = True
        self.passed = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._timer.cancel()
        with self._lock:
            for handle in self._sockets:
                handle.close()
            self._sockets.clear()

    def seconds_left(self, most: float) -> float:
        """What is left until the deadline, between a hundredth of a second and `most`."""
        return max(0.01, min(most, self._end - time.monotonic()))

    def watch(self, connected: socket.socket) -> None:
        """Shut this socket down too when time is up; a duplicate is kept, which TLS cannot take."""
        with self._lock:
            self._sockets.append(connected.dup())
        if self.passed:
            self.cancel()

    def cancel(self) -> None:
        """End every wait now."""
        with self._lock:
            self.passed = True
            for handle in self._sockets:
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)


class _WatchedHTTP(HTTPConnection):
    """Plain HTTP; its socket is handed to the deadline as soon as it is connected."""

    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self.deadline.watch(connected)
        return connected


class _WatchedHTTPS(HTTPSConnection):
    """HTTPS with the system's certificates; watched from before the handshake."""

    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self.deadline.watch(connected)
        return connected


@contextmanager
def get(
    address: str, headers: dict[str, str], deadline: Deadline, wait_seconds: float
) -> Iterator[BaseHTTPResponse]:
    """Ask for a canonical address with GET; the body is still on the wire.

    Raises what urllib3, ssl, http.client and socket raise; the caller translates.
    """
    parts = parse_url(address)
    host = (parts.host or "").strip("[]")
    timeout = deadline.seconds_left(wait_seconds)
    connection: _WatchedHTTP | _WatchedHTTPS
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = _WatchedHTTPS(host, parts.port, timeout=timeout, ssl_context=context)
    else:
        connection = _WatchedHTTP(host, parts.port, timeout=timeout)
    connection.deadline = deadline
    try:
        connection.request("GET", parts.request_uri, headers=headers, preload_content=False)
        yield connection.getresponse()
    finally:
        connection.close()
