"""The page of the published tables: each column, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from docs.making.reference_markdown import anchor, code, heading, marked, page, table
from schemas.columns import Column, ColumnType, Table
from schemas.tables import SCHEMA_VERSION, TABLES
from schemas.titles import COLUMN_TITLES, TABLE_TITLES
from stores.curated.arrow import arrow_schema

_INTRODUCTION = f"""
# Tables · ตาราง

The tables of a release, one folder of Parquet files each; start with [`direction`](#table-direction).
Schema version {SCHEMA_VERSION}. A column is never renamed and never changes its meaning.
Years `…_be` are of the Buddhist era (CE + 543).

ตารางในข้อมูลแต่ละรุ่น เก็บเป็นไฟล์ Parquet ตารางละโฟลเดอร์ ควรเริ่มจาก [`direction`](#table-direction)
ชื่อและความหมายของคอลัมน์จะไม่เปลี่ยน ปีที่ลงท้ายด้วย `_be` เป็นพุทธศักราช (ค.ศ. + 543)
"""
_TYPES: dict[ColumnType, tuple[str, str]] = {
    ColumnType.STRING: ("text", "ข้อความ"),
    ColumnType.INTEGER: ("a whole number", "จำนวนเต็ม"),
    ColumnType.NUMBER: ("a number with decimals", "จำนวนทศนิยม"),
    ColumnType.BOOLEAN: ("true or false", "จริงหรือเท็จ"),
    ColumnType.TIMESTAMP: ("a moment in UTC, to the microsecond", "เวลา (UTC) ละเอียดถึงไมโครวินาที"),
    ColumnType.SPANS: (
        "a list of stretches of text: block (from 0), start, end, page (from 1), box in points",
        "รายการช่วงของข้อความ: บล็อก (เริ่มจาก 0) ตัวเริ่ม ตัวจบ หน้า (เริ่มจาก 1) และกรอบ (พอยต์)",
    ),
    ColumnType.COUNTS: ("a map of names to counts", "ชื่อกับจำนวนครั้ง"),
}


def tables_page() -> str:
    """The whole page."""
    lines = [*_INTRODUCTION.strip().splitlines(), ""]
    lines += table(("table", "ตาราง", "one row is", "หนึ่งแถวคือ"), (_summary(one) for one in TABLES.values()))
    lines += [*heading(2, "Types · ชนิดของค่า", "column-types"), *_types()]
    for one in TABLES.values():
        lines += _table(one)
    return page(lines)


def _summary(one: Table) -> tuple[str, str, str, str]:
    return f"[`{one.name}`](#{anchor('table', one.name)})", TABLE_TITLES[one.name], one.en, one.th


def _types() -> list[str]:
    arrow = {
        column.type: str(arrow_schema(one.name).field(column.name).type)
        for one in TABLES.values()
        for column in one.columns
    }
    rows = ((code(kind), *_TYPES[kind], code(arrow[kind])) for kind in ColumnType)
    return table(("type", "English", "ไทย", "Arrow"), rows)


def _table(one: Table) -> Iterator[str]:
    yield from heading(2, f"`{one.name}` · {TABLE_TITLES[one.name]}", "table", one.name)
    yield from (one.en, "", one.th, "")
    if one.key:
        yield from (f"Key · คีย์หลัก: {', '.join(map(code, one.key))}", "")
    head = ("column · คอลัมน์", "type", "empty?", "English", "ไทย")
    yield from table(head, (_column(one, column) for column in one.columns))


def _column(one: Table, column: Column) -> tuple[str, ...]:
    return (
        f"{marked('column', one.name, column.name)}`{column.name}`<br>{COLUMN_TITLES[column.name]}",
        column.type.value,
        "yes" if column.nullable else "",
        f"{column.en} {_leads_to(one, column)}",
        column.th,
    )


def _leads_to(one: Table, column: Column) -> str:
    """Where the values come from: a closed vocabulary, or the key of a table."""
    if column.values:
        name = type(column.values[0]).__name__
        return f"One of [{name}](vocabularies.md#{anchor('vocabulary', name)})."
    targets = (
        f"→ [`{to.table}.{to.target}`](#{anchor('table', to.table)})"
        for to in one.references
        if to.column == column.name
    )
    return ", ".join(targets)
