"""How an office's statements came to be worded as they are, as a release tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flows.history.release_office import office_in, office_names
from flows.history.word_diff import Piece, word_diff
from schemas.codes import HistoryChange
from schemas.kinds import Kind
from stores.curated.arrow import from_arrow
from stores.curated.records import DirectionRow, HistoryRow, Row

if TYPE_CHECKING:
    from schemas.registry import Registry
    from stores.curated.release import OpenRelease

_OTHERWISE_WORDED = frozenset({HistoryChange.REWORDED, HistoryChange.COSMETIC})


@dataclass(frozen=True, slots=True)
class DatedWording:
    """A wording of a statement, in force from `valid_from` until `valid_to` (UTC; None: to this day).

    `pieces` lead to it from the wording before; a wording that is none's successor has none. A removed
    one lasts no time.
    """

    text: str
    change: HistoryChange
    valid_from: datetime
    valid_to: datetime | None
    statement_id: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementChain:
    """One statement through time, its first wording first."""

    statement_key: str
    kind: Kind
    wordings: tuple[DatedWording, ...]

    @property
    def in_force(self) -> bool:
        """Whether its last wording still counts."""
        return any(wording.valid_to is None for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class OfficeHistory:
    """All chains of an office: by kind, those that ended, then those in force as they stand on the page.

    `since` is when its first statements were captured (UTC), None if it never had any.
    """

    release_id: str
    office_id: str
    name_th: str
    since: datetime | None
    chains: tuple[StatementChain, ...]

    def has_changed(self, chain: StatementChain) -> bool:
        """Whether anything happened to a statement since the office's first ones were captured."""
        return len(chain.wordings) > 1 or chain.wordings[0].valid_from != self.since


def read_history(release: OpenRelease, known: Registry, text: str, kind: Kind | None = None) -> OfficeHistory:
    """The history of the office that a text means, of one kind or of all.

    Raises UnknownOfficeError if neither the registry nor the release has the office.
    """
    office_id = office_in([release], known, text)
    standing = [row for row in _rows(release, "direction", office_id) if isinstance(row, DirectionRow)]
    name = office_names([release]).get(office_id, office_id)
    return history_of(release, office_id, name, [row.statement_id for row in standing], kind)


def history_of(
    release: OpenRelease, office_id: str, name_th: str, standing: Sequence[str], kind: Kind | None = None
) -> OfficeHistory:
    """The history of an office whose statements in force are known: their ids, as they stand on the page.

    Raises StoreError if a file is lost or damaged.
    """
    rows = [row for row in _rows(release, "statement_history", office_id) if isinstance(row, HistoryRow)]
    places = {statement_id: place for place, statement_id in enumerate(standing)}
    chains = sorted(_chains(rows), key=lambda chain: _place(chain, places))
    return OfficeHistory(
        release_id=release.release_id,
        office_id=office_id,
        name_th=name_th,
        since=min((row.valid_from for row in rows), default=None),
        chains=tuple(chain for chain in chains if kind is None or chain.kind is kind),
    )


def _rows(release: OpenRelease, name: str, office_id: str) -> Iterable[Row]:
    return from_arrow(name, release.office_table(name, office_id))


_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}


def _place(chain: StatementChain, places: dict[str, int]) -> tuple[int, bool, int]:
    """By kind; what ended as the table has it, then what is in force by its place in `direction`."""
    last = places.get(chain.wordings[-1].statement_id, len(places)) if chain.in_force else 0
    return (_KIND_ORDER[chain.kind], chain.in_force, last)


def _chains(rows: Iterable[HistoryRow]) -> list[StatementChain]:
    by_key: dict[str, list[HistoryRow]] = {}
    for row in rows:
        by_key.setdefault(row.statement_key, []).append(row)
    return [StatementChain(key, found[0].kind, tuple(_wordings(found))) for key, found in by_key.items()]


def _wordings(rows: list[HistoryRow]) -> Iterable[DatedWording]:
    for place, row in enumerate(rows):
        yield DatedWording(
            text=row.text,
            change=row.change,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            statement_id=row.statement_id,
            pieces=_pieces(row, rows[:place]),
        )


def _pieces(row: HistoryRow, earlier: list[HistoryRow]) -> tuple[Piece, ...]:
    """What leads to a wording from the one whose place it took."""
    if row.change not in _OTHERWISE_WORDED:
        return ()
    before = (one.text for one in reversed(earlier) if one.valid_to == row.valid_from and _lasted(one))
    return word_diff(next(before, ""), row.text)


def _lasted(row: HistoryRow) -> bool:
    return row.change is not HistoryChange.REMOVED
