"""Owner: whose direction a document states, read from its own text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon import lexicon
from parsers.superiors import superior_at_head, superior_in_title
from schemas.codes import OwnerEvidence
from schemas.matching import matching_key
from schemas.records import Owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from schemas.offices import Mention
    from schemas.registry import Registry

HEAD_CHARACTERS = 800
"""Characters at the head of a page in which an office names itself."""
NAME_LIMIT = 80


class OwnerLine(NamedTuple):
    """A line as owner evidence: its text (Arabic digits), characters of the lines before it, what it is."""

    text: str
    before: int
    heading: bool
    chrome: bool
    of_kind: bool = False
    """Whether it is a heading that says whose the section is ("the province's vision")."""
    content: bool = False
    """Whether statements were read from it: names in it are seldom the owner's."""


@dataclass(slots=True)
class _Claim:
    """What speaks for one office."""

    name: str
    office_id: str | None
    score: float = 0.0
    count: int = 0
    evidence: OwnerEvidence = OwnerEvidence.TEXT


_AFFILIATED = re.compile(r"สังกัด\s*$")
"""Before a name it says that this is the office above the page's own."""


def _weight(line: OwnerLine, seen: int) -> float:
    weight = 1.0
    if line.heading:
        weight += 2.0
    if seen < HEAD_CHARACTERS:
        weight += 1.0
    if line.of_kind:
        weight *= 0.4
    return weight * (0.4 if line.chrome else 1.0)


_Mentions = Callable[[str], "tuple[Mention, ...]"]


class _Place(NamedTuple):
    """A line that may name offices: characters seen before it, and the names that the registry knows."""

    line: OwnerLine
    evidence: OwnerEvidence
    seen: int
    mentions: tuple[Mention, ...]


def _registry_claims(places: Iterable[_Place]) -> list[_Claim]:
    claims: dict[str, _Claim] = {}
    for line, evidence, seen, mentions in places:
        for mention in mentions:
            if mention.office is None or _AFFILIATED.search(line.text, 0, mention.start):
                continue
            claim = claims.setdefault(
                mention.office.office_id, _Claim(mention.text, mention.office.office_id, evidence=evidence)
            )
            claim.score += _weight(line, seen)
    return list(claims.values())


def _outside_names(text: str) -> list[str]:
    """Names of offices in a line that the registry may not hold."""
    words = lexicon()
    names = []
    for match in _printed_names(text):
        name = match.group().strip().removeprefix("ของ").strip()
        head = words.office_head.match(name)
        if head is None or words.parent.fullmatch(name) or words.sub_unit.match(name):
            continue
        own = name[head.end() :]
        if own.startswith("เขต" + "พื้นที่"):
            continue
        if words.name_generic.match(own) or not own.strip(" ."):
            continue
        names.append(_trimmed(name, head.end()))
    return [name for name in names if name]


def _printed_names(text: str) -> Iterator[re.Match[str]]:
    """What looks like the name of an office, in order and apart: read where the head of one stands."""
    words = lexicon()
    head = words.office_hint.search(text)
    while head is not None:
        name = words.office_name.match(text, head.start())
        if name is not None:
            yield name
        head = words.office_hint.search(text, head.start() + 1 if name is None else name.end())


def _trimmed(name: str, head: int) -> str:
    """A printed name without its address and without the sentence that goes on behind it."""
    words = lexicon()
    parts = name.split()
    kept = [parts[0]]
    for before, part in pairwise(parts):
        area = part.startswith("เขต") or part.isdigit() or before.startswith("เขต")
        parent = part.startswith(("มหาวิทยาลัย", "วิทยาลัย")) and parts[0].startswith(("คณะ", "ภาค", "สำนัก"))
        if not area and not parent and len(" ".join(kept)) > head:
            break
        kept.append(part)
    name = " ".join(kept)
    end = words.name_end.search(name, head + 2)
    while end is not None and _inside_word(name, end.start()):
        end = words.name_end.search(name, end.end())
    if end is not None:
        name = name[: end.start()]
    name = re.sub(r"[\s.,:;\-–(]+$", "", name)[:NAME_LIMIT]
    return name if len(name) > head + 1 else ""


def _inside_word(name: str, at: int) -> bool:
    """Whether "ที่" and the like are part of a longer word ("พื้นที่")."""
    return name[:at].endswith(("พื้น", "หน้า", "เต็ม", "แผน", "ประ", "จังหวั", "สถาน"))


def _outside_claims(places: Iterable[_Place]) -> list[_Claim]:
    claims: dict[str, _Claim] = {}
    for line, evidence, seen, mentions in places:
        names = [] if line.content else _outside_names(line.text)
        names += [m.text for m in mentions if m.office is None and not m.candidates]
        for name in names:
            printed = _full_form(name)
            key = matching_key(_unabbreviated(printed))
            claim = claims.setdefault(key, _Claim(printed, None, evidence=evidence))
            claim.name = max(claim.name, printed, key=len)
            claim.count += 1
            claim.score += _weight(line, seen)
    return list(claims.values())


_SHORT_HEADS = (
    (re.compile(r"^(?:สพป|สปป)\s*\.?\s*"), "ประถมศึกษา"),
    (re.compile(r"^สพม\s*\.?\s*"), "มัธยมศึกษา"),
)


_AREA_NUMBER = re.compile(r"(?<!เขต)\s+(\d{1,2})$")


def _full_form(name: str) -> str:
    """An area office's short name in full: both forms are one office."""
    name = " ".join(name.split())
    for short, level in _SHORT_HEADS:
        if short.match(name):
            return _AREA_NUMBER.sub(r" เขต \1", short.sub(_AREA_HEAD + level, name))
    if name.startswith("เขตพื้นที่"):
        return "สำนักงาน" + name
    return name


_AREA_HEAD = "สำนักงาน" + "เขตพื้นที่" + "การศึกษา"


def _unabbreviated(name: str) -> str:
    """A name with its head in full ("อบต." is a sub-district's administration)."""
    for short, full in lexicon().abbreviations.items():
        if name.startswith(short):
            return full + name.removeprefix(short).lstrip()
    return name


def _places(lines: Sequence[OwnerLine], title: str, mentions: _Mentions) -> list[_Place]:
    """Title and lines in which an office's name may stand."""
    places: list[_Place] = []
    if title:
        titled = OwnerLine(title, 0, heading=True, chrome=False)
        places.append(_Place(titled, OwnerEvidence.TITLE, 0, mentions(title)))
    for line in lines:
        found = mentions(line.text)
        if found or (not line.content and may_name_office(line.text)):
            evidence = OwnerEvidence.HEADING if line.heading else OwnerEvidence.TEXT
            places.append(_Place(line, evidence, len(title) + line.before, found))
    return places


def may_name_office(text: str) -> bool:
    """Whether a line may hold the name of an office that no registry knows. Quick."""
    return lexicon().office_hint.search(text) is not None


def _strengthen(claims: list[_Claim]) -> None:
    """A name that is the beginning of another one speaks for it too (short and full form).

    A longer form met but once, in running text, is the shorter name with the sentence that follows it.
    """
    keys = [matching_key(claim.name) for claim in claims]
    by_name: dict[tuple[str, str], _Claim] = {}
    for key, claim in zip(keys, claims, strict=True):
        by_name.setdefault((key[:SHORTEST_SHARED], claim.name), claim)
    for key, claim in zip(keys, claims, strict=True):
        if claim.name[-1:].isdigit():
            shorter = by_name.get((key[:SHORTEST_SHARED], claim.name[:-1]))
            if shorter is not None and shorter.name[-1:].isdigit():
                shorter.score += claim.score
                claim.score = 0.0
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        by_key[key].append(place)
    for place, (key, claim) in enumerate(zip(keys, claims, strict=True)):
        lengths = range(min(len(key), SHORTEST_SHARED), len(key) + 1)
        beginnings = sorted(other for length in lengths for other in by_key.get(key[:length], ()))
        for other in (claims[at] for at in beginnings if at != place):
            if claim.count == 1 and claim.evidence is OwnerEvidence.TEXT and other.count > 1:
                other.score += SHARED * claim.score
                claim.score = 0.0
            else:
                claim.score += SHARED * other.score


SHORTEST_SHARED = 12
"""Letters of a name's key from which it is looked for at the beginning of longer ones."""
SHARED = 0.8
"""The part of its score that a name gives to another one."""

_PLACES = ("จังหวัด", "อำเภอ")
_SURE = 2.0
"""Score from which an office is named in earnest, not in a footer."""


def _strengthen_by_place(claims: list[_Claim]) -> None:
    """A province's name speaks for the office of that province, where the page names one in earnest."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        if claim.name.startswith(_PLACES):
            places[claim.name].append(at)
    if not places:
        return
    for at, claim in enumerate(claims):
        if claim.score >= _SURE and claim.evidence is not OwnerEvidence.TEXT:
            name = claim.name
            ends = sorted(place for start in range(len(name)) for place in places.get(name[start:], ()))
            claim.score += sum(SHARED * claims[place].score for place in ends if place != at)


def same_host(host: str, website: str) -> bool:
    """Whether a host is that of an address, or below it."""
    known = website.lower().split("//")[-1].split("/")[0].removeprefix("www.")
    asked = host.lower().removeprefix("www.")
    return asked == known or asked.endswith("." + known)


def _nothing(_text: str) -> tuple[Mention, ...]:
    return ()


def read_owner(lines: Sequence[OwnerLine], title: str, host: str | None, registry: Registry | None) -> Owner:
    """The office whose direction the lines state; lines that name none may be left out.

    Names in headings and at the head of the page weigh more, menus less; the host is a hint of
    last resort. An office outside the registry is known by its printed name; one over others (a ministry)
    owns what names no other office.
    """
    mentions = registry.mentions if registry is not None else _nothing
    places = _places(lines, title, mentions)
    registered = _registry_claims(places)
    best = max(registered, key=lambda claim: claim.score, default=None)
    outside = _outside_claims(places)
    _strengthen(outside)
    _strengthen_by_place(outside)
    rival = max(outside, key=lambda claim: claim.score, default=None)
    if best is not None and (rival is None or best.score * 2 >= rival.score):
        return Owner(best.office_id, best.name, best.evidence)
    if rival is None or rival.evidence is not OwnerEvidence.TITLE:
        over_others = superior_in_title(title)
        if over_others is not None:
            return over_others
    if rival is not None and rival.score >= 2:
        return Owner(None, rival.name, rival.evidence)
    if host and registry is not None:
        for office in registry.offices:
            if office.website and same_host(host, office.website):
                return Owner(office.office_id, office.name_th, OwnerEvidence.HOST)
    if rival is not None:
        return Owner(None, rival.name, rival.evidence)
    return superior_at_head(lines, title) or Owner(None, None, OwnerEvidence.NONE)
