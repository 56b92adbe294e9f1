"""What became of a text, word by word, so that a person can read it; a Thai word is never split."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_MOST_ISLAND_WORDS = 3
"""An island of more words than this between two changes always stays an island."""


class Edit(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share a fate.

    Same and added pieces joined are the new text; same and removed ones the old, white space aside.
    """

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class _Step:
    """Words that stayed (`same`), or what was taken out and what was put in their place."""

    same: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """Letters of the longer side of a replacement, 0 where nothing was put in another's place."""
        return max(_letters(self.removed), _letters(self.added)) if self.removed and self.added else 0

    @property
    def is_blank(self) -> bool:
        """Whether it is a change of nothing but white space."""
        return not self.same and not any(token.strip() for token in self.removed + self.added)

    def then(self, other: _Step) -> _Step:
        """Both as one change; what stayed between them is taken out and put in again."""
        return _Step(
            removed=self.removed + self.same + other.same + other.removed,
            added=self.added + self.same + other.same + other.added,
        )


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other, in reading order.

    Few words that stayed between two greater changes count as changed too: a phrase that was put in
    another's place reads better than its words one by one. White space that changed is told only where
    nothing else did.
    """
    steps = _steps(words_and_gaps(before), words_and_gaps(after))
    if any(not step.same and not step.is_blank for step in steps):
        steps = _joined(_Step(same=step.added) if step.is_blank else step for step in steps)
    return tuple(_pieces(_smooth(steps)))


def words_and_gaps(text: str) -> tuple[str, ...]:
    """The words of a text and what stands between them; joined they are the text.

    White space and other marks stand apart from each other; a combining mark stays with its letter.
    """
    from stores.words import words

    folded = [letter.casefold() for letter in text]
    places = [place for place, letter in enumerate(folded) for _ in letter]
    whole = "".join(folded)
    found: list[str] = []
    begin = at = 0
    for word in words(text):
        start = whole.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        first, end = places[start], places[at - 1] + 1
        found += [*_gap(text[begin:first]), text[first:end]]
        begin = end
    found += _gap(text[begin:])
    return tuple(_with_marks(found))


def _gap(text: str) -> Iterator[str]:
    """Runs of white space and of other characters."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end].isspace() != text[start].isspace():
            yield text[start:end]
            start = end


def _with_marks(tokens: Iterable[str]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if found and token and unicodedata.category(token[0]) == "Mn":
            found[-1] += token
        elif token:
            found.append(token)
    return found


def _steps(before: tuple[str, ...], after: tuple[str, ...]) -> list[_Step]:
    matcher = SequenceMatcher(_is_gap, before, after, autojunk=False)
    return [
        _Step(same=before[a:b]) if tag == "equal" else _Step(removed=before[a:b], added=after[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
    ]


def _joined(steps: Iterable[_Step]) -> list[_Step]:
    """The steps, what stayed made one where it stands side by side."""
    found: list[_Step] = []
    for step in steps:
        if step.same and found and found[-1].same:
            found[-1] = _Step(same=found[-1].same + step.same)
        elif step != _Step():
            found.append(step)
    return found


def _smooth(steps: list[_Step]) -> list[_Step]:
    """The steps without tiny islands; again and again, as a change grows by the ones it takes up."""
    place = 1
    while place < len(steps) - 1:
        left, island, right = steps[place - 1 : place + 2]
        if island.same and _is_tiny(island, left, right):
            steps = [*steps[: place - 1], left.then(island).then(right), *steps[place + 2 :]]
            place = max(1, place - 2)
        else:
            place += 1
    return steps


def _is_tiny(island: _Step, left: _Step, right: _Step) -> bool:
    """Whether both changes read better as one: only where that makes or keeps a replacement."""
    words = sum(not _is_gap(token) for token in island.same)
    if words == 0:
        return bool((left.removed or right.removed) and (left.added or right.added))
    return words <= _MOST_ISLAND_WORDS and _letters(island.same) <= min(left.weight, right.weight)


def _pieces(steps: Iterable[_Step]) -> Iterator[Piece]:
    for step in steps:
        for edit, tokens in ((Edit.SAME, step.same), (Edit.REMOVED, step.removed), (Edit.ADDED, step.added)):
            if tokens:
                yield Piece(edit, "".join(tokens))


def _letters(tokens: Iterable[str]) -> int:
    return sum(map(len, tokens))


def _is_gap(token: str) -> bool:
    return not any(map(str.isalnum, token))
