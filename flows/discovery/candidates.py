"""What pages of a site turned out to be: proven sources of an office's direction, or why not. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemas.codes import CandidateStatus, FindingCode, MediaType, OwnerEvidence, Severity
from schemas.kinds import Kind
from schemas.matching import matching_key
from sources.link_words import link_words

if TYPE_CHECKING:
    from schemas.records import Parsed
    from sources.discovery import Lead

CORE_KINDS = frozenset(
    {
        Kind.VISION,
        Kind.MISSION,
        Kind.GOAL,
        Kind.STRATEGIC_ISSUE,
        Kind.STRATEGY,
        Kind.CORE_VALUE,
        Kind.IDEOLOGY,
        Kind.PHILOSOPHY,
        Kind.IDENTITY,
        Kind.MOTTO,
        Kind.FOCUS,
    }
)
"""Kinds that make a page one of direction; others (projects, duties, aims) stand on many pages."""
_THAI = re.compile("[\u0e01-\u0e2e]")
_HEADLINE = 45
_FEW = 2
_SHORTEST = 4
"""Letters of the shortest statement that proves anything: less is what is left of a cut line."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that was asked for, and what it is.

    `says` tells whether link, address, title or first heading speak of a direction; `keys` are the
    statements' matching keys with their kinds; `repeated` is the better page that says all of it.
    """

    lead: Lead
    status: CandidateStatus
    reason: str = ""
    final_address: str = ""
    media_type: MediaType | None = None
    title: str = ""
    owner_id: str | None = None
    owner_name: str | None = None
    kinds: tuple[tuple[Kind, int], ...] = ()
    says: bool = False
    is_headline: bool = False
    keys: frozenset[tuple[Kind, str]] = frozenset()
    text_sha256: str | None = None
    repeated: str = ""

    @property
    def address(self) -> str:
        """The address that the page was asked for under."""
        return self.lead.address

    @property
    def statements(self) -> int:
        """How many statements it gave."""
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True)
class Cue:
    """What of a page beside its statements speaks for or against it."""

    says: bool
    is_headline: bool
    title: str = ""
    is_notice: bool = False
    links: frozenset[str] = frozenset()
    """Matching keys of what the page's links say: a list of links under a heading is no direction."""
    others_link: str = ""
    """The word by which the link says that it is another's direction."""
    others_text: str = ""
    """Such a word at the head of the page; counts where the page names no office."""


def judged(lead: Lead, parsed: Parsed, cue: Cue, office_id: str, final_address: str) -> Candidate:
    """What a page that was read is by itself; whether it repeats others, `settle` tells."""
    stated = [(one.kind, matching_key(one.text)) for one in parsed.statements]
    links = sorted((link for link in cue.links if len(link) >= _SHORTEST), key=len, reverse=True)
    own = frozenset(key for key in stated if len(_beside_links(key[1], links)) >= _SHORTEST)
    kinds = Counter(kind for kind, _ in stated)
    made = Candidate(
        lead,
        CandidateStatus.NO_STATEMENTS,
        final_address=final_address,
        media_type=parsed.document.media_type,
        title=cue.title or parsed.document.title or "",
        owner_id=parsed.owner.office_id,
        owner_name=parsed.owner.name,
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        says=cue.says,
        is_headline=cue.is_headline,
        keys=own,
        text_sha256=parsed.text_sha256,
    )
    status, reason = _verdict(made, parsed, office_id, cue)
    return replace(made, status=status, reason=reason)


def _beside_links(key: str, links: Sequence[str]) -> str:
    """What is left of a statement without the names of the page's links, which may run into one line."""
    for link in links:
        key = key.replace(link, "")
    return key


def _verdict(made: Candidate, parsed: Parsed, office_id: str, cue: Cue) -> tuple[CandidateStatus, str]:
    if not made.kinds:
        return _silent(parsed)
    unnamed = parsed.owner.evidence is OwnerEvidence.NONE
    if not unnamed and parsed.owner.office_id != office_id:
        return CandidateStatus.OTHER_OWNER, f"names {parsed.owner.name or parsed.owner.office_id}"
    if doubt := _doubt(made, parsed, cue, unnamed=unnamed):
        return CandidateStatus.DOUBTFUL, doubt
    return CandidateStatus.PROVEN, "names no office; it is on the office's own site" if unnamed else ""


def _silent(parsed: Parsed) -> tuple[CandidateStatus, str]:
    """Why a page gave no statement."""
    held = next((f for f in parsed.findings if f.severity is Severity.ERROR), None)
    if held is None:
        return CandidateStatus.NO_STATEMENTS, "no section with statements"
    script = held.code is FindingCode.NEEDS_JS
    status = CandidateStatus.NEEDS_JS if script else CandidateStatus.NOT_READ
    return status, f"{held.code.value}: {held.message}"


def _doubt(made: Candidate, parsed: Parsed, cue: Cue, *, unnamed: bool) -> str:
    """Why statements may be none of the office's direction, empty if nothing speaks against them."""
    core = {kind for kind, _ in made.keys} & CORE_KINDS
    thai = any(_THAI.search(statement.text) for statement in parsed.statements)
    doubts = (
        (not made.keys, "what looks like statements are the names of links, or less than a word"),
        (not thai, "no statement in Thai"),
        (bool(cue.others_link), f"the link speaks of «{cue.others_link}»"),
        (unnamed and bool(cue.others_text), f"names no office, and speaks of «{cue.others_text}»"),
        (
            not core and (cue.is_notice or not made.says),
            "no section that only a direction has, and no title that names one",
        ),
        (
            not made.says and made.is_headline and len(made.keys) <= _FEW,
            "a headline with hardly a statement",
        ),
    )
    return next((reason for holds, reason in doubts if holds), "")


def is_headline(text: str) -> bool:
    """Whether a title is so long that it tells something rather than names a page."""
    return len(matching_key(text)) > _HEADLINE


def settle(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with those that only repeat a better one told apart.

    Of pages of one format with the same statements the best stays; a page that does not speak of a
    direction stays only if it says something that no better page does.
    """
    ranked = sorted((one for one in candidates if one.status is CandidateStatus.PROVEN), key=_rank)
    kept: list[Candidate] = []
    repeated: dict[str, str] = {}
    for one in ranked:
        same = next((better for better in kept if _is_twin(one, better)), None)
        if same is None:
            kept.append(one)
        else:
            repeated[one.address] = same.address
    for one in [one for one in kept if not one.says]:
        better = next((other for other in kept if other is not one and _is_part_of(one, other)), None)
        if better is not None:
            repeated[one.address] = better.address
            kept.remove(one)
    return tuple(_settled(one, repeated) for one in candidates)


def _settled(one: Candidate, repeated: dict[str, str]) -> Candidate:
    if one.status is not CandidateStatus.PROVEN or one.address not in repeated:
        return one
    better = repeated[one.address]
    return replace(one, status=CandidateStatus.REPEATS, reason=f"says what {better} says", repeated=better)


def _rank(one: Candidate) -> tuple[bool, bool, float, int, str]:
    """The best page first: known, named as a direction, of a high score, near the start."""
    return (not one.lead.known, not one.says, -one.lead.score.words, one.lead.depth, one.address)


def _is_twin(one: Candidate, other: Candidate) -> bool:
    if one.media_type is not other.media_type:
        return False
    called = matching_key(one.lead.text)
    if (
        called
        and called not in link_words().bare
        and called == matching_key(other.lead.text)
        and one.keys <= other.keys
    ):
        return True
    return one.keys == other.keys or (one.text_sha256 is not None and one.text_sha256 == other.text_sha256)


def _is_part_of(one: Candidate, other: Candidate) -> bool:
    return one.media_type is other.media_type and one.keys <= other.keys


def with_status(candidates: Iterable[Candidate], status: CandidateStatus) -> tuple[Candidate, ...]:
    """The candidates of one status, those with the most statements first."""
    return tuple(sorted((c for c in candidates if c.status is status), key=lambda c: -c.statements))
