"""Web pages by Python's html.parser, and by taking the tags out: neither knows of layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from engines.witness.charset import decoded, undone
from engines.witness.told import Told

_UNDRAWN = frozenset({"script", "style"})
_DESCRIPTIONS = frozenset({"alt", "title", "value", "placeholder", "label", "summary", "content"})
_CODE = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_COMMENT_TAG = re.compile(r"<!\[[^\]]{0,80}\]-*>|<!-*\[[^\]]{0,80}\]>")
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")


def web_readings(data: bytes, charset: str | None) -> Iterator[Told]:
    """The text of a page: as it is drawn, then with what stands in attributes, then without its tags."""
    source = decoded(data, charset).replace("\x00", "")
    for page in (source, *undone(source)):
        for by, inline in (("html.parser", False), ("html.parser with attributes", True)):
            yield Told(by, _drawn(page, attributes=inline))
        yield Told("source without tags", _without_tags(page))


def _drawn(page: str, *, attributes: bool) -> str:
    reader = _Reader(attributes=attributes)
    reader.feed(page)
    reader.close()
    return "".join(reader.texts)


def _without_tags(page: str) -> str:
    return unescape(_TAG.sub("", _CODE.sub("", _COMMENT_TAG.sub("", page))))


class _Reader(HTMLParser):
    """Collects the text between tags, scripts and style sheets left out."""

    def __init__(self, *, attributes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._attributes = attributes
        self._undrawn = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNDRAWN:
            self._undrawn = tag
        if self._attributes:
            self.texts.extend(f"\n{value}\n" for name, value in attrs if name in _DESCRIPTIONS and value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._undrawn = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._undrawn:
            self._undrawn = ""

    def handle_data(self, data: str) -> None:
        if not self._undrawn:
            self.texts.append(data)
