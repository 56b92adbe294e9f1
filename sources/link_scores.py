"""What a link promises: its words, its path, its place and depth, as one number with reasons. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from schemas.matching import matching_key
from sources.link_words import Group, link_words
from sources.links import Place

if TYPE_CHECKING:
    from sources.links import Link

SAYS = 2.0
"""From this score of its words on a link speaks of a direction itself, not of pages that lead there."""
FOLLOWED = 0.0
"""Links with a lower score are not followed."""
_HEADLINE = 45
"""Letters from which a text is more than the name of a page."""
_DEEPER = 0.88
_BESIDE = 0.85
_ABOVE = 0.5
_INHERITED = 0.3
_MOST_INHERITED = 0.6
_PLAIN = {
    Place.FRAME: 2.2,
    Place.MENU: 0.45,
    Place.SCRIPT: 0.4,
    Place.BREADCRUMB: 0.3,
    Place.CONTENT: 0.3,
    Place.ASIDE: 0.25,
    Place.FOOTER: 0.2,
    Place.SITEMAP: 0.15,
    Place.NEWS: 0.05,
}
"""What a link is worth that says nothing, by its place."""
_STANDING = {Place.NEWS: 0.6, Place.FOOTER: 0.9, Place.SITEMAP: 0.95, Place.ASIDE: 0.95}
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_WORDS = re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the heading list by their worth; comes from those who know it."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: its best word, that word's worth, and the share of such words in it (0 to 1)."""

    worth: float = 0.0
    word: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """What a link is worth. `words` is the part that it says itself, before place, depth and descent."""

    value: float
    words: float
    reasons: tuple[str, ...] = ()
    of_others: str = ""
    """The word that says that the direction is another's."""


class Matcher:
    """Finds the words of links and of the heading list in texts and paths."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        own = link_words()
        self._worth: dict[str, float] = {}
        for group in (*own.groups, *vocabulary.groups):
            for word in group.words:
                self._worth[word] = max(group.weight, self._worth.get(word, 0.0))
        self._words = _any_of(self._worth)
        self._away = own.away.pattern
        self._others = own.others.pattern
        self._bones = {_bones(word): weight for word, weight in self._worth.items() if len(_bones(word)) > 4}  # noqa: PLR2004
        self._bone_words = _any_of(self._bones)

    def said(self, text: str) -> Said:
        """What a text says of a direction; a long text that only mentions it says less."""
        key = matching_key(text)
        best = Said()
        covered = 0
        for match in self._words.finditer(key):
            worth = self._worth[match.group()]
            covered += match.end() - match.start() if worth > 1 else 0
            if worth > best.worth:
                best = Said(worth, match.group())
        for worth, match in _latin(text.lower()):
            covered += match.end() - match.start()
            if worth > best.worth:
                best = Said(worth, match.group())
        return Said(best.worth, best.word, min(1.0, covered / max(1, len(key))))

    def leads_away(self, text: str) -> str:
        """The word of a text that leads away from directions, empty if there is none."""
        found = self._away.search(matching_key(text)) or link_words().away_latin.search(text.lower())
        return found.group() if found else ""

    def of_others(self, text: str) -> str:
        """The word that says whose direction it is, if not the office's."""
        found = self._others.search(matching_key(text))
        return found.group() if found else ""

    def is_entrance(self, text: str) -> bool:
        """Whether a link is the way from a splash page to the real start."""
        return link_words().entrance.search(matching_key(text)) is not None

    def path_said(self, address: str) -> Said:
        """What path and query of an address say, in Thai (with or without its marks) or Latin letters."""
        path = plain_path(address)
        best = Said()
        for match in self._bone_words.finditer(_bones(matching_key(path))):
            worth = self._bones[match.group()]
            if worth > best.worth:
                best = Said(worth, match.group(), 1.0)
        for worth, match in _latin(path):
            if worth > best.worth:
                best = Said(worth, match.group(), 1.0)
        return best

    def path_leads_away(self, address: str) -> str:
        """The word of an address that leads away from directions."""
        path = plain_path(address)
        found = link_words().away_latin.search(path) or self._away.search(matching_key(path))
        return found.group() if found else ""

    def score(self, link: Link, *, depth: int, parent: float = 0.0) -> Score:
        """What a link is worth that is `depth` clicks from the start, found on a page worth `parent`."""
        worth, reasons = self._own_worth(link)
        words = worth
        away, lost, other = self._loss(link, worth)
        worth -= away
        reasons += lost
        if words <= 0.0 and not lost:
            worth = _PLAIN[link.place] + _kind_bonus(link.address)
            reasons.append(f"says nothing, stands in {link.place.value}")
        else:
            worth *= _STANDING.get(link.place, 1.0) if worth > 0 else 1.0
            reasons.append(f"stands in {link.place.value}")
        if parent > 1.0 and worth > 0:
            gift = min(_MOST_INHERITED, _INHERITED * (parent - 1.0) + 0.2)
            worth += gift
            reasons.append(f"on a page worth {parent:.1f}")
        if worth > 0 and link.place is not Place.FRAME:
            worth *= _DEEPER ** max(0, depth - 1)
        return Score(round(worth, 3), round(words, 3), tuple(reasons), other)

    def _own_worth(self, link: Link) -> tuple[float, list[str]]:
        """What text, row and path say; the best of them counts, another one confirms it."""
        found: list[tuple[float, str]] = []
        is_bare = matching_key(link.text) in link_words().bare
        said = Said() if is_bare else self.said(link.text)
        if said.worth > 0:
            found.append((said.worth * _weight_of(link.text, said), f"says «{said.word}»"))
        if link.row and said.worth <= 1.0:
            beside = self.said(link.row.replace(link.text, " ") if is_bare else link.row)
            if beside.worth > 0:
                weight = _BESIDE * _weight_of(link.row, beside)
                found.append((beside.worth * weight, f"beside it «{beside.word}»"))
        if not found and link.heading and len(link.text) <= _HEADLINE:
            above = self.said(link.heading)
            if above.worth > 1.0:
                weight = _ABOVE * _weight_of(link.heading, above)
                found.append((above.worth * weight, f"under a heading with «{above.word}»"))
        on_path = self.path_said(link.address)
        if on_path.worth > 0:
            found.append((0.9 * on_path.worth, f"address has «{on_path.word}»"))
        found.sort(reverse=True)
        if not found:
            return 0.0, []
        confirmed = 0.15 if len(found) > 1 and found[1][0] > 1.0 else 0.0
        return found[0][0] + confirmed, [reason for _, reason in found[:2]]

    def _loss(self, link: Link, worth: float) -> tuple[float, list[str], str]:
        """What is taken off for words that lead away, and for another's direction."""
        words = link_words()
        loss = 0.0
        reasons: list[str] = []
        said = f"{link.text} {link.row}" if len(link.text) < 3 else link.text  # noqa: PLR2004
        if away := self.leads_away(said):
            whole = len(matching_key(said)) <= _HEADLINE and worth >= SAYS
            loss -= words.away.weight * (0.5 if whole else 1.0)
            reasons.append(f"leads away: «{away}»")
        elif away := self.path_leads_away(link.address):
            loss -= words.away.weight * (0.25 if worth >= SAYS else 0.8)
            reasons.append(f"address leads away: «{away}»")
        if other := self.of_others(said):
            loss -= words.others.weight
            reasons.append(f"another's: «{other}»")
        return loss, reasons, other


def _weight_of(text: str, said: Said) -> float:
    """A short name of a page counts whole, a headline by the share of it that speaks of directions."""
    size = len(matching_key(text))
    if size <= _HEADLINE:
        return 1.0
    return max(0.3, min(1.0, 1.6 * said.share))


def _kind_bonus(address: str) -> float:
    """Documents that say nothing are letters and forms more often than plans."""
    return -0.15 if ending_of(address) in link_words().documents else 0.0


def ending_of(address: str) -> str:
    """The ending of an address's file name in small letters, empty if it has none."""
    name = urlsplit(address).path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


@lru_cache(maxsize=4096)
def plain_path(address: str) -> str:
    """Path and query of an address in readable small letters: UTF-8 or Thai Windows bytes decoded."""
    parts = urlsplit(address)
    raw = unquote_to_bytes(parts.path + ("?" + parts.query if parts.query else ""))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp874", "replace")
    return unicodedata.normalize("NFC", text).lower()


def _latin(text: str) -> Iterable[tuple[float, re.Match[str]]]:
    if _WORDS.search(text) is None:
        return
    for word in link_words().latin:
        match = word.pattern.search(text)
        if match is not None:
            yield word.weight, match


def _bones(key: str) -> str:
    """A Thai word without the marks above and below: what many sites make of it in addresses."""
    return _MARKS.sub("", key).replace("-", "").replace("_", "").replace("/", " ")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)")
