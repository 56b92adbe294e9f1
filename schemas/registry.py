"""The registry: the 245 Educational Service Area Offices, how their names are printed, and added offices."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas import registry_rows
from schemas.matching import matching_key
from schemas.offices import KnownAddress, Mention, Office, Province

if TYPE_CHECKING:
    from schemas.office_names import OfficeNames

_DATA = Path(__file__).with_name("registry_data")


class Registry:
    """Offices, their provinces and known addresses; finds offices by printed names.

    Loading reads three small CSV files; what names need is built when the first name is asked for.
    `added` are offices of any kind that somebody added; they are known by their whole names only.
    """

    def __init__(
        self,
        offices: Iterable[Office],
        provinces: Iterable[Province],
        addresses: Iterable[KnownAddress],
        added: Iterable[Office] = (),
    ) -> None:
        self._area_offices = tuple(offices)
        self.added = tuple(added)
        self.offices = (*self._area_offices, *self.added)
        self.provinces = tuple(provinces)
        self._by_id = {office.office_id: office for office in self.offices}
        self._addresses: dict[str, tuple[KnownAddress, ...]] = {}
        for address in addresses:
            self._addresses[address.office_id] = (*self.addresses(address.office_id), address)

    @classmethod
    def load(cls, folder: Path = _DATA, added: Iterable[Office] = ()) -> Registry:
        """Read offices.csv, provinces.csv and sources.csv of a folder; put the added offices behind.

        Raises OSError if one is missing, KeyError or ValueError if a row is not as it must be.
        """
        return cls(
            map(registry_rows.office, registry_rows.rows(folder / "offices.csv")),
            map(registry_rows.province, registry_rows.rows(folder / "provinces.csv")),
            map(registry_rows.address, registry_rows.rows(folder / "sources.csv")),
            added,
        )

    def get(self, office_id: str) -> Office | None:
        """The office with this very id, None if there is none."""
        return self._by_id.get(office_id)

    def addresses(self, office_id: str) -> tuple[KnownAddress, ...]:
        """Pages with direction text that were seen for an office; empty for most."""
        return self._addresses.get(office_id, ())

    def lookup(self, text: str) -> Office | None:
        """The office that a text as a whole names: an id, an EMIS code or a name in any printed form.

        None if the text is no such name, if no office has it, or if several have (`candidates` tells).
        """
        found = self.candidates(text)
        return found[0] if len(found) == 1 else None

    def candidates(self, text: str) -> tuple[Office, ...]:
        """All offices that a text as a whole can mean: none, one, or several."""
        return self._names.candidates(text) or self._added_names.get(matching_key(text), ())

    def added_named(self, name: str) -> Office | None:
        """The added office of this printed name, None if there is none or there are several."""
        found = self._added_names.get(matching_key(name), ())
        return found[0] if len(found) == 1 else None

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All names of area offices in a text, in order and never overlapping.

        Takes time linear in the text's length. Ids and EMIS codes are no mentions.
        """
        return self._names.mentions(text)

    def suggest(self, text: str, limit: int = 3) -> tuple[Office, ...]:
        """Offices with a name near to this text, the nearest first, for a message to a person."""
        return self._names.suggest(text, limit)

    def added_at(self, address: str) -> Office | None:
        """The one added office whose website's host a web address names, None if there is none."""
        host = _host(address)
        found = [office for office in self.added if office.website and host and _host(office.website) == host]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _added_names(self) -> dict[str, tuple[Office, ...]]:
        found: dict[str, tuple[Office, ...]] = {}
        for office in self.added:
            names = (office.name_th, office.short_name_th, office.name_en, *office.former_names)
            for key in {matching_key(name) for name in names if name}:
                found[key] = (*found.get(key, ()), office)
        return found

    @cached_property
    def _names(self) -> OfficeNames:
        from schemas.office_names import OfficeNames  # noqa: PLC0415  (compiles patterns that few runs need)

        return OfficeNames(self._area_offices, self.provinces)


def _host(address: str) -> str:
    """The host of a web address without `www.`, empty for a path."""
    scheme, mark, rest = address.partition("://")
    if not mark or scheme not in {"http", "https"}:
        return ""
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2]
    return host.lower().removeprefix("www.")


@lru_cache(maxsize=8)
def registry(added: tuple[Office, ...] = ()) -> Registry:
    """The registry that comes with the program, with the added offices; loaded once for each such set."""
    return Registry.load(added=added)
