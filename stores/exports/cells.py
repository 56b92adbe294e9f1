"""Values of a table as cells: nested ones as JSON, texts harmless in a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from schemas.columns import ColumnType
from schemas.tables import TABLES

BATCH_ROWS = 20_000
GUARD = "'"
"""What stands before a text that a spreadsheet would take for a formula."""
_FORMULA = "^(['=+\\-@\\t\\r])"
_NESTED: dict[ColumnType, type[list[object] | dict[str, object]]] = {
    ColumnType.SPANS: list,
    ColumnType.COUNTS: dict,
}


def flat_batches(table: pa.Table, name: str) -> Iterator[pa.RecordBatch]:
    """The rows of a table in pieces, lists and maps as JSON texts, other values as they are."""
    forms = {column.name: _NESTED[column.type] for column in TABLES[name].columns if column.type in _NESTED}
    for batch in table.to_batches(max_chunksize=BATCH_ROWS):
        columns = [
            _as_json(column, forms[field.name]) if field.name in forms else column
            for field, column in zip(batch.schema, batch.columns, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def inert(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with an apostrophe before every text that begins like a formula, or with one.

    Whoever takes one leading apostrophe away has the text as it was.
    """
    columns = [
        pc.replace_substring_regex(column, _FORMULA, f"{GUARD}\\1")
        if pa.types.is_string(column.type)
        else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def inert_text(text: str) -> str:
    """As `inert`, for one text."""
    return f"{GUARD}{text}" if text.startswith((GUARD, "=", "+", "-", "@", "\t", "\r")) else text


def _as_json(column: pa.Array, form: type[list[object] | dict[str, object]]) -> pa.Array:
    return pa.array(
        [None if value is None else _json(form(value)) for value in column.to_pylist()], pa.string()
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
