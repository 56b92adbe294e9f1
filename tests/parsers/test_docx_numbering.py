"""Automatic numbers of Word: what Word draws before a paragraph."""

import pytest

from parsers.readers.docx import read_docx
from parsers.readers.number_formats import THAI_LETTERS, word_number
from schemas.codes import FindingCode
from schemas.records import BlockKind
from tests.office import docx, lists, lvl, p


def numbers(body, numbering, **more):
    return [
        (block.number, block.list_depth)
        for block in read_docx(docx(body, numbering=numbering, **more)).blocks
    ]


def items(*levels, number=1):
    return "".join(p(f"ข้อ {at}", number=number, level=level) for at, level in enumerate(levels))


MULTI = lvl("%1.") + lvl("%1.%2", at=1) + lvl("(%3)", "thaiLetters", at=2)


def test_levels_count_and_start_anew_below_another():
    assert numbers(items(0, 1, 1, 2, 0, 1, 2), lists(MULTI)) == [
        ("1", 0),
        ("1.1", 1),
        ("1.2", 1),
        ("ก", 2),
        ("2", 0),
        ("2.1", 1),
        ("ก", 2),
    ]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", ["1", "2", "3"]),
        ("thaiNumbers", ["1", "2", "3"]),
        ("thaiCounting", ["1", "2", "3"]),
        ("thaiLetters", ["ก", "ข", "ค"]),
        ("lowerLetter", ["a", "b", "c"]),
        ("upperLetter", ["A", "B", "C"]),
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperRoman", ["I", "II", "III"]),
        ("decimalZero", ["01", "02", "03"]),
        ("bullet", [None, None, None]),
        ("none", [None, None, None]),
        ("somethingNew", ["1", "2", "3"]),
    ],
)
@pytest.mark.parametrize("text", ["%1.", "%1)", "(%1)", "- %1 -", "%1"])
def test_formats(number_format, expected, text):
    found = numbers(items(0, 0, 0), lists(lvl(text, number_format)))
    assert [number for number, _ in found] == expected


def test_a_label_with_words_keeps_the_number_apart():
    document = read_docx(docx(items(0, 0), numbering=lists(lvl("กลยุทธ์ที่ %1 :"))))
    assert [(block.number, block.drawn_label) for block in document.blocks] == [
        ("1", "กลยุทธ์ที่ 1 :"),
        ("2", "กลยุทธ์ที่ 2 :"),
    ]
    plain = read_docx(docx(items(0), numbering=lists(lvl("%1."))))
    assert plain.blocks[0].drawn_label is None


def test_bullets_are_items_without_a_number():
    (block,) = read_docx(docx(items(0), numbering=lists(lvl("\uf0b7", "bullet")))).blocks
    assert (block.kind, block.number, block.list_id) == (BlockKind.ITEM, None, 0)


def test_a_list_starts_where_it_says():
    assert numbers(items(0, 0), lists(lvl("%1.", start=5))) == [("5", 0), ("6", 0)]


def num(number, definition, overrides=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def test_lists_of_one_definition_count_on_unless_they_start_anew():
    body = items(0, 0) + items(0, number=8) + items(0, 0, number=9) + items(0)
    numbering = lists(MULTI, extra=num(8, 1) + num(9, 1, START))
    assert [number for number, _ in numbers(body, numbering)] == ["1", "2", "3", "1", "2", "3"]


def test_an_override_can_bring_its_own_level():
    override = f'<w:lvlOverride w:ilvl="0">{lvl("ข้อ %1", "upperLetter")}</w:lvlOverride>'
    (block,) = read_docx(docx(items(0, number=9), numbering=lists(MULTI, extra=num(9, 1, override)))).blocks
    assert (block.number, block.drawn_label) == ("A", "ข้อ A")


@pytest.mark.parametrize(("restart", "last"), [("", "1"), ('<w:lvlRestart w:val="0"/>', "3")])
def test_a_level_may_never_start_anew(restart, last):
    numbering = lists(lvl("%1.") + lvl("%2)", at=1, more=restart))
    assert numbers(items(0, 1, 1, 0, 1), numbering)[-1] == (last, 1)


def test_a_level_that_starts_anew_below_the_first_only():
    third = lvl("%3)", at=2, more='<w:lvlRestart w:val="1"/>')
    numbering = lists(lvl("%1.") + lvl("%2)", at=1) + third)
    assert [number for number, _ in numbers(items(0, 1, 2, 1, 2, 0, 1, 2), numbering)] == [
        "1", "1", "1", "2", "2", "2", "1", "1",
    ]  # fmt: skip


def test_legal_numbers_are_digits():
    numbering = lists(lvl("%1.", "upperRoman") + lvl("%1.%2", at=1, more="<w:isLgl/>"))
    assert numbers(items(0, 1), numbering) == [("I", 0), ("1.1", 1)]


def test_styles_bring_their_list_and_level():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Inner"><w:basedOn w:val="Item"/></w:style>'
        '<w:style w:type="numbering" w:styleId="Numbers">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = lvl("%1.") + lvl("%1.%2", at=1, more='<w:pStyle w:val="Inner"/>')
    extra = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Numbers"/></w:abstractNum>' + num(7, 7)
    body = items(0) + p("ก", "Inner") + p("ข", "Item") + p("ค", "Item", number=0) + items(1, number=7)
    assert numbers(body, lists(linked, extra=extra), styles=styles) == [
        ("1", 0),
        ("1.1", 1),
        ("1.2", 1),
        (None, 0),
        ("1.3", 1),
    ]


def test_empty_paragraphs_are_counted_and_hidden_ones_are_not():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ก</w:t></w:r>"
    body = items(0) + p("", number=1) + p(hidden, number=1, more="<w:rPr><w:vanish/></w:rPr>") + items(0)
    assert [number for number, _ in numbers(body, lists(MULTI))] == ["1", "3"]


def test_a_list_that_is_not_defined_is_a_finding():
    document = read_docx(docx(items(0, number=44), numbering=lists(MULTI)))
    assert [each.code for each in document.findings] == [FindingCode.DAMAGED]
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_levels_beyond_reason_are_no_levels():
    assert numbers(items(12), lists(lvl("%1.", at=12))) == [(None, 0)]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (42, "thaiLetters", "กก"),
        (0, "lowerLetter", "0"),
        (4000, "upperRoman", "4000"),
        (1994, "upperRoman", "MCMXCIV"),
        (100_000, "thaiLetters", "100000"),
    ],
)
def test_numbers_beyond_the_alphabet(value, number_format, expected):
    assert word_number(value, number_format) == expected


def test_word_counts_with_41_consonants():
    assert (len(THAI_LETTERS), THAI_LETTERS[0], THAI_LETTERS[-1]) == (41, "ก", "ฮ")
