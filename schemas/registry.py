"""The registry of offices: the 245 Educational Service Area Offices and how their names are printed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from schemas import registry_rows
from schemas.offices import KnownAddress, Mention, Office, Province

if TYPE_CHECKING:
    from schemas.office_names import OfficeNames

_DATA = Path(__file__).with_name("registry_data")


class Registry:
    """Offices, their provinces and known addresses; finds offices by printed names.

    Loading reads three small CSV files; what names need is built when the first name is asked for.
    """

    def __init__(
        self, offices: Iterable[Office], provinces: Iterable[Province], addresses: Iterable[KnownAddress]
    ) -> None:
        self.offices = tuple(offices)
        self.provinces = tuple(provinces)
        self._by_id = {office.office_id: office for office in self.offices}
        self._addresses: dict[str, tuple[KnownAddress, ...]] = {}
        for address in addresses:
            self._addresses[address.office_id] = (*self.addresses(address.office_id), address)

    @classmethod
    def load(cls, folder: Path = _DATA) -> Registry:
        """Read offices.csv, provinces.csv and sources.csv of a folder.

        Raises OSError if one is missing, KeyError or ValueError if a row is not as it must be.
        """
        return cls(
            map(registry_rows.office, registry_rows.rows(folder / "offices.csv")),
            map(registry_rows.province, registry_rows.rows(folder / "provinces.csv")),
            map(registry_rows.address, registry_rows.rows(folder / "sources.csv")),
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
        return self._names.candidates(text)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All names of area offices in a text, in order and never overlapping.

        Takes time linear in the text's length. Ids and EMIS codes are no mentions.
        """
        return self._names.mentions(text)

    def suggest(self, text: str, limit: int = 3) -> tuple[Office, ...]:
        """Offices with a name near to this text, the nearest first, for a message to a person."""
        return self._names.suggest(text, limit)

    @cached_property
    def _names(self) -> OfficeNames:
        from schemas.office_names import OfficeNames  # noqa: PLC0415  (compiles patterns that few runs need)

        return OfficeNames(self.offices, self.provinces)


@cache
def registry() -> Registry:
    """The registry that comes with the program, loaded once."""
    return Registry.load()
