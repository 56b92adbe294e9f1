"""The offices of a release to choose from: how they are called, how much is known of each, which is meant."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from explorer.snapshot import Snapshot
from flows.known_offices import known_registry
from flows.release_report.labels import Label
from flows.release_report.offices import OfficeName, office_called
from flows.settings import Settings
from schemas.ids import UNKNOWN_OFFICE
from schemas.matching import matching_key
from schemas.offices import Level
from schemas.registry import Registry
from stores.exports.folding import folded

LONGEST_NAME = 200
"""Characters of a name that is looked for; a longer text names no office."""
_NEAR = 5
_ALIKE = 60
_COLUMNS = (
    "office_id", "level", "name_th", "short_name_th", "abbreviation_th", "name_en", "website", "valid_from",
    "valid_to", "successor_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An office, how it is called, how many statements of how many kinds are in force.

    `level` is None for an office that no registry holds. `valid_*` are ISO dates, cut to what is known.
    """

    office: OfficeName
    level: Level | None
    name_th: str
    short_name_th: str | None
    abbreviation_th: str | None
    name_en: str | None
    website: str | None
    valid_from: str | None
    valid_to: str | None
    successor_id: str | None
    statements: int
    kinds: int
    folded: str

    @property
    def office_id(self) -> str:
        return self.office.office_id

    @property
    def name(self) -> Label:
        """The full name."""
        if self.office_id == UNKNOWN_OFFICE:
            return self.office.name
        return Label(self.name_th, self.name_en or self.name_th)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person typed and the office it means; where it is none, those it may mean or that are near."""

    text: str
    entry: DirectoryEntry | None
    several: tuple[DirectoryEntry, ...] = ()
    near: tuple[DirectoryEntry, ...] = ()


class Directory:
    """All offices of a release: those of the registry first, those without statements last, by place."""

    def __init__(self, entries: Sequence[DirectoryEntry], known: Registry) -> None:
        self.entries = tuple(entries)
        self.by_id: Mapping[str, DirectoryEntry] = {entry.office_id: entry for entry in self.entries}
        self._known = known

    def get(self, office_id: str) -> DirectoryEntry | None:
        """The office with this very id."""
        return self.by_id.get(office_id)

    def find(self, text: str) -> tuple[DirectoryEntry, ...]:
        """The offices that a text names in any printed form or in part; none for a text that is too long."""
        wanted = folded(text)
        if len(text) > LONGEST_NAME or not wanted:
            return ()
        named = {entry.office_id: entry for entry in self._named(text)}
        named |= {entry.office_id: entry for entry in self.entries if wanted in entry.folded}
        return tuple(named.values())

    def near(self, text: str) -> tuple[DirectoryEntry, ...]:
        """A few offices whose names are like a text, the nearest first."""
        key = matching_key(text[:LONGEST_NAME])
        if not key or len(text) > LONGEST_NAME:
            return ()
        known = (self.get(office.office_id) for office in self._known.suggest(text, _NEAR))
        found = {entry.office_id: entry for entry in known if entry is not None}
        alike = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_NEAR)
        found |= {self.entries[place].office_id: self.entries[place] for _, _, place in alike}
        return tuple(found.values())[:_NEAR]

    def meant(self, text: str) -> Meant:
        """The one office that an id or a name means."""
        asked = text.strip()
        entry = self.get(asked)
        named = (entry,) if entry else self._named(asked) if len(asked) <= LONGEST_NAME else ()
        if len(named) == 1:
            return Meant(asked, named[0])
        several = named or self.find(asked)
        if len(several) == 1:
            return Meant(asked, several[0])
        return Meant(asked[:LONGEST_NAME], None, several[:_NEAR], () if several else self.near(asked))

    @cached_property
    def listed(self) -> tuple[DirectoryEntry, ...]:
        """The offices that have statements, those of the registry first."""
        return tuple(entry for entry in self.entries if entry.statements)

    @cached_property
    def _keys(self) -> list[str]:
        return [matching_key(entry.name_th) for entry in self.entries]

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[DirectoryEntry, ...]]:
        found: dict[str, tuple[DirectoryEntry, ...]] = {}
        for key, entry in zip(self._keys, self.entries, strict=True):
            found[key] = (*found.get(key, ()), entry)
        return found

    def _named(self, text: str) -> tuple[DirectoryEntry, ...]:
        """The offices that a text as a whole names."""
        known = (self.get(office.office_id) for office in self._known.candidates(text))
        found = tuple(entry for entry in known if entry is not None)
        return found or self._by_key.get(matching_key(text), ())


_MAKING = threading.Lock()


def directory(snapshot: Snapshot, settings: Settings) -> Directory:
    """The directory of a snapshot, made once. Raises StoreError if a file is lost or damaged."""
    with _MAKING:
        return _directory(snapshot, settings)


@lru_cache(maxsize=2)
def _directory(snapshot: Snapshot, settings: Settings) -> Directory:
    table = snapshot.release.columns("offices", _COLUMNS)
    rows = zip(*(table[name].to_pylist() for name in _COLUMNS), strict=True)
    counts = _counts(snapshot)
    entries = [_entry(snapshot.offices, counts, *row) for row in rows]
    entries.sort(
        key=lambda one: (not one.office.registered, not one.statements, one.office.place.order, one.name_th)
    )
    return Directory(entries, known_registry(settings))


def _counts(snapshot: Snapshot) -> Mapping[str, tuple[int, int]]:
    """Statements and kinds of every office."""
    question = (
        "SELECT office_id, sum(statement_count), count(nullif(statement_count, 0)) FROM coverage "
        "GROUP BY office_id"
    )
    return {office_id: (statements, kinds) for office_id, statements, kinds in snapshot.index.rows(question)}


def _entry(
    offices: Mapping[str, OfficeName],
    counts: Mapping[str, tuple[int, int]],
    office_id: str,
    level: str | None,
    full: str | None,
    *more: str | None,
) -> DirectoryEntry:
    short, abbreviation, english, website, valid_from, valid_to, successor = more
    statements, kinds = counts.get(office_id, (0, 0))
    names = (full, short, abbreviation, english, office_id)
    return DirectoryEntry(
        office=office_called(offices, office_id),
        level=Level(level) if level else None,
        name_th=full or office_id,
        short_name_th=short,
        abbreviation_th=abbreviation,
        name_en=english,
        website=website,
        valid_from=valid_from,
        valid_to=valid_to,
        successor_id=successor,
        statements=statements,
        kinds=kinds,
        folded="\n".join(folded(name) for name in names if name),
    )
