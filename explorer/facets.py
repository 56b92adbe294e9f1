"""What hits are counted by and narrowed to: one small number a statement and facet, kept in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from flows.release_report.offices import OfficeName, office_called

_MOST_YEARS = 30
"""Years of the longest plan that is counted year by year."""
_SHIFT = 10_000


class Facet(StrEnum):
    """What hits are counted by, and can be narrowed to."""

    KIND = "kind"
    PROVINCE = "province"
    LEVEL = "level"
    YEAR = "year"
    FORCE = "in_force"


IN_FORCE = "yes"
NOT_IN_FORCE = "no"
ANY = "all"
"""In an address: whether it is in force or not."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One value for each facet that hits are narrowed to; None: all.

    `province` is a Thai name, `level` what the office administers, `year` a year (BE) within the plan.
    """

    kind: str | None = None
    province: str | None = None
    level: str | None = None
    year: int | None = None
    in_force: str | None = IN_FORCE

    def without(self, facet: Facet) -> Narrowing:
        """The same, but not narrowed by one facet."""
        return Narrowing(
            **{one.name: None if one.name == facet else getattr(self, one.name) for one in fields(self)}
        )

    def value(self, facet: Facet) -> str | int | None:
        """What a facet is narrowed to."""
        found: str | int | None = getattr(self, facet.value)
        return found


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and how many hits have it, if the other facets stay as they are."""

    value: str | int
    count: int


@dataclass(frozen=True, slots=True)
class Codes:
    """A facet's value of every statement, as its place in `values`; null where it has none."""

    values: tuple[str | int, ...]
    of_row: pa.Array

    def code(self, value: str | int) -> int:
        """The place of a value; -1, which no statement has, for one that there is none of."""
        return self.values.index(value) if value in self.values else -1


@dataclass(frozen=True, slots=True)
class FacetColumns:
    """What all statements are narrowed by, in the index's order; `plans` are first year x 10,000 + last."""

    rows: int
    codes: Mapping[Facet, Codes]
    plans: pa.Array

    def mask(self, rows: pa.Array, narrowing: Narrowing) -> pa.Array:
        """Which of the rows are left."""
        mask = pa.repeat(True, len(rows))
        for facet, codes in self.codes.items():
            wanted = narrowing.value(facet)
            if wanted is not None:
                mask = pc.and_(mask, pc.equal(codes.of_row.take(rows), codes.code(wanted)))
        if narrowing.year is not None:
            plans = self.plans.take(rows)
            first = pc.less_equal(plans, narrowing.year * _SHIFT + _SHIFT - 1)
            last = pc.greater_equal(
                pc.subtract(plans, pc.multiply(pc.divide(plans, _SHIFT), _SHIFT)), narrowing.year
            )
            mask = pc.and_(mask, pc.and_(first, last))
        return pc.fill_null(mask, False)

    def counts(self, rows: pa.Array, facet: Facet) -> tuple[FacetValue, ...]:
        """Values of a facet among the rows, the most frequent first; years with the newest first."""
        if facet is Facet.YEAR:
            return _years(self.plans.take(rows))
        codes = self.codes[facet]
        counted = pc.value_counts(codes.of_row.take(rows)).to_pylist()
        found = [
            FacetValue(codes.values[one["values"]], one["counts"])
            for one in counted
            if one["values"] is not None
        ]
        return tuple(sorted(found, key=lambda one: (-one.count, one.value)))


def read_columns(
    connection: sqlite3.Connection, offices: Mapping[str, OfficeName], levels: Mapping[str, str]
) -> FacetColumns:
    """The facets of every statement of an index; `levels` are what offices administer, by id."""
    wanted = "SELECT kind, office_id, in_force, plan_start_be, plan_end_be FROM statement ORDER BY place"
    rows = connection.execute(wanted).fetchall()
    kinds, owners, in_force, starts, ends = zip(*rows, strict=True) if rows else ((),) * 5
    provinces = {owner: _province(office_called(offices, owner)) for owner in set(owners)}
    plans = [
        None if start is None or end is None else start * _SHIFT + end
        for start, end in zip(starts, ends, strict=True)
    ]
    return FacetColumns(
        len(rows),
        {
            Facet.KIND: _codes(kinds),
            Facet.PROVINCE: _codes([provinces[owner] for owner in owners]),
            Facet.LEVEL: _codes([levels.get(owner) for owner in owners]),
            Facet.FORCE: _codes([IN_FORCE if one else NOT_IN_FORCE for one in in_force]),
        },
        pa.array(plans, pa.int32()),
    )


def _codes(values: object) -> Codes:
    encoded = pa.array(values, pa.string()).dictionary_encode()
    return Codes(tuple(encoded.dictionary.to_pylist()), encoded.indices)


def _province(office: OfficeName) -> str | None:
    return office.place.label.th if office.registered else None


def _years(plans: pa.Array) -> tuple[FacetValue, ...]:
    counts: dict[int, int] = {}
    for one in pc.value_counts(plans).to_pylist():
        if one["values"] is not None:
            first, last = divmod(one["values"], _SHIFT)
            for year in range(first, min(last, first + _MOST_YEARS) + 1):
                counts[year] = counts.get(year, 0) + one["counts"]
    return tuple(FacetValue(year, counts[year]) for year in sorted(counts, reverse=True))
