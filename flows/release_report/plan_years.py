"""Which plans are in force: their years (Buddhist era) and how many offices are on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease

MOST_DRAWN = 24
"""Plans that are drawn; the table beside has them all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Years of a plan, first and last, with the offices and statements in force that are on it."""

    start: int
    end: int
    offices: int
    statements: int


@dataclass(frozen=True, slots=True)
class PlanYears:
    """All plans, the one with the latest years first, and what has no years.

    An office may be on several plans, one kind on one and another kind on another.
    """

    plans: tuple[Plan, ...]
    undated_offices: int
    undated_statements: int


def read_plan_years(release: OpenRelease) -> PlanYears:
    """The plans in force; raises StoreError if the table is damaged."""
    years = ["plan_start_be", "plan_end_be"]
    table = release.table("direction", ["office_id", *years])
    by_office = table.group_by(["office_id", *years], use_threads=False).aggregate([([], "count_all")])
    by_plan = by_office.group_by(years, use_threads=False).aggregate(
        [("office_id", "count"), ("count_all", "sum")]
    )
    rows = by_plan.to_pylist()
    plans = [
        Plan(row[years[0]], row[years[1]], row["office_id_count"], row["count_all_sum"])
        for row in rows
        if row[years[0]] is not None and row[years[1]] is not None
    ]
    undated = [row for row in rows if row[years[0]] is None or row[years[1]] is None]
    return PlanYears(
        tuple(sorted(plans, key=lambda plan: (-plan.end, -plan.start))),
        sum(row["office_id_count"] for row in undated),
        sum(row["count_all_sum"] for row in undated),
    )
