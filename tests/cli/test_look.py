"""Commands that look: parse, offices, show, status, query, doctor."""

import contextlib
import csv
import io
import json
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.cli.conftest import Done, thitthang
from tests.pages import LOEI, html_page, serve, text_page


@pytest.fixture(scope="session")
def look(place):
    """Run a command in this process, which spares its start; one of each kind runs as a process below."""

    def run(*arguments):
        with contextlib.chdir(place), pytest.MonkeyPatch.context() as patch:
            for name in ("THITTHANG_RAW", "THITTHANG_CURATED", "THITTHANG_SOURCES"):
                patch.delenv(name, raising=False)
            patch.setattr("flows.cli.stop_on_sigterm", lambda: None)
            done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
        return Done(done.exit_code, done.stdout, done.stderr)

    return run


def test_parse_prints_a_tree(look):
    done = look("parse", "pages/loei.txt", "--explain")
    assert done.code == 0
    assert done.out.splitlines()[0] == "pages/loei.txt"
    assert "├── วิสัยทัศน์  vision" in done.out
    assert "1. ส่งเสริมให้ประชากรวัยเรียนเข้าถึงการศึกษา  mission" in done.out
    assert "owner: esa-p-loei-2" in done.out
    assert "weighed as headings" in done.out


def test_parse_prints_json(look):
    done = look("parse", "pages/loei.txt", "--format", "json")
    parsed = json.loads(done.out)
    assert parsed["owner"]["office_id"] == "esa-p-loei-2"
    assert [statement["kind"] for statement in parsed["statements"]] == ["vision", "mission", "mission"]
    assert parsed["sections"][0]["kind"] == "vision"


def test_parse_stores_nothing(tmp_path):
    (tmp_path / "loei.txt").write_bytes(text_page(LOEI))
    assert thitthang("parse", "loei.txt", cwd=tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["loei.txt"]


def test_parse_fetches_an_address(look):
    with serve() as site:
        site.pages["vision"] = html_page(LOEI)
        assert "owner: esa-p-loei-2" in look("parse", site.url("vision")).out
        gone = look("parse", site.url("nothing"))
    assert gone.code == 1
    assert "GONE: HTTP 404" in gone.err


def test_parse_of_what_cannot_be_read(look, tmp_path):
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    done = look("parse", empty)
    assert done.code == 1
    assert "error: EMPTY" in done.out
    assert look("parse", "nowhere.html").code == 2
    assert look("parse", "file:///etc/passwd").code == 1


def test_offices(look):
    done = look("offices", "เลย")
    assert done.code == 0
    assert "esa-p-loei-2" in done.out
    assert len(json.loads(look("offices", "--json").out)) == 245
    nothing = look("offices", "สพป.เลยย เขต 2")
    assert nothing.code == 2
    assert "esa-p-loei-2" in nothing.err


def test_show(look):
    done = look("show", "สพป.ตราด")
    assert done.code == 0
    assert "พันธกิจ  mission" in done.out
    assert "not_found (NO_SUCH_SECTION)" in done.out
    assert "document pages/trat.html" in done.out
    assert json.loads(look("show", "esa-p-trat", "--json").out)["office"]["province_code"] == "TH-23"
    unknown = look("show", "สพป.เลยย เขต 2")
    assert unknown.code == 2
    assert "esa-p-loei-2" in unknown.err


def test_status(look):
    state = json.loads(look("status", "--json").out)
    assert state["rows"]["documents"] == 3
    assert state["offices"]["found"] == 3
    assert state["clocks"][0]["looked_at"]
    assert state["runs"][0]["command"] == "load"
    assert state["release_id"] in look("status").out


def test_where_nothing_was_published(tmp_path):
    status = thitthang("status", cwd=tmp_path)
    assert status.code == 0
    assert "Nothing has been published" in status.out
    for command in (["show", "esa-p-trat"], ["query", "from direction"]):
        done = thitthang(*command, cwd=tmp_path)
        assert done.code == 1
        assert "load or ingest something first" in done.err
    assert list(tmp_path.iterdir()) == []


def test_query_in_every_form(look, place):
    question = "select office_id, text from direction where kind = 'vision' order by office_id"
    assert "3 rows" in look("query", question).out
    rows = json.loads(look("query", question, "--format", "json").out)
    assert [row["office_id"] for row in rows] == ["esa-p-chonburi-1", "esa-p-loei-2", "esa-p-trat"]
    lines = list(csv.DictReader(io.StringIO(look("query", question, "--format", "csv").out)))
    assert [line["text"] for line in lines] == [row["text"] for row in rows]
    program = [sys.executable, "-c", "from flows.cli import main; main()"]
    answer = subprocess.run(
        [*program, "query", question, "--format", "parquet"], cwd=place, capture_output=True, check=True
    )
    assert pq.read_table(io.BytesIO(answer.stdout)).num_rows == 3


@pytest.mark.parametrize(
    "question",
    [
        "selec",
        "from nowhere",
        "",
        "select 1; select 2",
        "copy direction to 'x.csv'",
        "select * from read_csv('/etc/passwd')",
        "attach 'x.db'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_only_questions_are_answered(look, place, question):
    done = look("query", question)
    assert (done.code, done.out) == (2, "")
    assert "the tables are direction" in done.err
    assert not list(place.glob("x.*"))


def test_text_of_documents_is_harmless(look):
    question = "select text from direction where office_id = 'esa-p-chonburi-1' and kind = 'mission'"
    outputs = [
        look("show", "esa-p-chonburi-1").out,
        look("status").out,
        look("query", question).out,
        look("query", question, "--format", "csv").out,
        look("query", question, "--format", "json").out,
        look("parse", "pages/evil\n[red].txt").out,
    ]
    for out in outputs:
        assert not set(out) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))
    assert "[bold]การศึกษา[/bold]" in outputs[0]
    assert "'=HYPERLINK" in outputs[3]
    assert outputs[5].splitlines()[0] == "pages/evil [red].txt"


def test_a_terminal_without_thai_fails_nothing(place):
    done = thitthang("show", "esa-p-trat", cwd=place, PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "\\u0e27" in done.out
    assert "cannot show Thai" in thitthang("doctor", cwd=place, PYTHONIOENCODING="ascii").out


def test_doctor(look, place):
    checks = {check["name"]: check for check in json.loads(look("doctor", "--json").out)}
    assert checks["raw"]["state"] == checks["curated"]["state"] == checks["pyarrow"]["state"] == "ok"
    assert "apt install" in checks["antiword"]["detail"] or checks["antiword"]["state"] == "ok"
    broken = look("doctor", "--curated", "pages/loei.txt")
    assert broken.code == 1
    assert "broken curated" in broken.out
    before = sorted(place.iterdir())
    assert look("doctor", "--raw", "new/raw", "--curated", "new/curated").code == 0
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "pages/loei.txt"],
        ["show", "esa-p-trat"],
        ["status"],
        ["query", "select kind from direction"],
        ["offices", "ตราด"],
    ],
)
def test_the_same_as_a_process(look, place, arguments):
    done = thitthang(*arguments, cwd=place)
    assert (done.code, done.out, done.err) == (0, look(*arguments).out, "")
