"""Making documents of many pages: those of a program at once, and each only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.formats.same_text.converted import converted
from tests.formats.same_text.formats import CHROMIUM, OFFICE, SCAN, SCANNED, WRITTEN
from tests.formats.same_text.pages import Page
from tests.formats.same_text.printed import printed
from tests.formats.same_text.scanned import as_scan, pages_of
from tests.formats.same_text.web import as_html
from tests.formats.same_text.word import as_word


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its file name and its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class Workshop:
    """Documents of some pages, made when they are first asked for."""

    pages: Sequence[Page]
    _made: dict[tuple[str, str], Made] = field(default_factory=dict)

    def made(self, page: Page, form: str) -> Made:
        """The page in a format; LibreOffice then makes it of all pages."""
        key = (page.name, form)
        if key not in self._made:
            if form in OFFICE:
                self._office(form)
            else:
                self._made[key] = self._one(page, form)
        return self._made[key]

    def _office(self, form: str) -> None:
        how = OFFICE[form]
        words = {page.name: as_word(page.content, how.style) for page in self.pages}
        for name, data in converted(words, how.target).items():
            self._made[name, form] = Made(f"{name}.{how.ending}", data)

    def _one(self, page: Page, form: str) -> Made:
        if form == CHROMIUM:
            return Made(f"{page.name}.pdf", printed(as_html(page.content).encode()))
        if form == SCAN:
            return Made(f"{page.name}.pdf", as_scan(pages_of(self.made(page, SCANNED).data)))
        how = WRITTEN[form]
        return Made(f"{page.name}.{how.ending}", how.make(page))
