"""Web archives (WARC): the pages that a crawler kept, as if they had been fetched when it did."""

from __future__ import annotations

import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from schemas.codes import FindingCode
from schemas.errors import FetchError
from sources.addresses import canonical
from sources.body import declared, kept_headers
from sources.fetched import Fetched
from sources.folder import MAX_FILE_BYTES

_MAGIC = b"WARC/"
_HEAD = 4096
_PIECE = 1024 * 1024
_OK = 200
_DOCUMENTS = (
    "text/html",
    "text/plain",
    "application/xhtml",
    "application/pdf",
    "application/msword",
    "application/rtf",
    "text/rtf",
    "application/vnd.openxmlformats",
    "application/vnd.oasis",
    "application/octet-stream",
)
"""Beginnings of media types that a document may come under; styles, scripts and pictures are none."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as a crawler kept it, and when (UTC)."""

    page: Fetched
    captured_at: datetime


@dataclass(slots=True)
class WebArchive:
    """The documents of one archive file, read record by record; memory holds one of them.

    After the walk `left_out` counts the records that are no documents, by why, and `trouble` says in
    plain words why the rest of the file could not be read, if that is so.
    """

    path: Path
    left_out: Counter[str] = field(default_factory=Counter)
    trouble: str = ""

    def pages(self) -> Iterator[ArchivedPage]:
        """The pages with status 200 and the resources, in the order they were kept."""
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (only where there is one)

        try:
            with self.path.open("rb") as file:
                last, records = 0, ArchiveIterator(file)
                for record in records:
                    page = self._page(record)
                    last = records.get_record_offset()  # reads to the record's end
                    if page is not None:
                        yield page
                if not _ends_well(file, last):
                    self.trouble = "the archive is cut: its last record is not whole"
        except OSError as error:
            self.trouble = (error.strerror or type(error).__name__).lower()
        except Exception as error:  # noqa: BLE001  (a damaged record may fail in any of its parts)
            words = " ".join(str(error).split())[:200]
            self.trouble = f"the archive is damaged: {type(error).__name__}: {words}"

    def _page(self, record: Any) -> ArchivedPage | None:  # noqa: ANN401  (warcio has no types)
        if record.rec_type not in {"response", "resource"}:
            if record.rec_type not in {"request", "warcinfo", "metadata"}:
                self.left_out[f"{record.rec_type} records"] += 1
            return None
        headers = _headers(record)
        status = _status(record)
        kind, charset = declared(headers.get("content-type", ""))
        if status != _OK:
            self.left_out[f"status {status}"] += 1
            return None
        if kind is not None and not kind.startswith(_DOCUMENTS):
            self.left_out["no documents"] += 1
            return None
        try:
            uri = canonical(record.rec_headers.get_header("WARC-Target-URI") or "")
            at = _moment(record.rec_headers.get_header("WARC-Date") or "")
        except (FetchError, ValueError):
            self.left_out["without an address or a date"] += 1
            return None
        data = record.content_stream().read(MAX_FILE_BYTES + 1)
        missing = record.raw_stream.limit if len(data) <= MAX_FILE_BYTES else 0
        if missing > 0:
            self.left_out["cut by the archive's end"] += 1
            return None
        cut, reason = _cut(record, len(data))
        kept = kept_headers(headers)
        page = Fetched(
            uri, uri, status, data[:MAX_FILE_BYTES], (), kept, kind, charset, cut=cut, reason=reason
        )
        return ArchivedPage(page, at)


def is_web_archive(path: Path) -> bool:
    """Whether a file's first bytes are those of a WARC, packed or not; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head[:2] != b"\x1f\x8b":
            return head.startswith(_MAGIC)
        return zlib.decompressobj(wbits=31).decompress(head, len(_MAGIC)) == _MAGIC
    except (OSError, zlib.error):
        return False


def _ends_well(file: BinaryIO, last: int) -> bool:
    """Whether nothing is missing from the last record on; the reader of records stops without a word."""
    file.seek(last)
    unpacker = zlib.decompressobj(wbits=31)
    rest = file.read(_PIECE)
    if rest[:2] != b"\x1f\x8b":
        head, _, _ = rest.partition(b"\r\n\r\n")
        length = re.search(rb"(?im)^content-length:\s*(\d+)", head)
        end = last + len(head) + 4 + int(length[1]) + 4 if length else -1
        return end == file.seek(0, os.SEEK_END)
    while rest:
        unpacker.decompress(rest)
        rest = unpacker.unused_data or file.read(_PIECE)
        if unpacker.eof and rest:
            unpacker = zlib.decompressobj(wbits=31)
    return unpacker.eof


def _headers(record: Any) -> dict[str, str]:  # noqa: ANN401
    """The HTTP headers, names in lower case; of a resource its own media type."""
    if record.http_headers is not None:
        return {name.lower(): value for name, value in record.http_headers.headers}
    return {"content-type": record.rec_headers.get_header("Content-Type") or ""}


def _status(record: Any) -> int:  # noqa: ANN401
    if record.http_headers is None:
        return _OK
    code = record.http_headers.get_statuscode()
    return int(code) if code and code.isdecimal() else 0


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _cut(record: Any, size: int) -> tuple[FindingCode | None, str]:  # noqa: ANN401
    truncated = record.rec_headers.get_header("WARC-Truncated")
    if truncated:
        return FindingCode.FETCH_FAILED, f"the crawler cut it: {truncated[:40]}"
    if size > MAX_FILE_BYTES:
        return FindingCode.SIZE_LIMIT, f"over {MAX_FILE_BYTES // 2**20} MiB"
    return None, ""
