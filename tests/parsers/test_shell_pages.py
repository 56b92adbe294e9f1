"""Pages in place of the document are told by their cues; a page with content never is one."""

from pathlib import Path

import pytest

from parsers.parse import parse, read_document
from parsers.shell_pages import lexicon, shell_finding
from schemas.codes import HOLDING_CODES, FindingCode, Severity
from tests.hostile import shell_files
from tests.hostile.html_files import page
from tests.parsers.pages import ROOT, SAMPLES, SHARED
from tests.parsers.readings import codes

FOLDERS = (
    ROOT / "tests" / "fresh", ROOT / "tests" / "golden", SAMPLES, SHARED / "corpus" / "pages", SHARED / "real"
)  # fmt: skip
PAGES = sorted(
    path for folder in FOLDERS for path in folder.rglob("*.*ml") if path.suffix in (".html", ".xml")
)
SHELLS = [(code, name) for code, made in shell_files.shells().items() for name in made]


def found(data):
    return shell_finding(read_document(data, name="page.html"), data)


@pytest.mark.parametrize(("code", "name"), SHELLS)
def test_a_shell_is_told(code, name):
    parsed = parse(shell_files.shells()[code][name], name="page.html")
    (finding,) = (each for each in parsed.findings if each.code == code)
    assert finding.severity is Severity.ERROR
    assert finding.code in HOLDING_CODES
    assert finding.message


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_page_with_content_is_none(path):
    assert found(path.read_bytes()) is None


def test_there_are_pages():
    assert len(PAGES) > 50


@pytest.mark.parametrize(
    "body",
    [
        "<p>รูปภาพกิจกรรม</p><img src='a.jpg'>",
        "<h1>ข่าวประชาสัมพันธ์</h1><p>ขอเชิญร่วมงานปีใหม่</p>",
        "<img src='vision.jpg'><script src='a.js'></script><script src='b.js'></script><script>c</script>",
        "<h2>วิสัยทัศน์</h2>",
        "<table><tr><td>404</td><td>12</td></tr></table><p>จำนวนผู้เรียนปีการศึกษา 2566 แยกตามโรงเรียน</p>",
        f"{shell_files.MENU}<h1>ระบบสารสนเทศ</h1><p>รายชื่อโรงเรียนในสังกัด ดูได้ที่ลิงก์ด้านล่าง</p>",
    ],
)
def test_a_page_that_says_little_is_none(body):
    assert found(page(body)) is None


def test_a_login_box_beside_content_is_none():
    assert not codes(parse(shell_files.login_in_a_corner(), name="a.html")) & {"LOGIN", "NO_SECTION"}
    assert codes(parse(shell_files.story_about_an_error(), name="a.html")) & {"SOFT_404", "NO_SECTION"} == {
        "NO_SECTION"
    }


def test_a_notice_among_statements_holds_nothing():
    body = "<h2>วิสัยทัศน์</h2><p>หน้านี้อยู่ระหว่างปรับปรุงข้อมูล</p><h2>พันธกิจ</h2><p>1. พัฒนาครู</p><p>2. พัฒนาผู้เรียน</p>"
    parsed = parse(page(body), name="a.html")
    assert "SOFT_404" not in codes(parsed)
    assert len(parsed.statements) == 3


def test_other_formats_are_not_judged():
    data = "ไม่พบหน้าที่คุณต้องการ".encode()
    assert shell_finding(read_document(data, name="a.txt"), data) is None


def test_the_vocabulary_is_folded():
    for cues in lexicon().values():
        assert cues.whole == {cue.lower().strip() for cue in cues.whole}
        assert all(mark == mark.lower() for mark in cues.source)
        assert cues.message
    assert next(iter(lexicon())) is FindingCode.CHALLENGE
    assert Path(SAMPLES).exists()
