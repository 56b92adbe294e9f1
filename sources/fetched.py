"""What comes of asking a site for one address: bytes with their provenance, or a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.codes import FindingCode


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long and how much a site is listened to.

    `total_seconds` bounds the whole request with its redirects, name look-up apart; `wait_seconds`
    one connect or one silence; `wire_bytes` what is read from the network, `body_bytes` what it may
    unpack to; `pause_seconds` parts two requests to one host.
    """

    total_seconds: float = 60.0
    wait_seconds: float = 20.0
    wire_bytes: int = 32 * 1024 * 1024
    body_bytes: int = 64 * 1024 * 1024
    redirects: int = 5
    pause_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that a site sent for an address, whole unless `cut` says why not.

    `redirects` lists the addresses that were left on the way from `uri` to `final_uri`.
    """

    uri: str
    final_uri: str
    status: int
    data: bytes
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    declared_type: str | None = None
    declared_charset: str | None = None
    cut: FindingCode | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotFetched:
    """An address that gave nothing to keep, with the code and the reason in plain words."""

    uri: str
    code: FindingCode
    reason: str
