"""Nothing of a page is lost in silence, however deep, long or broken it is."""

import random
from pathlib import Path

import pytest

from parsers.charset import decode, html_label
from parsers.quality import thai_letters
from parsers.readers.html import read_html
from parsers.readers.html_loss import lost_letters
from parsers.readers.text import SIZE_LIMIT, read_text
from schemas.codes import FindingCode, Severity

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = sorted((SHARED / "corpus" / "pages").glob("*.html"))
TIS620 = sorted((SHARED / "real" / "tis620").glob("*.*ml"))
NEEDS_PAGES = pytest.mark.skipif(not PAGES, reason="../shared is not beside the project")


def codes(document):
    return [finding.code for finding in document.findings]


def letters(document):
    return sum(thai_letters(block.text) for block in document.blocks)


@pytest.mark.parametrize("depth", [200, 300, 5_000, 50_000])
def test_depth_is_no_limit(depth):
    document = read_html(("<div>ก" * depth + "ข" + "</div>" * depth).encode())
    assert letters(document) == depth + 1
    assert len(document.blocks[-1].path) < 420
    assert codes(document) == []


def test_a_long_text_is_read():
    document = read_html(("<p>" + "ก" * 3_000_000).encode())
    assert letters(document) == 3_000_000


def test_many_attributes_and_nested_tables():
    attributes = " ".join(f"a{index}=1" for index in range(100_000))
    assert letters(read_html(f"<p {attributes}>ก".encode())) == 1
    assert letters(read_html(("<table><tr><td>ก" * 2_000).encode())) == 2_000
    assert letters(read_html(("<ol><li>ก" * 2_000).encode())) == 2_000


def test_too_long_is_held():
    document = read_html(b"<p>" + b"a" * SIZE_LIMIT)
    assert document.blocks == ()
    assert [(f.code, f.severity) for f in document.findings] == [(FindingCode.SIZE_LIMIT, Severity.ERROR)]


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<p>ก</p><!-- ไม่ปิด <p>ขคงจฉ</p>", 11),
        ("<p>ก</p><script>ขคงจฉ<p>ขคงจฉ", 10),
        ("<select><option>เลือกปี</select><p>ก", 7),
        ("<p>ก</p><textarea>ข้อความ</textarea>", 7),
        ("<p>ก<iframe>ข้อความ</iframe>", 7),
    ],
)
def test_unread_letters_are_counted(page, count):
    document = read_html(page.encode())
    found = [f for f in document.findings if f.code is FindingCode.TEXT_NOT_READ]
    assert [int(f.message.split()[0]) for f in found] == [count]


def test_comments_code_and_attributes_are_no_loss():
    page = (
        "<!-- ก --><script>'ก'</script><p title='คำอธิบายยาว'>"
        "เนื้อความของหน้าที่ยาวกว่าทุกอย่างรอบข้าง เพื่อให้เห็นว่าเป็นหน้าเต็ม<img alt='x.png'>"
    )
    assert codes(read_html((page * 20).encode())) == []


def test_a_title_that_is_never_closed_swallows_nothing():
    document = read_html("<title>แผน <body><p>พันธกิจ</p><p>ข้อ</p>".encode())
    assert [b.text for b in document.blocks] == ["แผน", "พันธกิจ", "ข้อ"]
    assert codes(document) == [FindingCode.TEXT_REPAIRED]


def test_text_of_a_feed_is_read():
    document = read_html("<rss><item><description><![CDATA[<p>พันธกิจ</p>]]></description></rss>".encode())
    assert [b.text for b in document.blocks] == ["พันธกิจ"]


def test_a_page_that_stands_in_comments():
    page = "<p>พันธกิจ</p><!-- <p>" + "ข้อความเดิม " * 20 + "</p> -->"
    assert codes(read_html(page.encode())) == [FindingCode.TEXT_NOT_READ]


def test_frames_are_noted():
    page = b"<frameset><frame src='menu.htm'><frame src='main.htm'></frameset>"
    document = read_html(page)
    assert [(f.code, f.evidence) for f in document.findings] == [
        (FindingCode.TEXT_NOT_READ, "menu.htm"),
        (FindingCode.TEXT_NOT_READ, "main.htm"),
        (FindingCode.EMPTY, ""),
    ]


def test_the_count_is_linear():
    for unit in ("<!--", "<script", "<", "<!", "&", "<style><"):
        assert lost_letters(unit * 50_000 + "ก" * 9, (unit * 50_000 + "ก" * 9).encode(), 0, 0) in (0, 9)


@NEEDS_PAGES
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_thai_letter_of_a_page_is_in_a_block(path):
    """Counted by taking the mark-up away, not by a parser."""
    data = path.read_bytes()
    document = read_html(data)
    assert not {FindingCode.TEXT_NOT_READ, FindingCode.CHARSET} & set(codes(document))
    source = decode(data, html_label(data)).text
    titled = thai_letters(document.title or "")
    assert lost_letters(source, source.encode(), letters(document) + titled, 0) == 0
    assert letters(document) > 500
    assert "\ufffd" not in "".join(block.text for block in document.blocks)


@NEEDS_PAGES
@pytest.mark.parametrize("path", PAGES[::5], ids=lambda path: path.stem)
def test_byte_damage_is_read_or_found(path):
    """A damaged page gives nearly all of its letters, or says what is missing."""
    data = path.read_bytes()
    whole = letters(read_html(data))
    chance = random.Random(path.stem)
    for _ in range(20):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 8)):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        document = read_html(bytes(damaged))
        assert letters(document) >= 0.97 * whole or document.findings


@pytest.mark.parametrize("path", TIS620, ids=lambda path: path.name)
@pytest.mark.parametrize("reader", [read_html, read_text])
def test_real_pages_in_tis620(path, reader):
    document = reader(path.read_bytes(), "tis-620")
    text = "".join(block.text for block in document.blocks)
    assert document.charset == "cp874"
    assert thai_letters(text) > 9
    assert not [char for char in text if char == "\ufffd" or "\x7f" <= char <= "\x9f"]
    assert document.text_quality == 1.0


@pytest.mark.parametrize(
    "page", ["<p>ก</p><p4. ข้อความ ที่หาย</p>", "<p>ก</p><p ข้อความ ที่หาย</p>", "<p>ก<br\nข้อความ ที่หาย</p>"]
)
def test_text_inside_a_damaged_tag_is_counted(page):
    document = read_html(page.encode())
    assert [f.message.split()[0] for f in document.findings] == ["13"]


def test_text_that_stands_in_a_script_is_noted():
    page = "<p>พันธกิจ</p><script>var text = '" + "ข้อความเดิม " * 20 + "'</script>"
    assert codes(read_html(page.encode())) == [FindingCode.TEXT_NOT_READ]
