"""How likely a part of a web page is menu, banner or footer: a score, never a reason to drop it.

Evidence: tags and roles, words in class and id (data/html_chrome.yaml), and the share of links in
the text of a part. A part that holds much of the page's own text is content whatever its name is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from parsers.readers.html_lines import Line

_LEXICON = Path(__file__).parent.parent / "data" / "html_chrome.yaml"
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LINK_SHARE = 0.7
MIN_LINKS = 3
_LINK_LIST_SCORE = 0.75
_CONTENT_SHARE = 0.4
_LONG_TEXT = 300
_LONG_TEXT_FACTOR = 0.6
_FEW_LINKS = 0.2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The hints as read from the data file."""

    tags: Mapping[str, float]
    roles: Mapping[str, float]
    words: Mapping[str, float]
    contains: Mapping[str, float]
    names: Mapping[str, float]
    negations: frozenset[str]
    ignored_prefixes: tuple[str, ...]
    unseen: frozenset[str]
    unseen_score: float
    icons: frozenset[str]

    def score(self, tag: str, role: str, names: str) -> float:
        """The highest hint that an element's tag, role and `names` (classes and id) give."""
        scores = [self._name_score(name) for name in names.split()]
        return max(self.tags.get(tag, 0.0), self.roles.get(role, 0.0), *scores)

    def _name_score(self, name: str) -> float:
        """The hint in one class or id."""
        if name in self.unseen:
            return self.unseen_score
        if name in self.names:
            return self.names[name]
        if name.startswith(self.ignored_prefixes):
            return 0.0
        parts = [part.lower() for part in _PARTS.findall(name)]
        score = 0.0
        for index, part in enumerate(parts):
            if index and parts[index - 1] in self.negations:
                continue
            score = max(score, self.words.get(part, 0.0))
            for word, worth in self.contains.items():
                if worth > score and word in part:
                    score = worth
        return score


@cache
def lexicon() -> Lexicon:
    """The lexicon of hints, read once."""
    data: dict[str, Any] = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))
    return Lexicon(
        tags=data["tags"],
        roles=data["roles"],
        words=data["words"],
        contains=data["contains"],
        names=data["names"],
        negations=frozenset(data["negations"]),
        ignored_prefixes=tuple(data["ignored_prefixes"]),
        unseen=frozenset(data["unseen"]),
        unseen_score=data["unseen_score"],
        icons=frozenset(data["icons"]),
    )


@lru_cache(maxsize=1024)
def hint(tag: str, role: str = "", names: str = "") -> float:
    """The hint that an element gives by what it is called (0 for most)."""
    return lexicon().score(tag, role, names)


@lru_cache(maxsize=1024)
def is_icon(classes: str) -> bool:
    """Whether an element with these classes shows its text as a picture."""
    return not lexicon().icons.isdisjoint(classes.split())


@lru_cache(maxsize=1024)
def is_unseen(classes: str) -> bool:
    """Whether an element with these classes is for screen readers only."""
    return not lexicon().unseen.isdisjoint(classes.split())


@dataclass(slots=True)
class Region:
    """A closed element: its lines (`start` up to `end`), what its name hints, its links."""

    start: int
    end: int
    hint: float
    links: int


def chrome_scores(regions: Sequence[Region], lines: Sequence[Line]) -> list[float]:
    """The highest score of the regions round each line (regions nest like elements do)."""
    scores = [0.0] * len(lines)
    letter_sums = [0, *accumulate([len(line.text) for line in lines])]
    link_sums = [0.0, *accumulate([len(line.text) * line.look[1] for line in lines])]
    page = letter_sums[-1] - link_sums[-1]
    open_regions: list[tuple[int, float]] = []
    by_start = sorted(regions, key=lambda region: (-region.start, region.end))
    for line in range(len(scores)):
        while open_regions and open_regions[-1][0] <= line:
            open_regions.pop()
        while by_start and by_start[-1].start <= line:
            region = by_start.pop()
            size = letter_sums[region.end] - letter_sums[region.start]
            linked_size = link_sums[region.end] - link_sums[region.start]
            score = _region_score(region, size, linked_size, page)
            around = open_regions[-1][1] if open_regions else 0.0
            open_regions.append((region.end, max(around, score)))
        if open_regions:
            scores[line] = open_regions[-1][1]
    return scores


def _region_score(region: Region, letters: int, linked: float, page: float) -> float:
    """A region's own score; `page` counts the letters of the page that are in no link."""
    plain = letters - linked
    score = region.hint
    holds_content = plain >= _CONTENT_SHARE * page
    if holds_content:
        score = 0.0
    elif plain >= _LONG_TEXT and linked < _FEW_LINKS * letters:
        score *= _LONG_TEXT_FACTOR
    if region.links >= MIN_LINKS and linked > _LINK_SHARE * letters and not (holds_content and plain):
        score = max(score, _LINK_LIST_SCORE)
    return score
