"""Rows of the registry's CSV files to records; a list inside a cell is parted by `|`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from schemas.offices import KnownAddress, Level, Office, Province

Row = dict[str, str]


def rows(path: Path) -> Iterator[Row]:
    """Rows of a CSV file by column name; OSError if there is no such file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def office(row: Row) -> Office:
    """One row of offices.csv; KeyError or ValueError if a column is missing or holds no such thing."""
    provinces_th, province_codes = _parts(row["provinces_th"]), _parts(row["province_codes"])
    domains = _parts(row["domains"])
    return Office(
        office_id=row["office_id"],
        registered=True,
        level=Level(row["level"]),
        name_th=row["name_th"],
        short_name_th=row["short_name_th"],
        abbreviation_th=row["abbreviation_th"],
        name_en=row["name_en"],
        province_th=provinces_th[0],
        province_en=row["province_en"],
        province_code=province_codes[0],
        region=row["region"],
        area_no=int(row["area_no"]) if row["area_no"] else None,
        emis_area_code=row["emis_area_code"],
        website=f"http://{domains[0]}/" if domains else None,
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        successor_id=row["successor_id"] or None,
        provinces_th=provinces_th,
        province_codes=province_codes,
        former_no=tuple(int(number) for number in _parts(row["former_no"])),
        former_names=_parts(row["former_names"]),
        former_emis_codes=_parts(row["former_emis_codes"]),
        domains=domains,
        domain_candidates=_parts(row["domain_candidates"]),
        former_domains=_parts(row["former_domains"]),
    )


def province(row: Row) -> Province:
    """One row of provinces.csv; KeyError if a column is missing."""
    return Province(
        code=row["code"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        abbreviation_th=row["abbreviation_th"],
        other_abbreviations_th=_parts(row["other_abbreviations_th"]),
        abbreviation_en=row["abbreviation_en"],
        region_en=row["region_en"],
        region_th=row["region_th"],
        other_names_th=_parts(row["other_names_th"]),
        other_names_en=_parts(row["other_names_en"]),
    )


def address(row: Row) -> KnownAddress:
    """One row of sources.csv; `(none)` in its headings means that none was seen."""
    headings = () if row["headings_seen"] == "(none)" else tuple(row["headings_seen"].split(";"))
    return KnownAddress(row["office_id"], row["url"], row["evidence"], headings)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
