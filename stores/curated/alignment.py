"""Which statement of a later set is the same as, or a new wording of, one of an earlier set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.codes import HistoryChange
from schemas.kinds import Kind
from schemas.matching import matching_key

SIMILAR = 0.6
"""Least similarity (0 to 1) of two wordings of one statement."""
SIMILAR_IN_PLACE = 0.3
"""Least similarity where both have the same number: unrelated texts of one list reach 0.2 to 0.25."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement of one office as it stands at some time."""

    statement_id: str
    kind: Kind
    number_path: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a wording: `before` is None for an added one, `after` for a removed one."""

    before: Wording | None
    after: Wording | None

    @property
    def wording(self) -> Wording:
        """The later wording, or the last one there was."""
        wording = self.after or self.before
        if wording is None:
            raise ValueError("a link joins at least one wording")
        return wording

    @property
    def change(self) -> HistoryChange | None:
        """How the later wording differs, None if it does not."""
        if self.before is None:
            return HistoryChange.ADDED
        if self.after is None:
            return HistoryChange.REMOVED
        if self.before.text == self.after.text:
            return None
        same = matching_key(self.before.text) == matching_key(self.after.text)
        return HistoryChange.COSMETIC if same else HistoryChange.REWORDED


def align(
    before: Sequence[Wording], after: Sequence[Wording], known: Mapping[int, int] | None = None
) -> tuple[Link, ...]:
    """Pair two sets kind by kind: by matching key, likeness, number with some likeness, as the only one.

    `known` maps places in `after` to places in `before` that belong together by what else is known; it
    yields to equal matching keys. Links come in the order of `after`; the removed ones follow in the
    order of `before`.
    """
    if not before:
        return tuple(Link(None, wording) for wording in after)
    pairs: dict[int, int] = {}
    for kind in {wording.kind for wording in after}:
        old = [n for n, wording in enumerate(before) if wording.kind is kind]
        new = [n for n, wording in enumerate(after) if wording.kind is kind]
        alone = len(old) == len(new) == 1
        for matched in (_by(_key), _by_knowledge(known or {}), _by_similarity, _by(_number, like=True)):
            for new_index, old_index in list(matched(before, after, old, new)):
                pairs[new_index] = old_index
                old.remove(old_index)
                new.remove(new_index)
        if alone and old:
            pairs[new[0]] = old[0]
    kept = set(pairs.values())
    links = [Link(before[pairs[n]] if n in pairs else None, wording) for n, wording in enumerate(after)]
    return (*links, *(Link(wording, None) for n, wording in enumerate(before) if n not in kept))


_Pairs = Iterator[tuple[int, int]]
_Matcher = Callable[[Sequence[Wording], Sequence[Wording], list[int], list[int]], _Pairs]


def _key(wording: Wording) -> str | None:
    return matching_key(wording.text) or None


def _number(wording: Wording) -> str | None:
    return wording.number_path


def _by_knowledge(known: Mapping[int, int]) -> _Matcher:
    def matched(
        _before: Sequence[Wording], _after: Sequence[Wording], old: list[int], new: list[int]
    ) -> _Pairs:
        free = set(old)
        for index in new:
            if known.get(index) in free:
                free.discard(known[index])
                yield index, known[index]

    return matched


def _by(trait: Callable[[Wording], str | None], *, like: bool = False) -> _Matcher:
    """Pairs of wordings with the same trait, in order; with `like`, only those that are somewhat alike."""

    def matched(
        before: Sequence[Wording], after: Sequence[Wording], old: list[int], new: list[int]
    ) -> _Pairs:
        places: dict[str, list[int]] = {}
        for index in reversed(old):
            value = trait(before[index])
            if value is not None:
                places.setdefault(value, []).append(index)
        for index in new:
            value = trait(after[index])
            if value is None or not places.get(value):
                continue
            if not like or _likeness(before[places[value][-1]], after[index]) >= SIMILAR_IN_PLACE:
                yield index, places[value].pop()

    return matched


def _by_similarity(
    before: Sequence[Wording], after: Sequence[Wording], old: list[int], new: list[int]
) -> _Pairs:
    """The most similar pairs first."""
    if not old or not new:
        return
    scored = sorted(
        (-score, new_index, old_index)
        for new_index in new
        for old_index in old
        if (score := _likeness(before[old_index], after[new_index])) >= SIMILAR
    )
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    for _, new_index, old_index in scored:
        if new_index not in taken_new and old_index not in taken_old:
            taken_new.add(new_index)
            taken_old.add(old_index)
            yield new_index, old_index


def _likeness(before: Wording, after: Wording) -> float:
    """How alike two texts are, 0 to 1."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  (most publishes never need it)

    return ratio(after.text, before.text) / 100
