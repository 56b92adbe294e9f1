"""`thitthang export`: a copy of the tables for programs that do not read Parquet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, chosen_settings, examples
from flows.printing.terminal import console, text

if TYPE_CHECKING:
    from collections.abc import Callable


class Target(StrEnum):
    """What an export is for."""

    CSV = "csv"
    XLSX = "xlsx"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"


_NAMES = {
    Target.CSV: "thitthang-csv",
    Target.XLSX: "thitthang.xlsx",
    Target.SQLITE: "thitthang.sqlite",
    Target.DUCKDB: "thitthang.duckdb",
}


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(
        "export",
        epilog=examples(
            "thitthang export --to xlsx",
            "thitthang export --to csv --out tables/ --table direction --table coverage",
            "thitthang export --to sqlite --out data/thitthang.sqlite --overwrite",
        ),
    )(export)


def export(
    target: Annotated[Target, typer.Option("--to", help="csv, xlsx, sqlite or duckdb.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="File; for csv a folder. [./thitthang…]")
    ] = None,
    tables: Annotated[
        list[str] | None, typer.Option("--table", metavar="TABLE", help="Only this table; may be repeated.")
    ] = None,
    release: Annotated[
        str, typer.Option("--release", metavar="RELEASE", help="Another release than the latest.")
    ] = "latest",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what stands there.")] = False,
    curated: Curated = None,
) -> None:
    """Copy the tables into CSV files, a workbook, SQLite or DuckDB.

    CSV is UTF-8 with a mark for Excel; a text that a spreadsheet would run as a formula has an
    apostrophe before it. SQLite has a search index of Thai substrings. A copy is whole or not there.
    """
    from flows.history.release_choice import choose_release
    from schemas.tables import TABLES
    from stores.roots import open_root

    unknown = [name for name in tables or () if name not in TABLES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(TABLES)}", param_hint="--table")
    opened = choose_release(open_root(chosen_settings(None, curated).curated), release)
    place = out or Path(_NAMES[target])
    names = tuple(dict.fromkeys(tables or TABLES))
    _writer(target)(opened, place, names, overwrite=overwrite)
    rows = sum(opened.manifest.table(name).rows for name in names)
    count = "1 table" if len(names) == 1 else f"{len(names)} tables"
    console().print(text(f"{place}: {count}, {rows:,} rows of release {opened.release_id}"))


def _writer(target: Target) -> Callable[..., Path]:
    """The function that writes a target; each brings its own library."""
    if target is Target.CSV:
        from stores.exports.csv_files import write_csv

        return write_csv
    if target is Target.XLSX:
        from stores.exports.workbook import write_workbook

        return write_workbook
    if target is Target.SQLITE:
        from stores.exports.sqlite_file import write_sqlite

        return write_sqlite
    from stores.exports.duckdb_file import write_duckdb

    return write_duckdb
