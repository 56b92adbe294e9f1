"""Plain text: a block a line, indentation and blank lines kept as numbers."""

import pytest

from parsers.readers.text import SIZE_LIMIT, read_text
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import BlockKind, Break


def lines(text, charset=None):
    return read_text(text.encode(charset or "utf-8"), None).blocks


def test_lines_indents_and_blanks():
    blocks = lines("วิสัยทัศน์\r\n\r\n \u00a0 \n\t1. ก  \n   \tข\r\u200b\u00a0ค\n^")
    assert [(b.text, b.indent, b.blank_before) for b in blocks] == [
        ("วิสัยทัศน์", 0, 0),
        ("1. ก", 8, 2),
        ("ข", 8, 0),
        ("ค", 1, 0),
        ("^", 0, 0),
    ]
    assert {b.kind for b in blocks} == {BlockKind.LINE}
    assert {b.break_before for b in blocks} == {Break.SOURCE}
    assert [b.path for b in blocks] == ["line[1]", "line[4]", "line[5]", "line[6]", "line[7]"]


def test_pages_end_at_form_feeds():
    document = read_text("ก\n\x0cข\nค".encode())
    assert [(b.text, b.page, b.break_before) for b in document.blocks] == [
        ("ก", 1, Break.SOURCE),
        ("ข", 2, Break.PAGE),
        ("ค", 2, Break.SOURCE),
    ]
    assert document.page_count == 2
    assert read_text(b"a").page_count is None


def test_inner_text_is_raw():
    assert lines("ก\u00a0\u00a0ข \u200bค")[0].text == "ก\u00a0\u00a0ข \u200bค"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t ", "\u00a0\n\u200b".encode()])
def test_nothing_to_read(data):
    document = read_text(data)
    assert document.blocks == ()
    assert [(f.code, f.severity) for f in document.findings] == [(FindingCode.EMPTY, Severity.ERROR)]


def test_charset_of_the_bytes():
    document = read_text("พันธกิจ".encode("cp874"), "utf-8")
    assert (document.charset, document.blocks[0].text) == ("cp874", "พันธกิจ")
    assert document.media_type is MediaType.TEXT


def test_lost_and_unknown_characters_are_findings():
    document = read_text("หน\ufffdวย \uf71d\uf71d \uf0b7 \uf70a".encode())
    assert [(f.code, f.message.split()[0]) for f in document.findings] == [
        (FindingCode.PRIVATE_USE, "2"),
        (FindingCode.REPLACEMENT_CHAR, "1"),
    ]
    assert 0.7 < document.text_quality < 0.9


def test_too_long_is_held():
    document = read_text(b"a" * (SIZE_LIMIT + 1))
    assert document.blocks == ()
    assert document.findings[0].code is FindingCode.SIZE_LIMIT
