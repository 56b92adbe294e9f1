"""The steps that benchmarks.scale measures, each run in a process of its own.

`python -m benchmarks.scale_steps STEP FOLDER NUMBER` prints the CPU and wall seconds of what is measured,
and leaves them in FOLDER/told.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import starmap
from pathlib import Path
from typing import Final

from benchmarks.invented import Invented, invented, office_number
from schemas.codes import CheckStatus
from schemas.ids import outside_office_id, source_id
from schemas.matching import matching_key
from schemas.records import Capture, CheckState, Parsed, Source
from stores.raw import RawArchive
from stores.roots import LocalRoot


def raw_of(folder: Path) -> RawArchive:
    return RawArchive(LocalRoot(folder / "raw"))


def curated_of(folder: Path) -> LocalRoot:
    return LocalRoot(folder / "curated")


TOLD = "told"
"""The file in a root's folder that holds the figures of the step before."""


def keep(folder: Path, offices: int) -> None:
    """Keep the pages of all offices and a check of each."""
    for number in range(offices):
        page = invented(number)
        _kept(folder, page)
        office = outside_office_id(matching_key(page.reading.owner.name or ""))
        raw_of(folder).set_check(office, CheckState(CheckStatus.OK, page.captured_at))


def publish_all(folder: Path, _: int) -> None:
    """Publish what all pages say where nothing was published; making the readings is in the figures."""
    captures = raw_of(folder).captures()
    changes = ((one, invented(office_number(one.source.uri)).reading) for one in captures)
    _timed(folder, lambda: _publish(folder, changes))


def publish_one(folder: Path, number: int) -> None:
    """Publish a page with another vision than the newest one kept of it."""
    known = raw_of(folder).captures_of(source_id(invented(number).uri))
    page = invented(number, len(known))
    change = (_kept(folder, page), page.reading)
    _timed(folder, lambda: _publish(folder, iter([change])))


def publish_none(folder: Path, number: int) -> None:
    """Publish the newest page kept of an office once more."""
    known = raw_of(folder).captures_of(source_id(invented(number).uri))
    change = (known[-1], invented(number, len(known) - 1).reading)
    _timed(folder, lambda: _publish(folder, iter([change])))


def read_duckdb(folder: Path, _: int) -> None:
    """All visions with DuckDB."""
    import duckdb  # noqa: PLC0415  (each reader pays for its own library only)

    question = f"select * from '{_direction(folder)}/*.parquet' where kind = 'vision'"  # noqa: S608
    _timed(folder, lambda: duckdb.sql(question).fetchall())


def read_polars(folder: Path, _: int) -> None:
    """All visions with Polars."""
    import polars as pl  # noqa: PLC0415

    paths = f"{_direction(folder)}/*.parquet"
    _timed(folder, lambda: pl.scan_parquet(paths).filter(pl.col("kind") == "vision").collect())


def read_pandas(folder: Path, _: int) -> None:
    """All visions with pandas."""
    import pandas as pd  # noqa: PLC0415

    _timed(folder, lambda: pd.read_parquet(_direction(folder), filters=[("kind", "==", "vision")]))


STEPS: Final[dict[str, Callable[[Path, int], None]]] = {
    step.__name__: step
    for step in (keep, publish_all, publish_one, publish_none, read_duckdb, read_polars, read_pandas)
}


def _kept(folder: Path, page: Invented) -> Capture:
    capture, _ = raw_of(folder).store(
        Source(source_id(page.uri), page.uri),
        page.data,
        captured_at=page.captured_at,
        sniffed_type=page.reading.document.media_type,
    )
    return capture


def _publish(folder: Path, changes: Iterator[tuple[Capture, Parsed]]) -> None:
    from flows.settings import program_version  # noqa: PLC0415  (readers of tables do without all these)
    from parsers import PARSER_VERSION  # noqa: PLC0415
    from parsers.lexicon import lexicon  # noqa: PLC0415
    from schemas.registry import registry  # noqa: PLC0415
    from stores.curated.handed import hand_in  # noqa: PLC0415
    from stores.curated.manifest import Versions  # noqa: PLC0415
    from stores.curated.publish import publish  # noqa: PLC0415

    publish(
        curated_of(folder),
        starmap(hand_in, changes),
        archive=raw_of(folder),
        registry=registry(),
        versions=Versions(program_version(), PARSER_VERSION, lexicon().version),
        at=datetime.now(UTC),
    )


def _direction(folder: Path) -> str:
    return str(folder / "curated" / "latest" / "direction")


def _timed(folder: Path, work: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    figures = f"{time.process_time() - cpu} {time.perf_counter() - wall}"
    (folder / TOLD).write_text(figures)
    print(figures)


if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
