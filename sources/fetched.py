"""What comes of asking a site for one address: bytes with their provenance, or a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.codes import FindingCode


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long, how much and how often a site is asked.

    `total_seconds` bounds the whole look at an address, redirects and retries included, waiting for the
    host's turn apart; `wait_seconds` one connect or one silence; `wire_bytes` what is read from the
    network, `body_bytes` what it may unpack to; `pause_seconds` parts two requests to one host, a
    robots.txt may raise it up to `crawl_delay_seconds`. What may pass is tried `attempts` times in all,
    `retry_seconds` being about the first wait between; a Retry-After up to `patience_seconds` is
    waited for.
    """

    total_seconds: float = 60.0
    wait_seconds: float = 20.0
    wire_bytes: int = 32 * 1024 * 1024
    body_bytes: int = 64 * 1024 * 1024
    redirects: int = 5
    pause_seconds: float = 1.0
    crawl_delay_seconds: float = 30.0
    attempts: int = 3
    retry_seconds: float = 1.0
    patience_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that a site sent for an address, whole unless `cut` says why not.

    `redirects` lists the addresses that were left on the way from `uri` to `final_uri`; `robots` says why
    it was allowed to ask, `tls` why the site's certificate was not checked, None where it was.
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
    robots: str | None = None
    tls: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """A site said (304, asked for) that what is known of an address is still what it has."""

    uri: str


@dataclass(frozen=True, slots=True)
class NotFetched:
    """An address that gave nothing to keep, with the code and the reason in plain words."""

    uri: str
    code: FindingCode
    reason: str
