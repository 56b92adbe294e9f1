"""Documents that are hard to prove: decoded wrongly, read in columns, captured more than once."""

import shutil
from pathlib import Path

import pytest

from engines.witness.printed import NAME, PACKAGE
from flows.printing.proof_text import pieces
from flows.proving.evidence import Evidence
from flows.steps import load
from schemas.codes import MediaType, Verdict
from schemas.records import Span
from tests.engines.conftest import need
from tests.pages import LOEI, TRAT, html_page, text_page
from tests.verify.conftest import loaded, numbers, proved, settings_of

PDF = Path(__file__).resolve().parents[2] / "raw" / "samples" / "d02-cdd-tharaburi.pdf"


def shown_as(data, charset):
    """The bytes as a program shows them that takes them for another character set, in UTF-8."""
    shown = (chr(byte) if 0x80 <= byte <= 0x9F else bytes([byte]).decode(charset) for byte in data)
    return "".join(shown).encode()


@pytest.mark.parametrize(
    "data",
    [
        text_page(LOEI).decode().encode("cp874"),
        shown_as(text_page(LOEI), "cp1252"),
        shown_as(text_page(LOEI).decode().encode("cp874"), "cp1252"),
        shown_as(html_page(LOEI), "cp1252"),
        b"\xff\xfe" + text_page(LOEI).decode().encode("utf-16-le"),
        text_page(LOEI, vision="มุ\uf70aงสู\uf70aคุณภาพ นํ้าใจงาม เเละพอเพียง"),
        html_page(LOEI, vision="องค์กรแห่ง<b>การ</b>เรียน&#3619;ู้<br>มุ่งสู่<!-- ไม่ใช่ -->คุณภาพการศึกษา"),
        html_page(LOEI, vision="<script>a()</script>ส่งเสริมการอ่าน โดยนายสมมติ ใจดี ประธานกรรมการสถานศึกษา"),
    ],
    ids=["874", "utf8-as-1252", "874-as-1252", "html-utf8-as-1252", "utf16", "old font", "markup", "person"],
)
def test_a_page_is_proved(tmp_path, data):
    page = tmp_path / ("page.html" if data.lstrip().startswith(b"<") else "page.txt")
    page.write_bytes(data)
    report = proved(loaded(tmp_path / "place", page))
    assert report.failures == ()
    assert numbers(report, "statement") == {"proved": 3}


def test_versions_of_a_document_are_all_proved(tmp_path):
    """A page that changed, came again, and was said to be an office's: all of it is in the release."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "loei.txt").write_bytes(text_page(LOEI))
    (pages / "empty.txt").write_bytes(b"")
    (pages / "nothing.txt").write_bytes("ข่าวประชาสัมพันธ์".encode())
    place = loaded(tmp_path / "place", pages)
    (pages / "loei.txt").write_bytes(text_page(LOEI, vision="เป็นองค์กรใหม่ที่มุ่งสู่ความเป็นเลิศ"))
    load([pages], settings_of(place))
    load([pages / "loei.txt"], settings_of(place), office=TRAT)
    load([pages], settings_of(place))
    report = proved(place)
    assert report.failures == ()
    assert numbers(report, "raw")["proved"] > numbers(report, "document")["proved"] == 4
    assert numbers(report, "statement") == {"proved": 6}


def test_a_quote_is_looked_for_in_its_place_on_the_page(tmp_path):
    """Lines that no reading order joins are proved by the rectangles that they stand in."""
    need(shutil.which(NAME), PACKAGE)
    rows = loaded(tmp_path, PDF).rows("statements")
    first, last = rows[0], rows[-1]
    quote = pieces(f"{last['quote']}\n{first['quote']}")
    spans = [
        Span(one["block"], one["start"], one["end"], one["page"], tuple(one["bbox"]))
        for row in (last, first)
        for one in row["spans"]
    ]
    evidence = Evidence(PDF.read_bytes(), MediaType.PDF, None, ())
    found = evidence.of(quote, spans)
    assert (found.verdict, found.by) == (Verdict.PROVED, f"{NAME} of the place")
    assert evidence.of(quote, spans[::-1]).verdict is Verdict.NOT_FOUND
