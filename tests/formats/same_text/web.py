"""The page as HTML, and any HTML in other encodings under right, wrong and no labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from html import escape

from tests.formats.same_text.content import Content, Entry, Role

_STYLE = (
    "body{font:16px Loma,sans-serif;margin:2em}p,ol,ul,h3,h4{margin-top:4px;margin-bottom:4px}"
    "table{border-collapse:collapse}td,th{border:1px solid #000;padding:4px;vertical-align:top}"
)
_META = re.compile(r"<meta[^>]*charset[^>]*>\s*", re.IGNORECASE)
_STEP = 2


class Label(StrEnum):
    """What a page says of its own encoding."""

    UTF_8 = "utf-8"
    RIGHT = "windows-874"
    LATIN = "iso-8859-1"
    NONE = ""


def as_html(content: Content) -> str:
    """A page of headings, paragraphs and lists."""
    body = "\n".join(_body(content))
    return (
        '<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8">'
        f"<title>{escape(content.titles[0])}</title><style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _body(content: Content) -> Iterator[str]:
    for title in (*content.titles, content.office):
        yield f"<h2>{escape(title)}</h2>"
    for part in content.parts:
        if part.heading is not None:
            yield f"<h3>{escape(part.heading.line)}</h3>"
        yield from map(_written, part.entries)


def _written(entry: Entry) -> str:
    style = f'style="margin-left:{_STEP * entry.depth}em"'
    if entry.role is Role.HEADING:
        return f"<h4 {style}>{escape(entry.line)}</h4>"
    if entry.drawn and entry.mark is not None and entry.mark.bullet:
        return f"<ul {style}><li>{escape(entry.text)}</li></ul>"
    if entry.drawn and entry.mark is not None and entry.mark.pattern == f"%{entry.mark.level + 1}.":
        return f'<ol start="{entry.mark.value}" {style}><li>{escape(entry.text)}</li></ol>'
    text = f"<b>{escape(entry.line)}</b>" if entry.holds else escape(entry.line)
    return f"<p {style}>{text}</p>"


def in_utf_8(page: str) -> bytes:
    return labelled(page, Label.UTF_8).encode()


def in_874(page: str, label: Label) -> bytes:
    """Thai single bytes; letters that they do not have are written as numbers."""
    return labelled(page, label).encode("cp874", "xmlcharrefreplace")


def labelled(page: str, label: Label) -> str:
    """The page with this label and no other."""
    page = _META.sub("", page)
    if label is Label.NONE:
        return page
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    return re.sub(r"<head[^>]*>", lambda head: head[0] + meta, page, count=1, flags=re.IGNORECASE)
