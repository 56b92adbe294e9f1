"""What writing tables costs beside the floor: pyarrow writing the same data when it is columns already."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.tables import TABLES
from stores.curated.arrow import from_arrow, table_of, to_arrow
from stores.curated.parquet import COMPRESSION, COMPRESSION_LEVEL, ROW_GROUP_ROWS, parquet_bytes, read_part
from stores.curated.release import open_release

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """CPU seconds of one table: its rows made columns, those written as we do, and the floor."""

    rows: int
    columns: float
    file: float
    floor: float


def report_writing(folder: Path) -> None:
    """Print what the parts of the most offices cost to write, table by table."""
    release = open_release(folder / "curated")
    offices = release.manifest.table("offices").parts
    number = max(range(len(offices)), key=lambda place: offices[place].rows)
    print(f"\n{f'writing the rows of {offices[number].rows} offices':28}", end="")
    print(f"{'rows':>9}{'columns s':>11}{'file s':>8}{'floor s':>9}{'to floor':>10}")
    all_written = [_written(name, read_part(release.parts(name)[number])) for name in TABLES]
    for name, one in zip(TABLES, all_written, strict=True):
        _print(name, one)
    sums = (sum(values) for values in zip(*(_figures(one) for one in all_written), strict=True))
    _print("all tables", Written(sum(one.rows for one in all_written), *sums))


def _written(name: str, table: pa.Table) -> Written:
    return Written(
        table.num_rows,
        _least(_columns(name, table)),
        _least(lambda: parquet_bytes(table)),
        _least(lambda: _plain(table)),
    )


def _columns(name: str, table: pa.Table) -> Callable[[], object]:
    """The work of making columns of what is at hand: rows, but of terms columns already."""
    if name == "terms":
        columns = [column.to_pylist() for column in table.columns]
        return lambda: table_of(name, columns)
    rows = from_arrow(name, table)
    return lambda: to_arrow(name, rows)


def _plain(table: pa.Table) -> None:
    """As anyone would write it, compressed as ours is."""
    pq.write_table(
        table,
        pa.BufferOutputStream(),
        row_group_size=ROW_GROUP_ROWS,
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
    )


def _figures(one: Written) -> tuple[float, float, float]:
    return one.columns, one.file, one.floor


def _least(work: Callable[[], object]) -> float:
    """Least CPU seconds of several runs, those of pyarrow's threads with them."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _print(name: str, one: Written) -> None:
    ratio = (one.columns + one.file) / one.floor
    print(f"{name:28}{one.rows:9}{one.columns:11.2f}{one.file:8.2f}{one.floor:9.2f}{ratio:10.1f}")
