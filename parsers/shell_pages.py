"""Pages that a server gives in place of the document as if all were well: "not found", login, a check.

Judged only where no statement was read, or none but such notices. A cue alone proves nothing: real pages
say "login" in a corner. So a cue must stand in a title, a heading or a short line, and the page must hold
little text beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Document, Finding, Parsed

if TYPE_CHECKING:
    from schemas.records import Block

_LEXICON = Path(__file__).parent / "data" / "shell_pages.yaml"
_SOURCE_BYTES = 512 * 1024
_TITLED, _HEADED, _SAID = 1500, 900, 400
"""Letters that a page may hold beside a cue in its title, in a heading, in a short line."""
_NOTHING = 60
"""Letters that a page may hold which shows nothing."""
_SHORT_LINE = 150
_MENU = 0.6
"""A block that is so likely a menu, or so much of it a link, is no content."""
_LARGE = 1.2
_LETTERS = re.compile("[\u0e01-\u0e2eA-Za-z]")
_TITLE_PARTS = re.compile(r"\s+[-–—|:»•‹·]+\s+|\s*[|»]\s*|:\s")
_EDGES = " \t.!…。-–—|:"
_PASSWORD = re.compile(rb"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_REFRESH = re.compile(
    rb"<meta\b[^>]{0,100}http-equiv\s*=\s*[\"']?refresh[^>]{0,60}url\s*=\s*[\"']?([^\"'>\s]{1,200})",
    re.IGNORECASE,
)
_SENT_ON = re.compile(rb"location\s*(?:\.\s*(?:href|replace|assign|reload)\b|=)", re.IGNORECASE)
_ENTRANCE = re.compile(rb"log[-_]?in|sign[-_]?in|/auth\b|\bsso\b|/cas/", re.IGNORECASE)
_EMBEDDED = re.compile(rb"<(?:img|frame|iframe|embed|object|video)\b", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_COOKIE = b"document.cookie"


@dataclass(frozen=True, slots=True)
class Cues:
    """What tells one kind of shell page; `whole` are folded texts, the rest are patterns."""

    code: FindingCode
    message: str
    whole: frozenset[str]
    inside: re.Pattern[str]
    source: tuple[bytes, ...]

    def stand_in(self, text: str) -> bool:
        """Whether a folded line is one of the cues or holds one."""
        return text.strip(_EDGES) in self.whole or self.inside.search(text) is not None

    def stand_in_title(self, title: str) -> bool:
        parts = (part.strip(_EDGES) for part in _TITLE_PARTS.split(title))
        return self.stand_in(title) or any(part in self.whole for part in parts)


@dataclass(frozen=True, slots=True)
class Page:
    """What of a page is judged: folded texts, letters of its content, the head of its source.

    Cells of tables hold figures and words, no notices. `asides` are short lines of menus and banners, and
    those for browsers without scripts.
    """

    title: str
    headings: tuple[str, ...]
    lines: tuple[str, ...]
    asides: tuple[str, ...]
    letters: int
    source: bytes

    def says(self, cues: Cues) -> bool:
        """Whether a cue stands where it weighs more than the page's text."""
        letters = self.letters
        return (
            (letters <= _TITLED and cues.stand_in_title(self.title))
            or (letters <= _HEADED and any(map(cues.stand_in, self.headings)))
            or (letters <= _SAID and any(map(cues.stand_in, self.lines)))
        )

    def is_bare(self) -> bool:
        """Whether it shows neither text nor picture."""
        return self.letters <= _NOTHING and not _EMBEDDED.search(self.source)

    def is_made_of(self, marks: tuple[bytes, ...]) -> bool:
        """Whether its source has one of the marks, and it shows little text and no picture."""
        if self.letters > _SAID or _EMBEDDED.search(self.source):
            return False
        return any(mark in self.source for mark in marks)


def with_shell_finding(parsed: Parsed, data: bytes) -> Parsed:
    """The reading, with the finding that says what the page is instead where it has no statement.

    A notice under a heading ("this page is being revised") is no statement.
    """
    notice = lexicon()[FindingCode.SOFT_404]
    if not all(notice.stand_in(_folded(statement.text)) for statement in parsed.statements):
        return parsed
    found = shell_finding(parsed.document, data)
    return parsed if found is None else replace(parsed, findings=(found, *parsed.findings))


def shell_finding(document: Document, data: bytes) -> Finding | None:
    """Why an HTML document is no page of its office: CHALLENGE, LOGIN, PARKED, SOFT_404 or NEEDS_JS.

    None for a page with content, for a page without any cue, and for other formats.
    """
    if document.media_type is not MediaType.HTML:
        return None
    page = _page(document, data)
    for cues in lexicon().values():
        if _JUDGES[cues.code](page, cues):
            evidence = (page.title or next(iter((*page.headings, *page.lines)), ""))[:100]
            return Finding(cues.code, Severity.ERROR, cues.message, evidence)
    return None


def _is_challenge(page: Page, cues: Cues) -> bool:
    if page.says(cues) or page.is_made_of(cues.source):
        return True
    return page.is_bare() and _COOKIE in page.source and _SENT_ON.search(page.source) is not None


def _is_login(page: Page, cues: Cues) -> bool:
    """A password is asked for and hardly anything is said; a menu's login box is no cue."""
    sent = _REFRESH.search(page.source)
    if sent is not None and page.is_bare() and _ENTRANCE.search(sent.group(1)):
        return True
    asks = _PASSWORD.search(page.source) is not None or _ENTRANCE.search(page.source) is not None
    return asks and page.letters <= _SAID and page.says(cues)


def _is_parked(page: Page, cues: Cues) -> bool:
    return page.says(cues) or page.is_made_of(cues.source)


def _is_error(page: Page, cues: Cues) -> bool:
    return page.says(cues)


def _needs_scripts(page: Page, cues: Cues) -> bool:
    """Nothing is shown, and scripts, or another address, are to make up for it."""
    if page.letters > 2 * _NOTHING:
        return False
    scripts = len(_SCRIPT.findall(page.source))
    asked = any(map(cues.stand_in, (*page.headings, *page.lines, *page.asides)))
    if scripts and (asked or (page.letters <= _NOTHING and page.is_made_of(cues.source))):
        return True
    sent_on = _REFRESH.search(page.source) or _SENT_ON.search(page.source)
    return page.is_bare() and (scripts > 2 or sent_on is not None)


_JUDGES = {
    FindingCode.CHALLENGE: _is_challenge,
    FindingCode.LOGIN: _is_login,
    FindingCode.PARKED: _is_parked,
    FindingCode.SOFT_404: _is_error,
    FindingCode.NEEDS_JS: _needs_scripts,
}


def _page(document: Document, data: bytes) -> Page:
    content = [block for block in document.blocks if _is_content(block)]
    return Page(
        _folded(document.title or ""),
        _short(block.text for block in content if _is_marked(block)),
        _short(block.text for block in content if block.cell is None),
        _short(block.text for block in document.blocks if not _is_content(block)),
        sum(len(_LETTERS.findall(block.text)) for block in content),
        data[:_SOURCE_BYTES].lower(),
    )


def _is_marked(block: Block) -> bool:
    looks = block.level is not None or block.size >= _LARGE or block.bold >= 1.0
    return looks and block.cell is None


def _is_content(block: Block) -> bool:
    return block.chrome < _MENU and block.link < _MENU


def _short(texts: Iterable[str]) -> tuple[str, ...]:
    """The short ones among texts, folded, each once."""
    return tuple(dict.fromkeys(_folded(text) for text in texts if len(text) <= _SHORT_LINE))


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


@cache
def lexicon() -> Mapping[FindingCode, Cues]:
    """The cues by their code, in the order in which they are tried."""
    read = yaml.safe_load(_LEXICON.read_text("utf-8"))
    return {FindingCode(name): _cues(FindingCode(name), **entry) for name, entry in read.items()}


def _cues(code: FindingCode, *, message: str, whole: list[str], inside: list[str], source: list[str]) -> Cues:
    pattern = "|".join(r"\s*".join(map(re.escape, cue.split())) for cue in inside)
    return Cues(
        code,
        message,
        frozenset(cue.strip(_EDGES) for cue in whole),
        re.compile(pattern),
        tuple(cue.encode() for cue in source),
    )
