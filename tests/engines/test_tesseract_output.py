"""Table and text of one page put together."""

import pytest

from engines.tesseract_output import lines

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words):
    rows = [
        f"5\t1\t{block}\t1\t{line}\t1\t{left}\t{top}\t{width}\t30\t{confidence}\t{text}"
        for block, line, left, top, width, confidence, text in words
    ]
    return "\n".join([HEAD, "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t", *rows, ""])


PAGE = table(
    (1, 1, 100, 100, 20, 95.5, "พั"),
    (1, 1, 120, 100, 20, 96.0, "น"),
    (1, 1, 170, 90, 60, 42.0, "A4"),
    (2, 1, 0, 200, 300, 95.0, " "),
    (3, 1, 100, 300, 20, 10.0, "ย"),
)


def test_text_gives_spaces_and_table_gives_places():
    first, second = lines(PAGE, "พัน   A4\n\nย\n\f", dpi=300)
    assert (first.text, first.block, first.paragraph) == ("พัน   A4", 1, 1)
    assert first.box == pytest.approx((24, 21.6, 55.2, 31.2))
    assert [piece.confidence for piece in first.pieces] == [95.5, 96.0, 42.0]
    assert first.low_share == pytest.approx(1 / 3)
    assert (second.text, second.low_share) == ("ย", 1.0)


def test_where_they_differ_gaps_give_the_spaces():
    assert [line.text for line in lines(PAGE, "another page\n", dpi=300)] == ["พัน A4", "ย"]


def test_nothing():
    assert lines("", "", dpi=300) == lines(HEAD, "\f", dpi=300) == ()
