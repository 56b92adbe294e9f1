"""How two releases differ: every office's statements in force, aligned, whatever lies between the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from flows.history.release_office import office_names
from schemas.codes import HistoryChange
from schemas.kinds import Kind
from stores.curated.alignment import Link, Wording, align
from stores.curated.release import OpenRelease

_TABLE = "direction"
_COLUMNS = ("office_id", "statement_id", "kind", "number_path", "text")
_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}

Tally = Counter[HistoryChange]
"""How many statements were added, removed, reworded, or changed in nothing but spelling habits."""


@dataclass(frozen=True, slots=True)
class OfficeDifference:
    """An office whose statements in force differ; `links` are those that do, by kind.

    `came`: it had none before; `went`: it has none now.
    """

    office_id: str
    name_th: str
    links: tuple[Link, ...]
    came: bool = False
    went: bool = False

    @property
    def tally(self) -> Tally:
        """Its changes, counted."""
        return Counter(link.change for link in self.links if link.change is not None)


@dataclass(frozen=True, slots=True)
class Differences:
    """How the release `after` differs from the release `before`, office by office."""

    before: str
    after: str
    offices: tuple[OfficeDifference, ...]

    @property
    def tallies(self) -> Mapping[Kind, Tally]:
        """The changes of each kind that has any, in the order of kinds."""
        found: dict[Kind, Tally] = {}
        links = sorted((link for office in self.offices for link in office.links), key=_kind_place)
        for link in links:
            if link.change is not None:
                found.setdefault(link.wording.kind, Counter())[link.change] += 1
        return found


def differences(before: OpenRelease, after: OpenRelease, office_id: str | None = None) -> Differences:
    """How two releases differ, in all offices or in one; what is the same is not listed.

    Raises StoreError if a file of one of them is lost or damaged.
    """
    shared = _files(before) & _files(after)
    old, new = _Standing(before, shared), _Standing(after, shared)
    names = office_names([after, before])
    wanted = sorted(old.runs.keys() | new.runs.keys()) if office_id is None else [office_id]
    found = (
        _difference(office, names.get(office, office), old.wordings(office), new.wordings(office))
        for office in wanted
        if not old.is_same(new, office)
    )
    return Differences(before.release_id, after.release_id, tuple(one for one in found if one.links))


def _difference(
    office_id: str, name: str, old: Sequence[Wording], new: Sequence[Wording]
) -> OfficeDifference:
    changed = sorted((link for link in align(old, new) if link.change is not None), key=_kind_place)
    return OfficeDifference(office_id, name, tuple(changed), came=not old, went=not new)


def _kind_place(link: Link) -> int:
    return _KIND_ORDER[link.wording.kind]


def _files(release: OpenRelease) -> frozenset[str]:
    return frozenset(part.sha256 for part in release.manifest.table(_TABLE).parts)


class _Standing:
    """The statements in force of a release, without the files that both releases have alike."""

    def __init__(self, release: OpenRelease, shared: frozenset[str]) -> None:
        parts = [part for part in release.manifest.table(_TABLE).parts if part.sha256 not in shared]
        self._rows = release.columns(_TABLE, _COLUMNS, parts) if parts else None
        self.runs = {} if self._rows is None else _runs(self._rows["office_id"])

    def is_same(self, other: _Standing, office_id: str) -> bool:
        """Whether an office has the very same texts of the same kinds in both."""
        own, others = self._of(office_id), other._of(office_id)
        if own is None or others is None:
            return own is others
        said = ["kind", "text"]
        return bool(own.select(said).equals(others.select(said)))

    def wordings(self, office_id: str) -> list[Wording]:
        """The statements of an office, in published order."""
        rows = self._of(office_id)
        if rows is None:
            return []
        values = zip(*(rows[name].to_pylist() for name in _COLUMNS[1:]), strict=True)
        return [Wording(statement, Kind(kind), number, text) for statement, kind, number, text in values]

    def _of(self, office_id: str) -> pa.Table | None:
        run = self.runs.get(office_id)
        return None if run is None or self._rows is None else self._rows.slice(*run)


def _runs(offices: pa.ChunkedArray) -> dict[str, tuple[int, int]]:
    """First row and number of rows of each office in rows sorted by office."""
    found = {}
    start = 0
    for run in pc.value_counts(offices).to_pylist():
        found[run["values"]] = (start, run["counts"])
        start += run["counts"]
    return found
