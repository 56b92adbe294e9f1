"""Parquet files: the same rows give the same bytes, on every path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.errors import StoreError
from stores.curated.arrow import joined

ROW_GROUP_ROWS = 65_536
COMPRESSION = "zstd"
COMPRESSION_LEVEL = 3
WRITER_VERSION: str = pa.__version__


def parquet_bytes(table: pa.Table) -> bytes:
    """A Parquet file with the table."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        row_group_size=ROW_GROUP_ROWS,
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
        version="2.6",
        data_page_version="1.0",
        write_page_index=False,
        use_dictionary=True,
        write_statistics=True,
        write_page_checksum=True,
    )
    return bytes(sink.getvalue())


def read_part(path: str, columns: Sequence[str] | None = None, data: bytes | None = None) -> pa.Table:
    """The table in a Parquet file, or some of its columns; `StoreError` if it is lost or damaged.

    With `data` the file's bytes need not be read again.
    """
    source = path if data is None else pa.BufferReader(data)
    with _said_plainly(path), pq.ParquetFile(source) as file:
        return file.read(columns=None if columns is None else list(columns))


def read_parts(
    name: str, files: Iterable[tuple[str, bytes | None]], columns: Sequence[str] | None = None
) -> pa.Table:
    """A table in several Parquet files (paths, and bytes where they are at hand), or some of its columns."""
    parts = [read_part(path, columns, data) for path, data in files]
    return joined(name, parts) if columns is None else pa.concat_tables(parts).combine_chunks()


def read_office(name: str, paths: Sequence[str], office_id: str) -> pa.Table:
    """The rows of one office in a table that has the column; what cannot hold any is not read.

    Raises `StoreError` if a file is lost or damaged.
    """
    found = [part for path in paths if (part := _office_part(path, office_id)) is not None]
    return joined(name, found)


def _office_part(path: str, office_id: str) -> pa.Table | None:
    with _said_plainly(path), pq.ParquetFile(path, page_checksum_verification=True) as file:
        groups = [group for group in range(file.num_row_groups) if _may_hold(file, group, office_id)]
        if not groups:
            return None
        rows = file.read_row_groups(groups)
        return rows.filter(pc.equal(rows["office_id"], office_id))


def _may_hold(file: pq.ParquetFile, group: int, office_id: str) -> bool:
    columns = file.metadata.row_group(group)
    places = [n for n in range(columns.num_columns) if columns.column(n).path_in_schema == "office_id"]
    known = columns.column(places[0]).statistics
    return known is None or not known.has_min_max or known.min <= office_id <= known.max


@contextmanager
def _said_plainly(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        cause = f"the file cannot be read: {type(error).__name__}: {error}".splitlines()[0]
        raise StoreError(
            path, cause, "run `thitthang rebuild`: it makes the tables again from raw"
        ) from error
