"""Table and text of some pictures put together."""

import pytest

from engines.tesseract_output import around, lines_by_picture

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words):
    rows = [
        f"5\t{picture}\t{block}\t1\t{line}\t1\t{left}\t{top}\t{width}\t30\t{confidence}\t{text}"
        for picture, block, line, left, top, width, confidence, text in words
    ]
    return "\n".join([HEAD, "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t", *rows, ""])


PAGE = table(
    (1, 1, 1, 100, 100, 20, 95.5, "พั"),
    (1, 1, 1, 120, 100, 20, 96.0, "น"),
    (1, 1, 1, 170, 90, 60, 42.0, "A4"),
    (1, 2, 1, 0, 200, 300, 95.0, " "),
    (3, 3, 1, 100, 300, 20, 10.0, "ย"),
)


def test_text_gives_spaces_and_table_gives_places():
    found = lines_by_picture(PAGE, "พัน   A4\n\n\f\fย\n\f")
    assert set(found) == {1, 3}
    (line,) = found[1]
    assert (line.text, line.block) == ("พัน   A4", 1)
    assert around(line.pieces) == (100, 90, 230, 130)
    assert [piece.confidence for piece in line.pieces] == [95.5, 96.0, 42.0]
    assert [line.text for line in found[3]] == ["ย"]


@pytest.mark.parametrize("text", ["", "another page\n\f", "พัน A4\nmore\n\f\fย\n\f"])
def test_where_they_differ_gaps_give_the_spaces(text):
    found = lines_by_picture(PAGE, text)
    assert [line.text for lines in found.values() for line in lines] == ["พัน A4", "ย"]


def test_nothing():
    assert lines_by_picture("", "") == lines_by_picture(HEAD, "\f") == {}
