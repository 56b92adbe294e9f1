"""Automatic numbers of lists: what a word processor draws before a paragraph, counted as it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parsers.readers.number_formats import word_number
from parsers.readers.office_lines import Drawn

LEVELS = 10
_PLACE = re.compile(r"%([1-9])")
_EDGES = " \t.,:;)(][}{-–—\u00a0"
_WORDS = re.compile("[\u0e01-\u0e2eA-Za-z]")
_ORDERED = re.compile("[0-9A-Za-z\u0e01-\u0e2e]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: format (Word's names), text with places ("%1.%2"), start.

    `restart` is the level (counted from 1) after which it starts anew: None for any above it, 0 for
    none. `left` and `first` are indents in twips. `core` is the part of the text from its first
    place to its last (the number alone); `worded` that there are words in the text.
    """

    number_format: str = "decimal"
    text: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    style: str = ""
    left: int | None = None
    first: int | None = None
    core: str = ""
    worded: bool = False


def completed(level: Level) -> Level:
    """The level with `core` and `worded` read from its text."""
    places = list(_PLACE.finditer(level.text))
    core = level.text[places[0].start() : places[-1].end()] if places else ""
    return replace(level, core=core, worded=_WORDS.search(_PLACE.sub("", level.text)) is not None)


_MISSING = Level(start=1)


@dataclass(frozen=True, slots=True)
class NumberList:
    """One list: those with one `definition` count on together; `starts` are levels it starts anew."""

    list_id: int
    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Counter:
    """The running numbers of one document."""

    _values: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def count(self, listed: NumberList, at: int, value: int | None = None) -> tuple[Drawn, Level] | None:
        """Count one paragraph at a level (from `value` on if given); None if the list has no such level."""
        level = listed.levels.get(at)
        if level is None or not 0 <= at < LEVELS:
            return None
        values = self._values.setdefault(listed.definition, [None] * LEVELS)
        before = values[at]
        anew = at in listed.starts and (listed.list_id, at) not in self._begun
        self._begun.add((listed.list_id, at))
        if value is not None:
            values[at] = value
        else:
            values[at] = listed.starts.get(at, level.start) if anew or before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            below = listed.levels.get(deeper)
            restart = below.restart if below else None
            if restart is None or at < restart:
                values[deeper] = None
        return _drawn(listed, level, at, values), level


def _drawn(listed: NumberList, level: Level, at: int, values: list[int | None]) -> Drawn:
    if level.number_format == "bullet":
        return Drawn(listed.list_id, at)

    def put(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        other = listed.levels.get(index, _MISSING)
        count = values[index]
        shown = listed.starts.get(index, other.start) if count is None else count
        return word_number(shown, "decimal" if level.legal else other.number_format)

    number = _PLACE.sub(put, level.core).strip(_EDGES)
    label = _PLACE.sub(put, level.text).strip() if level.worded else None
    return Drawn(listed.list_id, at, number if _ORDERED.search(number) else None, label)
