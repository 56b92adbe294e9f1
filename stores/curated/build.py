"""Writing a release beside the others: parts that are as they were are linked, the rest is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa

from schemas.tables import SCHEMA_VERSION, TABLES
from stores.curated.alignment import Link, Wording, align
from stores.curated.arrow import joined, to_arrow
from stores.curated.base import Base
from stores.curated.describe import described
from stores.curated.history import wordings
from stores.curated.manifest import MANIFEST_NAME, Manifest, Part, TableParts, Versions, encode_manifest
from stores.curated.parquet import parquet_bytes
from stores.curated.parts import part_path, ranges
from stores.curated.pointer import release_key
from stores.curated.records import OfficeFacts
from stores.curated.work import Work
from stores.roots import Root

BUILDING = ".building-"


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """How an office's statements in force differ from those of the release before.

    `before` and `after` count them; `links` are those that differ.
    """

    office_id: str
    links: tuple[Link, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Built:
    """A release that stands beside the others, not yet checked or pointed at."""

    folder: str
    manifest: Manifest
    changes: tuple[OfficeChange, ...]
    written: tuple[str, ...]
    """Paths of the parts that are not as they were."""
    linked_parts: int


class Builder:
    """Builds one release from the work to do; `before` is the release it will take the place of."""

    def __init__(self, root: Root, before: Base, work: Work) -> None:
        self._root = root
        self._before = before
        self._work = work
        self._changes: list[OfficeChange] = []
        self._written: list[str] = []
        self._linked = 0

    def build(self, sequence: int, versions: Versions, basis: str) -> Built:
        """Write all parts, the manifest and the descriptions into a folder of its own."""
        folder = release_key(f"{BUILDING}{sequence:06d}")
        parts: dict[str, list[Part]] = {name: [] for name in TABLES}
        for number, offices in enumerate(ranges(self._work.offices)):
            for part in self._range(folder, number, offices):
                parts[part.path.partition("/")[0]].append(part)
        tables = tuple(
            TableParts(name, table.fingerprint, tuple(parts[name])) for name, table in TABLES.items()
        )
        manifest = Manifest(
            sequence=sequence,
            schema_version=SCHEMA_VERSION,
            tables=tables,
            captures=self._work.captures,
            checks=self._work.checks,
            versions=versions,
            basis=basis,
        )
        self._root.stage(f"{folder}/{MANIFEST_NAME}", encode_manifest(manifest))
        for name, data in described(manifest):
            self._root.stage(f"{folder}/{name}", data)
        self._note_vanished()
        return Built(folder, manifest, tuple(self._changes), tuple(self._written), self._linked)

    def _range(self, folder: str, number: int, offices: tuple[str, ...]) -> Iterator[Part]:
        """The parts of all tables with the same offices."""
        old_number = self._before.ranges.index(offices) if offices in self._before.ranges else None
        if old_number is not None and self._work.touched.isdisjoint(offices):
            for name in TABLES:
                yield self._link(folder, part_path(name, number), self._before.part(name, old_number))
            return
        made = self._made(offices)
        for name in TABLES:
            table = joined(name, [*self._pieces(name, offices, made)])
            old = None if old_number is None else self._before.part(name, old_number)
            yield self._write(folder, part_path(name, number), table, old)

    def _made(self, offices: tuple[str, ...]) -> dict[str, OfficeFacts]:
        """The new rows of the touched offices of a range."""
        made = {office: self._work.facts(office) for office in offices if office in self._work.touched}
        for office, facts in made.items():
            self._note(office, self._before.wordings_of(office), wordings(facts.statements))
        return made

    def _note_vanished(self) -> None:
        """Offices outside the registry go with their last document."""
        for office in sorted(self._before.offices - set(self._work.offices)):
            self._note(office, self._before.wordings_of(office), ())

    def _note(self, office: str, before: Sequence[Wording], after: Sequence[Wording]) -> None:
        changed = tuple(link for link in align(before, after) if link.change is not None)
        if changed:
            self._changes.append(OfficeChange(office, changed, len(before), len(after)))

    def _pieces(
        self, name: str, offices: tuple[str, ...], made: dict[str, OfficeFacts]
    ) -> Iterator[pa.Table]:
        """A table's rows of a range: runs of offices made again, and runs carried over."""
        for is_made, run in groupby(offices, key=made.__contains__):
            if is_made:
                yield to_arrow(name, [row for office in run for row in getattr(made[office], name)])
            elif (carried := self._work.base.rows(name, run)) is not None:
                yield carried

    def _write(self, folder: str, path: str, table: pa.Table, old: Part | None) -> Part:
        data = parquet_bytes(table)
        part = Part(path, hashlib.sha256(data).hexdigest(), len(data), table.num_rows)
        if old is not None and old.sha256 == part.sha256:
            return self._link(folder, path, old)
        self._root.stage(f"{folder}/{path}", data)
        self._written.append(path)
        return part

    def _link(self, folder: str, path: str, old: Part) -> Part:
        release = self._before.release
        if release is not None:
            self._root.stage_link(f"{release.key}/{old.path}", f"{folder}/{path}")
            self._linked += 1
        return Part(path, old.sha256, old.byte_count, old.rows)
