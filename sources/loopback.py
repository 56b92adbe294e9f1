"""The setting for tests that opens loopback addresses, and gives them host names; off by default."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.errors import ThitthangError

VARIABLE = "THITTHANG_TEST_LOOPBACK"
ANY_NAME = "*"
_PLACE = re.compile(r"([^=]+)=(?:\[(::1)\]|(127(?:\.\d{1,3}){3}))(?::(\d{1,5}))?")
_REMEDY = "set it to 1, or to names with loopback addresses: www.example.go.th=127.0.0.2:8080"


@dataclass(frozen=True, slots=True)
class LoopbackHost:
    """A name that tests serve on loopback; `port` None keeps the address's own."""

    name: str
    address: str
    port: int | None


@dataclass(frozen=True, slots=True)
class Loopback:
    """The exception for tests: every loopback address, or only what these names stand for."""

    everywhere: bool = False
    hosts: tuple[LoopbackHost, ...] = ()

    def of(self, name: str) -> LoopbackHost | None:
        """Where a name is served; `*` stands for any other name, but for no numeric address."""
        named = {host.name: host for host in self.hosts}
        is_name = ":" not in name and not name.rpartition(".")[2].isdecimal()
        return named.get(name) or (named.get(ANY_NAME) if is_name else None)


NO_LOOPBACK = Loopback()


def read_loopback(text: str) -> Loopback:
    """The exception that a text allows: `1`, or `name=address[:port]` parted by commas or spaces.

    Raises ThitthangError for an address that is not loopback.
    """
    everywhere = False
    hosts = []
    for item in re.split(r"[,\s]+", text.strip()):
        if item in {"", "0", "1"}:
            everywhere |= item == "1"
            continue
        match = _PLACE.fullmatch(item)
        if match is None:
            raise ThitthangError(VARIABLE, f"{item[:60]!r} is no name with a loopback address", _REMEDY)
        name, version_6, version_4, port = match.groups()
        hosts.append(LoopbackHost(name.lower(), version_6 or version_4, int(port) if port else None))
    return Loopback(everywhere, tuple(hosts))
