"""A page that a search came upon: its links, its first words, its capture. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from schemas.ids import sha256, source_id
from schemas.matching import matching_key
from schemas.records import Capture, Source

if TYPE_CHECKING:
    from flows.documents import Reading
    from schemas.codes import MediaType
    from sources.fetched import Fetched
    from sources.links import PageLinks

_MENU = 0.6


def links_in(
    extract: Callable[[str, str], PageLinks], data: bytes, charset: str | None, base: str
) -> PageLinks:
    """The links in the bytes of a page; for a process apart."""
    from parsers.charset import decode

    return extract(decode(data, charset).text, base)


def unkept_capture(page: Fetched, media_type: MediaType) -> Capture:
    """A fetched page as a capture that is not kept."""
    return Capture(
        source=Source(source_id(page.uri), page.uri),
        sequence=1,
        captured_at=datetime.now(UTC),
        content_sha256=sha256(page.data),
        byte_count=len(page.data),
        declared_type=page.declared_type,
        declared_charset=page.declared_charset,
        sniffed_type=media_type,
        final_uri=page.final_uri,
        cut=page.reason if page.cut else None,
    )


def link_keys(found: PageLinks) -> frozenset[str]:
    """Matching keys of all that the links of a page say, and of the rows they stand in."""
    said = (text for link in found.links for text in (link.text, link.row))
    return frozenset(matching_key(text) for text in said if text)


def head_of(reading: Reading) -> str:
    """The first words of a document that are no menu."""
    blocks = (block.text for block in reading.parsed.document.blocks if block.chrome < _MENU)
    return " ".join(islice(blocks, 3))


def is_script(page: Fetched) -> bool:
    declared = page.declared_type or ""
    return "javascript" in declared or page.final_uri.partition("?")[0].endswith(".js")
