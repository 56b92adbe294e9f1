"""The heading list's words as a search through a site weighs them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from parsers.lexicon import lexicon
from schemas.kinds import Kind
from schemas.matching import matching_key
from sources.link_scores import Matcher, Vocabulary
from sources.link_words import Group

_FULL = 3.0
_WORTH = {
    Kind.VISION: _FULL,
    Kind.MISSION: _FULL,
    Kind.GOAL: _FULL,
    Kind.STRATEGIC_ISSUE: _FULL,
    Kind.STRATEGY: _FULL,
    Kind.CORE_VALUE: _FULL,
    Kind.IDEOLOGY: 2.6,
    Kind.PHILOSOPHY: 2.6,
    Kind.IDENTITY: 2.6,
    Kind.FOCUS: 2.6,
    Kind.MOTTO: 2.2,
    Kind.OBJECTIVE: 2.0,
    Kind.POLICY: 2.0,
    Kind.DUTY: 1.4,
    Kind.APPROACH: 0.8,
    Kind.INDICATOR: 0.8,
    Kind.PROJECT: 0.6,
}
"""What a link is worth that says a word of the kind; those of other kinds say nothing of a direction."""


@cache
def matcher() -> Matcher:
    """What tells the words of links, with those of the heading list."""
    words: dict[Kind, set[str]] = defaultdict(set)
    for phrase, kind in lexicon().kind_of_phrase.items():
        words[kind].add(matching_key(phrase))
    groups = tuple(
        Group(kind.value, worth, frozenset(words[kind])) for kind, worth in _WORTH.items() if words[kind]
    )
    return Matcher(Vocabulary(groups))
