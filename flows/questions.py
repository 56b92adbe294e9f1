"""Questions in SQL to the release that is published now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from schemas.errors import QueryError
from schemas.tables import TABLES
from stores.curated.release import open_release
from stores.query import connect

if TYPE_CHECKING:
    import pyarrow as pa

_HINT = f"the tables are {', '.join(TABLES)}"


def ask(curated: str, sql: str) -> pa.Table:
    """The answer to one SQL question as a table.

    Raises QueryError for what is no question or that DuckDB does not take, StoreError without a
    release.
    """
    with connect(open_release(curated)) as connection:
        try:
            kinds = [statement.type for statement in connection.extract_statements(sql)]
            if kinds != [duckdb.StatementType.SELECT]:
                raise QueryError("query", "one question is asked at a time, with select or from", _HINT)
            return connection.sql(sql).to_arrow_table()
        except duckdb.Error as error:
            raise QueryError("query", " ".join(str(error).split())[:500], _HINT) from error
