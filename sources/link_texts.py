"""What an element of a page says: its text, the descriptions of its pictures, the row around it. Pure."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_LETTERS = 200
_NAME = 60
_PICTURES = 20
_ROW_LINKS = 4
_ROW_TEXT = 400
_CLIMB = 5
_ROWS = frozenset({"tr", "li", "p", "dd", "dt", "div", "td", "figure", "article", "section", "center"})


def words_of(element: HtmlElement) -> str:
    """What an element says: its text, its title, the descriptions of its pictures."""
    get = element.attrib.get
    parts = [text_of(element), get("title"), get("aria-label"), get("alt")]
    pictures = list(islice(element.iter("img", "area", "input"), _PICTURES))
    for picture in pictures:
        parts += [picture.get("alt"), picture.get("title")]
    said = in_one_line(" ".join(dict.fromkeys(filter(None, parts))))
    return said or in_one_line(" ".join(_file_name(picture.get("src") or "") for picture in pictures))


def _file_name(source: str) -> str:
    """The name of a picture's file, which often says what it shows (`btn_vision.gif`)."""
    return source.partition("?")[0].rpartition("/")[2].rpartition(".")[0][:_NAME]


def row_of(element: HtmlElement) -> str:
    """The words around a link that shares its row with few others."""
    own = len(text_of(element))
    row = element
    for _ in range(_CLIMB):
        parent = row.getparent()
        if parent is None or parent.tag not in {*_ROWS, "b", "strong", "font", "span", "em", "u", "i"}:
            return ""
        row = parent
        if row.tag not in _ROWS:
            continue
        said = _small_row(row)
        if said is None:
            return ""
        if len(said) > own + 3:
            return said
    return ""


def _small_row(row: HtmlElement) -> str | None:
    """The text of a small row, None if it is a large one."""
    if sum(1 for _ in islice(row.iter("a"), _ROW_LINKS + 1)) > _ROW_LINKS:
        return None
    said = text_of(row, _ROW_TEXT + 1)
    return said if len(said) <= _ROW_TEXT else None


def text_of(element: HtmlElement, most: int = MOST_LETTERS) -> str:
    """The first letters of an element's text in one line; no more of it is walked than is needed."""
    parts: list[str] = []
    size = 0
    for part in islice(element.itertext(), 4 * most):
        parts.append(part)
        size += len(part.strip())
        if size > most:
            break
    return in_one_line(" ".join(parts), most)


def in_one_line(text: str, most: int = MOST_LETTERS) -> str:
    return " ".join(text.split())[:most]
