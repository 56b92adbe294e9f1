"""Every table, column and value of a release in English and Thai: DICTIONARY.md."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from schemas.columns import Column, Table
from schemas.tables import SCHEMA_VERSION, TABLES
from schemas.titles import COLUMN_TITLES, TABLE_TITLES
from schemas.vocabulary import VOCABULARIES, meaning

_HEAD = f"""\
# Data dictionary · พจนานุกรมข้อมูล

Schema version {SCHEMA_VERSION}. Times are UTC; `…_be` years are of the Buddhist era (CE + 543).
เวลาเป็น UTC ปีที่ลงท้ายด้วย `_be` เป็นพุทธศักราช (ค.ศ. + 543)"""


def dictionary() -> str:
    """Every table and column, and what each value of a closed vocabulary means, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for table in TABLES.values():
        yield from _table_lines(table)
    yield from ("", "# Values · ค่าในคอลัมน์")
    for values in VOCABULARIES:
        if places := list(_places(values)):
            yield from _value_lines(values, places)


def _table_lines(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.name} · {TABLE_TITLES[table.name]}", "", f"{table.en} {table.th}")
    if table.key:
        yield from ("", f"Key · คีย์: {', '.join(f'`{name}`' for name in table.key)}")
    yield from ("", "| column | type | empty? | English | ชื่อไทย | ไทย |", "|---|---|---|---|---|---|")
    for column in table.columns:
        yield _column_line(table, column)


def _column_line(table: Table, column: Column) -> str:
    targets = [f"→ `{ref.table}.{ref.target}`" for ref in table.references if ref.column == column.name]
    values = [f"One of: {', '.join(f'`{value}`' for value in column.values)}."] if column.values else []
    english = " ".join([column.en, *values, *targets])
    empty = "yes" if column.nullable else ""
    title = COLUMN_TITLES[column.name]
    return f"| `{column.name}` | {column.type} | {empty} | {english} | {title} | {column.th} |"


def _places(values: type[StrEnum]) -> Iterator[str]:
    """The columns that hold values of a vocabulary."""
    for table in TABLES.values():
        for column in table.columns:
            if column.values == tuple(values):
                yield f"`{table.name}.{column.name}`"


def _value_lines(values: type[StrEnum], places: list[str]) -> Iterator[str]:
    yield from ("", f"## {values.__name__}", "", ", ".join(places))
    yield from ("", "| value | English | ไทย |", "|---|---|---|")
    for value in values:
        said = meaning(value)
        yield f"| `{value}` | {said.en} | {said.th} |"
