"""The search through an office's site: which link is followed next. Pure: links in, leads out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sources.link_scores import FOLLOWED, SAYS, Matcher, Score
from sources.links import Link, Place
from sources.page_keys import Site, is_no_document, is_trap, page_key, page_pattern

KNOWN = 5.0
"""What an address is worth that is known already."""
_BARREN = 0.25
_MOST_LEADS = 4_000
_LABELLED = 1.0
"""From this score of its words on a link is followed though its address looks like an endless list's."""


@dataclass(frozen=True, slots=True)
class DiscoveryLimits:
    """How far a site is searched.

    `requests` counts redirects, robots.txt and sitemaps too; `depth` is clicks from the start; `byte_count`
    that of all bodies; `unlabelled` how many links that say nothing are followed once something is proven.
    """

    depth: int = 3
    requests: int = 60
    byte_count: int = 128 * 1024 * 1024
    unlabelled: int = 20


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to look at: what it is worth and why, where it was found and what the link there says."""

    address: str
    score: Score
    depth: int
    text: str = ""
    found_on: str = ""
    known: bool = False
    is_part: bool = False
    """Whether it is a part of the page it was found on: a frame, an embedded document."""

    @property
    def says(self) -> bool:
        """Whether its link speaks of a direction itself."""
        return self.known or self.score.words >= SAYS


@dataclass(frozen=True, slots=True)
class Outside:
    """A link that speaks of a direction and leads to another site: for a person to look at."""

    address: str
    text: str
    found_on: str


class Frontier:
    """Leads that were found and not yet followed; gives the best one next, each page once."""

    def __init__(self, site: Site, matcher: Matcher, depth: int) -> None:
        self._site = site
        self._matcher = matcher
        self._depth = depth
        self._waiting: dict[str, Lead] = {}
        self._done: set[str] = set()
        self._barren: Counter[str] = Counter()
        self._outside: dict[str, Outside] = {}

    @property
    def outside(self) -> tuple[Outside, ...]:
        """Links that speak of a direction and leave the site, in the order they were found."""
        return tuple(self._outside.values())

    @property
    def waiting(self) -> tuple[Lead, ...]:
        """What was found and not followed, the best first."""
        return tuple(sorted(self._waiting.values(), key=lambda lead: (-lead.score.value, lead.address)))

    def move(self, site: Site) -> None:
        """Search another site from now on: the start has moved there."""
        self._site = site

    def start(self, address: str, *, is_home: bool = True, known: bool = False) -> None:
        """Put an address where the search begins: a home page, or a page that is known."""
        score = Score(KNOWN, 0.0, ("start of the site" if is_home else "known before",))
        self._put(Lead(address, score, depth=0 if is_home else 1, known=known))

    def add(self, links: Iterable[Link], page: Lead, worth: float) -> None:
        """Put the links of a page that was read; `worth` is what the page itself turned out to be worth."""
        for link in links:
            is_part = link.place is Place.FRAME
            if page.depth == 0 and not is_part and self._matcher.is_entrance(link.text):
                link = replace(link, place=Place.FRAME)  # noqa: PLW2901
                is_part = True
            depth = page.depth if is_part else page.depth + 1
            if depth > self._depth:
                continue
            if is_no_document(link.address):
                continue
            score = self._matcher.score(link, depth=depth, parent=0.0 if depth <= 1 else worth)
            if is_part:
                score = replace(score, words=max(score.words, page.score.words))
            if not self._site.holds(link.address):
                self._note_outside(link, score, page)
                continue
            if score.words < _LABELLED and is_trap(link.address):
                continue
            if score.value >= FOLLOWED and len(self._waiting) < _MOST_LEADS:
                self._put(Lead(link.address, score, depth, link.text, page.address, is_part=is_part))

    def next(self, *, labelled_only: bool = False) -> Lead | None:
        """The best lead, None if none is left; with `labelled_only`, only links that say something."""
        best = max(
            (lead for lead in self._waiting.values() if not labelled_only or is_labelled(lead)),
            key=lambda lead: (self._promise(lead), -lead.depth),
            default=None,
        )
        if best is not None:
            self.leave(best.address)
        return best

    def leave(self, address: str) -> bool:
        """Mark a page as seen, also under the address it was redirected to; False if it was seen before."""
        key = page_key(address)
        self._waiting.pop(key, None)
        new = key not in self._done
        self._done.add(key)
        return new

    def gave_nothing(self, lead: Lead) -> None:
        """Tell that a page had no statements: others of its form become less likely."""
        if not lead.says:
            self._barren[page_pattern(lead.address)] += 1

    def _promise(self, lead: Lead) -> float:
        """A lead's score, less where pages of its form gave nothing."""
        if lead.says or lead.depth == 0:
            return lead.score.value
        return lead.score.value - _BARREN * min(3, self._barren[page_pattern(lead.address)])

    def _put(self, lead: Lead) -> None:
        key = page_key(lead.address)
        if key in self._done:
            return
        known = self._waiting.get(key)
        if known is None:
            self._waiting[key] = lead
        elif lead.score.words > known.score.words:
            self._waiting[key] = replace(lead, depth=min(known.depth, lead.depth))
        elif lead.depth < known.depth:
            self._waiting[key] = replace(known, depth=lead.depth)

    def _note_outside(self, link: Link, score: Score, page: Lead) -> None:
        if score.words >= SAYS and score.value >= SAYS:
            self._outside.setdefault(page_key(link.address), Outside(link.address, link.text, page.address))


def is_labelled(lead: Lead) -> bool:
    """Whether a lead's link says anything that speaks for it, or it is a start or a part of a page."""
    return lead.known or lead.depth == 0 or lead.is_part or lead.score.words > 0
