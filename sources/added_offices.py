"""Offices of any kind that somebody added: `offices.yaml` in the folder of sources.

    - office_id: mun-ban-mai
      name_th: เทศบาลตำบลบ้านใหม่
      short_name_th: ทต.บ้านใหม่
      province_th: น่าน
      website: https://www.banmai.go.th/

Only id, Thai name and province are needed. An office is known in documents by its names as a whole, and by
its website's host where a page names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from schemas.errors import FetchError, ThitthangError
from schemas.offices import Level, Office, Province
from sources.addresses import canonical

FILE_NAME = "offices.yaml"
NEEDED = ("office_id", "name_th", "province_th")
KNOWN = (*NEEDED, "short_name_th", "abbreviation_th", "name_en", "website", "former_names", "domains")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REMEDY = "write it as in docs/sources.md"


def read_added_offices(
    folder: Path, provinces: Iterable[Province], taken: Iterable[str]
) -> tuple[Office, ...]:
    """The offices of a folder's `offices.yaml`, none if it has no such file.

    `taken` are ids that no added office may have. Raises ThitthangError for a file that is not of this form.
    """
    path = folder / FILE_NAME
    try:
        content: object = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ThitthangError(FILE_NAME, " ".join(str(error).split())[:200], _REMEDY) from error
    if content is None:
        return ()
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise ThitthangError(FILE_NAME, "it is no list of offices", _REMEDY)
    known = tuple(provinces)
    offices = tuple(added_office(row, known) for row in content)
    used = set(taken)
    for office in offices:
        if office.office_id in used:
            raise ThitthangError(FILE_NAME, f"the id {office.office_id} stands twice", "choose another id")
        used.add(office.office_id)
    return offices


def added_office(row: Mapping[str, object], provinces: Iterable[Province]) -> Office:
    """One row as an office. Raises ThitthangError where it lacks something or has what nobody reads."""
    shown = str(row.get("office_id") or row)[:60]
    if missing := [name for name in NEEDED if not row.get(name)]:
        raise ThitthangError(FILE_NAME, f"{shown} has no {' and no '.join(missing)}", _REMEDY)
    if strange := sorted(str(name) for name in set(row) - set(KNOWN)):
        raise ThitthangError(
            FILE_NAME, f"{shown}: only {', '.join(KNOWN)} are known, not {strange[0]}", _REMEDY
        )
    if not _ID.fullmatch(str(row["office_id"])):
        raise ThitthangError(FILE_NAME, f"{shown} is no id", "use small letters, digits and hyphens")
    province = _province(str(row["province_th"]), provinces)
    if province is None:
        raise ThitthangError(FILE_NAME, f"{shown}: no province {row['province_th']!r}", "write it in Thai")
    website = _website(shown, row.get("website"))
    return Office(
        office_id=str(row["office_id"]),
        registered=True,
        level=Level.OTHER,
        name_th=str(row["name_th"]),
        short_name_th=str(row.get("short_name_th") or row["name_th"]),
        abbreviation_th=str(row.get("abbreviation_th") or ""),
        name_en=str(row.get("name_en") or ""),
        province_th=province.name_th,
        province_en=province.name_en,
        province_code=province.code,
        region=province.region_en,
        area_no=None,
        emis_area_code="",
        website=website,
        valid_from=None,
        valid_to=None,
        successor_id=None,
        provinces_th=(province.name_th,),
        province_codes=(province.code,),
        former_no=(),
        former_names=_texts(shown, "former_names", row.get("former_names")),
        former_emis_codes=(),
        domains=_texts(shown, "domains", row.get("domains")),
        domain_candidates=(),
        former_domains=(),
    )


def _province(name: str, provinces: Iterable[Province]) -> Province | None:
    plain = name.strip().removeprefix("จังหวัด").strip()
    return next((one for one in provinces if plain in {one.name_th, *one.other_names_th}), None)


def _website(shown: str, given: object) -> str | None:
    if not given:
        return None
    try:
        return canonical(str(given))
    except FetchError as error:
        raise ThitthangError(FILE_NAME, f"{shown}: website: {error.cause}", error.remedy) from error


def _texts(shown: str, name: str, given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise ThitthangError(FILE_NAME, f"{shown}: {name} is no list of texts", _REMEDY)
    return tuple(given)
