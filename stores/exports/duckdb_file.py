"""A DuckDB file: every table with its types and keys, and what each column says as its comment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from schemas.tables import TABLES
from stores.curated.licence import notes
from stores.curated.release import OpenRelease
from stores.exports.places import written_beside


def write_duckdb(
    release: OpenRelease, place: Path, tables: Sequence[str] = (), *, overwrite: bool = False
) -> Path:
    """Write the tables (all, unless some are named) into one DuckDB file. Raises StoreError."""
    with written_beside(place, overwrite=overwrite) as file, duckdb.connect(str(file)) as database:
        database.execute("SET TimeZone = 'UTC'")
        for name in tables or tuple(TABLES):
            table = TABLES[name]
            database.register("_source", release.dataset(name))
            database.execute(f"CREATE TABLE {name} AS SELECT * FROM _source")  # noqa: S608
            database.unregister("_source")
            database.execute(f"COMMENT ON TABLE {name} IS {_quoted(f'{table.en} {table.th}')}")
            for column in table.columns:
                said = _quoted(f"{column.en} {column.th}")
                database.execute(f'COMMENT ON COLUMN {name}."{column.name}" IS {said}')
        database.execute(f"CREATE TABLE release AS SELECT {_quoted(release.release_id)} AS release_id")
        database.execute("CREATE TABLE about (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
        database.executemany("INSERT INTO about VALUES (?, ?)", notes(release.manifest))
    return place


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
