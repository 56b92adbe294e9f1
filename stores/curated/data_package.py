"""A release, or a copy of its tables, as a data package (Frictionless): datapackage.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from schemas.columns import Column, ColumnType, Reference, Table
from schemas.tables import TABLES
from schemas.titles import COLUMN_TITLES
from stores.curated.licence import (
    ABSTRACT,
    AUTHORS,
    KEYWORDS,
    LICENCE_ADDRESS,
    LICENCE_ID,
    LICENCE_TITLE,
    TITLE,
)
from stores.curated.manifest import Manifest

Fields: TypeAlias = dict[str, object]
"""Fields of a JSON object; they are made here and written at once."""

_TYPES: dict[ColumnType, str] = {
    ColumnType.STRING: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.TIMESTAMP: "datetime",
    ColumnType.SPANS: "array",
    ColumnType.COUNTS: "object",
}

_NESTED = frozenset({ColumnType.SPANS, ColumnType.COUNTS})
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})


def release_package(manifest: Manifest) -> str:
    """The data package of a release, its tables in Parquet."""

    def file(name: str) -> Fields:
        parts = [part.path for part in manifest.table(name).parts]
        return {
            "path": parts[0] if len(parts) == 1 else parts,
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        }

    return _package(manifest, [table.name for table in manifest.tables], file)


def csv_package(manifest: Manifest, names: Sequence[str]) -> str:
    """The data package of a folder of CSV files, one for each table in `names`."""

    def file(name: str) -> Fields:
        return {"path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8-sig"}

    return _package(manifest, names, file, in_text=True)


def _package(
    manifest: Manifest,
    names: Sequence[str],
    file: Callable[[str], Fields],
    *,
    in_text: bool = False,
) -> str:
    package: Fields = {
        "profile": "data-package",
        "name": "thitthang",
        "title": TITLE,
        "description": ABSTRACT,
        "version": manifest.release_id,
        "licenses": [{"name": LICENCE_ID, "path": LICENCE_ADDRESS, "title": LICENCE_TITLE}],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "keywords": list(KEYWORDS),
        "resources": [_resource(TABLES[name], names, file(name), in_text=in_text) for name in names],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, names: Sequence[str], file: Fields, *, in_text: bool) -> Fields:
    needed = {column.name for column in table.columns if not column.nullable}
    if in_text:
        needed -= {column.name for column in table.columns if _may_be_blank(table, column)}
    schema: Fields = {
        "fields": [_field(column, needed=column.name in needed, in_text=in_text) for column in table.columns]
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if keys := list(_foreign_keys(table, names)):
        schema["foreignKeys"] = keys
    about: Fields = {"name": table.name, "title": table.name, "description": f"{table.en} {table.th}"}
    return about | file | {"schema": schema}


def _foreign_keys(table: Table, names: Sequence[str]) -> Iterator[Fields]:
    """The references to tables that the package has; to itself a table refers by an empty name."""
    for ref in table.references:
        if ref.table in names:
            yield {"fields": [ref.column], "reference": _reference(ref, table)}


def _reference(ref: Reference, table: Table) -> Fields:
    return {"resource": "" if ref.table == table.name else ref.table, "fields": [ref.target]}


def _may_be_blank(table: Table, column: Column) -> bool:
    """Whether a text of no letters is a value of it: a CSV file shows that as it shows no value."""
    names = {*table.key, *(ref.column for ref in table.references)}
    return column.type is ColumnType.STRING and not column.values and column.name not in names


def _field(column: Column, *, needed: bool, in_text: bool) -> Fields:
    """A column; `in_text`: as text has it (nested values in JSON), not as Parquet has it."""
    constraints: Fields = {"required": needed}
    if column.values:
        constraints["enum"] = list(column.values)
    field: Fields = {
        "name": column.name,
        "type": _TYPES[column.type] if in_text or column.type not in _NESTED else "any",
        "title": COLUMN_TITLES[column.name],
        "description": column.en,
        "description_th": column.th,
        "constraints": constraints,
    }
    if column.type is ColumnType.TIMESTAMP:
        field["format"] = "any"
    if column.nullable and column.type in _NUMBERS:
        field["missingValues"] = ["", "nan"]  # as readers that go through pandas see an empty number
    return field
