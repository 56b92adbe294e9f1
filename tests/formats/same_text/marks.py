"""Which list an item is in: numbers that go on count on, a restart is a new list, "2.1" lies below "2."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count

from tests.formats.same_text.content import Mark
from tests.formats.same_text.gold import Node

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
BULLETS = ("•", "-")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A label taken apart: its numbers, and what stands around them."""

    before: str
    numbers: tuple[int, ...]
    after: str


def take_apart(label: str) -> Numbered | None:
    """None where a label has no number, or more than one, or a letter glued to it."""
    found = list(_NUMBER.finditer(label))
    if len(found) != 1:
        return None
    (number,) = found
    return Numbered(label[: number.start()], tuple(map(int, number[0].split("."))), label[number.end() :])


@dataclass(frozen=True, slots=True)
class Above:
    """The item that some lines stand below, and whether no heading stands between."""

    mark: Mark
    number: str | None
    directly: bool = True


@dataclass(slots=True)
class Marks:
    """Gives each item of a page its place in a list."""

    _ids: count[int] = field(default_factory=lambda: count(1))
    _bullets: dict[str, int] = field(default_factory=dict)
    _levels: dict[tuple[int, int], str] = field(default_factory=dict)

    def of(self, label: str | None, above: Above | None, last: Mark | None) -> Mark | None:
        """The mark of an item with this label: after the sibling before it, below its parent, or a new list.

        None where the label is typed: an acronym's letter, a word.
        """
        if label is None:
            return None
        if label in BULLETS:
            if label not in self._bullets:
                self._bullets[label] = next(self._ids)
            return Mark(self._bullets[label], 0, label, 1, bullet=True)
        parts = take_apart(label)
        if parts is None:
            return None
        found = None if above is None else self._below(parts, above, last)
        return found or self._beside(parts, last)

    def _beside(self, parts: Numbered, last: Mark | None) -> Mark:
        """The next item of the list before, or the first of a new one."""
        *higher, value = parts.numbers
        pattern = parts.before + "".join(f"{number}." for number in higher) + "%1" + parts.after
        if last is not None and (last.pattern, last.level, last.value + 1) == (pattern, 0, value):
            return Mark(last.list_id, 0, pattern, value)
        return Mark(next(self._ids), 0, pattern, value)

    def _below(self, parts: Numbered, above: Above, last: Mark | None) -> Mark | None:
        """An item of its parent's list, one level down: "1.1" below "1.", or "1)" right below it."""
        *higher, value = parts.numbers
        level = above.mark.level + 1
        if higher and above.number == ".".join(map(str, higher)):
            drawn = ".".join(f"%{at + 1}" for at in range(level + 1))
        elif not higher and above.directly and not above.mark.bullet:
            drawn = f"%{level + 1}"
        else:
            return None
        pattern = parts.before + drawn + parts.after
        key = (above.mark.list_id, level)
        goes_on = last is not None and (last.list_id, last.level) == key and last.value + 1 == value
        if self._levels.setdefault(key, pattern) != pattern or not (goes_on or value == 1 or higher):
            return None
        return Mark(above.mark.list_id, level, pattern, value)


def label_of(node: Node, *, listed: bool) -> str | None:
    """What stands before a statement: as printed, as its list draws it, or a bullet in a list."""
    if node.label is not None:
        return node.label
    if node.number is not None:
        return node.number if "." in node.number else f"{node.number}."
    return BULLETS[0] if listed else None
