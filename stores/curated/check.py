"""Reading a built release back: what is on disk must be what its manifest says, and whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from schemas.columns import Reference, Table
from schemas.errors import StoreError
from schemas.tables import TABLES
from stores.curated.arrow import arrow_schema
from stores.curated.build import Built
from stores.curated.manifest import Part
from stores.curated.parquet import read_apart, read_files
from stores.roots import Root


def problems(root: Root, built: Built) -> tuple[str, ...]:
    """What is wrong with a built release, in words; empty if nothing is.

    Every file's bytes are compared with the manifest. The parts that were written, with the other tables'
    parts of the same offices, are read: schema, rows, empty values, keys, references. What may point
    outside its part is looked up in the whole table.
    """
    return tuple(_Check(root, built).found())


class _Check:
    def __init__(self, root: Root, built: Built) -> None:
        self._root = root
        self._built = built
        self._tables = {table.name: table for table in built.manifest.tables}

    def found(self) -> Iterator[str]:
        damaged = list(self._bytes())
        yield from damaged
        if damaged:
            return
        try:
            for number in self._written_numbers():
                yield from self._range(number)
            yield from self._whole()
        except (StoreError, pa.ArrowException) as error:
            yield str(error)

    def _bytes(self) -> Iterator[str]:
        parts = [part for table in self._tables.values() for part in table.parts]
        for part, data in zip(parts, self._root.read_many(map(self._key, parts)), strict=True):
            if hashlib.sha256(data).hexdigest() != part.sha256 or len(data) != part.byte_count:
                yield f"{part.path}: the bytes are not those that were written"

    def _written_numbers(self) -> list[int]:
        written = set(self._built.written)
        numbers = {
            number
            for table in self._tables.values()
            for number, part in enumerate(table.parts)
            if part.path in written
        }
        return sorted(numbers)

    def _range(self, number: int) -> Iterator[str]:
        """The parts of all tables with the same offices, as a small release of their own."""
        parts = {name: table.parts[number] for name, table in self._tables.items()}
        tables = read_apart(self._root, [self._key(part) for part in parts.values()])
        read = dict(zip(parts, tables, strict=True))
        for name, rows in read.items():
            part = parts[name]
            yield from (f"{part.path}: {problem}" for problem in _shape(name, rows, part.rows))
        for name, rows in read.items():
            table = TABLES[name]
            yield from (f"{name}: {problem}" for problem in _keys(table, rows))
            for reference in table.references:
                if not _leaves_part(table, reference):
                    yield from _references(table, rows, reference, read[reference.table][reference.target])

    def _whole(self) -> Iterator[str]:
        """Keys of offices and documents over all parts, and references that leave their part."""
        documents = self._column("documents", "document_id")
        yield from _keys(TABLES["documents"], documents)
        yield from _keys(TABLES["offices"], self._column("offices", "office_id"))
        coverage = TABLES["coverage"]
        rows = self._column("coverage", "document_id")
        for reference in coverage.references:
            if _leaves_part(coverage, reference):
                yield from _references(coverage, rows, reference, documents[reference.target])

    def _column(self, name: str, column: str) -> pa.Table:
        keys = [self._key(part) for part in self._tables[name].parts]
        return read_files(self._root, name, keys, (column,))

    def _key(self, part: Part) -> str:
        return f"{self._built.folder}/{part.path}"


def _leaves_part(table: Table, reference: Reference) -> bool:
    """Whether the row referred to may stand with another office: a document that proved another's."""
    return table.name == "coverage" and reference.column == "document_id"


def _shape(name: str, rows: pa.Table, expected: int) -> Iterator[str]:
    if rows.num_rows != expected:
        yield f"{rows.num_rows} rows instead of {expected}"
    schema = arrow_schema(name)
    if rows.schema != schema or rows.schema.metadata != schema.metadata:
        yield "the schema is not the table's"
        return
    for column in TABLES[name].columns:
        if not column.nullable and rows[column.name].null_count:
            yield f"{column.name} is empty in {rows[column.name].null_count} rows"
        if column.values and not _within(rows[column.name], column.values):
            yield f"{column.name} has a value outside its vocabulary"


def _within(values: pa.ChunkedArray, vocabulary: tuple[str, ...]) -> bool:
    found = pc.unique(values).drop_null()
    return bool(pc.all(pc.is_in(found, value_set=pa.array(vocabulary)), min_count=0).as_py())


def _keys(table: Table, rows: pa.Table) -> Iterator[str]:
    if not table.key:
        return
    distinct = rows.group_by(list(table.key), use_threads=False).aggregate([]).num_rows
    if distinct != rows.num_rows:
        yield f"{rows.num_rows - distinct} rows repeat the key ({', '.join(table.key)})"


def _references(
    table: Table, rows: pa.Table, reference: Reference, targets: pa.ChunkedArray
) -> Iterator[str]:
    values = rows[reference.column].drop_null()
    loose = pc.sum(pc.invert(pc.is_in(values, value_set=targets.combine_chunks())), min_count=0).as_py()
    if loose:
        yield f"{table.name}.{reference.column}: {loose} are not in {reference.table}.{reference.target}"
