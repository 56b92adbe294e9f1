"""Offices of the registry that a text fits."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flows.known_offices import known_registry
from flows.offices import known_addresses
from flows.settings import Settings
from schemas.errors import UnknownOfficeError
from schemas.matching import matching_key
from schemas.offices import Office
from schemas.registry import Registry


@dataclass(frozen=True, slots=True)
class ListedOffice:
    """An office in a list; `addresses` is how many pages are known for it."""

    office_id: str
    short_name_th: str
    name_th: str
    name_en: str
    level: str
    province_th: str
    region: str
    addresses: int

    def as_json(self) -> dict[str, object]:
        """The office as plain values."""
        return asdict(self)


def list_offices(
    wanted: str | None, settings: Settings | None = None, *, without_source: bool = False
) -> list[ListedOffice]:
    """Offices whose name, id, level, province or region holds the text, or that it names.

    With settings, the sources folder counts: its added offices, its addresses. `without_source` keeps only
    offices of which no address is known. Raises UnknownOfficeError, naming near matches, if no office fits
    the text.
    """
    settings = settings or Settings()
    known = known_registry(settings)
    listed = [_listed(office, known, settings) for office in _fitting(known, wanted)]
    return [office for office in listed if not (without_source and office.addresses)]


def _fitting(known: Registry, wanted: str | None) -> list[Office]:
    if wanted is None:
        return list(known.offices)
    key = matching_key(wanted)
    found = [office for office in known.offices if any(key in matching_key(name) for name in _words(office))]
    found = found or list(known.candidates(wanted))
    if not found:
        near = ", ".join(f"{office.office_id} ({office.short_name_th})" for office in known.suggest(wanted))
        raise UnknownOfficeError(wanted[:80], "no office fits", f"did you mean {near}?" if near else "")
    return found


def _words(office: Office) -> tuple[str, ...]:
    return (
        office.office_id,
        office.level.value,
        office.name_th,
        office.short_name_th,
        office.abbreviation_th,
        office.name_en,
        *office.provinces_th,
        office.province_en,
        office.region,
    )


def _listed(office: Office, known: Registry, settings: Settings) -> ListedOffice:
    return ListedOffice(
        office.office_id,
        office.short_name_th,
        office.name_th,
        office.name_en,
        office.level.value,
        office.province_th,
        office.region,
        len(known_addresses(known, office.office_id, settings)),
    )
