"""Sitemaps: the addresses that a site names in `sitemap.xml`. Pure.

Read by pattern, not as XML: nothing in them is resolved, expanded or loaded.
"""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass

MOST_BYTES = 8 * 1024 * 1024
MOST_ADDRESSES = 5_000
_LOCATION = re.compile(
    r"<(?:\w+:)?loc\b[^>]{0,100}>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000}?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>",
    re.IGNORECASE,
)
_INDEX = re.compile(r"<(?:\w+:)?sitemapindex\b", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names: pages, or further sitemaps; at most 5,000 addresses in its order."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(data: bytes) -> Sitemap:
    """The addresses in a sitemap, packed or not; an empty one for bytes that are none."""
    text = _unpacked(data).decode("utf-8", "replace")
    found: dict[str, None] = {}
    for match in _LOCATION.finditer(text):
        if len(found) >= MOST_ADDRESSES:
            break
        found[html.unescape(match.group(1))] = None
    addresses = tuple(found)
    return Sitemap(sitemaps=addresses) if _INDEX.search(text) else Sitemap(pages=addresses)


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data[:MOST_BYTES]
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES)
    except zlib.error:
        return b""
