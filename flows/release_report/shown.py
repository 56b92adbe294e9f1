"""Lists that a page can hold: the first ones, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Shown(Generic[Entry]):
    """The first entries of a list; `more` is how many are left out."""

    entries: tuple[Entry, ...]
    more: int = 0

    @property
    def total(self) -> int:
        """Entries shown and left out."""
        return len(self.entries) + self.more


def first(entries: Sequence[Entry], most: int) -> Shown[Entry]:
    """At most that many entries of a list."""
    return Shown(tuple(islice(entries, most)), max(0, len(entries) - most))


def fair_share(sizes: Iterable[int], most: int) -> int:
    """The greatest number that each of several lists may show so that together they show at most `most`.

    At least 1, so that no list vanishes.
    """
    left = sorted(sizes)
    room = most
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    return max(1, room // len(left)) if left else max(1, most)
