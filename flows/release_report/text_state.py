"""Where the text of the current documents comes from, and how good it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.codes import MediaType, TextOrigin

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease

_BOUNDS = (0.5, 0.7, 0.8, 0.9, 0.95)
"""Where one class of quality ends and the next begins."""


@dataclass(frozen=True, slots=True)
class QualityClass:
    """Documents whose text quality (0 to 1) is at least `low` and below `high`; the last class has 1 too."""

    low: float
    high: float
    documents: int


@dataclass(frozen=True, slots=True)
class TextState:
    """Current documents by origin of the text, by type and by class of quality."""

    documents: int
    origins: tuple[tuple[TextOrigin, int], ...]
    media_types: tuple[tuple[MediaType, int], ...]
    qualities: tuple[QualityClass, ...]


def read_text_state(release: OpenRelease) -> TextState:
    """Count the current documents; raises StoreError if the table is damaged."""
    columns = ["is_current", "text_origin", "media_type", "text_quality"]
    table = release.table("documents", columns)
    table = table.filter(table["is_current"])
    origins = Counter(map(TextOrigin, table["text_origin"].to_pylist()))
    types = Counter(map(MediaType, table["media_type"].to_pylist()))
    return TextState(
        documents=table.num_rows,
        origins=tuple((origin, origins[origin]) for origin in TextOrigin),
        media_types=tuple(sorted(types.items(), key=lambda item: (-item[1], item[0].value))),
        qualities=_classes(table["text_quality"].to_pylist()),
    )


def _classes(qualities: list[float]) -> tuple[QualityClass, ...]:
    edges = (0.0, *_BOUNDS, 1.0)
    counts = Counter(sum(quality >= bound for bound in _BOUNDS) for quality in qualities)
    return tuple(QualityClass(low, high, counts[place]) for place, (low, high) in enumerate(pairwise(edges)))
