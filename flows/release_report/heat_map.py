"""Coverage as a heat map: how many of the offices of a place have statements of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.release_report.labels import Label
from flows.release_report.offices import OfficeName, Place
from flows.release_report.thai_forms import percent
from schemas.kinds import COVERED_KINDS, Kind

SHADES = 5
"""Steps of the scale above nothing."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """How many offices out of how many have something."""

    found: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return percent(self.found, self.of)

    @property
    def shade(self) -> int:
        """0 for none, then 1 to 5 for each fifth."""
        return -(-self.found * SHADES // self.of) if self.found else 0


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One place, or all of them: a cell for each kind, and one for offices that have any statement."""

    label: Label
    cells: tuple[HeatCell, ...]
    any: HeatCell


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows of cells under kinds; `kinds` leaves those out that no office has, which are `missing`."""

    kinds: tuple[Kind, ...]
    missing: tuple[Kind, ...]
    rows: tuple[HeatRow, ...]
    whole: HeatRow


def heat_map(
    offices: Iterable[OfficeName],
    kinds_of: Mapping[str, frozenset[Kind]],
    place_of: Callable[[Place], tuple[int, Label]],
) -> HeatMap:
    """The map of offices by what `place_of` gives: an order and a name; `kinds_of` has what each states."""
    listed = list(offices)
    seen = Counter(kind for office in listed for kind in kinds_of.get(office.office_id, ()))
    kinds = tuple(kind for kind in COVERED_KINDS if seen[kind])
    groups: dict[tuple[int, Label], list[OfficeName]] = {}
    for office in listed:
        groups.setdefault(place_of(office.place), []).append(office)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], group[0][1].th))
    return HeatMap(
        kinds=kinds,
        missing=tuple(kind for kind in COVERED_KINDS if not seen[kind]),
        rows=tuple(_row(label, group, kinds, kinds_of) for (_, label), group in ordered),
        whole=_row(Label("ทุกแห่ง", "all"), listed, kinds, kinds_of),
    )


def by_region(place: Place) -> tuple[int, Label]:
    """Place in the order of regions; offices without one come last."""
    return place.region_order, place.region


def by_province(place: Place) -> tuple[int, Label]:
    """Place in the order of provinces."""
    return place.order, place.label


def _row(
    label: Label,
    offices: Sequence[OfficeName],
    kinds: Sequence[Kind],
    kinds_of: Mapping[str, frozenset[Kind]],
) -> HeatRow:
    counts = Counter(kind for office in offices for kind in kinds_of.get(office.office_id, ()))
    stating = sum(bool(kinds_of.get(office.office_id)) for office in offices)
    cells = tuple(HeatCell(counts[kind], len(offices)) for kind in kinds)
    return HeatRow(label, cells, HeatCell(stating, len(offices)))
