"""What a line begins with as an item of a list: style, number, and where the item's text begins."""

import pytest

from parsers.markers import Style, read_marker
from schemas.kinds import Kind

NUMBERED = {
    "number and point": ("1. พัฒนาครู", Style.DOT, (1,), "1"),
    "text glued on": ("1.พัฒนาครู", Style.DOT, (1,), "1"),
    "a space before the point": ("1 . พัฒนาครู", Style.DOT, (1,), "1"),
    "number and bracket": ("1) พัฒนาครู", Style.PAREN, (1,), "1"),
    "number in brackets": ("(1) พัฒนาครู", Style.BRACKET, (1,), "1"),
    "spaces inside the brackets": ("( 1 ) พัฒนาครู", Style.BRACKET, (1,), "1"),
    "square brackets": ("[1] พัฒนาครู", Style.BRACKET, (1,), "1"),
    "two levels": ("1.1 พัฒนาครู", Style.DOT, (1, 1), "1.1"),
    "two levels and a point": ("1.1. พัฒนาครู", Style.DOT, (1, 1), "1.1"),
    "two levels and a bracket": ("1.1) พัฒนาครู", Style.PAREN, (1, 1), "1.1"),
    "three levels": ("2.1.3 พัฒนาครู", Style.DOT, (2, 1, 3), "2.1.3"),
    "a label typed twice": ("2. 2. พัฒนาครู", Style.DOT, (2,), "2"),
    "a number of two digits": ("12. พัฒนาครู", Style.DOT, (12,), "12"),
}


@pytest.mark.parametrize(("line", "style", "values", "number"), NUMBERED.values(), ids=NUMBERED)
def test_a_number_before_a_text(line, style, values, number):
    marker = read_marker(line)
    assert (marker.style, marker.values, marker.number, marker.weak) == (style, values, number, False)
    assert line[marker.end :] == "พัฒนาครู"
    assert marker.level == len(values)


@pytest.mark.parametrize(
    ("line", "style", "text"),
    [
        pytest.param("1 พัฒนาครู", Style.BARE, "พัฒนาครู", id="a bare number"),
        pytest.param("1พัฒนาครู", Style.BARE, "พัฒนาครู", id="a bare number glued on"),
        pytest.param("S Service Mind", Style.LETTER, "Service Mind", id="a letter before its word"),
    ],
)
def test_a_marker_without_a_sign_needs_a_series(line, style, text):
    marker = read_marker(line)
    assert (marker.style, marker.weak, line[marker.end :]) == (style, True, text)


LETTERED = {
    "Thai letter and point": ("ก. พัฒนาครู", Style.THAI_DOT, "ก", (1,)),
    "Thai letter and bracket": ("ข) พัฒนาครู", Style.THAI_PAREN, "ข", (2,)),
    "Thai letter in brackets": ("(ค) พัฒนาครู", Style.THAI_BRACKET, "ค", (3,)),
    "Latin letter and colon": ("U : Unity", Style.LETTER, "U", ()),
    "Latin letter and equals sign": ("O =organic", Style.LETTER, "O", ()),
    "Latin letter and dash": ("A - Academic", Style.LETTER, "A", ()),
    "digit as a letter of an acronym": ("2 :  ยึดหลัก", Style.LETTER, "2", ()),
    "Thai letter of an acronym": ("ก : กล้าคิด", Style.LETTER, "ก", ()),
}


@pytest.mark.parametrize(("line", "style", "number", "values"), LETTERED.values(), ids=LETTERED)
def test_a_letter_before_a_text(line, style, number, values):
    marker = read_marker(line)
    assert (marker.style, marker.number, marker.values) == (style, number, values)


def test_thai_letters_count_without_the_two_that_lists_leave_out():
    values = [read_marker(f"{letter}. พัฒนา").values for letter in "กขคงจฉช"]
    assert values == [(1,), (2,), (3,), (4,), (5,), (6,), (7,)]


@pytest.mark.parametrize("bullet", ["-", "–", "—", "•", "●", "·", "➢", "✓", "*", "❖", "▪", "o", "§"])
def test_a_bullet_has_no_number(bullet):
    marker = read_marker(f"{bullet} พัฒนาครู")
    assert (marker.style, marker.number, marker.values) == (Style.BULLET, None, ())
    assert f"{bullet} พัฒนาครู"[marker.end :] == "พัฒนาครู"


def test_two_bullets_are_told_apart():
    assert read_marker("- พัฒนา").glyph != read_marker("• พัฒนา").glyph


KIND_LABELS = {
    "kind word and number": ("กลยุทธ์ที่ 1 พัฒนาครู", Kind.STRATEGY, "1", "พัฒนาครู"),
    "text glued on": ("กลยุทธ์ที่ 1พัฒนาครู", Kind.STRATEGY, "1", "พัฒนาครู"),
    "without ที่": ("กลยุทธ์ 2 พัฒนาครู", Kind.STRATEGY, "2", "พัฒนาครู"),
    "a dotted number and a colon": ("เป้าประสงค์ที่ 2.1 : พัฒนาครู", Kind.GOAL, "2.1", "พัฒนาครู"),
    "an issue": ("ประเด็นยุทธศาสตร์ที่ 3 พัฒนาครู", Kind.STRATEGIC_ISSUE, "3", "พัฒนาครู"),
}


@pytest.mark.parametrize(("line", "kind", "number", "text"), KIND_LABELS.values(), ids=KIND_LABELS)
def test_a_kind_word_with_a_number_is_a_marker(line, kind, number, text):
    marker = read_marker(line)
    assert (marker.style, marker.kind, marker.number) == (Style.KIND, kind, number)
    assert line[marker.end :] == text


@pytest.mark.parametrize(
    ("line", "number"),
    [("ด้านที่ 1 คุณภาพ", "1"), ("มิติที่ 2 : บริการ", "2"), ("ประการที่ 3 พัฒนา", "3"), ("ข้อที่ 4) พัฒนา", "4")],
)
def test_a_counting_word_with_a_number_is_a_marker(line, number):
    marker = read_marker(line)
    assert (marker.style, marker.kind, marker.number) == (Style.PART, None, number)


NO_MARKER = {
    "nothing": "",
    "plain text": "พัฒนาครู",
    "a kind word alone": "กลยุทธ์",
    "a kind word in a sentence": "วิสัยทัศน์ที่ดี",
    "Latin text": "ABC",
    "a year": "2566 ปีแห่งการเรียนรู้",
    "a year and a point": "2566. ปีแห่งการเรียนรู้",
    "a figure of three digits": "123. พัฒนาครู",
    "more than any list has": "61. พัฒนาครู",
    "a date": "12 ม.ค. 2566",
    "a date with the month in full": "5 มกราคม 2566",
    "a figure with a comma": "5,000 คน",
    "a percentage": "10%",
    "a decimal percentage": "10.5% ของนักเรียน",
    "a fraction": "1/2566",
    "a range": "5-10 คน",
    "a count": "4 ด้าน",
    "an abbreviation": "พ.ศ. 2566",
    "an abbreviated month": "ก.พ. 2566",
    "a rule of dashes": "-----",
    "a lone number": "1",
    "a letter before a word it does not begin": "S service",
}


@pytest.mark.parametrize("line", NO_MARKER.values(), ids=NO_MARKER)
def test_what_is_no_marker(line):
    assert read_marker(line) is None


def test_an_abbreviated_province_is_no_marker():
    assert read_marker("จ.เลย") is None


def test_a_ratio_is_no_marker():
    assert read_marker("1:20 คน") is None


def test_a_bracket_and_a_point_are_one_label():
    line = "1).พัฒนาครู"
    assert line[read_marker(line).end :] == "พัฒนาครู"


@pytest.mark.parametrize("line", ["1.", "(1)", "1.1", "กลยุทธ์ที่ 1"])
def test_a_label_alone_on_its_line_has_no_text(line):
    assert read_marker(line).end == len(line)


def test_two_numbers_in_a_row_are_two_markers():
    line = "1. 1.1 พัฒนาครู"
    outer = read_marker(line)
    inner = read_marker(line, outer.end)
    assert (outer.number, inner.number) == ("1", "1.1")
    assert line[inner.end :] == "พัฒนาครู"


@pytest.mark.parametrize(
    ("line", "first"),
    [("1. ก้าว", True), ("2. ก้าว", False), ("2.1 ก้าว", True), ("- ก้าว", True), ("ก) ก้าว", True)],
)
def test_a_series_begins_with_one(line, first):
    assert read_marker(line).first is first
