"""Statements of other offices that say the same as one does, or nearly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from explorer.memory import Memory
from explorer.questions import SHORTEST, Question
from explorer.search import Index, Statement
from explorer.snapshot import Snapshot
from schemas.matching import matching_key
from stores.exports.folding import folded

MOST_SAME = 20
MOST_NEAR = 10
ALIKE = 85.0
"""Percent of likeness from which two statements count as nearly identical."""
_ASKED_TOGETHER = 2
"""Words that a candidate must hold."""
_QUESTIONS = 2
_CANDIDATES = 200
"""The most statements that are compared for each question."""
_REMEMBERED = 512
"""Statements whose neighbours are kept."""
_LONGEST = 600
"""Letters of the longest statement that others are compared with."""


@dataclass(frozen=True, slots=True)
class Near:
    """A statement and how alike it is to the one asked about, in percent."""

    statement: Statement
    alike: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Statements in force of the same kind in other offices.

    `same_total` say the same, spelling habits aside; the first are in `same`. `near` are the most alike.
    """

    same: tuple[Statement, ...]
    same_total: int
    near: tuple[Near, ...]


def neighbours(snapshot: Snapshot, statement: Statement) -> Neighbours:
    """The neighbours of a statement; what is looked at is bounded.

    Raises TooBusyError if others are being served.
    """
    return _memory(snapshot).get(statement.statement_id, lambda: _neighbours(snapshot.index, statement))


def _neighbours(index: Index, statement: Statement) -> Neighbours:
    same, total = same_words(index, statement, MOST_SAME)
    return Neighbours(same, total, _near(index, statement))


@lru_cache(maxsize=2)
def _memory(_: Snapshot) -> Memory[str, Neighbours]:
    """What was found in a release; it goes with the release."""
    return Memory(_REMEMBERED, lambda _: 1)


def same_words(index: Index, statement: Statement, most: int) -> tuple[tuple[Statement, ...], int]:
    """The first offices' statements with the same words, and how many there are."""
    found = tuple(index.same_words(statement, most))
    if len(found) < most:
        return found, len(found)
    question = (
        "SELECT count(*) FROM statement WHERE key = ? AND kind = ? AND office_id != ? AND in_force "
        "AND NOT repeats"
    )
    values = (matching_key(statement.text), statement.kind.value, statement.office.office_id)
    return found, index.rows(question, values)[0][0]


def _near(index: Index, statement: Statement) -> tuple[Near, ...]:
    key = matching_key(statement.text)
    if not key or len(key) > _LONGEST:
        return ()
    candidates: dict[str, Statement] = {}
    for question in _questions(statement.text):
        for one in index.holding(question, statement.kind, _CANDIDATES):
            if one.office.office_id != statement.office.office_id:
                candidates[one.statement_id] = one
    keys = {place: matching_key(one.text) for place, one in candidates.items()}
    others = {place: other for place, other in keys.items() if other != key}
    found = process.extract(key, others, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_NEAR)
    return tuple(Near(candidates[place], min(99, round(score))) for _, score, place in found)


def _questions(text: str) -> list[Question]:
    """What to look for: the longest words, a few at a time, so that one word may differ."""
    from stores.words import is_stopword, words  # noqa: PLC0415  (a dictionary that few pages need)

    distinct = {folded(word) for word in words(text) if not is_stopword(word)}
    longest = sorted(
        (word for word in distinct if len(word) >= SHORTEST), key=lambda word: (-len(word), word)
    )
    groups = [longest[at : at + _ASKED_TOGETHER] for at in range(0, len(longest), _ASKED_TOGETHER)]
    return [Question(" ".join(group), tuple(group)) for group in groups[:_QUESTIONS]]
