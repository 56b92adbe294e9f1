"""Running headers, footers and page numbers: what returns at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf_lines import PdfLine
    from parsers.readers.pdf_pages import PdfPage

_EDGE = 0.14
"""Share of the page's height at its top and bottom where furniture stands."""
_NUMBER_EDGE = 0.1
_LINES = 4
"""Lines at either edge that are looked at."""
_BAND = 4.0
"""Points of height that count as one place."""
_LEAST, _MOST = 2, 0.75
"""A running head stands on that many pages at least, and on that share of those with text at its height …"""
_MANY, _SHARE = 4, 0.4
"""… or on that many, for heads that alternate."""
_SHORT = 3
_APART = 2.0
"""Type sizes from a running head to the text."""
_DIGITS = re.compile("[0-9๐-๙]+")
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|(\[]*(?:(?:หน้า|หน้าที่|page|p\.)\s*)?[0-9๐-๙]{1,4}"
    r"(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?[\s\-–—|)\].]*",
    re.IGNORECASE,
)
_LETTER_NUMBER = re.compile(r"[\s\-–—(\[]*(?:[ก-ฮ]|[ivxlc]{1,5})[\s\-–—)\]]*")


def mark_furniture(pages: Sequence[PdfPage]) -> None:
    """Set `chrome` to 1.0 on page numbers and on lines that return at the pages' edges (in place)."""
    edges = [_edge_lines(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    places: Counter[int] = Counter()
    for lines in edges:
        keys = {_key(line) for line in lines}
        seen.update(keys)
        places.update({place for _, place in keys})
    for page, lines in zip(pages, edges, strict=True):
        found = [line for line in lines if _returns(line, seen, places, len(pages))]
        for line in lines:
            certain = line in found and (_count(line, seen) >= _MANY or _stands_apart(line, page, found))
            if certain or _is_page_number(line, page, len(pages)):
                line.chrome = 1.0


def _stands_apart(line: PdfLine, page: PdfPage, heads: Sequence[PdfLine]) -> bool:
    """Whether more than a line's distance lies between a head or foot and the text.

    On few pages a heading may return at one height by chance.
    """
    others = [other for other in page.lines if other not in heads]
    gap = min((abs(other.baseline - line.baseline) for other in others), default=page.height)
    return gap > _APART * line.tall


def _edge_lines(page: PdfPage) -> list[PdfLine]:
    """The outermost lines of a page that stand near its top or bottom."""
    free = sorted((line for line in page.lines if line.cell is None), key=lambda line: line.baseline)
    top = [line for line in free[:_LINES] if line.baseline < _EDGE * page.height]
    bottom = [line for line in free[-_LINES:] if line.baseline > (1 - _EDGE) * page.height]
    return [*top, *(line for line in bottom if line not in top)]


def _place(line: PdfLine) -> int:
    """The line's height on the page, roughly."""
    return round(line.baseline / _BAND)


def _key(line: PdfLine) -> tuple[str, int]:
    """The line without its figures and blanks, and its height on the page."""
    return "".join(_DIGITS.sub("#", line.text).split()), _place(line)


def _count(line: PdfLine, seen: Counter[tuple[str, int]]) -> int:
    """On how many pages a line stands at about the same height."""
    text, place = _key(line)
    return max(seen[text, place + step] for step in (-1, 0, 1))


def _returns(line: PdfLine, seen: Counter[tuple[str, int]], places: Counter[int], pages: int) -> bool:
    """Whether a line stands at one height of page after page, and hardly anything else there.

    Where other pages have other text at that height, it is the first or last line of the text.
    """
    text, place = _key(line)
    count = _count(line, seen)
    rivals = max(places[place + step] for step in (-1, 0, 1))
    if count < _LEAST or (len(text) <= _SHORT and not _PAGE_NUMBER.fullmatch(line.text)):
        return False
    return count >= _MOST * rivals or (count >= _MANY and count >= _SHARE * pages)


def _is_page_number(line: PdfLine, page: PdfPage, count: int) -> bool:
    """A number alone at the very edge, no larger than the number of a page can be."""
    outer = line.baseline < _NUMBER_EDGE * page.height or line.baseline > (1 - _NUMBER_EDGE) * page.height
    if not outer:
        return False
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    return count > 1 and _LETTER_NUMBER.fullmatch(line.text) is not None
