"""Which machines may be connected to: those of the public internet, by the address that is connected to.

A name is looked up once, and the connection goes to that very address: what the name answers a moment
later does not matter. For tests a setting opens loopback addresses, and only those.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from sources.loopback import NO_LOOPBACK, VARIABLE, Loopback, read_loopback

_CLOSED = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2001::/32",
            "2002::/16",
        ),
    )
)
"""Networks for the carrying of IPv4 over IPv6: a connection to them may end at an IPv4 address inside."""
LookUp = Callable[[str, int], list[str]]


class AddressRefusedError(Exception):
    """A host's address is not one of the public internet; nothing was sent to it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A numeric address and a port."""

    address: str
    port: int

    @property
    def family(self) -> socket.AddressFamily:
        return socket.AF_INET6 if ":" in self.address else socket.AF_INET


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet, whatever form it is written in."""
    known = _numeric(address)
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    if known is None or any(known in closed for closed in _CLOSED):
        return False
    if isinstance(known, IPv6Address) and known.is_site_local:
        return False
    apart = known.is_private or known.is_reserved or known.is_multicast or known.is_loopback
    return known.is_global and not apart


def _numeric(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        return None


def system_look_up(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, as the system knows them. Raises socket.gaierror."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Network:
    """The way from a host's name to the addresses that may be connected to; safe between threads."""

    def __init__(self, loopback: Loopback = NO_LOOPBACK, look_up: LookUp = system_look_up) -> None:
        self._loopback = loopback
        self._look_up = look_up

    def endpoints(self, host: str, port: int, seconds: float) -> tuple[Endpoint, ...]:
        """Where a host may be connected to.

        Raises AddressRefusedError if that is nowhere, socket.gaierror if the name is not known,
        TimeoutError if it is not known after so many seconds.
        """
        if served := self._loopback.of(host):
            return (Endpoint(served.address, served.port or port),)
        found = [host] if _numeric(host) else _bounded(self._look_up, host, port, seconds)
        allowed = tuple(Endpoint(address, port) for address in found if self.allows(address))
        if not allowed:
            shown = ", ".join(found[:3]) or "nothing"
            raise AddressRefusedError(f"{host} is at {shown}, which is not of the public internet")
        return allowed

    def allows(self, address: str) -> bool:
        """Whether a numeric address may be connected to."""
        known = _numeric(address)
        is_loopback = known is not None and known.is_loopback
        return (self._loopback.everywhere and is_loopback) or is_public(address)

    def check_peer(self, connected: socket.socket, endpoint: Endpoint) -> None:
        """Raise AddressRefusedError if a socket is not connected to where it was meant to."""
        peer = str(connected.getpeername()[0]).partition("%")[0]
        if ip_address(peer) != ip_address(endpoint.address.partition("%")[0]):
            raise AddressRefusedError(f"connected to {peer} instead of {endpoint.address}")


def chosen_network() -> Network:
    """The network as the environment has it: closed to loopback unless the setting for tests says more."""
    text = os.environ.get(VARIABLE, "")
    return Network(read_loopback(text)) if text else Network()


def _bounded(look_up: LookUp, host: str, port: int, seconds: float) -> list[str]:
    """Look a name up in a thread of its own: the system's resolver cannot be told when to stop."""
    answers: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            answers.append(look_up(host, port))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    asking = threading.Thread(target=ask, name=f"look up {host}", daemon=True)
    asking.start()
    asking.join(seconds)
    if not answers:
        raise TimeoutError(f"the name {host} was not found in {seconds:.0f} s")
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]
