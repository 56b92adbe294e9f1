"""What stands before a list item, when only its drawn text is known: "1.", "๒)", "กลยุทธ์ที่ 1"."""

from __future__ import annotations

import re

from schemas.matching import arabic_digits

_EDGES = " \t\u00a0.,:;)(][}{-–—"
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[A-Za-z]{1,5}|[\u0e01-\u0e2e]")
_LAST_NUMBER = re.compile(r"\d+(?:\.\d+)*(?=\D*$)")
_WORDS = re.compile("[\u0e01-\u0e2eA-Za-z]")
_LETTER_BULLETS = frozenset({"o", "Ø", "ü", "v", "q"})
"""Letters that symbol fonts draw as a ring, an arrow, a tick, a diamond, a box."""


def read_label(text: str) -> tuple[str | None, str | None]:
    """The number in Arabic digits or letters, and the label where it has words; None for a bullet."""
    label = arabic_digits(" ".join(text.split()))
    if label in _LETTER_BULLETS:
        return None, None
    core = label.strip(_EDGES)
    if _NUMBER.fullmatch(core):
        return core, None
    last = _LAST_NUMBER.search(core)
    worded = _WORDS.search(core) is not None
    return (last.group() if last else None), (label if worded else None)
