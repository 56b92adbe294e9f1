"""Markers: what a line begins with when it is an item of a list.

A marker is read from the text alone; whether it is believed is decided with its neighbours
(`numbering`). Texts are normalised and have Arabic digits.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from parsers.heading_scan import GENERIC_LABEL, HeadingScan, scan_heading
from parsers.lexicon import lexicon

if TYPE_CHECKING:
    from schemas.kinds import Kind


class Style(StrEnum):
    """How a marker is written; two markers of one style and level may be of one series."""

    DOT = "1."
    PAREN = "1)"
    BRACKET = "(1)"
    BARE = "1"
    DRAWN = "drawn"
    THAI_DOT = "ก."
    THAI_PAREN = "ก)"
    THAI_BRACKET = "(ก)"
    LETTER = "A :"
    BULLET = "-"
    KIND = "kind"
    PART = "part"


class Marker(NamedTuple):
    """What stands before an item.

    `values` are the numbers of a dotted number ("2.1" is (2, 1)); a letter counts from 1 in its
    alphabet; a bullet has none. `number` is what the tables show, `end` where the item's text
    begins, `glyph` tells one bullet from another, `drawn` that the label is not in the text.
    `weak` markers ("1 text", "A text") need a series to be believed.
    """

    style: Style
    values: tuple[int, ...]
    number: str | None
    start: int
    end: int
    glyph: str = ""
    kind: Kind | None = None
    weak: bool = False
    drawn: bool = False

    @property
    def level(self) -> int:
        """How many numbers it has: "2.1" is of level 2."""
        return len(self.values)

    @property
    def first(self) -> bool:
        """Whether a series can begin with it."""
        return not self.values or self.values[-1] in (0, 1)


BULLET = re.compile(r"([•●○▪■□◆◇❖➢➤►▶✓✔✦★☆\-–—*·]|(?:o|§|Ø)(?=\s)|\.(?=\s|$))(?![\-–—*=_])\s*")
THAI_LETTERS = frozenset(map(chr, range(0x0E01, 0x0E4F)))
EMOJI = re.compile(
    "(?:(?![❖➢➤✓✔✦★☆])[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0e\ufe0f\u200d]?)+\\s*"
)
"""Pictures that posts put before their lines."""
FIRST_EMOJI = "\u2190"
KEYCAP_SIGN, LONGEST_KEYCAP = "\u20e3", 4
KEYCAP = re.compile(f"(\\d{{1,2}})\ufe0f?{KEYCAP_SIGN}\\s*")
DASHES = "-–—"
NUMBER = re.compile(
    r"(?P<open>[(\[])?\s*(?P<number>\d{1,3}(?:\.\d{1,2}){0,4})(?P<close>\s*\.?\s*[)\]](?:\.(?!\d))?|\s*\.(?!\d)|)\s*"
)
THAI = re.compile(r"(?P<open>\()?(?P<letter>[ก-ฮ])(?P<close>[.)])\s*")
LETTER = re.compile(
    r"(?P<letter>[A-Z0-9]|[A-Z][a-z]?|[ก-ฮ](?=\s*[:=]))\s*(?P<sign>[:=](?!\s*\d)|[-–](?=\s))\s*"
)
WORD_LETTER = re.compile(r"(?P<letter>[A-Z]|\d(?=\s{2}))\s+(?=[A-Z][a-z])")
DATE = re.compile(
    r"\d{1,2}\s*(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิ|ธันวา)"
)
NUMBER_SIGNS = (".", ")")
"""What stands behind the first digit of most numbers of items."""
MAX_FIRST_NUMBER = 60


def _numeric(text: str, start: int) -> Marker | None:
    first = text[start : start + 1]
    if not (first.isdigit() or first.isspace() or first in ("(", "[")):
        return None
    match = NUMBER.match(text, start)
    if match is None:
        return None
    opening, number, close = match.groups()
    close = close.strip()
    values = (int(number),) if "." not in number else tuple(map(int, number.split(".")))
    if values[0] > MAX_FIRST_NUMBER or (len(values) == 1 and len(number) > 2):
        return None
    end = match.end()
    if opening:
        if not close:
            return None
        style = Style.BRACKET
    elif ")" in close or "]" in close:
        style = Style.PAREN
    elif close or len(values) > 1:
        style = Style.DOT
    elif _item_follows(text, start, end, glued=end == match.end("number")):
        style = Style.BARE
    else:
        return None
    if len(values) > 1 and not close and text[end : end + 1] in {"%", "/"}:
        return None
    return Marker(style, values, number, start, end, weak=style is Style.BARE)


def _item_follows(text: str, start: int, end: int, *, glued: bool) -> bool:
    """Whether a bare number may be an item's: no date, count, decimal or range, and text behind it."""
    behind = text[end : end + 1]
    if not behind or behind in ",/%-:–" or DATE.match(text, start) or lexicon().counted.match(text, start):
        return False
    return not glued or "\u0e01" <= behind <= "\u0e2e" or "เ" <= behind <= "ไ"


def _doubled(text: str, marker: Marker) -> Marker:
    """A number printed twice ("2. 2. text") is one marker; "1. 1.1 text" is two."""
    again = _numeric(text, marker.end)
    if again is None or again.values != marker.values or again.style is not marker.style:
        return marker
    return Marker(marker.style, marker.values, marker.number, marker.start, again.end, weak=False)


def _lettered(text: str, start: int) -> Marker | None:
    match = THAI.match(text, start)
    if match is not None:
        value = lexicon().thai_letters.find(match.group("letter")) + 1
        if match.group("open"):
            style = Style.THAI_BRACKET if match.group("close") == ")" else None
        else:
            style = Style.THAI_DOT if match.group("close") == "." else Style.THAI_PAREN
        if style is None or value == 0 or (style is Style.THAI_DOT and _abbreviated(text, match)):
            return None
        return Marker(style, (value,), match.group("letter"), start, match.end(), weak=True)
    match = LETTER.match(text, start)
    if match is not None:
        letter = match.group("letter")
        return Marker(Style.LETTER, (), letter, start, match.end(), glyph=match.group("sign"))
    match = WORD_LETTER.match(text, start)
    if match is not None and (match.group("letter").isdigit() or text[match.end()] == match.group("letter")):
        return Marker(Style.LETTER, (), match.group("letter"), start, match.end(), weak=True)
    return None


ADDRESS_LETTERS = "จอตมถซร"
"""Letters that stand for province, district, street and the like before a name: "จ.เลย"."""


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Whether it is "พ.ศ." or "จ.เลย", no list letter: a dotted letter follows, or a name is glued on."""
    behind = text[match.end() : match.end() + 2]
    glued = match.group().endswith(".") and match.group("letter") in ADDRESS_LETTERS
    return glued or behind[1:] == "."


ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def drawn_letter(number: str) -> tuple[int, ...]:
    """The place of a letter or small Roman number that a program draws before an item; () where unknown."""
    letter = number.lower()
    if letter in ROMAN[1:]:
        return (ROMAN.index(letter),)
    if len(letter) != 1:
        return ()
    if "a" <= letter <= "z":
        return (ord(letter) - ord("a") + 1,)
    place = lexicon().thai_letters.find(letter) + 1
    return (place,) if place else ()


def _labelled(scan: HeadingScan) -> Marker:
    number = scan.number or ""
    values = tuple(int(part) for part in number.split("."))
    return Marker(Style.KIND, values, number, scan.start, scan.end, glyph=scan.kind.value, kind=scan.kind)


def read_marker(text: str, start: int = 0) -> Marker | None:
    """The marker at a place of a line, or None."""
    if start >= len(text):
        return None
    return marker_beside(scan_heading(text, start), text, start)


def marker_beside(scan: HeadingScan | None, text: str, start: int = 0) -> Marker | None:
    """The marker at a place (not the end) that was read as a heading already."""
    if scan is not None:
        return _labelled(scan) if scan.number is not None else None
    first = text[start]
    if first in THAI_LETTERS:
        return (_generic if text[start + 1 : start + 2] in THAI_LETTERS else _lettered)(text, start)
    if first.isdecimal():
        return _beginning_with_digit(text, start)
    emoji = EMOJI.match(text, start) if first >= FIRST_EMOJI else None
    if emoji is not None:
        return _behind_emoji(text, emoji)
    if first.isalpha():
        return _short_label(text, start) or _lettered(text, start) or _bullet(text, start)
    return _lettered(text, start) or _number(text, start) or _bullet(text, start)


def _beginning_with_digit(text: str, start: int) -> Marker | None:
    """What begins with a digit: a number, seldom a letter of an acronym or a keycap."""
    second = text[start + 1 : start + 2]
    marker = None
    if second not in NUMBER_SIGNS and not second.isdecimal():
        marker = _lettered(text, start)
    if marker is None and KEYCAP_SIGN in text[start : start + LONGEST_KEYCAP]:
        marker = _keycap(text, start)
    return marker or _number(text, start)


def _behind_emoji(text: str, emoji: re.Match[str]) -> Marker:
    """A picture before a label or number is its ornament, else a bullet."""
    behind = read_marker(text, emoji.end())
    if behind is not None and behind.style is not Style.BULLET:
        return behind
    return Marker(Style.BULLET, (), None, emoji.start(), emoji.end(), glyph=emoji.group()[0])


def _short_label(text: str, start: int) -> Marker | None:
    match = lexicon().english_label.match(text, start)
    if match is None:
        return None
    values = tuple(int(part) for part in match.group(2).split("."))
    kind = lexicon().kind_of_label[match.group(1)]
    return Marker(Style.KIND, values, match.group(2), start, match.end(), glyph=kind.value, kind=kind)


def _generic(text: str, start: int) -> Marker | None:
    match = GENERIC_LABEL.match(text, start)
    if match is None:
        return None
    values = tuple(int(part) for part in match.group(1).split("."))
    return Marker(Style.PART, values, match.group(1), start, match.end(), glyph=text[start : start + 3])


def _keycap(text: str, start: int) -> Marker | None:
    match = KEYCAP.match(text, start)
    if match is None:
        return None
    value = int(match.group(1))
    return Marker(Style.DOT, (value,), str(value), start, match.end())


def _number(text: str, start: int) -> Marker | None:
    numeric = _numeric(text, start)
    return _doubled(text, numeric) if numeric is not None else None


def _bullet(text: str, start: int) -> Marker | None:
    match = BULLET.match(text, start)
    if match is None:
        return None
    glyph = "-" if match.group(1) in DASHES else match.group(1)
    return Marker(Style.BULLET, (), None, start, match.end(), glyph=glyph)
