"""Reads an office's Thai name where a head such as สพป. stands."""

from __future__ import annotations

import re

from schemas.office_index import Codes, OfficeIndex, PlaceKind
from schemas.office_readings import Reading, head_level, settle
from schemas.offices import Level, NameForm

_DIGIT = "[0-9๐-๙]"
_LETTER = "[ก-ฮะ-ฺเ-ๅ็-๎]"
_DASH = "[-‐-―−]"
_BLANK = r"[^\S\r\n]"
_SHORT_NAME = 5
"""A province's name this short may be the beginning of another name (ตากฟ้า)."""
_SAFE_ABBREVIATION = 3
"""An abbreviation this long (กทม) is no chance meeting of letters."""

_AREA_WORD = r"เขต(?:\s?ที่)?"
_AREA = re.compile(rf"\.?\s{{0,80}}{_AREA_WORD}\s{{0,20}}({_DIGIT}{{1,6}})(?!{_DIGIT})")
_AREA_FOLLOWS = re.compile(rf"\s{{0,3}}{_AREA_WORD}\s{{0,3}}{_DIGIT}")
_LONGER_NAME = re.compile(rf"{_LETTER}{{1,30}}{_AREA_FOLLOWS.pattern}")
_ONE_NUMBER = (  # not the beginning of a longer one, nor a count of things
    rf"({_DIGIT}{{1,2}})(?!{_DIGIT}|[.,:]{_DIGIT})"
    r"(?!\s{0,3}(?:เขต|แห่ง|คน|ด้าน|โรง|ข้อ|ปี|ประการ|กลยุทธ์))"
)
_NUMBER = re.compile(rf"(\.?{_BLANK}{{0,3}}){_ONE_NUMBER}")
_RANGE = re.compile(rf"{_DASH}({_DIGIT})(?!{_DIGIT})")
_FORMER_AREA = re.compile(rf"\s{{0,20}}{_AREA_WORD}\s{{0,20}}({_DIGIT}{{1,3}})(?!{_DIGIT}|{_DASH}{_DIGIT})")
_FORMER_NUMBER = re.compile(rf"(?:{_BLANK}{{1,3}}(?=\d+(?![.)])))?{_ONE_NUMBER}(?!{_DASH}{_DIGIT})")

_BEFORE_PLACE = re.compile(r"\s{0,20}(?:จังหวัด\s?|จ\.\s?)?")
_BETWEEN_PLACES = re.compile(rf"\.?\s{{0,20}}({_DASH}|[/,]|และ)?\s{{0,20}}(?:จังหวัด|จ\.)?")
_SHORTENED = re.compile("ฯ?")
_BRACKET = re.compile(r"\s{0,3}\(\s?(?:จังหวัด)?")
_BRACKET_CLOSED = re.compile(r"\s?\)")

_GOES_ON = re.compile(_LETTER)
_FUNCTION_WORDS = (
    "และ|หรือ|ได้|มี|เป็น|ที่|ใน|กำหนด|จัด|ทุก|ต้อง|ควร|ร่วม|ของ|ให้|เพื่อ|โดย|นำ|ดำเนิน|บริหาร|ส่งเสริม|พัฒนา"
    "|สามารถ|ทั้ง|ซึ่ง|จะ|จึง|ไม่|แต่|เน้น|บูรณาการ|แห่ง|ขอ|มุ่ง|กับ|ประกาศ|ประจำ|เขต|สพ|สำนัก|โรงเรียน|สถานศึกษา"
)
_FUNCTION_WORD = re.compile(_FUNCTION_WORDS)
_NAME = rf"(?!{_FUNCTION_WORDS})[ก-ฮเ-ไ]{_LETTER}{{1,29}}"
_UNKNOWN = re.compile(  # an unknown place and its area
    rf"\s{{0,3}}{_NAME}?(?:[ -]{{1,3}}{_NAME}?)?(?<!ใน)(?<!ของ)\s{{0,20}}{_AREA_WORD}\s{{0,3}}{_DIGIT}{{1,2}}"
)
# "สพป.ธาราบุรี 2"
_UNKNOWN_SHORT = re.compile(rf"\s?{_NAME}[ ]?{_ONE_NUMBER}(?![.)/])")
# no number: only where the line, or a part of it, ends with the name
_UNKNOWN_ALONE = re.compile(rf"{_NAME}(?:[ -]{_NAME})?(?={_BLANK}{{0,3}}(?:$|[\r\n|(<>\[\])”»\"'–—-]))")


def read_thai(index: OfficeIndex, text: str, head: re.Match[str]) -> Reading | None:
    """The name that begins with this head, or None if the head stands alone in a sentence."""
    level = head_level(head)
    if level is Level.SECONDARY and not head["bare"]:
        reading = _read_former(index, text, head)
        if reading:
            return reading
    place = _first_place(index, text, head)
    if place is None:
        return None if head["bare"] else _read_unknown(text, head, level)
    end, codes, kind = place
    if level is not Level.PRIMARY:
        end, codes = _more_places(index, text, end, codes)
    return _read_number(index, text, head, (end, codes, kind))


def _first_place(index: OfficeIndex, text: str, head: re.Match[str]) -> tuple[int, Codes, PlaceKind] | None:
    start = _end(_BEFORE_PLACE, text, head.end())
    for end, codes, kind in index.thai.at(text, start):
        if kind is PlaceKind.ABBREVIATION and not head["short"] and end - start < _SAFE_ABBREVIATION:
            continue
        if kind is not PlaceKind.NAME and head["bare"]:
            continue
        if _is_whole(index, text, (start, end), kind):
            return end, codes, kind
    return None


def _is_whole(index: OfficeIndex, text: str, place: tuple[int, int], kind: PlaceKind) -> bool:
    """Whether a place's name ends where it seems to, and does not begin a longer one."""
    start, end = place
    if not _GOES_ON.match(text, end) or _AREA_FOLLOWS.match(text, end) or text.startswith("และ", end):
        return True
    if kind is not PlaceKind.NAME or _LONGER_NAME.match(text, end):
        return False
    if end - start > _SHORT_NAME or _FUNCTION_WORD.match(text, end):
        return True
    return any(other is PlaceKind.NAME for _, _, other in index.thai.at(text, end))


def _more_places(index: OfficeIndex, text: str, end: int, codes: Codes) -> tuple[int, Codes]:
    """Go on over further provinces, as long as one office holds them or a hyphen ties them."""
    while True:
        between = _BETWEEN_PLACES.match(text, _end(_SHORTENED, text, end))
        start = between.end() if between else end
        tied = between is not None and between[1] not in {None, "/", ",", "และ"}
        together = index.were_together if tied else index.belong_together
        for next_end, next_codes, kind in index.thai.at(text, start):
            whole = kind is PlaceKind.NAME or _is_whole(index, text, (start, next_end), kind)
            if whole and together(codes + next_codes):
                end, codes = next_end, codes + next_codes
                break
        else:
            return end, codes


def _read_number(
    index: OfficeIndex, text: str, head: re.Match[str], place: tuple[int, Codes, PlaceKind]
) -> Reading | None:
    end, codes, kind = place
    level = head_level(head)
    end = _end(_SHORTENED, text, end)
    abbreviated = kind is PlaceKind.ABBREVIATION
    form = NameForm.FULL if not head["short"] else NameForm.ABBREVIATION if abbreviated else NameForm.SHORT
    area = _AREA.match(text, end)
    if area:
        return _numbered(index, text, (head, area.start(1), area[1]), codes, form)
    if head["bare"]:
        return None
    number = _NUMBER.match(text, end)
    if number and (abbreviated or text[number.end() : number.end() + 1] not in {".", ")", "/"}):
        glued = abbreviated and not number[1].strip(".")
        if glued or index.resolve(level, codes, int(number[2])):
            return _numbered(index, text, (head, number.start(2), number[2]), codes, form)
    if level is None and text.startswith("เลย", head.end()):  # "… not one such office at all"
        return None
    if abbreviated and text.startswith(".", end):
        if text[head.end()].isspace() and end - head.end() <= _SAFE_ABBREVIATION:
            return None  # "สพป. สป. สพฐ.": a list of authorities
        end += 1
    return Reading(head.start(), end, form, index.resolve(level, codes, None))


def _numbered(
    index: OfficeIndex, text: str, read: tuple[re.Match[str], int, str], codes: Codes, form: NameForm
) -> Reading | None:
    """The reading with the number's digits that begin at a position."""
    head, start, digits = read
    level = head_level(head)
    offices, length = settle(index, level, codes, digits)
    end = start + length
    number = int(digits[:length])
    if head["bare"] and not offices:
        return None
    if any(office.area_no != number for office in offices):
        form = NameForm.FORMER
    last = _RANGE.match(text, end)
    if last and int(last[1]) > number and index.resolve(level, codes, int(last[1])):
        between = range(number, int(last[1]) + 1)
        several = [office for each in between for office in index.resolve(level, codes, each)]
        return Reading(head.start(), last.end(), form, tuple(several))
    return Reading(head.start(), end, form, offices)


def _read_former(index: OfficeIndex, text: str, head: re.Match[str]) -> Reading | None:
    """A secondary office by the number it had before 2021, its provinces perhaps in brackets."""
    match = _FORMER_AREA.match(text, head.end())
    if match is None and head["short"]:
        match = _FORMER_NUMBER.match(text, head.end())
    if match is None:
        return None
    digits: str = match[1]
    known = index.former.keys()
    if match.re is _FORMER_AREA and int(digits) not in known and int(digits[:-1] or "0") in known:
        digits = digits[:-1]  # a footnote's digit is glued on
    end, number = match.start(1) + len(digits), int(digits)
    if number not in index.former:
        return Reading(head.start(), end, NameForm.FORMER, ())
    listed = _bracketed_places(index, text, end) or _following_place(index, text, end, number)
    end, codes = listed or (end, ())
    return Reading(head.start(), end, NameForm.FORMER, index.restricted(number, codes))


def _bracketed_places(index: OfficeIndex, text: str, position: int) -> tuple[int, Codes] | None:
    bracket = _BRACKET.match(text, position)
    if bracket is None:
        return None
    end = bracket.end()
    codes: Codes = ()
    while True:
        found = next(iter(index.thai.at(text, end)), None)
        if found is None:
            return None
        end, codes = _end(_SHORTENED, text, found[0]), (*codes, *found[1])
        closed = _BRACKET_CLOSED.match(text, end)
        if closed:
            return closed.end(), codes
        following = _end(_BETWEEN_PLACES, text, end)
        if following == end:
            return None
        end = following


def _following_place(index: OfficeIndex, text: str, position: int, number: int) -> tuple[int, Codes] | None:
    """A province after the number, if it is one of those that the number stood for."""
    start = _end(_BEFORE_PLACE, text, position)
    if start == position or "\n" in text[position:start]:
        return None
    for end, codes, kind in index.thai.at(text, start):
        likely = kind is not PlaceKind.ABBREVIATION or end - start >= _SAFE_ABBREVIATION
        if likely and index.restricted(number, codes):
            whole = _is_whole(index, text, (start, end), kind)
            return _more_places(index, text, end, codes) if whole else None
    return None


def _read_unknown(text: str, head: re.Match[str], level: Level | None) -> Reading | None:
    """What is printed like the name of an area office that the registry does not hold."""
    match = _UNKNOWN.match(text, head.end())
    if match is None and head["short"]:
        match = _UNKNOWN_SHORT.match(text, head.end())
    if match is None and level is not None:
        match = _UNKNOWN_ALONE.match(text, head.end())
    if match is None:
        return None
    return Reading(head.start(), match.end(), NameForm.SHORT if head["short"] else NameForm.FULL, ())


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where an optional pattern ends."""
    match = pattern.match(text, position)
    return match.end() if match else position
