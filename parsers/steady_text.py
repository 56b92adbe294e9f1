"""The text of a document without what a page shows anew at every visit: the same content, the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[\d.,:\s]*\d[\d.,:\s]*(?:คน|ครั้ง|ip)?")
_LONGEST = 80
"""A longer line is no date, however it begins."""


@dataclass(frozen=True, slots=True)
class _Volatile:
    """Patterns of what changes at every visit, for lower-case text without white space."""

    line: re.Pattern[str]
    counter: re.Pattern[str]
    counted: re.Pattern[str]
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a line that changes; a line without one of `holds`, or so many Latin letters, has none."""

    pattern: re.Pattern[str]
    holds: tuple[str, ...]
    latin: int

    def may_be_in(self, text: str, latin: int) -> bool:
        """Whether the pattern is worth looking for, in a text of so many ASCII characters."""
        return latin >= self.latin and (not self.holds or any(held in text for held in self.holds))


@cache
def _volatile() -> _Volatile:
    data = yaml.safe_load(files("parsers").joinpath("volatile.yaml").read_text("utf-8"))
    month, weekday = (f"(?:{'|'.join(data[name])})" for name in ("months", "weekdays"))
    lines = [
        line.replace("{month}", month).replace("{weekday}", weekday).replace("{time}", data["time"])
        for line in data["lines"]
    ]
    counter = f"(?:{'|'.join(sorted(data['counters'], key=len, reverse=True))})[:：]?"
    return _Volatile(
        line=re.compile("|".join(f"(?:{line})" for line in lines)),
        counter=re.compile(counter),
        counted=re.compile(f"(?:{counter})+{_NUMBER.pattern}"),
        parts=tuple(
            _Part(re.compile(part["pattern"]), tuple(part.get("holds", ())), part.get("latin", 0))
            for part in data["parts"]
        ),
    )


def steady_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines without dates of today, counters and ids of sessions and signatures.

    What is left of a line that had one is lower case without white space.
    """
    before = ""
    for line in lines:
        if _DIGIT.search(line) is None and "://" not in line:
            yield line
        elif (steady := _steady(line.lower(), before)) is not None:
            yield steady
        before = line


def _steady(text: str, before: str) -> str | None:
    """What stays of a lower-case line, None where that is nothing; `before` is the line above it."""
    volatile = _volatile()
    latin = len(text.encode("ascii", "ignore"))
    for part in volatile.parts:
        if part.may_be_in(text, latin):
            text = part.pattern.sub(r"\1", text)
    text = "".join(text.split())
    if len(text) <= _LONGEST:
        if volatile.line.fullmatch(text) or volatile.counted.fullmatch(text):
            return None
        if _NUMBER.fullmatch(text) and volatile.counter.fullmatch("".join(before.split()).lower()):
            return None
    return text
