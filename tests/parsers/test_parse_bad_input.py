"""Bad input: a clear finding and no statement, never an exception, however odd or large the bytes are."""

import pytest

from parsers.parse import parse
from tests.parsers.readings import OFFICE, codes, read, read_html, texts

EMPTY = {
    "no byte": b"",
    "a byte order mark": b"\xef\xbb\xbf",
    "a UTF-16 byte order mark": b"\xff\xfe",
    "blank lines": b"\n \r\n\t\n",
    "zero-width characters": "\u200b\u200b\n\ufeff".encode(),
    "a page without text": b"<html><body><p></p><br></body></html>",
    "comments only": b"<html><!-- \xe0\xb8\x81 --></html>",
}


@pytest.mark.parametrize("data", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_nothing_to_read_is_empty(data, name):
    parsed = parse(data, name=name)
    assert (parsed.document.blocks, parsed.sections, parsed.statements) == ((), (), ())
    assert "EMPTY" in codes(parsed)


RUBBISH = {
    "random bytes": bytes((17 * n * n + 31 * n) % 256 for n in range(5_000)),
    "zero bytes": b"\x00" * 4_096,
    "the head of a program": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8,
    "compressed bytes": b"\x1f\x8b\x08\x00" + bytes((7 * n * n) % 256 for n in range(2_000)),
}


@pytest.mark.parametrize("data", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_named_html_is_told_from_a_page(data):
    parsed = parse(data, name="page.html")
    assert parsed.statements == ()
    assert codes(parsed) & {"UNKNOWN_TYPE", "WRONG_TYPE", "DAMAGED", "NO_READER"}


def test_rubbish_between_lines_spoils_only_itself():
    data = f"{OFFICE}\nพันธกิจ\n1. พัฒนาครู\n".encode() + b"\xff\xfe\x80\n" + "2. พัฒนาผู้เรียน\n".encode()
    parsed = parse(data, name="page.txt")
    first, second = texts(parsed)
    assert first.startswith("พัฒนาครู")
    assert second == "พัฒนาผู้เรียน"
    assert codes(parsed) & {"CHARSET", "REPLACEMENT_CHAR"}


WITHOUT = {
    "a story": "วันนี้อากาศดี ท้องฟ้าแจ่มใส\nเด็ก ๆ ไปโรงเรียน\n",
    "a numbered list that is nobody's": "1. ข้าวสาร\n2. น้ำปลา\n3. น้ำตาล\n",
    "Latin text": "Lorem ipsum dolor sit amet\n1. consectetur\n2. adipiscing\n",
    "a timetable": "08.30 - 09.00 น. ลงทะเบียน\n09.00 - 10.00 น. พิธีเปิด\n",
    "prose that speaks of a vision": f"{OFFICE} ประชุมทบทวนวิสัยทัศน์ พันธกิจ และเป้าประสงค์ เมื่อวันที่ 5 มกราคม 2566\n",
    "prose that begins with kind words": (
        "พันธกิจที่สำคัญของหน่วยงานคือการบริการประชาชน\nกลยุทธ์ในการทำงานมีหลายอย่างขึ้นอยู่กับสถานการณ์\n"
        "ยุทธศาสตร์เหล่านี้ได้รับความเห็นชอบแล้ว\n"
    ),
    "what a vision is in general": "วิสัยทัศน์ หมายถึง ภาพในอนาคตที่องค์กรต้องการจะเป็น\n",
    "headings over nothing": f"{OFFICE}\nวิสัยทัศน์\n\nพันธกิจ\n\nเป้าประสงค์\n",
    "a contents list": "วิสัยทัศน์ ........ 3\nพันธกิจ ........ 4\nกลยุทธ์ ........ 5\n",
}


@pytest.mark.parametrize("page", WITHOUT.values(), ids=WITHOUT)
def test_a_text_without_any_section_has_no_statement_and_says_so(page):
    parsed = read(page)
    assert parsed.statements == ()
    assert "NO_SECTION" in codes(parsed)


def test_a_page_that_only_mentions_the_words_in_its_menu():
    words = ("หน้าแรก", "วิสัยทัศน์", "พันธกิจ", "ยุทธศาสตร์", "ติดต่อเรา")
    menu = "".join(f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(words))
    news = "<h1>ข่าว</h1><p>ผู้บริหารชี้แจงวิสัยทัศน์และพันธกิจแก่บุคลากร</p><p>1. วันแรก</p><p>2. วันที่สอง</p>"
    parsed = read_html(f"<nav><ul>{menu}</ul></nav><ul>{menu}</ul>{news}")
    assert parsed.statements == ()
    assert "NO_SECTION" in codes(parsed)


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "ul", "table"])
def test_a_page_nested_5000_deep(tag):
    inner = {"ul": ("<ul><li>", "</li></ul>"), "table": ("<table><tr><td>", "</td></tr></table>")}
    opening, closing = inner.get(tag, (f"<{tag}>", f"</{tag}>"))
    body = f"<h2>พันธกิจ</h2><p>1. พัฒนาครู</p>{opening * 5_000}2. พัฒนาผู้เรียน{closing * 5_000}"
    parsed = read_html(f"<h1>{OFFICE}</h1>{body}")
    assert "พัฒนาครู" in texts(parsed)
    read_all = "".join(block.text for block in parsed.document.blocks)
    assert "พัฒนาผู้เรียน" in read_all or codes(parsed) & {"DEPTH_LIMIT", "TEXT_NOT_READ"}


def test_items_nested_1000_deep():
    page = "".join(f"{' ' * depth}{'-' if depth % 2 else '•'} พัฒนาครู\n" for depth in range(1_000))
    parsed = read(f"{OFFICE}\nพันธกิจ\n{page}")
    assert len(parsed.statements) == 1_000


def test_an_unknown_name_or_declared_type_does_no_harm():
    page = f"{OFFICE}\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n".encode()
    for name in ("", "page", "page.xyz", "/a/b?x=1", "ไฟล์.txt"):
        for declared in (None, "", "text/plain; charset=utf-8", "application/x-unknown"):
            assert texts(parse(page, name=name, declared_type=declared)) == ["พัฒนาครู", "พัฒนาผู้เรียน"]


def test_a_charset_that_does_not_exist_does_no_harm():
    page = f"{OFFICE}\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n".encode()
    assert texts(parse(page, name="page.txt", declared_charset="x-klingon")) == ["พัฒนาครู", "พัฒนาผู้เรียน"]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n", "\u2028"], ids=["CRLF", "CR", "LF", "LS"])
def test_line_ends_of_any_system(ends):
    page = ends.join([OFFICE, "พันธกิจ", "1. พัฒนาครู", "2. พัฒนาผู้เรียน", ""])
    assert texts(read(page)) == ["พัฒนาครู", "พัฒนาผู้เรียน"]


@pytest.mark.parametrize("charset", ["cp874", "tis-620", "utf-8-sig", "utf-16"])
def test_charsets_of_thai_pages(charset):
    page = f"{OFFICE}\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n"
    assert texts(parse(page.encode(charset), name="page.txt")) == ["พัฒนาครู", "พัฒนาผู้เรียน"]


# ---------------------------------------------------------------------- size

MEGABYTE = 1_000_000


def long(text):
    """A text over and over, one megabyte of it."""
    return text * (MEGABYTE // len(text.encode()))


LINES = {
    "words": long("ส่งเสริมการเรียนรู้ "),
    "only numbers": long("1 "),
    "only numbers and points": long("1. "),
    "only points": long("."),
    "only bullets": long("- "),
    "only Latin words": long("vision "),
    "combining marks": "ก" + long("\u0e49"),
    "tabs before a word": long("\t") + "วิสัยทัศน์",
    "zero-width characters": long("\u200b") + "วิสัยทัศน์",
    "one word": long("ก"),
    "only brackets": long("("),
    "only quotation marks": long("“"),
    "numbers and points, glued": "1." * 100_000,
    "numbers and colons": long("1:"),
    "spaces inside": f"ก{long(' ')}ข",
    "spaces behind a kind word": f"วิสัยทัศน์{long(' ')}ข",
    "a kind word over and over": long("วิสัยทัศน์ ")[:100_000],
    "a kind word over and over, glued": long("วิสัยทัศน์"),
    "labels over and over": "".join(f"กลยุทธ์ที่ {n % 60 + 1} พัฒนาคุณภาพให้ดีขึ้น " for n in range(20_000)),
    "years over and over": long("พ.ศ. 2566 - "),
    "the beginning of an office's name": long("สำนักงาน"),
    "an abbreviation of an office's name": long("สพป."),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_of_a_megabyte_is_read_in_seconds(line):
    parsed = read(f"{OFFICE}\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n\n{line}\n")
    assert texts(parsed)[0] == "พัฒนาครู"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_a_page_of_two_megabytes_on_one_line(name):
    head = f"{OFFICE} วิสัยทัศน์ (Vision) “เป็นองค์กรชั้นนำด้านการศึกษา” "
    page = head + long("ส่งเสริมการเรียนรู้ ") * 2
    assert read(page if name.endswith("txt") else f"<html><body><p>{page}</p></body></html>", name=name)


PAGES = {
    "10,000 headings": ("วิสัยทัศน์\n" * 10_000, 0),
    "10,000 titles": ("วิสัยทัศน์และพันธกิจ\n" * 10_000, 0),
    "2,500 sections": ("พันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n" * 2_500, 5_000),
    "10,000 items": ("พันธกิจ\n" + "- พัฒนาครู\n" * 10_000, 10_000),
    "10,000 lines of prose": ("วันนี้อากาศดีมาก ท้องฟ้าแจ่มใส\n" * 10_000, 0),
    "10,000 page numbers": ("หน้า 1/2\n" * 10_000, 0),
    "5,000 labels": ("".join(f"กลยุทธ์ที่ {n % 60 + 1} พัฒนาครู\n" for n in range(5_000)), 5_000),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("page", "statements"), PAGES.values(), ids=PAGES)
def test_a_page_of_many_lines_is_read_in_seconds(page, statements):
    assert len(read(f"{OFFICE}\n{page}").statements) == statements
