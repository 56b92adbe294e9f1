"""A release's Parquet files: whether each has the bytes that the manifest names, and the rows in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from flows.proving.records import Count, Failure, Proofs, Subject
from schemas.codes import Verdict
from schemas.errors import StoreError
from stores.curated.manifest import MANIFEST_NAME
from stores.curated.records import Row
from stores.json_fields import Fields, decode

if TYPE_CHECKING:
    import pyarrow as pa

    from stores.curated.manifest import Part, TableParts
    from stores.curated.release import OpenRelease

_Row = TypeVar("_Row", bound=Row)


@dataclass(frozen=True, slots=True)
class Range:
    """The files of all tables with the same offices; a table whose file cannot be read is not there."""

    _tables: dict[str, pa.Table] = field(default_factory=dict)

    def table(self, name: str) -> pa.Table | None:
        """A table's rows of these offices."""
        return self._tables.get(name)

    def rows(self, name: str, kind: type[_Row]) -> tuple[_Row, ...]:
        """The rows as records; none where the table cannot be read."""
        from stores.curated.arrow import from_arrow

        table = self._tables.get(name)
        made = () if table is None else from_arrow(name, table)
        return tuple(row for row in made if isinstance(row, kind))


def range_count(release: OpenRelease) -> int:
    """How many ranges of offices the release's tables are cut into."""
    return max((len(table.parts) for table in release.manifest.tables), default=0)


def prove_manifest(release: OpenRelease) -> Proofs:
    """Whether the facts' hash that the manifest states is that of the files and captures it lists.

    That the release's id fits it was seen when the release was opened.
    """
    key = f"{release.key}/{MANIFEST_NAME}"
    stated = decode(release.root.read(key), release.root.location(key), _facts)
    wanted = release.manifest.facts_sha256
    if stated == wanted:
        return Proofs((Count(Subject.RELEASE, Verdict.PROVED, 1),))
    return manifest_changed(release.release_id, stated, wanted)


def manifest_changed(release_id: str, stated: str, found: str) -> Proofs:
    """A manifest that does not fit its release."""
    verdict = Verdict.MANIFEST_CHANGED
    failure = Failure(Subject.RELEASE, verdict, release_id, stated, found)
    return Proofs((Count(Subject.RELEASE, verdict, 1),), (failure,))


def prove_range(release: OpenRelease, number: int) -> tuple[Range, Proofs]:
    """The files of a range of offices, counted from 0, and whether they have the bytes they should have."""
    tables: dict[str, pa.Table] = {}
    failures: list[Failure] = []
    proved = 0
    for table in release.manifest.tables:
        if number >= len(table.parts):
            continue
        failure, rows = _read(release, table, table.parts[number])
        proved += failure is None
        failures += [failure] if failure else []
        if rows is not None:
            tables[table.name] = rows
    counts = (
        Count(Subject.PART, Verdict.PROVED, proved),
        Count(Subject.PART, Verdict.PART_CHANGED, len(failures)),
    )
    return Range(tables), Proofs(tuple(count for count in counts if count.number), tuple(failures))


def _read(release: OpenRelease, table: TableParts, part: Part) -> tuple[Failure | None, pa.Table | None]:
    """What is wrong with a file's bytes, and its rows; rows of changed bytes too, so that one finds which."""
    from stores.curated.arrow import joined
    from stores.curated.parquet import read_part

    key = f"{release.key}/{part.path}"
    try:
        data = release.root.read(key)
    except StoreError as error:
        return _changed(part, error.cause), None
    found = hashlib.sha256(data).hexdigest()
    failure = None if (found, len(data)) == (part.sha256, part.byte_count) else _changed(part, found)
    try:
        rows = joined(table.name, [read_part(release.root.location(key), data=data)])
    except (StoreError, ValueError) as error:  # ArrowInvalid is a ValueError
        return failure or _changed(part, str(error)), None
    if rows.num_rows != part.rows:
        failure = failure or _changed(part, f"{rows.num_rows} rows instead of {part.rows}")
    return failure, rows


def _changed(part: Part, found: str) -> Failure:
    return Failure(Subject.PART, Verdict.PART_CHANGED, part.path, part.sha256, found)


def _facts(fields: Fields) -> str:
    return fields.text("facts_sha256")
