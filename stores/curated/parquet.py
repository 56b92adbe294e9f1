"""Parquet files: the same rows give the same bytes, on every path."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
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
    )
    return bytes(sink.getvalue())


def read_part(path: str, columns: Sequence[str] | None = None, data: bytes | None = None) -> pa.Table:
    """The table in a Parquet file, or some of its columns; `StoreError` if it is lost or damaged.

    With `data` the file's bytes need not be read again.
    """
    source = path if data is None else pa.BufferReader(data)
    try:
        with pq.ParquetFile(source) as file:
            return file.read(columns=None if columns is None else list(columns))
    except (OSError, pa.ArrowException) as error:
        cause = f"the file cannot be read: {type(error).__name__}: {error}".splitlines()[0]
        raise StoreError(
            path, cause, "run `thitthang rebuild`: it makes the tables again from raw"
        ) from error


def read_parts(name: str, paths: Sequence[str], columns: Sequence[str] | None = None) -> pa.Table:
    """A table in several Parquet files, or some of its columns."""
    parts = [read_part(path, columns) for path in paths]
    return joined(name, parts) if columns is None else pa.concat_tables(parts).combine_chunks()
