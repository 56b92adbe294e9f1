"""A SQLite file: every table with its key, and an index of Thai substrings over the statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from schemas.columns import Column, ColumnType, Table
from schemas.tables import TABLES
from stores.curated.licence import notes
from stores.curated.release import OpenRelease
from stores.exports.cells import flat_batches
from stores.exports.folding import fold_sql, folded
from stores.exports.places import written_beside

SEARCH = "search"
SEARCH_SQL = f"SELECT * FROM {SEARCH} WHERE folded MATCH '\"' || {fold_sql(':question')} || '\"'"  # noqa: S608
"""A search for the text `:question` in SQL alone; a question that is not folded finds less, in silence."""
SHORTEST = 3
"""Characters of the shortest question that the trigram index answers."""
_TYPES: dict[ColumnType, str] = {
    ColumnType.STRING: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.NUMBER: "REAL",
    ColumnType.BOOLEAN: "INTEGER",
    ColumnType.TIMESTAMP: "TEXT",
    ColumnType.SPANS: "TEXT",
    ColumnType.COUNTS: "TEXT",
}
_INDEXED = ("office_id", "document_id", "statement_id", "kind")


def write_sqlite(
    release: OpenRelease, place: Path, tables: Sequence[str] = (), *, overwrite: bool = False
) -> Path:
    """Write the tables (all, unless some are named) into one SQLite file.

    Times are ISO 8601 in UTC, truth values 0 and 1, lists and maps JSON. With `statements` comes the
    table `search` (FTS5, trigrams of folded text): `WHERE folded MATCH '"…"'` with a folded question of
    three characters or more. Raises StoreError.
    """
    names = tuple(tables) or tuple(TABLES)
    with written_beside(place, overwrite=overwrite) as file, closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for name in names:
            _copy(database, release, TABLES[name])
        if "statements" in names:
            _index_statements(database, release)
        _tell_about(database, release)
        database.commit()
        database.execute("ANALYZE")
        database.commit()
    return place


def _tell_about(database: sqlite3.Connection, release: OpenRelease) -> None:
    """Which release this is, how it may be used and cited, and how a question is folded in SQL alone."""
    database.execute("CREATE TABLE release (release_id TEXT NOT NULL)")
    database.execute("INSERT INTO release VALUES (?)", (release.release_id,))
    database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    database.executemany("INSERT INTO about VALUES (?, ?)", notes(release.manifest))
    database.execute("INSERT INTO about VALUES ('search', ?)", (SEARCH_SQL,))


def _copy(database: sqlite3.Connection, release: OpenRelease, table: Table) -> None:
    columns = ", ".join(map(_column, table.columns))
    key = ", ".join(f'"{name}"' for name in table.key)
    database.execute(f"CREATE TABLE {table.name} ({columns}{f', PRIMARY KEY ({key})' if key else ''})")
    marks = ", ".join("?" * len(table.columns))
    for batch in flat_batches(release.table(table.name), table.name):
        database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _rows(batch))  # noqa: S608
    for name in _INDEXED:
        if any(column.name == name for column in table.columns) and table.key[:1] != (name,):
            database.execute(f"CREATE INDEX {table.name}_{name} ON {table.name} ({name})")


def _index_statements(database: sqlite3.Connection, release: OpenRelease) -> None:
    database.execute(
        f"CREATE VIRTUAL TABLE {SEARCH} USING fts5("
        "folded, statement_id UNINDEXED, office_id UNINDEXED, kind UNINDEXED, in_force UNINDEXED, "
        "tokenize = 'trigram case_sensitive 1')"
    )
    names = ["text", "statement_id", "office_id", "kind", "in_force"]
    for batch in release.table("statements", names).select(names).to_batches():
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        found = ((folded(text), *others) for text, *others in rows)
        database.executemany(f"INSERT INTO {SEARCH} VALUES (?, ?, ?, ?, ?)", found)  # noqa: S608
    database.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')")  # noqa: S608


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{"" if column.nullable else " NOT NULL"}'


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[object, ...]]:
    for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
        yield tuple(value.isoformat() if isinstance(value, datetime) else value for value in values)
