"""Which offices are meant by what a person typed, and where to look for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.errors import UnknownOfficeError

if TYPE_CHECKING:
    from flows.settings import Settings
    from schemas.offices import Office
    from schemas.registry import Registry
    from sources.office_files import OfficeFile


def find_office(registry: Registry, text: str) -> Office:
    """The office that an id or any printed form of a name means.

    Raises UnknownOfficeError naming near matches, or the offices that a name fits equally well.
    """
    if office := registry.get(text.strip()) or registry.lookup(text):
        return office
    shown = text[:80]
    if candidates := registry.candidates(text):
        names = ", ".join(f"{office.office_id} ({office.short_name_th})" for office in candidates)
        raise UnknownOfficeError(shown, "fits several offices", f"say which: {names}")
    near = ", ".join(f"{office.office_id} ({office.short_name_th})" for office in registry.suggest(text))
    remedy = f"did you mean {near}?" if near else "see: thitthang offices"
    raise UnknownOfficeError(shown, "no such office", remedy)


def find_offices(registry: Registry, texts: Sequence[str]) -> tuple[Office, ...]:
    """The offices meant, each once, in the order asked for."""
    found = {office.office_id: office for office in (find_office(registry, text) for text in texts)}
    return tuple(found.values())


def office_file(office_id: str, settings: Settings) -> OfficeFile | None:
    """The file that is kept of an office, if there is one.

    Raises ThitthangError for a file that cannot be read.
    """
    if settings.sources is None:
        return None
    from sources.office_files import read_office_file

    return read_office_file(settings.sources, office_id)


def known_addresses(registry: Registry, office_id: str, settings: Settings) -> tuple[str, ...]:
    """Where to look for an office: its own file if there is one, else what the registry knows.

    Raises ThitthangError for a file that cannot be read.
    """
    own = office_file(office_id, settings)
    if own is not None and own.addresses is not None:
        return own.addresses
    return tuple(known.url for known in registry.addresses(office_id))
