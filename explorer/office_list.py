"""The list of offices: chosen by name, region, province; those outside the registry apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from explorer.directory import Directory, DirectoryEntry
from flows.release_report.labels import Label
from flows.release_report.offices import Place

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to; empty texts narrow nothing. `place` is a region or province in Thai."""

    text: str = ""
    place: str = ""
    with_statements: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A province and how many offices of the registry have their seat there."""

    label: Label
    offices: int


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A region, its offices, its provinces."""

    label: Label
    offices: int
    provinces: tuple[PlaceCount, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One page of a group of offices; `total` offices, `statements` in force of them all."""

    entries: tuple[DirectoryEntry, ...]
    total: int
    statements: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_ROWS))


@dataclass(frozen=True, slots=True)
class OfficeList:
    """The offices of the registry, those outside it, and near names where none was found."""

    registered: Group
    outside: Group
    near: tuple[DirectoryEntry, ...]


def list_offices(known: Directory, choice: Choice, page: int, outside_page: int) -> OfficeList:
    """One page of each group; a page beyond the last is empty."""
    found: Sequence[DirectoryEntry] = known.find(choice.text) if choice.text.strip() else known.entries
    if choice.place:
        found = [one for one in found if one.office.registered and _lies_in(one.office.place, choice.place)]
    if choice.with_statements:
        found = [one for one in found if one.statements]
    near = () if found or not choice.text.strip() else known.near(choice.text)
    return OfficeList(
        _group([one for one in found if one.office.registered], page),
        _group([one for one in found if not one.office.registered], outside_page),
        near,
    )


@lru_cache(maxsize=2)
def regions(known: Directory) -> tuple[RegionCount, ...]:
    """The regions and provinces of a release, in the registry's order."""
    places = Counter(entry.office.place for entry in known.entries if entry.office.registered)
    ordered = sorted(places, key=lambda place: place.order)
    return tuple(
        RegionCount(
            region,
            sum(places[place] for place in ordered if place.region == region),
            tuple(PlaceCount(place.label, places[place]) for place in ordered if place.region == region),
        )
        for region in dict.fromkeys(place.region for place in ordered)
    )


def _lies_in(place: Place, name: str) -> bool:
    return name in (place.label.th, place.region.th)


def _group(entries: Sequence[DirectoryEntry], page: int) -> Group:
    first = (page - 1) * PAGE_ROWS
    return Group(
        tuple(entries[first : first + PAGE_ROWS]), len(entries), sum(one.statements for one in entries), page
    )
