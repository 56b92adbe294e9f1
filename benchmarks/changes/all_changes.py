"""Every change, in the order of the table."""

from __future__ import annotations

from typing import Final

from benchmarks.changes import charsets, furniture, glosses, markup, spaces, spellings, tags, wrapping
from benchmarks.changes.change import Change

ALL: Final[tuple[Change, ...]] = (
    *charsets.CHANGES,
    *spellings.CHANGES,
    *spaces.CHANGES,
    *wrapping.CHANGES,
    *glosses.CHANGES,
    *tags.CHANGES,
    *furniture.CHANGES,
    *markup.CHANGES,
)
