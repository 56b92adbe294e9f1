"""Which offices have statements of which kinds, and why the others have none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from flows.release_report.labels import Label
from flows.release_report.offices import OfficeName, office_called
from flows.release_report.shown import Shown, fair_share, first
from schemas.codes import CoverageReason, CoverageStatus
from schemas.kinds import Kind

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease

MOST_OFFICES = 600
"""Offices with statements that are listed one by one."""
MOST_NAMES = 300
"""Offices without statements that are named for each reason."""
_COLUMNS = ("office_id", "kind", "status", "reason", "statement_count")


@dataclass(frozen=True, slots=True)
class OfficeCoverage:
    """What is known of an office: statements by kind, and held kinds; why, where it has none at all."""

    office_id: str
    counts: Mapping[Kind, int] = field(default_factory=dict)
    status: CoverageStatus = CoverageStatus.FOUND
    reason: CoverageReason = CoverageReason.STATEMENTS

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds it has statements of."""
        return frozenset(self.counts)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with its statements by kind."""

    office: OfficeName
    counts: Mapping[Kind, int]

    @property
    def statements(self) -> int:
        """Its statements in force."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ProvinceLines:
    """Offices of one province, in the order of their ids."""

    label: Label
    lines: Shown[OfficeLine]


@dataclass(frozen=True, slots=True)
class RegionLines:
    """Offices of one region that have statements, by province."""

    label: Label
    provinces: tuple[ProvinceLines, ...]

    @property
    def total(self) -> int:
        """How many offices, those that are not listed among them."""
        return sum(province.lines.total for province in self.provinces)


@dataclass(frozen=True, slots=True)
class Gap:
    """Offices without statements for one and the same reason."""

    status: CoverageStatus
    reason: CoverageReason
    offices: Shown[OfficeName]


def read_coverage(release: OpenRelease) -> Mapping[str, OfficeCoverage]:
    """What is known of every office, by id; raises StoreError if the table is damaged."""
    table = release.table("coverage", list(_COLUMNS))
    counts: defaultdict[str, dict[Kind, int]] = defaultdict(dict)
    why: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for batch in table.to_batches():
        rows = zip(*(batch.column(name).to_pylist() for name in _COLUMNS), strict=True)
        for office_id, kind, status, reason, count in rows:
            if status == CoverageStatus.FOUND:
                counts[office_id][Kind(kind)] = count
            else:
                why[office_id][status, reason] += 1
    return {
        office_id: _known(office_id, counts.get(office_id, {}), why[office_id])
        for office_id in sorted(counts.keys() | why.keys())
    }


def _known(office_id: str, counts: dict[Kind, int], why: Counter[tuple[str, str]]) -> OfficeCoverage:
    if counts:
        return OfficeCoverage(office_id, counts)
    ((status, reason),) = [told for told, _ in why.most_common(1)]
    return OfficeCoverage(office_id, {}, CoverageStatus(status), CoverageReason(reason))


def lines_by_region(
    known: Mapping[str, OfficeCoverage], offices: Mapping[str, OfficeName], most: int = MOST_OFFICES
) -> tuple[RegionLines, ...]:
    """The offices with statements; no province fills the list at the cost of the others."""
    lines = [
        OfficeLine(office_called(offices, one.office_id), one.counts) for one in known.values() if one.counts
    ]
    lines.sort(key=lambda line: (line.office.place.order, line.office.place.label.th, line.office.office_id))
    provinces = [list(group) for _, group in groupby(lines, key=lambda line: line.office.place)]
    share = fair_share(map(len, provinces), most)
    return tuple(_regions(provinces, share))


def _regions(provinces: list[list[OfficeLine]], share: int) -> Iterator[RegionLines]:
    for region, group in groupby(provinces, key=lambda lines: lines[0].office.place.region):
        found = (ProvinceLines(lines[0].office.place.label, first(lines, share)) for lines in group)
        yield RegionLines(region, tuple(found))


def gaps(
    known: Mapping[str, OfficeCoverage], offices: Mapping[str, OfficeName], most: int = MOST_NAMES
) -> tuple[Gap, ...]:
    """Offices without any statement by the reason why, statuses in the order of their vocabulary."""
    groups: defaultdict[tuple[CoverageStatus, CoverageReason], list[OfficeName]] = defaultdict(list)
    for one in known.values():
        if not one.counts:
            groups[one.status, one.reason].append(office_called(offices, one.office_id))
    statuses = list(CoverageStatus)
    return tuple(
        Gap(status, reason, first(sorted(group, key=_by_place), most))
        for (status, reason), group in sorted(
            groups.items(), key=lambda item: (statuses.index(item[0][0]), item[0][1].value)
        )
    )


def _by_place(office: OfficeName) -> tuple[int, str]:
    return office.place.order, office.office_id
