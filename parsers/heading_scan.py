"""What a line says when it is read as a heading: kind words, their company, and what is left.

One grammar serves whole-line headings, headings with their content behind them and labels
("กลยุทธ์ที่ 1"): kind phrase, then modifiers, office name, years, gloss, counts, announcement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.frozen import maker
from parsers.heading_cursor import COLON, HeadingCursor, cuts_word, is_thai
from parsers.lexicon import Lexicon, lexicon
from schemas.kinds import Kind
from schemas.matching import keeps_letters, matching_key

NUMBER = re.compile(r"\s*(ที่)?\s*(\d{1,2}(?:\.\d{1,2}){0,3})(?![\d%])(?!\.\d)\s*([:.)=\-–]*)\s*")
RANGE_BEHIND = re.compile(r"\s*[-–]\s*\d")
ORDINAL = "ที่"
LONGEST_HEADING = 240
"""Characters beyond which nothing is a heading; keeps the scan of a place bounded."""

BEFORE_THAI = re.compile(r"\s*[:(\[/]?\s*")
BEHIND_THAI = re.compile(r"\s*[)\]]?\s*:?")
BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]")
TRAILING = re.compile(r"[\s:：;.\-–—=*_~“”\"'|^>»/]*$")
GENERIC_LABEL = re.compile(
    r"(?:ด้าน|มิติ|ประการ|ข้อ|เรื่อง|องค์ประกอบ|หมวด|ประเด็น|วาระ|แผนงาน)ที่\s*(\d{1,2}(?:\.\d{1,2})?)(?!\d)\s*[:.)\-–]*\s*"
)


@dataclass(frozen=True, slots=True)
class HeadingScan:
    """A line read as a heading from one place on.

    `end` is where the grammar stopped; `whole` that nothing but grammar stood there.
    `number` is set for a label ("กลยุทธ์ที่ 1"), whose text begins at `end`.
    `foreign` names a parent body, the nation or a sub-unit whose section this is.
    """

    kinds: tuple[Kind, ...]
    start: int
    core_end: int
    end: int
    whole: bool
    colon: int | None = None
    announced: bool = False
    number: str | None = None
    numbered_by_word: bool = False
    count: int | None = None
    gloss: str | None = None
    foreign: str | None = None
    office: str | None = None
    english: bool = False
    fuzzy: bool = False
    modified: bool = False

    @property
    def kind(self) -> Kind:
        """The kind named first decides (GOLD.md rule 13)."""
        return self.kinds[0]


_make_scan = maker(HeadingScan)


def _number_label(text: str, at: int, words: Lexicon) -> re.Match[str] | None:
    """The number of a label behind a kind phrase: "ที่ 1", "1.2", but no count, year or range."""
    match = NUMBER.match(text, at)
    if match is None:
        return None
    by_word = match.group(1) is not None
    listed = match.group(3).startswith((".", ")")) and match.group(2) == "1"
    if not by_word and listed and len(text) > match.end():
        return None
    ordinal = by_word or text.endswith(ORDINAL, 0, at)
    if not ordinal and (
        words.counted.match(text, match.start(2)) or text.startswith(("%", "/"), match.end(2))
    ):
        return None
    if RANGE_BEHIND.match(text, match.end(2)) or int(match.group(2).split(".")[0]) > 60:
        return None
    return match


def scan_heading(text: str, start: int = 0) -> HeadingScan | None:
    """The line from `start` on read as a heading; None where no kind word opens it.

    `text` is normalised and has Arabic digits.
    """
    if text[start : start + 2].lower() not in lexicon().openings:
        return None
    return _scan_heading(text, start)


@lru_cache(maxsize=1024)
def _scan_heading(text: str, start: int) -> HeadingScan | None:
    words = lexicon()
    core = words.core.match(text, start)
    if core is None or cuts_word(text, core.end()):
        return _scan_english(text, start, words)
    if core.end() == len(text):
        kind, end = words.kind_of_phrase[core.group()], core.end()
        return _make_scan(kinds=(kind,), start=start, core_end=end, end=end, whole=True)
    cursor = HeadingCursor(text, start, words)
    cursor.take_core(core)
    core_end = cursor.at
    label = _number_label(text, cursor.at, words)
    if label is not None:
        return _make_scan(
            kinds=tuple(cursor.kinds),
            start=start,
            core_end=core_end,
            end=label.end(),
            whole=label.end() >= len(text),
            number=label.group(2),
            numbered_by_word=label.group(1) is not None,
        )
    while cursor.at < min(len(text), start + LONGEST_HEADING):
        if cursor.tight_end is None and text[cursor.at].isspace():
            cursor.tight_end = cursor.at
        if cursor.step():
            continue
        if cursor.take_colon():
            if cursor.take_gloss() or cursor.take_announcement():
                cursor.take_colon()
                continue
            break
        break
    end = cursor.at
    whole = TRAILING.match(text, end) is not None
    loose = not whole and cursor.colon is None and cursor.gloss is None and not cursor.announced
    if loose and cursor.tight_end is not None:
        end = cursor.tight_end
    return _make_scan(
        kinds=tuple(cursor.kinds),
        start=start,
        core_end=core_end,
        end=end,
        whole=whole,
        colon=cursor.colon,
        announced=cursor.announced,
        count=cursor.count,
        gloss=cursor.gloss,
        foreign=cursor.foreign,
        office=cursor.office,
        modified=cursor.modified,
    )


def _scan_english(text: str, start: int, words: Lexicon) -> HeadingScan | None:
    """An English heading word; it must fill the line, or be followed by its Thai or a colon."""
    match = words.english.match(text, start) if not is_thai(text[start]) else None
    if match is None:
        return None
    kind = words.kind_of[matching_key(match.group())]
    end = match.end()
    thai = BEFORE_THAI.match(text, end)
    if thai is not None:
        core = words.core.match(text, thai.end())
        if core is not None and not cuts_word(text, core.end()):
            inner = scan_heading(text, thai.end())
            if inner is not None and inner.number is None:
                closing = BEHIND_THAI.match(text, inner.end)
                last = closing.end() if closing else inner.end
                return _make_scan(
                    kinds=inner.kinds, start=start, core_end=inner.core_end, end=last,
                    whole=TRAILING.match(text, last) is not None, colon=inner.colon,
                    gloss=match.group(), english=False, foreign=inner.foreign, office=inner.office,
                )  # fmt: skip
    if TRAILING.match(text, end) is None:
        return None
    colon = COLON.match(text, end)
    return _make_scan(
        kinds=(kind,), start=start, core_end=end, end=len(text), whole=True,
        colon=colon.start() if colon else None, gloss=match.group(), english=True,
    )  # fmt: skip


GLOSSED = re.compile(r"[^()]{2,20}\(\s*([A-Za-z][A-Za-z ]{3,24}?)\s*\)\s*:?$")


def scan_by_gloss(text: str, start: int = 0) -> HeadingScan | None:
    """A short recognised line whose Thai is misread but whose gloss is whole: "IANA (Vision)"."""
    found = GLOSSED.match(text, start)
    kind = lexicon().kind_of.get(matching_key(found.group(1))) if found is not None else None
    if found is None or kind is None:
        return None
    return _make_scan(
        kinds=(kind,), start=start, core_end=len(text), end=len(text), whole=True,
        gloss=found.group(1), fuzzy=True,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _fuzzy_kind(key: str) -> Kind | None:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415
    from rapidfuzz.process import extractOne  # noqa: PLC0415

    words = lexicon()
    limit = max(1, len(key) // 5)
    found = extractOne(key, words.fuzzy_keys, scorer=Levenshtein.distance, score_cutoff=limit)
    return words.kind_of[found[0]] if found else None


MIN_FUZZY, MAX_FUZZY = 5, 30
LONGEST_MISSPELT = 80
"""Characters of a line, gloss and white space included, beyond which it is none."""


def _has_wide_gap(text: str) -> bool:
    """Whether two characters of white space stand side by side inside a text."""
    text = text.strip()
    words = text.split()
    return " ".join(words) != text and len(text) - sum(map(len, words)) >= max(len(words), 1)


def scan_misspelt(text: str, start: int = 0) -> HeadingScan | None:
    """A short whole line that is a kind phrase but for a spelling error.

    Edit distance at most one in five letters and no digit: 24 of 26 headings and none of 294 other
    lines were taken so when it was measured.
    """
    if len(text) - start > LONGEST_MISSPELT:
        return None
    bare = text[start:]
    if "(" in bare or "[" in bare:
        bare = BRACKETED.sub("", bare)
    if _has_wide_gap(bare):
        return None
    if sum(map(str.isalpha, bare)) > MAX_FUZZY and keeps_letters(bare):
        return None
    key = matching_key(bare)
    if not MIN_FUZZY <= len(key) <= MAX_FUZZY or any(map(str.isdigit, key)):
        return None
    kind = _fuzzy_kind(key)
    if kind is None:
        return None
    colon = text.find(":", start)
    return _make_scan(
        kinds=(kind,), start=start, core_end=len(text), end=len(text), whole=True,
        colon=colon if colon >= 0 else None, fuzzy=True,
    )  # fmt: skip
