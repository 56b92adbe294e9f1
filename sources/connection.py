"""One HTTP request over one connection, to an address that may be connected to, ended by its deadline."""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import parse_url

from sources.addresses import DEFAULT_PORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from urllib3 import BaseHTTPResponse

    from sources.deadline import Deadline
    from sources.network import Endpoint, Network


@dataclass(frozen=True, slots=True)
class Wire:
    """How a connection is made: to where, until when, with which trust in certificates."""

    network: Network
    deadline: Deadline
    wait_seconds: float
    trust: ssl.SSLContext

    def connect(self, connection: HTTPConnection) -> socket.socket:
        """A socket connected to an address that was looked up and weighed just now."""
        seconds = self.deadline.seconds_left(self.wait_seconds)
        failure: OSError | None = None
        try:
            for endpoint in self.network.endpoints(connection.host, connection.port, seconds):
                try:
                    return self._connected(endpoint)
                except OSError as error:
                    failure = error
        except socket.gaierror as error:
            raise NameResolutionError(connection.host, connection, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(connection, str(error)) from error
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(connection, "no connection in time") from failure
        raise NewConnectionError(connection, f"no connection: {failure}") from failure

    def _connected(self, endpoint: Endpoint) -> socket.socket:
        connected = socket.socket(endpoint.family, socket.SOCK_STREAM)
        try:
            connected.settimeout(self.deadline.seconds_left(self.wait_seconds))
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connected.connect((endpoint.address, endpoint.port))
            self.network.check_peer(connected, endpoint)
            self.deadline.watch(connected)
        except BaseException:
            connected.close()
            raise
        return connected


class _PlainConnection(HTTPConnection):
    """HTTP; its socket is watched as soon as it is connected."""

    wire: Wire

    def _new_conn(self) -> socket.socket:
        return self.wire.connect(self)


class _TLSConnection(HTTPSConnection):
    """HTTPS; watched from before the handshake."""

    wire: Wire

    def _new_conn(self) -> socket.socket:
        return self.wire.connect(self)


def checked_trust() -> ssl.SSLContext:
    """Certificates are checked against those that the system trusts."""
    return ssl.create_default_context()


def unchecked_trust() -> ssl.SSLContext:
    """Any certificate will do: for a site that is exempt from the check."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def get(
    address: str, headers: dict[str, str], wire: Wire, asked: Callable[[], None]
) -> Iterator[BaseHTTPResponse]:
    """Ask for a canonical address with GET; the body is still on the wire.

    `asked` is called when the connection stands and the request is about to be sent. Raises what urllib3,
    ssl, http.client and socket raise, and AddressRefusedError; the caller translates.
    """
    parts = parse_url(address)
    host = (parts.host or "").strip("[]")
    port = parts.port or DEFAULT_PORTS[parts.scheme or "http"]
    timeout = wire.deadline.seconds_left(wire.wait_seconds)
    connection: _PlainConnection | _TLSConnection
    if parts.scheme == "https":
        connection = _TLSConnection(host, port, timeout=timeout, ssl_context=wire.trust)
    else:
        connection = _PlainConnection(host, port, timeout=timeout)
    connection.wire = wire
    try:
        with wire.deadline.armed():
            connection.connect()
            asked()
            connection.request("GET", parts.request_uri, headers=headers, preload_content=False)
            yield connection.getresponse()
    finally:
        connection.close()
