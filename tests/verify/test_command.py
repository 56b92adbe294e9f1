"""The commands: verify, and show --source."""

import json

from tests.cli.conftest import thitthang
from tests.pages import LOEI, html_page, text_page
from tests.verify.conftest import loaded
from tests.verify.forging import setting

VISION = "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา"


def run(place, command, *arguments):
    return thitthang(command, *arguments, "--raw", place.raw, "--curated", place.curated)


def test_all_is_proved(small):
    done = run(small, "verify")
    assert (done.code, done.err) == (0, "")
    assert "everything is proved" in done.out
    assert "html.parser" in done.out
    report = json.loads(run(small, "verify", "--json", "--workers", "2").out)
    assert report["proved"] is True
    assert report["failures"] == []
    assert {count["verdict"] for count in report["counts"]} == {"proved"}


def test_a_failure_is_told(small):
    small.change("statements", setting("kind", "vision", text="ข้อความอื่น\x1b[31m"))
    done = run(small, "verify", "--office", "esa-p-loei-2")
    assert done.code == 1
    assert "text_differs: statement" in done.out
    assert "esa-p-loei-2, pages/loei.txt, block" in done.out
    assert VISION in done.out
    assert "ข้อความอื่น" in done.out
    assert "\x1b" not in done.out
    failures = json.loads(run(small, "verify", "--json").out)["failures"]
    assert {failure["office_id"] for failure in failures if failure["subject"] == "statement"} == {
        "esa-p-loei-2",
        "esa-p-trat",
    }


def test_where_nothing_is_published_or_known(small, tmp_path):
    nothing = thitthang("verify", cwd=tmp_path / "place" / "raw")
    assert nothing.code == 1
    assert "load or ingest something first" in nothing.err
    assert run(small, "verify", "--release", "9").code == 2
    assert run(small, "verify", "--office", "สพป.เลยย เขต 2").code == 2


def test_the_passage_around_a_statement(small):
    done = run(small, "show", "esa-p-loei-2", "--source")
    lines = [line.strip("│├└─ ") for line in done.out.splitlines()]
    at = lines.index(f"»{VISION}«")
    assert lines[at - 1] == "วิสัยทัศน์"
    assert lines[at + 1] == "พันธกิจ"
    (row,) = small.rows("documents", office_id="esa-p-loei-2")
    captured = row["captured_at"].isoformat(timespec="seconds")
    assert lines[at + 3] == f"pages/loei.txt, captured {captured}"
    assert "»" not in run(small, "show", "esa-p-loei-2").out
    shown = json.loads(run(small, "show", "esa-p-loei-2", "--source", "--json").out)
    assert ["", VISION, ""] in shown["passages"][0]["lines"]
    assert len(shown["passages"]) == 3


def test_names_of_persons_are_masked_in_passages(tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes(text_page(LOEI).replace("พันธกิจ".encode(), "โดย นายสมมติ ใจดี\nพันธกิจ".encode(), 1))
    place = loaded(tmp_path / "place", page)
    out = run(place, "show", "esa-p-loei-2", "--source").out
    assert "[ชื่อบุคคล]" in out
    assert "สมมติ" not in out


def test_a_passage_that_is_lost(small):
    (row,) = small.rows("documents", office_id="esa-p-loei-2")
    small.object(row["content_sha256"]).unlink()
    done = run(small, "show", "esa-p-loei-2", "--source")
    assert done.code == 0
    assert VISION in done.out
    assert "»" not in done.out


def test_a_masked_quote_is_proved(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(html_page(LOEI, missions=("ส่งเสริมการอ่านโดยนายสมมติ ใจดี เป็นประธาน", "พัฒนาครู")))
    place = loaded(tmp_path / "place", page)
    assert any("[ชื่อบุคคล]" in row["quote"] for row in place.rows("statements"))
    assert run(place, "verify").code == 0
