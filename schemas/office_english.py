"""Reads an office's English name around a head such as Educational Service Area Office."""

from __future__ import annotations

import re
from itertools import pairwise

from schemas.office_index import Codes, OfficeIndex, squeezed
from schemas.office_readings import Reading, head_level, settle
from schemas.offices import Level, NameForm

_REACH = 80
"""How many characters before a head a province's name may begin."""
_MOST_WORDS = 5  # Krung Thep Maha Nakhon

_WORD = re.compile("[A-Za-z]+")
_GAP = re.compile(r"[\s\-‐-―−/,&.(]{0,6}")
_INNER_GAP = re.compile(r"[\s\-‐-―−]{0,6}")
_LINKING = re.compile(r"(?i:of|in|and)(?![A-Za-z])")
_NUMBER = re.compile(
    r"[\s,(]{0,6}((?i:zone|area|office|region|no\.?)\s{0,3})?([0-9๐-๙]{1,3})(?![0-9๐-๙])"
    r"(?!\s{1,3}(?i:schools|offices|areas|provinces|districts|teachers|students))"
)

_Word = tuple[int, int]


def read_english(index: OfficeIndex, text: str, head: re.Match[str], floor: int) -> Reading | None:
    """The name around this head, reading back no further than `floor`; None if no place is named."""
    before = _places_before(index, text, max(floor, head.start() - _REACH), head)
    if before:
        start, codes = before
        return _numbered(index, text, (start, head.end(), head), codes)
    after = _places_after(index, text, head.end(), head)
    if after:
        end, codes = after
        return _numbered(index, text, (head.start(), end, head), codes)
    return _number_first(index, text, head)


def _numbered(
    index: OfficeIndex, text: str, read: tuple[int, int, re.Match[str]], codes: Codes
) -> Reading | None:
    """The reading with the number after it, if one stands there that can be an area's."""
    start, end, head = read
    level = head_level(head)
    unnumbered = index.resolve(level, codes, None)
    number = _NUMBER.match(text, end)
    if number:
        offices, length = settle(index, level, codes, number[2])
        if offices or number[1] or len(unnumbered) > 1:
            return Reading(start, number.start(2) + length, NameForm.ENGLISH, offices)
    return Reading(start, end, NameForm.ENGLISH, unnumbered)


def _number_first(index: OfficeIndex, text: str, head: re.Match[str]) -> Reading | None:
    """The name with its number before its place (PESA 2 Nongkhai), or a former number alone."""
    number = _NUMBER.match(text, head.end())
    if number is None:
        return None
    level = head_level(head)
    after = _places_after(index, text, number.end(), head)
    if after:
        end, codes = after
        offices = index.resolve(level, codes, int(number[2]))
        closed = text[end : end + 1] == ")" and "(" in text[number.end() : end]
        return Reading(head.start(), end + closed, NameForm.ENGLISH, offices)
    parted = text.startswith((",", "("), head.end())
    if level is Level.SECONDARY and not parted and int(number[2]) in index.former:
        return Reading(head.start(), number.end(), NameForm.FORMER, index.former[int(number[2])])
    return None


def _places_before(
    index: OfficeIndex, text: str, floor: int, head: re.Match[str]
) -> tuple[int, Codes] | None:
    """Where the places that end right before a head begin, and which provinces they are."""
    words = [match.span() for match in _WORD.finditer(text, floor, head.start())]
    start = head.start()
    codes: Codes = ()
    while words:
        edge = start
        if codes and _LINKING.match(text, words[-1][0]):
            edge, _ = words.pop()
        taken = _last_place(index, text, words, edge)
        if taken is None:
            break
        count, found = taken
        if codes and not index.belong_together(found + codes):
            break
        start, codes = words[-count][0], found + codes
        del words[-count:]
        if head_level(head) is Level.PRIMARY:
            break
    return (start, codes) if codes else None


def _last_place(index: OfficeIndex, text: str, words: list[_Word], edge: int) -> tuple[int, Codes] | None:
    """How many of the last words, right before an edge, name a province, and which."""
    if not words or not _GAP.fullmatch(text, words[-1][1], edge):
        return None
    if _is_inside_word(text, words[0][0]):
        words = words[1:]
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        codes = _place(index, text, words[-count:])
        if codes:
            return count, codes
    return None


def _places_after(
    index: OfficeIndex, text: str, position: int, head: re.Match[str]
) -> tuple[int, Codes] | None:
    """Where the places that begin right after a position end, and which provinces they are."""
    end = position
    codes: Codes = ()
    while True:
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        linking = _LINKING.match(text, start)
        if linking:
            gap = _GAP.match(text, linking.end())
            start = gap.end() if gap else linking.end()
        found = _first_place(index, text, start)
        if found is None or (codes and not index.belong_together(codes + found[1])):
            return (end, codes) if codes else None
        end, codes = found[0], codes + found[1]
        if head_level(head) is Level.PRIMARY:
            return end, codes


def _first_place(index: OfficeIndex, text: str, start: int) -> tuple[int, Codes] | None:
    words: list[_Word] = []
    best: tuple[int, Codes] | None = None
    position = start
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, position)):
        words.append(match.span())
        codes = _place(index, text, words)
        if codes:
            best = match.end(), codes
        gap = _INNER_GAP.match(text, match.end())
        position = gap.end() if gap else match.end()
    return best


def _place(index: OfficeIndex, text: str, words: list[_Word]) -> Codes:
    """The province that these neighbouring words name, none if they name none."""
    for (_, end), (start, _) in pairwise(words):
        if not _INNER_GAP.fullmatch(text, end, start):
            return ()
    return index.english.named(squeezed(text[words[0][0] : words[-1][1]]))


def _is_inside_word(text: str, position: int) -> bool:
    return position > 0 and text[position - 1].isascii() and text[position - 1].isalpha()
