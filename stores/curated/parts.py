"""Which offices stand in which part file: decided by the offices' ids alone.

Every table is cut between the same offices, so that part 3 of `statements` and part 3 of `documents`
hold the same ones. A part ends before an office whose id hashes to a boundary; a change of one office
so leaves all other parts as they are, however many offices come or go elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.ids import digest

OFFICES_A_PART = 256
"""How many offices stand in a part on average."""


def ranges(office_ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The offices, sorted, part by part; at least one part, be it empty."""
    found: list[list[str]] = [[]]
    for office_id in sorted(office_ids):
        if found[-1] and _is_boundary(office_id):
            found.append([])
        found[-1].append(office_id)
    return tuple(tuple(part) for part in found)


def part_path(table: str, number: int) -> str:
    """The path of a part inside its release."""
    return f"{table}/part-{number:05d}.parquet"


def _is_boundary(office_id: str) -> bool:
    return int(digest("part", office_id, size=8), 16) % OFFICES_A_PART == 0
