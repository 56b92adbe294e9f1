"""Parquet files: the same rows give the same bytes, on every path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.errors import StoreError
from stores.ahead import ahead
from stores.curated.arrow import arrow_schema, joined
from stores.roots import Root

if TYPE_CHECKING:
    from pyarrow import dataset as ds

Found = TypeVar("Found")

ROW_GROUP_ROWS = 65_536
COMPRESSION = "zstd"
COMPRESSION_LEVEL = 3
WRITER_VERSION: str = pa.__version__
_FEW = 2


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


def read_file(root: Root, key: str, columns: Sequence[str] | None = None) -> pa.Table:
    """The table in a root's Parquet file, or some of its columns; `StoreError` if it is lost or damaged."""
    path = root.local_path(key)
    if path is not None:
        return read_part(str(path), columns)
    if columns is None:
        return read_part(root.location(key), data=root.read(key))
    with _opened(root, key) as file:
        return file.read(columns=list(columns))


def read_apart(root: Root, keys: Sequence[str]) -> list[pa.Table]:
    """The table in each of several Parquet files of a root."""
    return _each(root, lambda key: read_file(root, key), keys)


def read_files(root: Root, name: str, keys: Sequence[str], columns: Sequence[str]) -> pa.Table:
    """Some columns of one table that lies in several Parquet files of a root."""
    parts = _each(root, lambda key: read_file(root, key, columns), keys)
    return pa.concat_tables(parts).combine_chunks() if parts else joined(name, [])


def read_office(root: Root, name: str, keys: Sequence[str], office_id: str) -> pa.Table:
    """The rows of one office in a table that has the column; what cannot hold any is not read.

    Raises `StoreError` if a file is lost or damaged.
    """
    found = _each(root, lambda key: _office_part(root, key, office_id), keys)
    return joined(name, [part for part in found if part is not None])


def dataset(root: Root, name: str, keys: Sequence[str]) -> ds.Dataset:
    """A table as pyarrow's dataset: whoever asks it reads the columns and row groups that are needed."""
    from pyarrow import dataset as ds  # noqa: PLC0415  (most readers do without)

    paths = [root.local_path(key) for key in keys]
    if all(path is not None for path in paths):
        return ds.dataset([str(path) for path in paths], schema=arrow_schema(name), format="parquet")
    from stores.root_files import filesystem  # noqa: PLC0415

    options = ds.ParquetFragmentScanOptions(pre_buffer=True)
    return ds.dataset(
        list(keys),
        schema=arrow_schema(name),
        filesystem=filesystem(root),
        format=ds.ParquetFileFormat(default_fragment_scan_options=options),
    )


def _office_part(root: Root, key: str, office_id: str) -> pa.Table | None:
    with _opened(root, key) as file:
        groups = [group for group in range(file.num_row_groups) if _may_hold(file, group, office_id)]
        if not groups:
            return None
        rows = file.read_row_groups(groups)
        return rows.filter(pc.equal(rows["office_id"], office_id))


@contextmanager
def _opened(root: Root, key: str) -> Iterator[pq.ParquetFile]:
    """A Parquet file to read parts of: by its path where it has one, else in as few requests as will do."""
    path = root.local_path(key)
    with ExitStack() as stack:
        stack.enter_context(_said_plainly(root.location(key)))
        source = stack.enter_context(root.open(key)) if path is None else str(path)
        opened = pq.ParquetFile(source, pre_buffer=path is None, page_checksum_verification=True)
        yield stack.enter_context(opened)


def _each(root: Root, read: Callable[[str], Found], keys: Sequence[str]) -> list[Found]:
    """What is read of each file, in order; away from this machine several are read at the same time."""
    if len(keys) < _FEW or root.local_path(keys[0]) is not None:
        return [read(key) for key in keys]
    return list(ahead(read, keys))


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
