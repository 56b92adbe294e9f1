"""Cues of names: what every printed name of an area office has one of, quick to look for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.folded_text import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_THAI = ("สพ", "ส.พ", "กงาน", "สนง", "เขต", "ประถม", "ธยม")
_OTHER = (re.compile("E[dDsS]|e[dDsS]|P[rReE]|p[rReE]|S[eE]|s[eE]"), re.compile(f"[{HIDDEN}]"))
"""Parts of all that begins a name (`next_head`), without the marks that folding puts right; what it drops."""


def name_cues(text: str) -> Iterator[int]:
    """Places of cues, in no order; a line without any names no area office."""
    for word in _THAI:
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)
    for pattern in _OTHER:
        for found in pattern.finditer(text):
            yield found.start()
