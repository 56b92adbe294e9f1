"""Offices over others, such as a ministry: owners of a page only where it names no other office.

They stand on the pages of all offices below them, in banners, addresses and sections of their own. So a
page is theirs if its title names them and no other, or if they head a page without a telling title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lexicon import THAI, lexicon
from schemas.codes import OwnerEvidence
from schemas.matching import matching_key
from schemas.records import Owner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.owner import OwnerLine

HEAD_CHARACTERS = 400
"""Characters at the head of a page in which an office over others names itself."""
TELLING = 4
"""Letters beside words of a direction that make a title tell whose page it is."""
SHORTEST = 3
"""Letters of a name behind its head."""
_THAI = re.compile(f"[{THAI}]")
_NO_LETTER = re.compile(r"[^\u0e01-\u0e2eA-Za-z]")


def names_superior(text: str) -> bool:
    """Whether a line names an office over others."""
    return lexicon().superior.search(text) is not None


def superior_in_title(title: str) -> Owner | None:
    """The office over others that a title names."""
    name = _name(title)
    return None if name is None else Owner(None, name, OwnerEvidence.TITLE)


def superior_at_head(lines: Sequence[OwnerLine], title: str) -> Owner | None:
    """The office over others that heads a page: every one named there, if the title tells of nobody."""
    if _is_telling(title):
        return None
    head = [line for line in lines if line.before < HEAD_CHARACTERS and not line.chrome and not line.content]
    found = [(name, line) for line in head if (name := _name(line.text, whole=not line.heading)) is not None]
    if not found or len({matching_key(name) for name, _ in found}) > 1:
        return None
    name, line = found[0]
    return Owner(None, name, OwnerEvidence.HEADING if line.heading else OwnerEvidence.TEXT)


def _name(text: str, *, whole: bool = False) -> str | None:
    """The first such name in a text; with `whole` one that no sentence goes on behind."""
    words = lexicon()
    for found in words.superior.finditer(text):
        name = found["known"]
        if name is None:
            end = words.name_end.search(found["own"])
            own = found["own"] if end is None else found["own"][: end.start()]
            if len(own) < SHORTEST or words.name_generic.match(own):
                continue
            name = found["head"] + own
        if not (whole and _THAI.match(text, found.start() + len(name))):
            return " ".join(name.split())
    return None


def _is_telling(title: str) -> bool:
    """Whether a title says more than the words of a direction."""
    words = lexicon()
    rest = words.core.sub("", words.plan_word.sub("", title))
    return len(_NO_LETTER.sub("", rest)) > TELLING
