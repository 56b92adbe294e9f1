"""The scan of a heading in the making: one place in the text and what was met on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.lexicon import Lexicon

YEARS = re.compile(
    r"\s*[(\[]?\s*(?:ประจำ|ใน|สำหรับ|ช่วง)?\s*(?:ปี)?\s*(?:งบประมาณ|การศึกษา)?\s*"
    r"(?:พ\s*\.?\s*ศ\s*\.?|ปี)?\s*2[4-6]\d\d(?:\s*[-–—/]\s*(?:พ\.ศ\.\s*)?2?[4-6]?\d\d)?\s*[)\]]?"
    r"|\s*[(\[]?\s*(?:ระยะ)?\s*\d{1,2}\s*ปี(?=\s|[()\[\]:]|$)\s*[)\]]?"
    r"|\s*(?:ฉบับที่|ฉบับ)\s*[\u0e01-\u0e5b]{0,8}\s*\d{0,2}"
    r"|\s*(?:พ\s*\.?\s*ศ\s*\.?|ปี)(?=\s*$|\s*\()"
)
COLON = re.compile(r"\s*[:：]\s*")


def is_thai(char: str) -> bool:
    """Whether a character is a Thai letter, mark or digit."""
    return "\u0e01" <= char <= "\u0e5b"


def cuts_word(text: str, at: int) -> bool:
    """Whether a place lies inside a Thai syllable (a vowel or mark follows)."""
    return at < len(text) and ("\u0e30" <= text[at] <= "\u0e3a" or "\u0e45" <= text[at] <= "\u0e4e")


SPACE = re.compile(r"\s+")

OF = ("ของ", "ตาม", "ใน", "เพื่อ")
"""Behind these a kind word says what the heading is about: "the meaning of the values"."""

ONE_NAME = (Kind.IDENTITY, Kind.MOTTO, Kind.PHILOSOPHY)
"""Kinds whose whole content may look like the name of an office: "a green school"."""


class HeadingCursor:
    """The scan in the making: one place in the text and what was met so far."""

    def __init__(self, text: str, start: int, words: Lexicon) -> None:
        self.text = text
        self.at = start
        self.words = words
        self.kinds: list[Kind] = []
        self.core_end = start
        self.colon: int | None = None
        self.announced = False
        self.count: int | None = None
        self.gloss: str | None = None
        self.foreign: str | None = None
        self.office: str | None = None
        self.modified = False
        self.tight_end: int | None = None

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match is None or match.end() == self.at:
            return None
        self.at = match.end()
        return match

    def core(self) -> bool:
        match = self.words.core.match(self.text, self.at)
        if match is None or cuts_word(self.text, match.end()):
            return False
        self.take_core(match)
        return True

    def take_core(self, match: re.Match[str]) -> None:
        """Move behind a kind phrase that stands here."""
        self.kinds.append(self.words.kind_of_phrase[match.group()])
        self.at = match.end()

    def joined_core(self) -> bool:
        start = self.at
        if self.take(self.words.connective) is None:
            self.take(SPACE)
        if self.at > start and self.core():
            return True
        self.at = start
        return False

    def take_gloss(self) -> bool:
        match = self.take(self.words.gloss)
        if match is None:
            return False
        self.gloss = match.group().strip(" ()[]:")
        return True

    def take_count(self) -> bool:
        match = self.take(self.words.counted)
        if match is None:
            return False
        self.count = int(match.group(1))
        return True

    def take_office(self) -> bool:
        if self.modified and self.text[self.at : self.at + 1].isspace() and self.kinds[0] in ONE_NAME:
            return False
        parent = self.words.parent.match(self.text, self.at)
        sub_unit = self.words.sub_unit.match(self.text, self.at)
        office = self.words.office.match(self.text, self.at)
        best = max((m for m in (parent, sub_unit, office) if m), key=lambda m: m.end(), default=None)
        if best is None:
            return False
        self.at = best.end()
        if best is office:
            self.office = best.group().strip().removeprefix("ของ").strip()
        else:
            self.foreign = best.group().strip()
        return True

    def take_colon(self) -> bool:
        match = self.take(COLON)
        if match is None:
            return False
        if self.colon is None:
            self.colon = match.start()
        return True

    def take_modifier(self) -> bool:
        match = self.take(self.words.modifier)
        if match is None:
            return False
        self.modified = True
        about = self.at
        if match.group().strip() in OF and self.core() and self.kinds.pop() is Kind.PROJECT:
            self.foreign = self.text[about : self.at]
        return True

    def take_announcement(self) -> bool:
        if self.take(self.words.announcement) is None:
            return False
        self.announced = True
        return True

    def step(self) -> bool:
        """Whether any part of the grammar stands here; moves behind it."""
        if is_thai(self.text[self.at : self.at + 2].lstrip()[:1]):
            return self._thai_step()
        return self.take_gloss() or self._thai_step()

    def _thai_step(self) -> bool:
        """The parts that can begin with a Thai letter: all but the gloss."""
        return (
            self.take(YEARS) is not None
            or self.take_announcement()
            or self.take_count()
            or self.joined_core()
            or self.take_office()
            or self.take_modifier()
        )
