"""Kinds whose section is one text, always or mostly."""

from __future__ import annotations

from schemas.kinds import Kind

ONE_TEXT = frozenset({Kind.VISION, Kind.MOTTO, Kind.PHILOSOPHY})
"""Kinds that have no items."""

SINGLE_TEXT = frozenset(
    {Kind.VISION, Kind.MOTTO, Kind.PHILOSOPHY, Kind.IDENTITY, Kind.IDEOLOGY, Kind.CORE_VALUE}
)
"""Kinds whose section is mostly one text."""
