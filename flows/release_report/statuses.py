"""How many offices of each region have statements, and of the others what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.release_report.coverage import OfficeCoverage
from flows.release_report.labels import Label
from flows.release_report.offices import OfficeName
from schemas.codes import CoverageStatus


@dataclass(frozen=True, slots=True)
class RegionStatuses:
    """A region's offices by status, in the order of the vocabulary, without statuses that none has."""

    label: Label
    counts: tuple[tuple[CoverageStatus, int], ...]

    @property
    def total(self) -> int:
        """All its offices."""
        return sum(count for _, count in self.counts)

    def of(self, status: CoverageStatus) -> int:
        """How many have a status."""
        return dict(self.counts).get(status, 0)


def statuses_by_region(
    offices: Iterable[OfficeName], known: Mapping[str, OfficeCoverage]
) -> tuple[RegionStatuses, ...]:
    """Every region that has an office, in the registry's order; offices without one come last."""
    found: dict[tuple[int, Label], Counter[CoverageStatus]] = {}
    for office in offices:
        region = found.setdefault((office.place.region_order, office.place.region), Counter())
        region[known[office.office_id].status] += 1
    return tuple(
        RegionStatuses(label, tuple((status, counts[status]) for status in CoverageStatus if counts[status]))
        for (_, label), counts in sorted(found.items(), key=lambda item: item[0][0])
    )
