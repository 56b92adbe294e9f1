"""Independent readings: all text of a format, by other code than the readers'."""

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engines.witness.charset import decoded, undone
from engines.witness.printed import printed_at
from engines.witness.readings import WITNESSES, readings
from engines.witness.told import Told
from schemas.codes import FindingCode, MediaType
from schemas.engines import Stopped
from tests.engines.conftest import need

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
THAI = "พัฒนาคุณภาพการศึกษา"


def texts(data, media_type, charset=None):
    return [told.text for told in readings(data, media_type, charset) if isinstance(told, Told)]


def package(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


def test_a_page():
    page = (
        f"<title>t</title><style>x</style><p>{THAI}<br>ทุก&nbsp;<b>คน</b>&#3585;</p><img alt='รูป'>"
        "<script>var a = '<p>ไม่ใช่</p>';</script>"
    )
    drawn, described, bare = texts(page.encode(), MediaType.HTML, "utf-8")
    assert drawn == f"t{THAI}ทุก\u00a0คนก"
    assert "รูป" in described
    assert "รูป" not in bare
    assert all("ไม่ใช่" not in text for text in (drawn, described, bare))


def test_a_page_in_windows_874_with_shifted_marks():
    assert decoded(b"\xa1\x8b\xd2", "cp874") == "ก\u0e48า"
    assert decoded(THAI.encode("cp874"), "cp874") == THAI
    with pytest.raises(LookupError):
        decoded(b"", "no such")


@pytest.mark.parametrize(("shown", "meant"), [("cp1252", "utf-8"), ("cp1252", "cp874"), ("cp874", "utf-8")])
def test_a_wrong_decoding_is_undone(shown, meant):
    word = "มุ่งมั่น"
    wrong = "".join(
        bytes([byte]).decode(shown) if not 0x80 <= byte <= 0x9F else chr(byte) for byte in word.encode(meant)
    )
    assert wrong != word
    assert any(word in text for text in undone(f"<p>{wrong}</p>"))
    assert list(undone(f"<p>{word}</p>")) == []


def test_a_word_file():
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:p>'
        "<w:r><w:t>พัฒนา</w:t></w:r><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del>"
        "<w:r><w:t>คุณภาพ</w:t><w:tab/><w:t>ครู</w:t></w:r>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>หนึ่ง</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>หนึ่ง</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p></w:document>"
    )
    note = body.partition("<w:p>")[0] + "<w:p><w:r><w:t>เชิงอรรถ</w:t></w:r></w:p></w:document>"
    whole, everything = texts(package(word__document_xml=body, word__footnotes_xml=note), MediaType.DOCX)
    assert whole == "\nพัฒนาคุณภาพ\tครูหนึ่ง"
    assert everything.endswith("เชิงอรรถ")


def test_slides_and_sheets():
    slide = '<p:sld xmlns:a="a" xmlns:p="p"><a:t>วิสัย</a:t><a:t xml:space="preserve">ทัศน์ &amp; ก</a:t></p:sld>'
    (first, _) = texts(package(ppt__slides__slide1_xml=slide), MediaType.PPTX)
    assert first == "วิสัย\nทัศน์ & ก"
    name = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    book = f'<workbook {name}><sheets><sheet name="แผน"/></sheets></workbook>'
    strings = f"<sst {name}><si><r><t>พันธ</t></r><r><t>กิจ</t></r><rPh><t>อ่าน</t></rPh></si></sst>"
    sheet = (
        f'<worksheet {name}><c t="inlineStr"><is><t>ข้อ</t></is></c><c t="s"><v>0</v></c>'
        "<c><v>2567</v></c></worksheet>"
    )
    parts = {"xl__workbook_xml": book, "xl__sharedStrings_xml": strings, "xl__worksheets__sheet1_xml": sheet}
    assert texts(package(**parts), MediaType.XLSX) == ["แผน\nข้อ\nพันธกิจ\n2567"]


def test_rich_text():
    data = (
        rb"{\rtf1\ansi\ansicpg874{\fonttbl{\f0\fcharset222 Loma;}{\f1\fcharset0 Arial;}}{\*\generator x;}"
        rb"\f0 \'a1\'d2\u3585?\u3634\'3f {\b \'a1}\par\f1 caf\'e9\tab{\pict 0102}a\{b\}}"
    )
    page, as_thai = texts(data, MediaType.RTF)
    assert page.startswith("กากา ก\n")
    assert page.endswith("\ta{b}")
    assert "caf" in as_thai


@pytest.mark.parametrize(
    ("case", "page"),
    [("pdf-libreoffice-table", 2), ("pdf-chromium-lists", 1)],
)
def test_a_pdf_and_a_place_on_its_page(case, page):
    need(shutil.which("pdftotext"), "poppler-utils")
    data = next((GOLDEN / case).glob("input.*")).read_bytes()
    read = texts(data, MediaType.PDF)
    assert len(read) == 3
    assert all("วิสัยทัศน์" in text for text in read)
    whole = printed_at(data, page, (0, 0, 595, 840))
    corner = printed_at(data, page, (0, 0, 5, 5))
    assert "วิสัยทัศน์" in whole.text
    assert corner.text.strip() == ""


def test_an_old_word_file():
    need(shutil.which("antiword"), "antiword")
    data = (GOLDEN / "doc-mun-thunghinghoi" / "input.doc").read_bytes()
    assert "วิสัยทัศน์" in next(readings(data, MediaType.DOC)).text


@pytest.mark.parametrize("media_type", [MediaType.PDF, MediaType.DOC])
def test_without_its_program(media_type, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    first = next(readings(b"%PDF-1.4", media_type))
    assert isinstance(first, Stopped)
    assert first.code is FindingCode.NEEDS_TOOL
    assert "apt install" in first.message


@pytest.mark.parametrize("media_type", WITNESSES)
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no package", b"{\\rtf1 \\u", b"\xff\xfe\x00<"])
def test_rubbish_is_no_exception(media_type, data):
    for told in readings(data, media_type, "utf-8"):
        assert isinstance(told, Told | Stopped)


def test_no_library_of_the_readers_is_used():
    """The witnesses of web pages, packages and rich text share no parsing code with the readers."""
    program = (
        "import sys, engines.witness.web, engines.witness.packages, engines.witness.rich_text, "
        "engines.witness.printed\nprint(*sorted({'lxml', 'pypdfium2', 'parsers'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
