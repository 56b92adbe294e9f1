"""Which offices a run looks for, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.known_offices import known_registry
from flows.offices import find_offices, known_addresses
from flows.settings import Settings
from schemas.errors import ThitthangError


@dataclass(frozen=True, slots=True)
class Target:
    """An office and its known addresses; `trouble` says why they could not be read."""

    office_id: str
    name: str
    addresses: tuple[str, ...]
    trouble: str = ""


def choose_offices(asked: Sequence[str], settings: Settings, *, sample: int = 0) -> tuple[str, ...]:
    """Ids of the offices that were asked for, or of all; with `sample`, so many spread over them.

    A sample is taken from the offices that have an address, at even steps, so that it is the same
    each time. Raises UnknownOfficeError.
    """
    known = known_registry(settings)
    offices = find_offices(known, asked) if asked else known.offices
    chosen = tuple(office.office_id for office in offices)
    if not sample:
        return chosen
    chosen = tuple(target.office_id for target in targets(chosen, settings) if target.addresses)
    step = max(1.0, len(chosen) / sample)
    return tuple(chosen[int(place * step)] for place in range(min(sample, len(chosen))))


def targets(office_ids: Sequence[str], settings: Settings) -> list[Target]:
    """Where to look for each office; a broken file of addresses is told, not raised."""
    known = known_registry(settings)
    found = []
    for office_id in office_ids:
        office = known.get(office_id)
        name = office.short_name_th if office else office_id
        try:
            found.append(Target(office_id, name, known_addresses(known, office_id, settings)))
        except ThitthangError as error:
            found.append(Target(office_id, name, (), str(error)))
    return found
