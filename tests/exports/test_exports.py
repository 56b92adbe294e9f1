"""Copies of a release read back by the programs they are for, and compared with the Parquet tables."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schemas.columns import ColumnType
from schemas.errors import StoreError
from schemas.kinds import Kind
from schemas.tables import TABLES
from schemas.titles import COLUMN_TITLES, TABLE_TITLES
from stores.curated import open_release
from stores.exports.cells import GUARD, inert_text
from stores.exports.csv_files import BYTE_ORDER_MARK, write_csv
from stores.exports.duckdb_file import write_duckdb
from stores.exports.folding import fold_sql, folded
from stores.exports.sqlite_file import write_sqlite
from stores.exports.workbook import HEAD_ROWS, write_workbook
from tests.stores.factories import NAN, Desk, parsed

_SEEN = re.compile("[\u00ad\u200b-\u200d\ufeff]")
_NOT_PROMISED = re.compile("  |([ัํ็้])\\1|[่-์]ั")
"""Runs of spaces, doubled marks, marks out of order."""
HOSTILE = (
    '=HYPERLINK("http://a.example","คลิก")',
    "+66 2 000 0000",
    "-1+1",
    "@SUM(A1)",
    "'ยกมาแล้ว",
    "<script>alert(1)</script>",
    'เครื่องหมาย "คำพูด", จุลภาค; และ\nขึ้นบรรทัดใหม่',
    "\tแท็บนำหน้า",
    "0812345",
    "https://www.example.go.th",
    "ทำงานใหม่ ปี ๒๕๖๙",
)
WRITERS = {
    "csv": (write_csv, "out"),
    "xlsx": (write_workbook, "out.xlsx"),
    "sqlite": (write_sqlite, "out.sqlite"),
    "duckdb": (write_duckdb, "out.duckdb"),
}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("exports"))
    desk.load("a.html", parsed(*((Kind.GOAL, text) for text in HOSTILE), plan=(2566, 2570), title="=1+1"))
    desk.load("b.html", parsed((Kind.VISION, "เด็กดี"), office=NAN, fiscal=2569))
    return open_release(desk.curated)


def expected(release, name):
    """A table's rows, nested values as JSON texts."""
    forms = {ColumnType.SPANS: list, ColumnType.COUNTS: dict}
    nested = {column.name: forms[column.type] for column in TABLES[name].columns if column.type in forms}
    return [
        {key: _json(nested[key](value)) if key in nested else value for key, value in row.items()}
        for row in release.table(name).to_pylist()
    ]


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unguarded(value):
    return value[1:] if isinstance(value, str) and value.startswith(GUARD) else value


@pytest.mark.parametrize("name", TABLES)
def test_csv_read_by_pandas_is_the_table(release, tmp_path, name):
    place = write_csv(release, tmp_path / "out", [name])
    data = (place / f"{name}.csv").read_bytes()
    assert data.startswith(BYTE_ORDER_MARK)
    texts = [column.name for column in TABLES[name].columns if column.type is not ColumnType.BOOLEAN]
    frame = pd.read_csv(place / f"{name}.csv", encoding="utf-8-sig", dtype=dict.fromkeys(texts, str))
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    wanted = [{key: _printed(value) for key, value in row.items()} for row in expected(release, name)]
    assert [{key: _printed(unguarded(value)) for key, value in row.items()} for row in rows] == wanted


def _printed(value):
    """A value as text, numbers and moments in one form; an empty text is an empty cell."""
    if isinstance(value, bool) or value is None or value == "":
        return value or (False if value is False else None)
    if isinstance(value, datetime):
        return value.isoformat()
    try:
        return f"{float(value):.9g}" if not isinstance(value, str) or value.isdecimal() else _moment(value)
    except ValueError:
        return value


def _moment(text):
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return text


def test_no_csv_cell_begins_like_a_formula(release, tmp_path):
    place = write_csv(release, tmp_path / "out")
    for name in TABLES:
        frame = pd.read_csv(place / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
        cells = [cell for column in frame for cell in frame[column]]
        assert [cell for cell in cells if cell[:1] in "=+@\t\r" and cell] == []
        assert [cell for cell in cells if cell.startswith("-") and not _is_number(cell)] == []


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_read_by_openpyxl_is_the_table(release, tmp_path, name):
    place = write_workbook(release, tmp_path / "out.xlsx", [name])
    sheet = openpyxl.load_workbook(place)[name]
    titles, names, *rows = sheet.iter_rows(values_only=True)
    assert list(names) == [column.name for column in TABLES[name].columns]
    assert list(titles) == [COLUMN_TITLES[column] for column in names]
    assert sheet.freeze_panes == f"A{HEAD_ROWS + 1}"
    found = [dict(zip(names, row, strict=True)) for row in rows]
    wanted = [
        {
            key: value.replace(tzinfo=None, microsecond=0) if isinstance(value, datetime) else value or None
            for key, value in row.items()
        }
        for row in expected(release, name)
    ]
    assert [
        {
            key: value.replace(microsecond=0) if isinstance(value, datetime) else value or None
            for key, value in row.items()
        }
        for row in found
    ] == wanted
    assert {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row} <= {"s", "n", "b", "d"}


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_has_the_table(release, tmp_path, name):
    place = write_sqlite(release, tmp_path / "out.sqlite", [name])
    with closing(sqlite3.connect(place)) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")]
    wanted = [
        {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
        for row in expected(release, name)
    ]
    assert rows == wanted


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_has_the_table_with_its_words(release, tmp_path, name):
    place = write_duckdb(release, tmp_path / "out.duckdb", [name])
    with duckdb.connect(str(place), read_only=True) as database:
        assert database.table(name).to_arrow_table().to_pylist() == release.table(name).to_pylist()
        comments = dict(
            database.execute(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]
            ).fetchall()
        )
    assert comments == {column.name: f"{column.en} {column.th}" for column in TABLES[name].columns}


@pytest.mark.parametrize(
    "question",
    ["ทํางาน", "ทำงาน", "ปี 2569", "ปี ๒๕๖๙", "ทำ\u200bงาน", "<SCRIPT>"],
)
def test_thai_is_found_in_either_spelling(release, tmp_path, question):
    place = write_sqlite(release, tmp_path / "out.sqlite")
    with closing(sqlite3.connect(place)) as database:
        quoted = '"' + folded(question).replace('"', '""') + '"'
        found = database.execute(
            "SELECT text FROM search JOIN statements USING (statement_id) WHERE folded MATCH ?", [quoted]
        ).fetchall()
    assert len(found) == 1


@pytest.mark.parametrize("question", ["ทํางาน", "ปี ๒๕๖๙"])
def test_sql_alone_can_fold_a_question(release, tmp_path, question):
    place = write_sqlite(release, tmp_path / "out.sqlite")
    with closing(sqlite3.connect(place)) as database:
        found = database.execute(
            f"SELECT count(*) FROM search WHERE folded LIKE '%' || {fold_sql(':asked')} || '%'",
            {"asked": question},
        ).fetchone()
    assert found == (1,)


_SYLLABLES = ("น้ำ", "นํ้า", "น้ํา", "ทํา", "ทำ", "เเก", "แก", "ใจ", "ก่อน", "A", "z", "๗", "7", " ", "'", "%", "-")
_UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff")


@given(st.lists(st.sampled_from((*_SYLLABLES, *_UNSEEN, "ั", "็", "า", "ํ", "้"))))
def test_sql_alone_folds_as_the_index_does(parts):
    asked = "".join(parts)
    assume(not _NOT_PROMISED.search(_SEEN.sub("", asked)))
    with closing(sqlite3.connect(":memory:")) as database:
        (found,) = database.execute(f"SELECT {fold_sql(':asked')}", {"asked": asked}).fetchone()
    assert found == folded(asked)


@pytest.mark.parametrize("form", WRITERS)
def test_what_stands_there_is_replaced_only_if_asked(release, tmp_path, form):
    write, name = WRITERS[form]
    place = write(release, tmp_path / name, ["direction"])
    with pytest.raises(StoreError, match="stands there already"):
        write(release, place, ["direction"])
    write(release, place, ["offices"], overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("form", WRITERS)
def test_an_export_that_breaks_off_leaves_what_was_there(release, tmp_path, form, monkeypatch):
    write, name = WRITERS[form]
    place = write(release, tmp_path / name, ["direction"])
    before = {path: path.read_bytes() for path in [place, *place.rglob("*")] if path.is_file()}
    monkeypatch.setattr(
        "stores.exports.places._sync", lambda _: (_ for _ in ()).throw(OSError(28, "no space"))
    )
    with pytest.raises(StoreError, match="no space"):
        write(release, place, ["offices"], overwrite=True)
    assert {path: path.read_bytes() for path in before} == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_every_table_and_column_has_a_thai_title():
    assert set(TABLE_TITLES) == set(TABLES)
    assert {column.name for table in TABLES.values() for column in table.columns} == set(COLUMN_TITLES)


def test_guarding_a_text_can_be_undone():
    assert [inert_text(text)[1:] if inert_text(text) != text else text for text in HOSTILE] == list(HOSTILE)


@pytest.mark.parametrize("form", WRITERS)
def test_a_folder_with_other_things_in_it_is_never_replaced(release, tmp_path, form):
    write, _ = WRITERS[form]
    place = tmp_path / "keep"
    place.mkdir()
    (place / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other things"):
        write(release, place, ["direction"], overwrite=True)
    assert (place / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("inside", ["raw", "raw/copy", "curated", "curated/latest/copy", "curated/releases"])
def test_nothing_is_written_where_documents_or_releases_are_kept(release, tmp_path, form, inside):
    write, _ = WRITERS[form]
    desk = Desk(tmp_path / "desk")
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    before = sorted(desk.folder.rglob("*"))
    with pytest.raises(StoreError, match=r"are kept in there|holds other things"):
        write(release, desk.folder / inside, ["direction"], overwrite=True)
    assert sorted(desk.folder.rglob("*")) == before


def test_a_copy_in_one_file_says_which_release_it_is_and_how_to_cite_it(release, tmp_path):
    book = openpyxl.load_workbook(write_workbook(release, tmp_path / "out.xlsx", ["direction"]))
    told = [dict(book["about"].iter_rows(values_only=True))]
    assert book["direction"].auto_filter.ref.startswith("A2:")
    with closing(sqlite3.connect(write_sqlite(release, tmp_path / "out.sqlite", ["offices"]))) as database:
        told.append(dict(database.execute("SELECT * FROM about")))
    with duckdb.connect(str(write_duckdb(release, tmp_path / "out.duckdb", ["offices"]))) as database:
        told.append(dict(database.sql("FROM about").fetchall()))
    for notes in told:
        assert notes["release"] == release.release_id
        assert release.release_id in notes["citation"]
        assert "CC-BY-4.0" in notes["licence"]


@pytest.mark.parametrize("question", ["ปี 2569", "ปี ๒๕๖๙", "ท\u0e4dางาน"])
def test_the_sql_that_the_file_tells_finds_either_spelling(release, tmp_path, question):
    with closing(sqlite3.connect(write_sqlite(release, tmp_path / "out.sqlite"))) as database:
        ((sql,),) = database.execute("SELECT value FROM about WHERE name = 'search'")
        found = database.execute(sql, {"question": question}).fetchall()
    assert len(found) == 1
