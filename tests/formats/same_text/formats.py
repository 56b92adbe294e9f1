"""The formats: how each is made of a page, and how its bytes are declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tests.formats.same_text.converted import Target
from tests.formats.same_text.pages import Page
from tests.formats.same_text.plain import as_text
from tests.formats.same_text.web import Label, as_html, in_874, in_utf_8
from tests.formats.same_text.word import Style, as_word


class Group(StrEnum):
    """Formats that are held to the same bar."""

    TEXT = "text"
    PDF = "PDF"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Written:
    """A format that needs no program."""

    ending: str
    make: Callable[[Page], bytes]


@dataclass(frozen=True, slots=True)
class Office:
    """A format that LibreOffice makes of a Word document."""

    target: Target
    style: Style

    @property
    def ending(self) -> str:
        return self.target.ending


def _html(page: Page) -> str:
    return page.data.decode("utf-8-sig") if page.is_html else as_html(page.content)


def _text(page: Page) -> str:
    return page.data.decode("utf-8-sig") if page.is_text else as_text(page.content)


def _in_874(label: Label) -> Written:
    return Written("html", lambda page: in_874(_html(page), label))


def _word(style: Style) -> Written:
    return Written("docx", lambda page: as_word(page.content, style))


WRITTEN: Final[Mapping[str, Written]] = {
    "HTML utf-8": Written("html", lambda page: in_utf_8(_html(page))),
    "HTML windows-874": _in_874(Label.RIGHT),
    "HTML windows-874 said utf-8": _in_874(Label.UTF_8),
    "HTML windows-874 said iso-8859-1": _in_874(Label.LATIN),
    "HTML windows-874 unlabelled": _in_874(Label.NONE),
    "text utf-8": Written("txt", lambda page: _text(page).encode()),
    "text windows-874": Written("txt", lambda page: _text(page).encode("cp874", "replace")),
    "DOCX heading styles": _word(Style.HEADINGS),
    "DOCX bold headings": _word(Style.BOLD),
    "DOCX automatic numbering": _word(Style.NUMBERING),
    "DOCX table": _word(Style.TABLE),
}
OFFICE: Final[Mapping[str, Office]] = {
    "ODT": Office(Target.ODT, Style.NUMBERING),
    "RTF": Office(Target.RTF, Style.NUMBERING),
    "DOC": Office(Target.DOC, Style.OWN_LISTS),
    "PDF LibreOffice": Office(Target.PDF, Style.NUMBERING),
    "PDF LibreOffice table": Office(Target.PDF, Style.TABLE),
}
CHROMIUM: Final = "PDF Chromium"
SCAN: Final = "scan 200 dpi"
SCANNED: Final = "PDF LibreOffice"
