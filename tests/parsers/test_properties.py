"""What holds for every document: nothing raised, nothing lost, nothing twice, every quote where it says."""

import html
import re
from collections import Counter
from functools import cache
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.lines import read_lines
from parsers.parse import parse, parse_document, read_document
from parsers.thai import normalise
from schemas.codes import MediaType
from schemas.matching import arabic_digits
from schemas.records import Block, Break, Document, Parsed
from schemas.registry import registry
from tests.parsers import test_nesting
from tests.parsers.pages import golden_inputs, seeds
from tests.parsers.readings import OFFICE, outline, read, read_html

FEW = settings(max_examples=60)
MANY = settings(max_examples=150)


# ---------------------------------------------------------------------- what is held


def bare(text):
    return "".join(text.split())


def assert_sound(parsed: Parsed):
    """Every promise that the records make about each other."""
    blocks = parsed.document.blocks
    for index, section in enumerate(parsed.sections):
        assert section.parent_section is None or 0 <= section.parent_section < index
        assert section.parent_statement is None or 0 <= section.parent_statement < len(parsed.statements)
        assert section.heading
        assert section.spans
        assert 0 <= section.confidence <= 1
    for index, item in enumerate(parsed.statements):
        assert item.parent is None or 0 <= item.parent < index
        assert item.section is None or 0 <= item.section < len(parsed.sections)
        assert item.depth == (0 if item.parent is None else parsed.statements[item.parent].depth + 1)
        assert item.text == " ".join(item.text.split())
        assert item.text
        assert item.kind.holds_statements
        assert 0 <= item.confidence <= 1
        assert item.spans
        assert item.quote == "\n".join(blocks[s.block].text[s.start : s.end] for s in item.spans)
        assert bare(normalise(item.quote).text) == bare(item.text)
    for span in (s for node in (*parsed.sections, *parsed.statements) for s in node.spans):
        assert 0 <= span.block < len(blocks)
        assert 0 <= span.start < span.end <= len(blocks[span.block].text)
        assert (span.page, span.box) == (blocks[span.block].page, blocks[span.block].box)
    places = Counter((item.kind, item.spans) for item in parsed.statements)
    assert {place: count for place, count in places.items() if count > 1} == {}
    order = [(item.spans[0].block, item.spans[0].start) for item in parsed.statements]
    assert order == sorted(order)
    assert (parsed.plan_start_be is None) == (parsed.plan_end_be is None)
    assert all(len(finding.evidence) <= 200 for finding in parsed.findings)


def assert_conserved(blocks):
    """Every character of every block that is no white space lies in exactly one line, in order."""
    normalised = [normalise(block.text) for block in blocks]
    found: list[tuple[int, int, int]] = []
    for line in read_lines(blocks, normalised):
        assert len(line.value) == len(line.text.value)
        for piece in line.text.pieces:
            assert piece.text == normalised[piece.block].text[piece.start : piece.end]
            found.append((piece.block, piece.start, piece.end))
    assert found == sorted(found)
    at = dict.fromkeys(range(len(blocks)), 0)
    for block, start, end in found:
        assert start >= at[block]
        assert not normalised[block].text[at[block] : start].strip()
        at[block] = end
    assert all(not normalised[block].text[end:].strip() for block, end in at.items())


# ---------------------------------------------------------------------- generated documents

KINDS = [
    "วิสัยทัศน์",
    "พันธกิจ",
    "เป้าประสงค์",
    "กลยุทธ์",
    "ประเด็นยุทธศาสตร์",
    "ค่านิยม",
    "แนวทางการดำเนินงาน",
    "ตัวชี้วัด",
    "จุดเน้น",
    "คำนิยาม",
    "VISION",
]
BEHIND = [
    "",
    " (Vision)",
    " :",
    " ดังนี้",
    "ที่ 1",
    "ที่ 2 ",
    " พ.ศ. 2566-2570",
    "ของ",
    " สพป.เลย เขต 2",
    " 4 ด้าน",
    "ของกระทรวง",
]
MARKS = [
    "",
    "1. ",
    "2. ",
    "1.1 ",
    "๑) ",
    "(2) ",
    "- ",
    "• ",
    "ก. ",
    "U : ",
    "1 ",
    "2",
    "กลยุทธ์ที่ 1 ",
    "เป้าหมาย : ",
    "ด้าน",
    "2. 2. ",
]
WORDS = [
    "พัฒนาครู",
    "ส่งเสริมการเรียนรู้ให้ทั่วถึง",
    "“เรียนดี",
    "มีสุข”",
    "และ",
    "Unity",
    "คุณภาพ หมายถึง",
    "1. อ่านออก 2. เขียนได้",
    "น\u0e4dา",
    "เเก้ไข",
    "ก\u200bข",
    "\u00a0",
    "ครู ^",
    ": ดี",
    "ทั้งนี้",
    "วิสัยทัศน์ (Vision) ",
    "ร้อยละ 80",
]

headings = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "1. ", "2.1 ", "“"]),
    st.sampled_from(KINDS),
    st.sampled_from(BEHIND),
)
items = st.builds(
    "{}{}".format, st.sampled_from(MARKS), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
)
noise = st.sampled_from(["", "จำนวนผู้เข้าชม 12 ครั้ง", "หน้า 3", "^", "-----", "สพป.เลย เขต 2", "1.", ":", "1"])
lines = st.lists(st.one_of(headings, items, items, noise, st.text(max_size=12)), max_size=14)
indents = st.sampled_from(["", "", "  ", "\t", "      "])
text_pages = st.builds(
    lambda rows, lead, ends: ends.join(lead + row for row in rows),
    lines,
    indents,
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
TAGS = ["p", "h2", "li", "td", "div", "b", "th", "span", "ul", "ol", "table", "tr"]
html_pages = st.recursive(
    st.one_of(headings, items, noise, st.sampled_from(["<br>", "&nbsp;", "<", "&#x0e01;"])),
    lambda inner: (
        st.builds("<{0}>{1}</{2}>".format, st.sampled_from(TAGS), inner, st.sampled_from(TAGS))
        | st.lists(inner, max_size=5).map("".join)
    ),
    max_leaves=20,
)


@MANY
@given(page=text_pages)
def test_a_text_page_of_any_lines(page):
    parsed = parse(page.encode(errors="replace"), name="page.txt", registry=registry())
    assert_sound(parsed)
    assert_conserved(parsed.document.blocks)


@MANY
@given(page=html_pages)
def test_a_web_page_of_any_tags(page):
    parsed = parse(f"<html><body>{page}".encode(), name="page.html", registry=registry())
    assert_sound(parsed)
    assert_conserved(parsed.document.blocks)


@FEW
@given(page=st.text(max_size=200))
def test_any_text(page):
    assert_sound(parse(page.encode(errors="replace"), name="page.txt", registry=registry()))


@FEW
@given(data=st.binary(max_size=300), name=st.sampled_from(["page.html", "page.txt", "page.docx", "page"]))
def test_any_bytes(data, name):
    assert_sound(parse(data, name=name, registry=registry()))


blocks = st.lists(
    st.builds(
        Block,
        text=st.one_of(headings, items, noise),
        break_before=st.sampled_from(Break),
        blank_before=st.integers(0, 2),
        indent=st.integers(0, 8),
        bold=st.sampled_from([0.0, 0.3, 1.0]),
        link=st.sampled_from([0.0, 0.0, 1.0]),
        chrome=st.sampled_from([0.0, 0.0, 0.7, 1.0]),
        level=st.sampled_from([None, None, 1, 3]),
        number=st.sampled_from([None, None, "1", "2", "2.1"]),
        list_id=st.sampled_from([None, 1]),
        list_depth=st.integers(0, 2),
        page=st.sampled_from([None, 1]),
    ),
    max_size=14,
)


@MANY
@given(made=blocks)
def test_blocks_of_any_reader(made):
    document = Document(MediaType.PDF, tuple(made))
    assert_sound(parse_document(document, registry=registry()))
    assert_conserved(document.blocks)


@FEW
@given(
    page=text_pages,
    given_office=st.sampled_from([None, "esa-p-loei-2"]),
    host=st.sampled_from([None, "chon2.go.th"]),
)
def test_reading_twice_says_the_same(page, given_office, host):
    data = page.encode(errors="replace")
    first, second = (
        parse(data, name="page.txt", host=host, given_office=given_office, registry=registry())
        for _ in range(2)
    )
    assert first == second
    assert first.candidates == second.candidates


# ---------------------------------------------------------------------- real documents

PAGES = [*golden_inputs(), *seeds()]


@pytest.mark.parametrize(
    "path", PAGES, ids=lambda path: path.parent.name if path.stem == "input" else path.stem
)
def test_golden_pages_and_seeds(path):
    document = read_document(path.read_bytes(), name=path.name)
    parsed = parse_document(document, registry=registry())
    assert_sound(parsed)
    assert_conserved(document.blocks)
    assert parse(path.read_bytes(), name=path.name, registry=registry()) == parsed


# ---------------------------------------------------------------------- one page, written in other ways

PLAIN = [
    f"{OFFICE}\n\n{dedent(page).strip()}\n" for page, _ in test_nesting.CASES.values() if "<" not in page
]
LONG = [path.read_text("utf-8-sig") for path in PAGES if path.suffix == ".txt"]

WAYS = {
    "CRLF": lambda page: "\r\n".join(page.splitlines()),
    "Thai digits": lambda page: page.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    "Arabic digits": arabic_digits,
    "decomposed sara am": lambda page: page.replace("\u0e33", "\u0e4d\u0e32"),
    "space at the ends of lines": lambda page: page.replace("\n", "   \n"),
    "an indent all over": lambda page: "\n".join(
        f"    {line}" if line.strip() else line for line in page.splitlines()
    ),
    "no-break spaces": lambda page: page.replace(" ", "\u00a0"),
    "zero-width spaces": lambda page: re.sub("(?<=[ก-ฮ])(?=[ก-ฮ])", "\u200b", page),
    "a counter above": lambda page: f"หน้าแรก\nจำนวนผู้เข้าชม 12345 ครั้ง\n\n{page}",
    "a footer below": lambda page: f"{page}\n\n\nCopyright © 2566\nจำนวนผู้เข้าชม 1,234 ครั้ง\n",
}
TAGGED = {
    "breaks": "<br>\n".join,
    "font tags": lambda lines: "<BR>".join(f"<FONT>{line}</FONT>" for line in lines),
    "preformatted": lambda lines: "<pre>" + "\n".join(lines) + "</pre>",
    "a cell": lambda lines: "<table><tr><td>" + "<br>".join(lines) + "</td></tr></table>",
}


@cache
def said(page):
    return arabic_digits(outline(read(page)))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_page_written_in_another_way_says_the_same(way):
    for page in (*PLAIN, *LONG):
        assert arabic_digits(outline(read(way(page)))) == said(page)


@pytest.mark.parametrize("way", TAGGED.values(), ids=TAGGED)
def test_a_page_as_html_says_the_same(way):
    for page in PLAIN:
        lines = [html.escape(line.strip()) for line in page.splitlines()]
        assert arabic_digits(outline(read_html(way(lines)))) == said(page)
