"""Questions in SQL to one release: every table is a view, and nothing else can be reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from schemas.errors import QueryError
from schemas.tables import TABLES
from stores.releases import open_release

if TYPE_CHECKING:
    import pyarrow as pa

_HINT = f"the tables are {', '.join(TABLES)}"


def ask(curated: str, sql: str) -> pa.Table:
    """The answer to one SQL question over the release that is published now.

    Raises QueryError for what is no question or that DuckDB does not take, StoreError without a
    release.
    """
    release = open_release(curated)
    parts = {name: sorted(Path(release.path(name)).glob("*.parquet")) for name in TABLES}
    with duckdb.connect(":memory:") as connection:
        _open_tables(connection, parts)
        try:
            statements = connection.extract_statements(sql)
            if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
                raise QueryError("query", "one question is asked at a time, with select or from", _HINT)
            return connection.sql(sql).to_arrow_table()
        except duckdb.Error as error:
            raise QueryError("query", " ".join(str(error).split())[:500], _HINT) from error


def _open_tables(connection: duckdb.DuckDBPyConnection, parts: dict[str, list[Path]]) -> None:
    """Make a view of each table; afterwards only its files can be read, and no setting changed."""
    files = [str(part) for table in parts.values() for part in table]
    connection.execute("set allowed_paths = ?", [files])
    connection.execute("set enable_external_access = false")
    connection.execute("set autoinstall_known_extensions = false")
    for name, table in parts.items():
        names = ", ".join("'{}'".format(str(part).replace("'", "''")) for part in table)
        connection.execute(f"create view {name} as from read_parquet([{names}])")
    connection.execute("set lock_configuration = true")
