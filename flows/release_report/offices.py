"""The offices of a release: their names and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from flows.release_report.labels import Label
from schemas.ids import UNKNOWN_OFFICE

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease

ELSEWHERE = Label("นอกทะเบียน", "outside the registry")
_UNKNOWN = Label("ไม่ทราบหน่วยงาน", "office unknown")
_COLUMNS = ("office_id", "registered", "short_name_th", "name_th", "name_en", "province_th", "province_en")


@dataclass(frozen=True, slots=True)
class Place:
    """A province and the region it lies in; `order` and `region_order` are those of the registry."""

    order: int
    region_order: int
    region: Label
    label: Label


_LAST = 1_000_000
NOWHERE = Place(_LAST, _LAST, ELSEWHERE, ELSEWHERE)
"""The place of an office that no province is known of."""


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office: its id, how it is called, where it has its seat."""

    office_id: str
    name: Label
    registered: bool
    place: Place


def read_offices(release: OpenRelease) -> Mapping[str, OfficeName]:
    """Every office of a release by its id, in the table's order; raises StoreError if it is damaged."""
    table = release.table("offices", list(_COLUMNS))
    rows = zip(*(table[name].to_pylist() for name in _COLUMNS), strict=True)
    found = {}
    for office_id, registered, short, full, english, province_th, province_en in rows:
        name = short or full or office_id
        label = _UNKNOWN if office_id == UNKNOWN_OFFICE else Label(name, english or name)
        found[office_id] = OfficeName(office_id, label, registered, _place(province_th, province_en))
    return MappingProxyType(found)


def office_called(offices: Mapping[str, OfficeName], office_id: str) -> OfficeName:
    """The office, or one without a name if the table does not have it."""
    return offices.get(office_id) or OfficeName(office_id, Label(office_id, office_id), False, NOWHERE)


def _place(province_th: str | None, province_en: str | None) -> Place:
    if province_th is None:
        return NOWHERE
    known = _places().get(province_th)
    return known or Place(_LAST - 1, _LAST, ELSEWHERE, Label(province_th, province_en or province_th))


@cache
def _places() -> Mapping[str, Place]:
    """Every province by its Thai name: by region, regions and provinces in the registry's order."""
    from schemas.registry import registry

    provinces = registry().provinces
    regions = list(dict.fromkeys(province.region_en for province in provinces))
    ordered = sorted(provinces, key=lambda province: regions.index(province.region_en))
    return {
        province.name_th: Place(
            number,
            regions.index(province.region_en),
            Label(province.region_th, province.region_en),
            Label(province.name_th, province.name_en),
        )
        for number, province in enumerate(ordered)
    }
