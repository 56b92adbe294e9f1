"""A response's body: read within bounds, unpacked within bounds, and found out if it is not whole."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING

from urllib3.exceptions import HTTPError

from schemas.codes import FindingCode

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

KEPT_HEADERS = (
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
)
HEADER_LENGTH = 500
_CHUNK = 64 * 1024
_PACKED = b"\x1f\x8b"
_MEBIBYTE = 1024 * 1024
_PIECES = 100


@dataclass(frozen=True, slots=True)
class Body:
    """What came of a body, unpacked; `cut` and `reason` say why it is not whole, `failure` with what error.

    `wire_bytes` counts what was read from the network; `is_damaged` says that it was packed, but cannot be
    unpacked to its end.
    """

    data: bytes
    wire_bytes: int
    cut: FindingCode | None = None
    reason: str = ""
    failure: Exception | None = None
    is_damaged: bool = False


def read_body(response: BaseHTTPResponse, wire_bytes: int, body_bytes: int) -> Body:
    """The body of a response: at most so many bytes from the network, and unpacked."""
    packed, failure, is_over = _read(response, wire_bytes)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    data: bytes = packed
    cut: FindingCode | None = None
    reason = ""
    is_damaged = False
    if encoding in {"gzip", "x-gzip"}:
        data, cut, reason = _unpack(packed, body_bytes)
        is_damaged = cut is FindingCode.FETCH_FAILED
    elif encoding not in {"", "identity"}:
        cut, reason = FindingCode.FETCH_FAILED, f"packed as {encoding[:40]}, which was not asked for"
    if is_over:
        cut, reason = FindingCode.SIZE_LIMIT, f"over {wire_bytes / _MEBIBYTE:.3g} MiB"
    return Body(data, len(packed), cut, reason, failure, is_damaged)


def kept_headers(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The headers that a capture keeps, as they came; a file name among them is data."""
    return tuple((name, headers[name][:HEADER_LENGTH]) for name in KEPT_HEADERS if name in headers)


def declared(content_type: str) -> tuple[str | None, str | None]:
    """Media type and charset that a Content-Type header names."""
    if not content_type:
        return None, None
    message = Message()
    message["content-type"] = content_type
    charset = message.get_content_charset()
    return content_type.split(";", maxsplit=1)[0].strip().lower()[:100] or None, charset and charset[:40]


def _read(response: BaseHTTPResponse, limit: int) -> tuple[bytes, Exception | None, bool]:
    """The bytes on the wire, the error that ended them, and whether there are more than the limit."""
    parts: list[bytes] = []
    size = 0
    try:
        while chunk := response.read1(_CHUNK, decode_content=False):
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                return b"".join(parts)[:limit], None, True
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        return b"".join(parts), error, False
    return b"".join(parts), None, False


def _unpack(packed: bytes, limit: int) -> tuple[bytes, FindingCode | None, str]:
    """Unpacked bytes up to `limit`, and why they are not whole.

    Some servers say gzip and send the page as it is; some send several packed pieces in a row.
    """
    if not packed.startswith(_PACKED):
        return packed, None, ""
    data = b""
    for _ in range(_PIECES):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            data += unpacker.decompress(packed, limit - len(data) + 1)
        except zlib.error:
            return data or packed, FindingCode.FETCH_FAILED, "the packed body is damaged"
        if len(data) > limit:
            return data[:limit], FindingCode.SIZE_LIMIT, f"unpacks to over {limit / _MEBIBYTE:.3g} MiB"
        if not unpacker.eof:
            return data, FindingCode.FETCH_FAILED, "the packed body breaks off"
        packed = unpacker.unused_data
        if not packed.startswith(_PACKED):
            return data, None, ""
    return data, FindingCode.FETCH_FAILED, f"packed in more than {_PIECES} pieces"
