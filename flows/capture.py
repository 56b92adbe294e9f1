"""Keeping what came: bytes from a file or a site become a capture in the raw archive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.documents import document_name
from parsers.sniff import sniff
from schemas.ids import source_id
from schemas.records import Capture, Source

if TYPE_CHECKING:
    from sources.fetched import Fetched
    from sources.web_archive import ArchivedPage
    from stores.raw import RawArchive


def capture_file(archive: RawArchive, uri: str, data: bytes, office_id: str | None) -> Capture:
    """Keep a file's bytes; `office_id` is the office that a person said it is of."""
    capture, _ = archive.store(
        Source(source_id(uri), uri, office_id),
        data,
        captured_at=datetime.now(UTC),
        sniffed_type=sniff(data, name=document_name(uri)),
        given_office=office_id is not None,
    )
    return capture


def capture_archived(archive: RawArchive, kept: ArchivedPage, office_id: str | None) -> Capture:
    """Keep a page out of a web archive, as of the day when the crawler kept it."""
    given = office_id is not None
    return _capture(archive, kept.page, office_id, kept.captured_at, given=given, archived=True)


def capture_page(archive: RawArchive, page: Fetched, office_id: str) -> Capture:
    """Keep a fetched body with its provenance; `office_id` is the office it was looked for."""
    return _capture(archive, page, office_id, datetime.now(UTC), given=False)


def _capture(
    archive: RawArchive,
    page: Fetched,
    office_id: str | None,
    at: datetime,
    *,
    given: bool,
    archived: bool = False,
) -> Capture:
    capture, _ = archive.store(
        Source(source_id(page.uri), page.uri, office_id),
        page.data,
        captured_at=at,
        sniffed_type=sniff(page.data, name=document_name(page.final_uri), declared=page.declared_type),
        declared_type=page.declared_type,
        declared_charset=page.declared_charset,
        final_uri=page.final_uri,
        redirects=page.redirects,
        status=page.status,
        headers=page.headers,
        robots=page.robots,
        tls=page.tls,
        given_office=given,
        archived=archived,
        cut=f"{page.cut.value}: {page.reason}" if page.cut else None,
    )
    return capture
