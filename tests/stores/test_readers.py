import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from schemas.errors import QueryError, StoreError
from schemas.kinds import Kind
from schemas.tables import TABLES
from stores.query import query
from tests.stores.factories import LOEI, NAN, Desk, parsed, stated

VISION = "เป็นองค์กรชั้นนำ"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("readers"))
    goals = [stated("เรียนดี", Kind.GOAL, number=str(n), block=n) for n in (1, 2)]
    desk.load("a.html", parsed((Kind.VISION, VISION), *goals, plan=(2566, 2570), title="ก"))
    desk.load("b.html", parsed((Kind.VISION, VISION), office=NAN))
    return desk


def arrow_rows(folder):
    return pq.read_table(folder).to_pylist()


def pandas_rows(folder):
    frame = pd.read_parquet(folder)
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def polars_rows(folder):
    return pl.read_parquet(folder).to_dicts()


def duckdb_rows(folder):
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        cursor = connection.execute(f"SELECT * FROM '{folder}/*.parquet'")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


READERS = {"pandas": pandas_rows, "polars": polars_rows, "duckdb": duckdb_rows}


def plain(rows):
    """What every reader must agree on; nested values are compared by their own test."""
    return [
        {
            key: int(value) if isinstance(value, float) and value.is_integer() else value
            for key, value in row.items()
            if key not in ("spans", "repairs") and not key.endswith("_at") and not key.startswith("valid_")
        }
        for row in rows
    ]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_sees_the_same_rows(desk, table, reader):
    folder = desk.curated / "latest" / table
    expected = arrow_rows(folder)
    found = READERS[reader](folder)
    assert list(found[0] if found else expected[:1] or []) == list(expected[0] if expected else [])
    assert plain(found) == plain(expected)


@pytest.mark.parametrize("reader", [polars_rows, duckdb_rows], ids=["polars", "duckdb"])
def test_nested_values_and_times_are_the_same(desk, reader):
    latest = desk.curated / "latest"
    spans = [row["spans"] for row in arrow_rows(latest / "statements")]
    assert spans[0] == [{"block": 0, "start": 0, "end": 16, "page": 1, "bbox": [0.0, 1.0, 2.5, 3.0]}]
    assert [row["spans"] for row in reader(latest / "statements")] == spans
    times = [row["captured_at"] for row in arrow_rows(latest / "documents")]
    assert [row["captured_at"] for row in reader(latest / "documents")] == times
    assert [dict(row["repairs"]) for row in reader(latest / "documents")] == [{"D4": 2, "D5": 1}] * 2


def test_the_vision_of_each_office_is_one_where(desk):
    answer = query(desk.curated, "SELECT office_id, text FROM direction WHERE kind = 'vision'")
    assert answer.columns == ("office_id", "text")
    assert answer.rows == ((LOEI, VISION), (NAN, VISION))


def test_every_table_can_be_asked(desk):
    for table in TABLES:
        (count,) = query(desk.curated, f"SELECT count(*) FROM {table}").rows[0]
        assert count == pq.read_table(desk.curated / "latest" / table).num_rows


def test_joins_go_by_id(desk):
    sql = """
        SELECT d.source_uri, s.text, f.text FROM statements s JOIN documents d USING (document_id)
        JOIN statements f ON s.repeat_of = f.statement_id
    """
    assert query(desk.curated, sql).rows == (("a.html", "เรียนดี", "เรียนดี"),)


@pytest.mark.parametrize(
    "sql",
    ["SELEC 1", "SELECT * FROM nothing", "SELECT wish FROM direction", ""],
    ids=["syntax", "table", "column", "empty"],
)
def test_a_question_that_cannot_be_answered(desk, sql):
    with pytest.raises(QueryError) as caught:
        query(desk.curated, sql)
    assert "direction" in caught.value.remedy


def test_a_question_reaches_nothing_outside(desk, tmp_path):
    target = tmp_path / "out.csv"
    outside = tmp_path / "in.csv"
    outside.write_text("a\n1\n")
    for sql in (
        f"COPY direction TO '{target}'",
        f"SELECT * FROM '{outside}'",
        f"ATTACH '{tmp_path}/new.db'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ):
        with pytest.raises(QueryError):
            query(desk.curated, sql)
    assert not target.exists()


def test_nothing_published_is_said(tmp_path):
    with pytest.raises(StoreError, match="nothing has been published"):
        query(tmp_path, "SELECT 1")


def test_the_scorer_reads_the_release(desk, tmp_path):
    import subprocess
    import sys
    from pathlib import Path

    scorer = Path(__file__).resolve().parents[3] / "shared" / "tools" / "score.py"
    if not scorer.exists():
        pytest.skip(f"the scorer is not there: {scorer}")
    (tmp_path / "a.json").write_text(
        '{"source": "a.html", "office_id": "esa-p-loei-2", "plan_years_be": [2566, 2570], "children": []}'
    )
    shown = subprocess.run(
        [sys.executable, scorer, desk.curated / "latest", tmp_path, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert '"owner_accuracy": 1.0' in shown.stdout
