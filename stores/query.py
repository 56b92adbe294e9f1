"""Questions to the tables in SQL (DuckDB), each table a view; nothing can be written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.errors import QueryError
from schemas.tables import TABLES
from stores.curated.release import OpenRelease, open_release
from stores.roots import Root

_REMEDY = f"the tables are {', '.join(TABLES)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a question was answered with, and the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def query(place: OpenRelease | Root | Path | str, sql: str) -> Answer:
    """Answer a question to a release, or to the one that a curated root points at now.

    The question sees the tables and nothing else: no file, no network.

    Raises:
        QueryError: the question cannot be answered as asked.
        StoreError: there is no release, or it cannot be read.
    """
    release = place if isinstance(place, OpenRelease) else open_release(place)
    with connect(release) as connection:
        try:
            if not connection.extract_statements(sql):
                raise QueryError(sql, "there is no question", _REMEDY)
            cursor = connection.execute(sql)
            columns = tuple(column[0] for column in cursor.description or ())
            return Answer(columns, tuple(cursor.fetchall()))
        except duckdb.Error as error:
            raise QueryError(sql, str(error).strip(), _REMEDY) from error


def connect(release: OpenRelease) -> duckdb.DuckDBPyConnection:
    """A connection in which every table of the release is a view; it reaches nothing outside."""
    connection = duckdb.connect(":memory:")
    for name in TABLES:
        connection.register(name, release.dataset(name))
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
