"""Pages of office sites: one plain, polite GET with bounds on time, size and redirects."""

from __future__ import annotations

import http.client
import ssl
import zlib
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING

from urllib3.exceptions import HTTPError, NameResolutionError, SSLError

from schemas.codes import FindingCode
from schemas.errors import FetchError
from sources.addresses import canonical, next_hop
from sources.connection import Deadline, get
from sources.fetched import Fetched, FetchLimits, NotFetched

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

KEPT_HEADERS = ("content-encoding", "content-length", "content-type", "date", "etag", "last-modified")
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_OK = 200


class OfficeSite:
    """Asks sites for pages under one name and one set of limits; safe to share between threads.

    `user_agent` is what the sites' owners see: it should say who asks and how to reach them.
    """

    def __init__(self, user_agent: str, limits: FetchLimits | None = None) -> None:
        self.limits = limits or FetchLimits()
        self._headers = {
            "User-Agent": "".join(c for c in user_agent if " " <= c <= "~"),
            "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Language": "th,en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        self._under_way: set[Deadline] = set()
        self._stopped = False

    def stop(self) -> None:
        """End every request under way; later ones fail at once. For a run that must end now."""
        self._stopped = True
        for deadline in tuple(self._under_way):
            deadline.cancel()

    def fetch(self, address: str) -> Fetched | NotFetched:
        """What an address gives: a body, perhaps cut, or the reason why there is none.

        Never raises for anything that a site, a network or an address does.
        """
        with Deadline(self.limits.total_seconds) as deadline:
            self._under_way.add(deadline)
            try:
                return self._follow(address, deadline)
            finally:
                self._under_way.discard(deadline)

    def _follow(self, address: str, deadline: Deadline) -> Fetched | NotFetched:
        try:
            first = here = canonical(address)
        except FetchError as error:
            return NotFetched(address, FindingCode.ADDRESS_REFUSED, error.cause)
        left: list[str] = []
        while len(left) <= self.limits.redirects:
            step = self._ask(first, here, deadline)
            if isinstance(step, NotFetched):
                return step
            if isinstance(step, Fetched):
                return replace(step, redirects=tuple(left))
            left.append(here)
            try:
                here = next_hop(here, step)
            except FetchError as error:
                reason = f"redirect to {error.what}: {error.cause}"
                return NotFetched(first, FindingCode.ADDRESS_REFUSED, reason)
        reason = f"more than {self.limits.redirects} redirects, last to {here}"
        return NotFetched(first, FindingCode.REDIRECT_LIMIT, reason)

    def _ask(self, first: str, here: str, deadline: Deadline) -> Fetched | NotFetched | str:
        """One request: a body, a failure, or the Location that it redirects to."""
        if self._stopped:
            return NotFetched(first, FindingCode.FETCH_FAILED, "the run was stopped")
        try:
            with get(here, self._headers, deadline, self.limits.wait_seconds) as response:
                location = response.headers.get("location")
                if response.status in _REDIRECTS and location:
                    return location
                if response.status != _OK:
                    return _refused(first, response.status)
                return self._body(first, here, response, deadline)
        except (HTTPError, http.client.HTTPException, OSError, UnicodeError, ValueError) as error:
            return self._failed(first, error, deadline)

    def _body(self, first: str, here: str, response: BaseHTTPResponse, deadline: Deadline) -> Fetched:
        wire, cut, reason = self._read(response, deadline)
        encoding = response.headers.get("content-encoding", "").strip().lower()
        data = wire
        if encoding in {"gzip", "x-gzip"}:
            data, whole = _gunzip(wire, self.limits.body_bytes)
            if not whole and cut is None:
                over = len(data) >= self.limits.body_bytes
                cut = FindingCode.SIZE_LIMIT if over else FindingCode.FETCH_FAILED
                reason = "unpacks to too much" if over else "the packed body is cut or damaged"
        elif encoding not in {"", "identity"}:
            cut, reason = FindingCode.FETCH_FAILED, f"packed as {encoding[:40]}, which was not asked for"
        kind, charset = _declared(response.headers.get("content-type", ""))
        headers = response.headers
        kept = tuple((name, headers[name][:500]) for name in KEPT_HEADERS if name in headers)
        return Fetched(first, here, response.status, data, (), kept, kind, charset, cut=cut, reason=reason)

    def _read(self, response: BaseHTTPResponse, deadline: Deadline) -> tuple[bytes, FindingCode | None, str]:
        """The bytes on the wire, and why they are not all of them."""
        parts: list[bytes] = []
        size = 0
        try:
            while chunk := response.read(_CHUNK, decode_content=False):
                parts.append(chunk)
                size += len(chunk)
                if size > self.limits.wire_bytes:
                    limit = f"over {self.limits.wire_bytes / 2**20:.0f} MiB"
                    return b"".join(parts), FindingCode.SIZE_LIMIT, limit
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            failure = self._failed("", error, deadline)
            return b"".join(parts), failure.code, failure.reason
        if deadline.passed:
            return b"".join(parts), FindingCode.TOTAL_TIMEOUT, self._late()
        return b"".join(parts), None, ""

    def _late(self) -> str:
        return "the run was stopped" if self._stopped else f"not done in {self.limits.total_seconds:g} s"

    def _failed(self, first: str, error: Exception, deadline: Deadline) -> NotFetched:
        if deadline.passed:
            return NotFetched(first, FindingCode.TOTAL_TIMEOUT, self._late())
        if isinstance(error, (SSLError, ssl.SSLError)):
            return NotFetched(first, FindingCode.TLS, _words(error))
        if isinstance(error, NameResolutionError):
            return NotFetched(first, FindingCode.FETCH_FAILED, "the host's name is not known")
        return NotFetched(first, FindingCode.FETCH_FAILED, _words(error))


def _refused(first: str, status: int) -> NotFetched:
    reason = f"HTTP {status} {http.client.responses.get(status, '')}".rstrip()
    code = FindingCode.GONE if status in _GONE else FindingCode.FETCH_FAILED
    return NotFetched(first, code, reason)


def _words(error: Exception) -> str:
    """An error in one line without object addresses; its cause where that says more."""
    inner = error.__cause__ if isinstance(error.__cause__, OSError) else error
    text = getattr(inner, "strerror", None) or getattr(inner, "verify_message", None) or str(inner)
    return f"{type(error).__name__}: {' '.join(str(text).split())}"[:200]


def _gunzip(packed: bytes, limit: int) -> tuple[bytes, bool]:
    """Unpacked bytes up to `limit`, and whether they are whole.

    Some servers say gzip and send the page as it is.
    """
    if not packed.startswith(b"\x1f\x8b"):
        return packed, True
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(packed, limit)
    except zlib.error:
        return packed, False
    return data, unpacker.eof


def _declared(content_type: str) -> tuple[str | None, str | None]:
    """Media type and charset that a Content-Type header names."""
    if not content_type:
        return None, None
    message = Message()
    message["content-type"] = content_type
    charset = message.get_content_charset()
    return content_type.split(";", maxsplit=1)[0].strip().lower()[:100] or None, charset and charset[:40]
