"""What a change of a page's source is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from parsers.charset import decode


@dataclass(frozen=True, slots=True)
class Source:
    """A page as its author has it: text, and the codec that it was saved in."""

    name: str
    text: str
    charset: str

    @property
    def is_html(self) -> bool:
        return self.name.endswith((".html", ".htm"))

    @classmethod
    def of(cls, name: str, data: bytes) -> Source:
        decoded = decode(data)
        return cls(name, decoded.text.removeprefix("\ufeff"), decoded.charset)


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed page as bytes, with the charset that its server declares."""

    data: bytes
    declared_charset: str | None = None


class NotApplicable(Exception):  # noqa: N818  (no error: the page is not counted)
    """A page has nothing that the change could act on."""


class LeftOut(Exception):  # noqa: N818  (no error: the page is counted apart)
    """The changed page would say something else for a good reason, which the message gives."""


Rewrite = Callable[[Source, Random], str | Variant]
"""A changed source (as text, it is sent as UTF-8). Raises NotApplicable or LeftOut."""


@dataclass(frozen=True, slots=True)
class Change:
    """One way to write the same page, in web pages, in text pages, or in both."""

    name: str
    rewrite: Rewrite
    html: bool = True
    text: bool = True
    folds_digits: bool = False
    """Whether Thai and Arabic digits are the same when readings are compared."""

    def fits(self, source: Source) -> bool:
        return self.html if source.is_html else self.text


def changed(source: Source, text: str) -> str:
    """The text if it is another than the source's. Raises NotApplicable if it is the same."""
    if text == source.text:
        raise NotApplicable
    return text


def html_change(name: str, rewrite: Rewrite) -> Change:
    return Change(name, rewrite, text=False)


def text_change(name: str, rewrite: Rewrite) -> Change:
    return Change(name, rewrite, html=False)
