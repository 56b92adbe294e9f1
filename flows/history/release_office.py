"""Which office of a release is meant by what a person typed; it may stand outside the registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from flows.offices import find_office
from schemas.errors import UnknownOfficeError

if TYPE_CHECKING:
    from schemas.registry import Registry
    from stores.curated.release import OpenRelease


def office_in(releases: Sequence[OpenRelease], known: Registry, text: str) -> str:
    """The id of an office that the registry knows, or that one of the releases has by id or name.

    Raises UnknownOfficeError if none of them has it.
    """
    try:
        return find_office(known, text).office_id
    except UnknownOfficeError:
        for release in releases:
            offices = release.table("offices", ["office_id", "name_th"])
            for column in ("office_id", "name_th"):
                found = offices.filter(pc.equal(offices[column], text.strip()))
                if found.num_rows:
                    return str(found["office_id"][0].as_py())
        raise


def office_names(releases: Sequence[OpenRelease]) -> dict[str, str]:
    """The short Thai name, or else the full one, of every office of the releases; the first ones come first.

    An office without a name has its id.
    """
    names: dict[str, str] = {}
    for release in reversed(releases):
        offices = release.table("offices", ["office_id", "short_name_th", "name_th"])
        ids, short, full = (column.to_pylist() for column in offices.columns)
        names |= {
            office: brief or whole or office for office, brief, whole in zip(ids, short, full, strict=True)
        }
    return names
