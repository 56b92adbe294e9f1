"""One document read without storing anything: from a file or straight from a site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.documents import Job, document_name, read_guarded
from parsers.sniff import sniff
from schemas.codes import HOLDING_CODES, Severity
from schemas.errors import FetchError, ReaderError
from schemas.ids import sha256, source_id
from schemas.records import Capture, Parsed, Source

if TYPE_CHECKING:
    from sources.fetched import Fetched


@dataclass(frozen=True, slots=True)
class Single:
    """What a document at `uri` says; `trouble` is the traceback of a fault of ours."""

    uri: str
    parsed: Parsed
    trouble: str = ""

    @property
    def is_held(self) -> bool:
        """Whether the document could not be read."""
        return is_held(self.parsed)


def is_held(parsed: Parsed) -> bool:
    """Whether an error says that a document was not read."""
    return any(f.severity is Severity.ERROR and f.code in HOLDING_CODES for f in parsed.findings)


def read_path(path: Path) -> Single:
    """Read a file. Raises ReaderError if its bytes cannot be had."""
    from sources.folder import FoundFile, find_files, read_file

    found = next(find_files([path]))
    data = read_file(found) if isinstance(found, FoundFile) else found
    if not isinstance(data, bytes):
        raise ReaderError(data.uri, data.reason, "look at the file and its rights")
    return _read(Source(source_id(found.uri), found.uri), data)


def read_address(address: str) -> Single:
    """Fetch a page and read it. Raises FetchError if it cannot be had."""
    import os

    from flows.settings import settings_from, user_agent
    from sources.fetched import NotFetched
    from sources.office_site import OfficeSite

    page = OfficeSite(user_agent(settings_from(os.environ))).fetch(address)
    if isinstance(page, NotFetched):
        raise FetchError(page.uri, f"{page.code.value}: {page.reason}", "try it in a browser")
    return read_page(page)


def read_page(page: Fetched) -> Single:
    """Read a page that was fetched."""
    return _read(
        Source(source_id(page.uri), page.uri),
        page.data,
        declared_type=page.declared_type,
        declared_charset=page.declared_charset,
        final_uri=page.final_uri,
        cut=page.reason if page.cut else None,
    )


def _read(
    source: Source,
    data: bytes,
    *,
    declared_type: str | None = None,
    declared_charset: str | None = None,
    final_uri: str | None = None,
    cut: str | None = None,
) -> Single:
    capture = Capture(
        source=source,
        sequence=1,
        captured_at=datetime.now(UTC),
        content_sha256=sha256(data),
        byte_count=len(data),
        declared_type=declared_type,
        declared_charset=declared_charset,
        sniffed_type=sniff(data, name=document_name(source.uri), declared=declared_type),
        final_uri=final_uri,
        cut=cut,
    )
    reading = read_guarded(Job(capture, data))
    return Single(source.uri, reading.parsed, reading.trouble)
