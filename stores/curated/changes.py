"""What a release changes, office by office, kept in few bytes: there may be a million statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from schemas.ids import ID_HEX
from stores.curated.office_rows import OfficeChange
from stores.journal_releases import OfficeChanges


class Changes(Sequence[OfficeChanges]):
    """The changes of a release; each office's ids are made when they are asked for."""

    def __init__(self, kept: Sequence[OfficeChange]) -> None:
        self._kept = kept

    def __len__(self) -> int:
        """How many offices differ."""
        return len(self._kept)

    @overload
    def __getitem__(self, index: int) -> OfficeChanges: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[OfficeChanges]: ...

    def __getitem__(self, index: int | slice) -> OfficeChanges | Sequence[OfficeChanges]:
        """The changes of an office."""
        if isinstance(index, slice):
            return Changes(self._kept[index])
        return _unpacked(self._kept[index])

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices that differ."""
        return tuple(change.office_id for change in self._kept)


def _unpacked(change: OfficeChange) -> OfficeChanges:
    return OfficeChanges(
        change.office_id,
        tuple(_ids(change.added)),
        tuple(_ids(change.removed)),
        tuple(_pairs(change.reworded)),
        tuple(_pairs(change.cosmetic)),
    )


def _ids(joined: str) -> Iterator[str]:
    return (joined[at : at + ID_HEX] for at in range(0, len(joined), ID_HEX))


def _pairs(joined: str) -> Iterator[tuple[str, str]]:
    ids = _ids(joined)
    return zip(ids, ids, strict=True)
