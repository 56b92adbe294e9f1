"""Downloads of hits: all of them, told where they are not, harmless in a spreadsheet."""

import csv
import io
from urllib.parse import unquote

import httpx
import openpyxl
import pytest

from explorer import hit_rows
from explorer.facets import Narrowing
from explorer.hit_rows import file_name
from explorer.questions import read_question
from stores.exports.csv_files import BYTE_ORDER_MARK
from tests.explorer.office_desk import FORMULAS, MARKUP, served, settings_of, troubled_desk


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    desk = troubled_desk(tmp_path_factory.mktemp("downloaded"))
    with (
        served(settings_of(desk), desk.folder / "indexes") as (address, app),
        httpx.Client(base_url=address) as client,
    ):
        yield client, app.state.current.view().snapshot


def rows_of(answer):
    assert answer.status_code == 200
    assert answer.content.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet_of(answer):
    assert answer.status_code == 200
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    _, names, *rows = list(sheet.iter_rows())
    return [{name.value: cell for name, cell in zip(names, row, strict=True)} for row in rows]


def test_csv_and_sheet_hold_the_hits_of_the_page_in_its_order(server):
    client, snapshot = server
    hits = [one.statement_id for one in snapshot.index.all_hits(read_question(""), Narrowing())]
    assert len(hits) > 5
    assert [row["statement_id"] for row in rows_of(client.get("/search.csv"))] == hits
    assert [row["statement_id"].value for row in sheet_of(client.get("/search.xlsx"))] == hits


def test_the_same_question_finds_the_same(server):
    client, _ = server
    asked = {"q": "น้ำใจ", "in_force": "all", "kind": "vision"}
    found = rows_of(client.get("/search.csv", params=asked))
    assert {row["text"] for row in found} == {"เด็กดีมีน้ำใจ", "เด็กดีมีน้ำใจงาม"}
    assert {row["in_force"] for row in found} == {"true", "false"}
    assert len(sheet_of(client.get("/search.xlsx", params=asked))) == 2


def test_formulas_are_texts(server):
    client, snapshot = server
    texts = [one.text for one in snapshot.index.all_hits(read_question(""), Narrowing(kind="goal"))]
    as_csv = [row["text"] for row in rows_of(client.get("/search.csv?kind=goal"))]
    assert not [text for text in as_csv if text.startswith(("=", "+", "-", "@", "\t"))]
    assert [
        told.removeprefix("'") if one[0] in "=+-@\t'" else told
        for told, one in zip(as_csv, texts, strict=True)
    ] == texts
    assert sum(text.startswith("'") for text in as_csv) == len(FORMULAS)
    cells = [row["text"] for row in sheet_of(client.get("/search.xlsx?kind=goal"))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert MARKUP in {cell.value for cell in cells}
    assert FORMULAS[0] in {cell.value for cell in cells}


def test_every_row_leads_back_to_its_statement_and_names_the_release(server):
    client, snapshot = server
    row = rows_of(client.get("/en/search.csv"))[0]
    assert row["release_id"] == snapshot.release_id
    assert row["address"] == f"{client.base_url}/en/statements/{row['statement_id']}"
    assert client.get(row["address"]).status_code == 200


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_headers_say_release_rows_and_a_safe_name(server, ending):
    client, snapshot = server
    answer = client.get(
        f"/search.{ending}", params={"q": 'น้ำใจ "../../x"\r\nSet-Cookie: a=b', "in_force": "all"}
    )
    assert answer.headers["X-Release-Id"] == snapshot.release_id
    assert "set-cookie" not in answer.headers
    told = answer.headers["Content-Disposition"]
    name = unquote(told.partition("UTF-8''")[2])
    assert name.startswith(f"thitthang-{snapshot.release_id}-น้ำใจ")
    assert not set(name) & set('/\\"\r\n:;')


def test_a_name_without_words_is_the_release():
    assert file_name(read_question(""), "000001-ab", "csv") == "thitthang-000001-ab.csv"
    assert file_name(read_question("../.. ///"), "000001-ab", "csv") == "thitthang-000001-ab.csv"


def test_what_is_left_out_is_told(server, monkeypatch):
    client, _ = server
    total = len(rows_of(client.get("/search.csv")))
    monkeypatch.setattr(hit_rows, "MOST_ROWS", 3)
    monkeypatch.setattr("explorer.routes.downloads.MOST_ROWS", 3)
    answer = client.get("/search.csv")
    assert len(rows_of(answer)) == 3
    assert (answer.headers["X-Rows"], answer.headers["X-Rows-Left-Out"]) == ("3", str(total - 3))
    assert len(sheet_of(client.get("/search.xlsx"))) == 3


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_question_that_is_too_long_is_refused(server, ending):
    client, _ = server
    assert client.get(f"/search.{ending}", params={"q": "x" * 10_000}).status_code == 422
    assert client.get(f"/search.{ending}", params={"year": "no"}).status_code == 422


def test_a_third_workbook_at_once_is_told_to_come_back(server):
    client, _ = server
    from explorer.routes import downloads

    with downloads._WORKBOOKS, downloads._WORKBOOKS:
        answer = client.get("/en/search.xlsx")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert client.get("/search.xlsx").status_code == 200
