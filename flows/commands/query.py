"""The command query: SQL over the published tables."""

from __future__ import annotations

import json
import math
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, chosen_settings, examples
from flows.printing.terminal import console, plain, print_json, text

if TYPE_CHECKING:
    import pyarrow as pa


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        "query",
        epilog=examples(
            "thitthang query \"select office_name_th, text from direction where kind = 'vision'\"",
            'thitthang query "select kind, count(*) n from direction group by all order by n desc"',
            'thitthang query "from coverage" --format csv > coverage.csv',
        ),
    )(query)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A question in DuckDB's SQL.")],
    form: Annotated[Format, typer.Option("--format", help="table, csv, json or parquet.")] = Format.TABLE,
    curated: Curated = None,
) -> None:
    """Ask the published tables a question in SQL.

    Tables: direction, offices, documents, sections, statements, periods, coverage,
    statement_history, findings, terms. Only reads: neither files nor the network can be reached
    from SQL. In CSV, text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    from flows.questions import ask

    answer = ask(chosen_settings(None, curated).curated, sql)
    if form is Format.TABLE:
        print_table(answer)
    elif form is Format.JSON:
        print_json(_plain_values(answer))
    elif form is Format.CSV:
        _print_csv(answer)
    else:
        _write_parquet(answer)


def print_table(answer: pa.Table) -> None:
    """Print an answer for people."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in answer.column_names:
        table.add_column(plain(name), overflow="fold")
    for row in _rows(answer):
        table.add_row(*(text("" if value is None else value) for value in row))
    out = console()
    out.print(table)
    out.print(text(f"{answer.num_rows} row{'' if answer.num_rows == 1 else 's'}", "dim"))


def _rows(answer: pa.Table) -> list[tuple[object, ...]]:
    """All rows; by place, as two columns of an answer may have one name."""
    return list(zip(*(_values(column) for column in answer.columns), strict=True))


def _values(column: pa.ChunkedArray) -> list[object]:
    """The values of a column; a map as what it is, where Arrow gives a list of pairs."""
    import pyarrow as pa

    values: list[object] = column.to_pylist()
    if pa.types.is_map(column.type):
        return [dict(value) if isinstance(value, list) else value for value in values]
    return values


def _plain_values(answer: pa.Table) -> list[dict[str, object]]:
    """Rows by column name; of two columns of one name the second gets its place."""
    names: list[str] = []
    for name in answer.column_names:
        names.append(name if name not in names else f"{name}_{len(names)}")
    return [{name: _jsonable(value) for name, value in zip(names, row, strict=True)} for row in _rows(answer)]


def _jsonable(value: object) -> object:
    """A value that JSON has a form for; moments and decimals as text."""
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _print_csv(answer: pa.Table) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_cell(name) for name in answer.column_names)
    writer.writerows([_cell(value) for value in row] for row in _rows(answer))


def _cell(value: object) -> object:
    """A CSV cell: harmless in a terminal and in a spreadsheet."""
    from stores.exports.cells import inert_text

    if isinstance(value, list | tuple | dict):
        return json.dumps(_jsonable(value), ensure_ascii=False)
    if not isinstance(value, str):
        return value
    value = "\n".join(plain(line) for line in value.splitlines()) if "\n" in value else plain(value)
    return inert_text(value)


def _write_parquet(answer: pa.Table) -> None:
    import pyarrow.parquet as pq

    if sys.stdout.isatty():
        raise typer.BadParameter("Parquet is not for a terminal; add > FILE", param_hint="--format")
    pq.write_table(answer, sys.stdout.buffer, compression="zstd")
