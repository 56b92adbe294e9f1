"""Addresses of pages: one canonical spelling each, and the refusal of what is not a web page."""

from __future__ import annotations

from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from schemas.errors import FetchError

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 4096
_FIRST_HIGH = 0x80
_HINT = "give an address like https://www.example.go.th/vision"


def canonical(address: str) -> str:
    """The one spelling of a web address that its source id is made from.

    Scheme and host lower-case, host in its ASCII form, Thai letters and spaces percent-encoded, dot
    segments resolved, default port and fragment dropped; the query is kept as it is.
    Raises FetchError for another scheme than http and https, for a name or password inside the
    address, and for what is no address at all.
    """
    text = address.strip()
    shown = text[:200]
    if len(text) > MAX_LENGTH:
        raise FetchError(shown, f"an address of {len(text)} letters", _HINT)
    try:
        parts = parse_url(text)
    except LocationParseError as error:
        raise FetchError(shown, "not a web address", _HINT) from error
    if parts.scheme not in DEFAULT_PORTS:
        cause = f"only http and https are fetched, not {parts.scheme or 'an address without scheme'}"
        raise FetchError(shown, cause, _HINT)
    if not parts.host:
        raise FetchError(shown, "an address without a host", _HINT)
    if parts.auth:
        raise FetchError(f"{parts.scheme}://{parts.host}", "a name or password in an address", _HINT)
    port = None if parts.port == DEFAULT_PORTS[parts.scheme] else parts.port
    return parts._replace(port=port, path=parts.path or "/", fragment=None).url


def next_hop(address: str, location: str) -> str:
    """The canonical address that a redirect leads to; raises FetchError as `canonical` does.

    Sites send Thai letters in a Location header as raw UTF-8, which arrives as Latin-1, or as raw bytes
    of windows-874, which their own server understands percent-encoded.
    """
    return canonical(urljoin(address, _as_meant(location.strip())))


def _as_meant(location: str) -> str:
    """A Location whose bytes were taken for Latin-1, as UTF-8 or percent-encoded."""
    try:
        raw = location.encode("latin-1")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return location
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < _FIRST_HIGH else f"%{byte:02X}" for byte in raw)


def site_of(address: str) -> str:
    """Scheme, host and port of a canonical address: what one robots.txt holds for."""
    parts = parse_url(address)
    return parts._replace(path=None, query=None, fragment=None).url
