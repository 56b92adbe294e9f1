"""Rows to Arrow and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

import pyarrow as pa

from schemas.columns import Column, ColumnType
from schemas.errors import StoreError
from schemas.records import Span
from schemas.tables import SCHEMA_VERSION, TABLES
from stores.curated.records import ROW_TYPES, Row


def _list(values: pa.DataType) -> pa.DataType:
    """A list as Parquet names its parts, so that a file reads back with the type it was written with."""
    return pa.list_(pa.field("element", values))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SPAN = pa.struct(
    [
        ("block", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("page", pa.int32()),
        ("bbox", _list(pa.float64())),
    ]
)
_TYPES: dict[ColumnType, pa.DataType] = {
    ColumnType.STRING: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.TIMESTAMP: pa.timestamp("us", tz="UTC"),
    ColumnType.SPANS: _list(_SPAN),
    ColumnType.COUNTS: pa.map_(pa.string(), pa.int64()),
}


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table; its metadata hold what each column says."""
    table = TABLES[name]
    fields = [pa.field(column.name, _TYPES[column.type], column.nullable) for column in table.columns]
    columns = {column.name: {"en": column.en, "th": column.th} for column in table.columns}
    metadata = {
        "thitthang.table": name,
        "thitthang.schema_version": str(SCHEMA_VERSION),
        "thitthang.row": json.dumps({"en": table.en, "th": table.th}, ensure_ascii=False),
        "thitthang.columns": json.dumps(columns, ensure_ascii=False),
    }
    return pa.schema(fields, metadata)


def to_arrow(name: str, rows: Sequence[Row]) -> pa.Table:
    """The rows of a table as Arrow."""
    schema = arrow_schema(name)
    arrays = []
    for column, field in zip(TABLES[name].columns, schema, strict=True):
        values: Iterable[object] = map(attrgetter(column.name), rows)
        if column.type is ColumnType.SPANS:
            values = map(_span_tuples, values)
        arrays.append(pa.array(list(values), field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def table_of(name: str, columns: Sequence[Sequence[object]]) -> pa.Table:
    """A table from the values of its columns."""
    schema = arrow_schema(name)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def from_arrow(name: str, table: pa.Table) -> list[Row]:
    """The rows that an Arrow table holds."""
    columns = [_read_column(table, name, column) for column in TABLES[name].columns]
    make: Callable[..., Row] = ROW_TYPES[name]
    return [make(*values) for values in zip(*columns, strict=True)]


def joined(name: str, tables: Sequence[pa.Table]) -> pa.Table:
    """Tables one below the other, in one piece, so that how they were cut leaves no trace.

    Raises StoreError where they are of an older version, which had other columns.
    """
    schema = arrow_schema(name)
    if not tables:
        return schema.empty_table()
    if any(table.column_names != schema.names for table in tables):
        cause = "another version of thitthang wrote it, with other columns than this one reads"
        raise StoreError(f"table {name}", cause, "run `thitthang rebuild`: it makes the tables again")
    whole = pa.concat_tables([pa.Table.from_arrays(table.columns, schema=schema) for table in tables])
    return whole.combine_chunks()


def values_of(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; moments in UTC.

    Arrow itself makes moments one by one, and imports pandas for it wherever that is installed.
    """
    if not pa.types.is_timestamp(column.type):
        values: list[Any] = column.to_pylist()
        return values
    return [
        None if ticks is None else _EPOCH + timedelta(microseconds=ticks)
        for ticks in column.cast(pa.int64()).to_pylist()
    ]


def _span_tuples(spans: object) -> list[tuple[object, ...]]:
    assert isinstance(spans, tuple)  # noqa: S101  (narrows the type of a column of spans)
    return [(span.block, span.start, span.end, span.page, span.box) for span in spans]


def _read_column(table: pa.Table, name: str, column: Column) -> list[Any]:
    values = values_of(table.column(column.name))
    if column.type is ColumnType.SPANS:
        return [tuple(map(_span, spans)) for spans in values]
    if column.type is ColumnType.COUNTS:
        return [tuple(counts) for counts in values]
    vocabulary = _vocabularies(name).get(column.name)
    if vocabulary is not None:
        return [None if value is None else vocabulary[value] for value in values]
    return values


def _span(fields: dict[str, Any]) -> Span:
    box = fields["bbox"]
    return Span(fields["block"], fields["start"], fields["end"], fields["page"], tuple(box) if box else None)


@cache
def _vocabularies(name: str) -> dict[str, dict[str, StrEnum]]:
    """The members by value of each column that a row's field declares as an enum."""
    found = {}
    for field, hint in get_type_hints(ROW_TYPES[name]).items():
        for option in getattr(hint, "__args__", (hint,)):
            if isinstance(option, type) and issubclass(option, StrEnum):
                found[field] = {member.value: member for member in option}
    return found
