"""Printed places and numbers to offices: what a name means, once its parts have been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from schemas.offices import Level, Office, Province

_FORMER_PRIMARY = re.compile(r"สพป\.(?P<province>\S+) เขต (?P<number>\d)")

Offices = tuple[Office, ...]
Codes = tuple[str, ...]


class PlaceKind(StrEnum):
    """How a province is printed."""

    NAME = "name"
    NICKNAME = "nickname"
    """Shortened or spelled in another way: may be the beginning of another word."""
    ABBREVIATION = "abbreviation"


class Places:
    """Printed names of provinces, found at a position of a text, the longest first."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Codes, PlaceKind]] = {}
        self._lengths: tuple[int, ...] = ()

    def add(self, name: str, codes: Codes, kind: PlaceKind) -> None:
        """Hold one more name, unless it already means something."""
        self._places.setdefault(name, (codes, kind))
        self._lengths = tuple(sorted({*self._lengths, len(name)}, reverse=True))

    def at(self, text: str, position: int) -> Iterator[tuple[int, Codes, PlaceKind]]:
        """End, province codes and kind of every name that begins at `position`."""
        for length in self._lengths:
            name = text[position : position + length]
            if len(name) == length and name in self._places:
                yield position + length, *self._places[name]

    def named(self, name: str) -> Codes:
        """Province codes of a whole name, none if it is unknown."""
        place = self._places.get(name)
        return place[0] if place is not None else ()


class OfficeIndex:
    """Area offices by what stands in their names.

    `thai` and `english` hold the provinces' printed names, English ones in small letters without
    spaces; `codes` holds offices by id and by present and former EMIS code.
    """

    def __init__(self, offices: Iterable[Office], provinces: Iterable[Province]) -> None:
        self.codes: dict[str, Offices] = {}
        self.former: dict[int, Offices] = {}
        self._primary: dict[str, Offices] = {}
        self._former_primary: dict[tuple[str, int], Offices] = {}
        self._secondary: dict[str, Offices] = {}
        self.thai = Places()
        self.english = Places()
        for province in provinces:
            self._add_province(province)
        for office in offices:
            self._add_office(office)

    def _add_province(self, province: Province) -> None:
        codes = (province.code,)
        self.thai.add(province.name_th, codes, PlaceKind.NAME)
        for name in (province.abbreviation_th, *province.other_abbreviations_th):
            self.thai.add(name, codes, PlaceKind.ABBREVIATION)
        for name in province.other_names_th:
            self.thai.add(name.rstrip(".ฯ"), codes, PlaceKind.NICKNAME)
        for name in (province.name_en, *province.other_names_en):
            self.english.add(squeezed(name), codes, PlaceKind.NAME)

    def _add_office(self, office: Office) -> None:
        for code in (office.office_id, office.emis_area_code, *office.former_emis_codes):
            self.codes[code] = (*self.codes.get(code, ()), office)
        if office.level is Level.PRIMARY:
            self._primary[office.province_code] = (*self._primary.get(office.province_code, ()), office)
            for name in office.former_names:
                self._add_former_primary(name, office)
            return
        for code in office.province_codes:
            self._secondary[code] = (*self._secondary.get(code, ()), office)
        for number in office.former_no:
            self.former[number] = (*self.former.get(number, ()), office)
        if len(office.province_codes) > 1:  # สพม.ลปลพ
            names = office.abbreviation_th.removeprefix("สพม.").split()
            self.thai.add("".join(names), office.province_codes, PlaceKind.ABBREVIATION)

    def _add_former_primary(self, name: str, office: Office) -> None:
        match = _FORMER_PRIMARY.fullmatch(name)
        if match:
            for code in self.thai.named(match["province"]):
                self._former_primary[code, int(match["number"])] = (office,)

    def resolve(self, level: Level | None, codes: Codes, number: int | None) -> Offices:
        """Offices that a level (None: not said), provinces and a number (None: none) can mean."""
        primary = self._resolve_primary(codes, number) if level is not Level.SECONDARY else ()
        if level is Level.PRIMARY:
            return primary
        secondary = self._resolve_secondary(codes, number)
        if level is None:  # neither a part of an office's provinces nor a former number is enough
            secondary = tuple(
                office
                for office in secondary
                if set(office.province_codes) == set(codes) and number in {office.area_no, None}
            )
        return primary + secondary

    def _resolve_primary(self, codes: Codes, number: int | None) -> Offices:
        if len(codes) != 1:
            return ()
        offices = self._primary.get(codes[0], ())
        if number is None:
            return offices
        numbered = tuple(office for office in offices if office.area_no == number)
        return numbered or self._former_primary.get((codes[0], number), ())

    def _resolve_secondary(self, codes: Codes, number: int | None) -> Offices:
        covering = self.covering(codes) or self._once_together(codes)
        if number is None:
            return covering
        numbered = tuple(office for office in covering if office.area_no == number)
        return numbered or tuple(office for office in covering if number in office.former_no)

    def covering(self, codes: Codes) -> Offices:
        """Secondary offices whose provinces include all of these."""
        first = self._secondary.get(codes[0], ()) if codes else ()
        return tuple(office for office in first if set(codes) <= set(office.province_codes))

    def _once_together(self, codes: Codes) -> Offices:
        """Secondary offices of provinces that one former number held together."""
        for offices in self.former.values():
            here = tuple(office for office in offices if set(codes) & set(office.province_codes))
            if set(codes) <= {code for office in here for code in office.province_codes}:
                return here
        return ()

    def belong_together(self, codes: Codes) -> bool:
        """Whether one secondary office holds all these provinces."""
        return bool(self.covering(codes))

    def were_together(self, codes: Codes) -> bool:
        """Whether one secondary office holds all these provinces, or one did before 2021."""
        return bool(self.covering(codes) or self._once_together(codes))

    def restricted(self, number: int, codes: Codes) -> Offices:
        """Offices that a former secondary number became, in these provinces where any are given."""
        offices = self.former.get(number, ())
        if not codes:
            return offices
        return tuple(office for office in offices if set(codes) & set(office.province_codes))


def squeezed(name: str) -> str:
    """An English name in small letters, with nothing between them."""
    return "".join(letter for letter in name.lower() if letter.isalpha())
