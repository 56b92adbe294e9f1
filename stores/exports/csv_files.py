"""A folder of CSV files, one a table: UTF-8 with a mark for Excel, texts harmless as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow.csv as pa_csv

from schemas.tables import TABLES
from stores.curated.data_package import csv_package
from stores.curated.describe import DESCRIBING, PACKAGE_NAME, about
from stores.curated.release import OpenRelease
from stores.exports.cells import flat_batches, inert
from stores.exports.places import written_beside

_NAMES = frozenset({*(f"{name}.csv" for name in TABLES), *DESCRIBING})
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_csv(
    release: OpenRelease, place: Path, tables: Sequence[str] = (), *, overwrite: bool = False
) -> Path:
    """Write the tables (all, unless some are named) as CSV files into the folder `place`.

    Beside them stand what describes them: a data package, the dictionary, licence and citation. Empty
    values are empty cells, lists and maps JSON, times ISO 8601 in UTC. Raises StoreError.
    """
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    with written_beside(place, overwrite=overwrite, names=_NAMES) as folder:
        folder.mkdir()
        names = tuple(tables) or tuple(TABLES)
        for name in names:
            with (folder / f"{name}.csv").open("wb") as file:
                file.write(BYTE_ORDER_MARK)
                file.write(",".join(column.name for column in TABLES[name].columns).encode() + b"\n")
                for batch in flat_batches(release.table(name), name):
                    pa_csv.write_csv(inert(batch), file, options)
        (folder / PACKAGE_NAME).write_text(csv_package(release.manifest, names), "utf-8")
        for name, data in about(release.manifest):
            (folder / name).write_bytes(data)
    return place
