"""Looks at a whole release: every table, every reference, one generation; raises MixedError if it is none."""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from schemas.tables import TABLES
from stores.curated import open_release
from tests.stores.faults.scene import CHANGING, STEADY, generation_of

_DOCUMENTS_AT_FIRST = len(CHANGING) + len(STEADY)


class MixedError(AssertionError):
    """What was read is not one whole release."""


def by_pointer(folder):
    """Every table of the release that LATEST.json names; its id and generation."""
    release = open_release(folder / "curated")
    tables = {name: release.table(name) for name in TABLES}
    for name, table in tables.items():
        if table.num_rows != release.manifest.table(name).rows:
            raise MixedError(f"{release.release_id}: {name} has {table.num_rows} rows")
        for reference in TABLES[name].references:
            values = table[reference.column].drop_null()
            targets = tables[reference.table][reference.target].combine_chunks()
            if not pc.all(pc.is_in(values, value_set=targets), min_count=0).as_py():
                raise MixedError(f"{release.release_id}: {name}.{reference.column} leads nowhere")
    direction = tables["direction"]
    changing = direction.filter(pc.is_in(direction["office_id"], value_set=pa.array(CHANGING)))
    statements = tables["statements"]
    in_force = statements.filter(
        pc.and_(statements["in_force"], pc.is_in(statements["office_id"], value_set=pa.array(CHANGING)))
    )
    texts = (changing["text"].to_pylist(), in_force["text"].to_pylist())
    _same(release.release_id, *(generation_of(found) for found in texts), tables["documents"].num_rows)
    return release.release_id, generation_of(texts[0])


def by_link(folder):
    """Every table below curated/latest, the link followed once; the release's id and generation."""
    release = (folder / "curated" / "latest").resolve(strict=True)
    files = {name: f"'{release}/{name}/*.parquet'" for name in TABLES}
    offices = ", ".join(f"'{office}'" for office in CHANGING)
    with duckdb.connect(config={"threads": 1}) as connection:
        for name in TABLES:
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {files[name]}")
        for name, reference in _references():
            loose = f"SELECT count(*) FROM {name} WHERE {reference.column} IS NOT NULL AND {reference.column}"
            loose += f" NOT IN (SELECT {reference.target} FROM {reference.table})"
            if connection.execute(loose).fetchone() != (0,):
                raise MixedError(f"{release.name}: {name}.{reference.column} leads nowhere")
        found = [
            [text for (text,) in connection.execute(sql).fetchall()]
            for sql in (
                f"SELECT text FROM direction WHERE office_id IN ({offices})",
                f"SELECT text FROM statements WHERE in_force AND office_id IN ({offices})",
            )
        ]
        (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    _same(release.name, *(generation_of(texts) for texts in found), documents)
    return release.name, generation_of(found[0])


def _references():
    return [(name, reference) for name, table in TABLES.items() for reference in table.references]


def _same(release_id, in_direction, in_statements, documents):
    expected = _DOCUMENTS_AT_FIRST + len(CHANGING) * (in_direction - 1)
    if in_direction != in_statements or documents != expected:
        found = f"generations {in_direction} and {in_statements}, {documents} documents"
        raise MixedError(f"{release_id}: {found}")
