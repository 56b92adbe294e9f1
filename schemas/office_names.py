"""Finds offices by printed names: a whole text, names in a running text, near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from schemas.folded_text import fold
from schemas.matching import arabic_digits
from schemas.office_cues import name_cues
from schemas.office_english import read_english
from schemas.office_index import OfficeIndex
from schemas.office_readings import Reading, next_head
from schemas.office_thai import read_thai
from schemas.offices import Mention, Office, Province

_LONGEST_NAME = 300
_AROUND = " \t\r\n\u00a0\"'“”‘’,;:."
_NEAR = 0.5
"""How alike two names must be (0 to 1) for one to be suggested for the other."""

_BETWEEN = re.compile(r"[\s_.,:;()/\"'“”ฯ‐-―-]+")
_HEADS = (
    (re.compile("(?:สำนักงาน)?เขตพื้นที่การศึกษา(?=ประถม|มัธยม)"), ""),
    (re.compile("(?:ประถมศึกษา)+"), "สพป"),
    (re.compile("(?:มัธยมศึกษา)+"), "สพม"),
    (re.compile("primaryeducation(?:al)?serviceareaoffice|pesao?"), "pesa"),
    (re.compile("secondaryeducation(?:al)?serviceareaoffice|sesao?"), "sesa"),
    (re.compile("เขต|zone|area"), ""),
)


class OfficeNames:
    """All that the printed names of offices tell. Building one costs a few milliseconds."""

    def __init__(self, offices: Iterable[Office], provinces: Iterable[Province]) -> None:
        self._offices = tuple(offices)
        self._index = OfficeIndex(self._offices, provinces)
        self._plain: tuple[frozenset[str], ...] = ()

    def candidates(self, text: str) -> tuple[Office, ...]:
        """All offices that a text as a whole can mean: none, one, or several."""
        if len(text) > _LONGEST_NAME:
            return ()
        name = fold(text).text.strip(_AROUND)
        coded = self._index.codes.get(arabic_digits(name).lower())
        if coded:
            return coded
        reading = next(self._readings(name), None)
        return reading.offices if reading and (reading.start, reading.end) == (0, len(name)) else ()

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All names of area offices in a text, in order and apart."""
        if next(name_cues(text), None) is None:
            return ()
        folded = fold(text)
        found = []
        for reading in self._readings(folded.text):
            start, end = folded.span(reading.start, reading.end)
            office = reading.offices[0] if len(reading.offices) == 1 else None
            several = () if office else reading.offices
            found.append(Mention(start, end, text[start:end], reading.form, office, several))
        return tuple(found)

    def suggest(self, text: str, limit: int) -> tuple[Office, ...]:
        """Offices with a name near to this text, the nearest first."""
        self._plain = self._plain or tuple(frozenset(map(_plain, _typed(office))) for office in self._offices)
        matcher = SequenceMatcher(None, "", _plain(text), autojunk=False)
        scored: list[tuple[float, int]] = []
        for place, names in enumerate(self._plain):
            best = max(_likeness(matcher, name) for name in names)
            if best >= _NEAR:
                scored.append((-best, place))
        return tuple(self._offices[place] for _, place in sorted(scored)[:limit])

    def _readings(self, text: str) -> Iterator[Reading]:
        position = 0
        while head := next_head(text, position):
            floor, position = position, head.end()
            if head["english"]:
                reading = read_english(self._index, text, head, floor)
            else:
                reading = read_thai(self._index, text, head)
            if reading:
                position = reading.end
                yield reading


def _plain(text: str) -> str:
    """A name with a short head, without spaces and punctuation, so that what differs weighs most."""
    name = _BETWEEN.sub("", arabic_digits(fold(text[:_LONGEST_NAME]).text).lower())
    for pattern, head in _HEADS:
        name = pattern.sub(head, name)
    return name


def _typed(office: Office) -> tuple[str, ...]:
    """What a person may type for an office."""
    number = office.area_no or ""
    return (
        office.office_id,
        office.short_name_th,
        office.abbreviation_th,
        office.name_en,
        f"{' '.join(office.provinces_th)} {number}",
        f"{office.province_en} {number}",
        *office.former_names,
    )


def _likeness(matcher: SequenceMatcher[str], name: str) -> float:
    matcher.set_seq1(name)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0.0
