"""A release described for people and programs: DICTIONARY.md and datapackage.json (Frictionless)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from schemas.columns import Column, ColumnType, Table
from schemas.tables import SCHEMA_VERSION, TABLES
from stores.curated.manifest import Manifest

_FRICTIONLESS: dict[ColumnType, str] = {
    ColumnType.STRING: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.TIMESTAMP: "datetime",
    ColumnType.SPANS: "array",
    ColumnType.COUNTS: "object",
}


def described(manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files that describe a release."""
    yield "DICTIONARY.md", dictionary().encode()
    yield "datapackage.json", _package(manifest).encode()


def dictionary() -> str:
    """Every table and column in English and Thai, as Markdown."""
    lines = [
        "# Data dictionary · พจนานุกรมข้อมูล",
        "",
        f"Schema version {SCHEMA_VERSION}. Times are UTC; `…_be` years are of the Buddhist era (CE + 543).",
        "เวลาเป็น UTC ปีที่ลงท้ายด้วย `_be` เป็นพุทธศักราช (ค.ศ. + 543)",
    ]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        lines += ["", f"## {table.name}", "", f"{table.en} {table.th}"]
        lines += ["", f"Key · คีย์: {key}"] if key else []
        lines += ["", "| column | type | empty? | English | ไทย |", "|---|---|---|---|---|"]
        lines += [_dictionary_line(table, column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _dictionary_line(table: Table, column: Column) -> str:
    targets = [f"→ `{ref.table}.{ref.target}`" for ref in table.references if ref.column == column.name]
    values = [f"One of: {', '.join(f'`{value}`' for value in column.values)}."] if column.values else []
    english = " ".join([column.en, *values, *targets])
    empty = "yes" if column.nullable else ""
    return f"| `{column.name}` | {column.type} | {empty} | {english} | {column.th} |"


def _package(manifest: Manifest) -> str:
    package = {
        "profile": "data-package",
        "name": "thitthang",
        "title": "Thitthang · ทิศทาง",
        "description": "What Thai public offices say they are for: vision, mission, goals, strategy.",
        "version": manifest.release_id,
        "resources": [_resource(TABLES[table.name], manifest) for table in manifest.tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, manifest: Manifest) -> dict[str, object]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": f"{table.en} {table.th}",
        "path": [part.path for part in manifest.table(table.name).parts],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": ref.column,
                    "reference": {
                        "resource": "" if ref.table == table.name else ref.table.replace("_", "-"),
                        "fields": ref.target,
                    },
                }
                for ref in table.references
            ],
        },
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": not column.nullable}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "description": column.en,
        "description_th": column.th,
        "constraints": constraints,
    }
