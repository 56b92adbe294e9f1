"""Rich Text into blocks: groups, charsets, drawn numbers, tables."""

import pytest

from parsers.readers.list_labels import read_label
from parsers.readers.rtf import read_rtf
from schemas.codes import FindingCode
from schemas.records import BlockKind, Break, Cell
from tests.office import rtf


def blocks(body, **more):
    return read_rtf(rtf(body, **more)).blocks


def texts(body, **more):
    return [block.text for block in blocks(body, **more)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("วิสัยทัศน์\\par พันธกิจ", ["วิสัยทัศน์", "พันธกิจ"]),
        ("ก\\line ข\\par", ["ก", "ข"]),
        ("ก\\tab ข\\emdash\\~ค\\par", ["ก\tข—\u00a0ค"]),
        ("\\u3585?\\u3586?\\par", ["กข"]),
        ("\\uc0\\u3585\\u3586\\par", ["กข"]),
        ("\\uc2\\u3585\\'3f\\'3fข\\par", ["กข"]),
        ("{\\uc1 \\u3585{}?}\\par", ["ก?"]),
        ("\\u-4041 ?x\\par", ["\uf037x"]),
        ("\\u-10179 ?\\u-8704 ?\\par", ["\U0001f600"]),
        ("ก\\~{\\*\\unknown ไม่วาด}ข\\par", ["ก\u00a0ข"]),
        ("{\\pict\\pngblip 89504e470d}ก\\par", ["ก"]),
        ("ก\\bin5 }}}}}ข\\par", ["กข"]),
        ('{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt ลิงก์}}\\par', ["ลิงก์"]),
        ("ก{\\v ลับ}ข{\\deleted ลบ}\\par", ["กข"]),
        ("\\\\ \\{ก\\}\\par", ["\\ {ก}"]),
        ("{\\upr{ก}{\\*\\ud{ข}}}\\par", ["ข"]),
        ("{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt กล่อง\\par}}}ก\\par ข\\par", ["ก", "กล่อง", "ข"]),
    ],
)
def test_what_is_drawn(body, expected):
    assert texts(body) == expected


@pytest.mark.parametrize(
    "head",
    [
        "\\ansi\\ansicpg874{\\fonttbl{\\f0\\fcharset0 A;}}",
        "\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset222 A;}}\\f0 ",
        "\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}}\\f0 ",
        "\\ansi{\\fonttbl\\f0\\fnil\\fcharset222 A;}\\f0 ",
    ],
)
def test_thai_bytes_are_read_whatever_the_charset_is_called(head):
    assert texts("วิสัยทัศน์และพันธกิจของสำนักงาน\\par", head=head) == ["วิสัยทัศน์และพันธกิจของสำนักงาน"]


def test_a_western_file_stays_western():
    assert texts("caf\\'e9 \\'93x\\'94\\par", head="\\ansi\\ansicpg1252") == ["café “x”"]


def test_symbol_fonts_give_private_codes():
    assert texts("{\\f1 \\'b7} ก\\par") == ["\uf0b7 ก"]


def test_styles_outline_levels_and_looks():
    head = (
        "\\ansi\\ansicpg874{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\s2 Title;}{\\s3 toc 1;}"
        "{\\*\\cs9\\additive Strong;}}"
    )
    body = (
        "\\pard\\s1\\b\\fs40 หัว\\par\\pard\\plain\\fs20\\s0 เนื้อความยาว{\\b นี้}\\par\\pard\\s2 ชื่อ\\par"
        "\\pard\\s3 สารบัญ\\par\\pard\\outlinelevel1 สอง\\par\\pard\\pagebb\\li720\\fi-360 ใหม่\\par"
    )
    heading, text, title, contents, second, paged = blocks(body, head=head)
    assert (heading.kind, heading.level, heading.bold, heading.size) == (BlockKind.HEADING, 1, 1.0, 2.0)
    assert (text.kind, text.level, text.size) == (BlockKind.PARAGRAPH, None, 1.0)
    assert 0 < text.bold < 0.5
    assert (title.kind, title.level) == (BlockKind.HEADING, 1)
    assert contents.chrome == 1.0
    assert (second.kind, second.level) == (BlockKind.HEADING, 2)
    assert (paged.break_before, paged.indent) == (Break.PAGE, 1)


def test_numbers_are_those_that_were_drawn():
    item = "\\pard\\ls{}\\ilvl{}{{\\listtext {}\\tab}}ข้อ\\par"
    body = item.format(2, 0, "๑.") + item.format(2, 1, "1.1") + item.format(3, 0, "{\\f1 \\'b7}")
    body += item.format(2, 0, "กลยุทธ์ที่ ๒") + "\\pard{\\pntext 3)\\tab}เก่า\\par"
    assert [(block.number, block.drawn_label, block.list_id, block.list_depth) for block in blocks(body)] == [
        ("1", None, 2, 0),
        ("1.1", None, 2, 1),
        (None, None, 3, 0),
        ("2", "กลยุทธ์ที่ 2", 2, 0),
        ("3", None, 0, 0),
    ]
    assert {block.kind for block in blocks(body)} == {BlockKind.ITEM}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("1.", ("1", None)),
        ("(ก)", ("ก", None)),
        ("๒.๑)", ("2.1", None)),
        ("iv.", ("iv", None)),
        ("•", (None, None)),
        ("o", (None, None)),
        ("\uf0b7", (None, None)),
        ("ข้อ 3 :", ("3", "ข้อ 3 :")),
        ("บทนำ", (None, "บทนำ")),
        ("", (None, None)),
    ],
)
def test_labels(label, expected):
    assert read_label(label) == expected


ROW = "\\trowd\\trleft0\\cellx1000\\cellx2000\\pard\\intbl "


def test_tables_lie_on_the_grid_of_their_edges():
    body = (
        ROW + "ก\\par ข\\cell ค\\cell\\row"
        "\\trowd\\trleft0\\clvmgf\\cellx1000\\cellx2010\\cellx3000\\pard\\intbl ง\\cell จ\\cell ฉ\\cell\\row"
        "\\trowd\\trleft0\\clvmrg\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000"
        "\\pard\\intbl\\cell ช\\cell\\cell\\row"
        "\\pard หลัง\\par"
    )
    found = blocks(body)
    assert [(block.text, block.cell) for block in found] == [
        ("ก", Cell(0, 0, 0)),
        ("ข", Cell(0, 0, 0)),
        ("ค", Cell(0, 0, 1)),
        ("ง", Cell(0, 1, 0, 2, 1)),
        ("จ", Cell(0, 1, 1)),
        ("ฉ", Cell(0, 1, 2)),
        ("ช", Cell(0, 2, 1, 1, 2)),
        ("หลัง", None),
    ]
    assert found[1].path == "tbl[1]/r[0]/c[0]/p[2]"


def test_a_table_in_a_cell_is_a_table_of_its_own():
    inner = (
        "\\pard\\intbl\\itap2 ใน1\\nestcell ใน2\\nestcell"
        "{\\*\\nesttableprops\\trowd\\cellx400\\cellx800\\nestrow}{\\nonesttables\\par}"
    )
    found = blocks(ROW + "ก\\par" + inner + "\\pard\\intbl\\itap1 ข\\cell ค\\cell\\row\\pard ง\\par")
    assert [
        (block.text, block.cell and (block.cell.table, block.cell.row, block.cell.column)) for block in found
    ] == [
        ("ก", (0, 0, 0)),
        ("ใน1", (1, 0, 0)),
        ("ใน2", (1, 0, 1)),
        ("ข", (0, 0, 0)),
        ("ค", (0, 0, 1)),
        ("ง", None),
    ]


def test_headers_and_notes_stand_at_the_end_as_chrome_and_once():
    body = "{\\header หัว\\par}{\\headerl หัว\\par}ก{\\footnote ที่มา}\\par\\sect ข\\par"
    found = blocks(body)
    assert [(block.text, block.chrome) for block in found] == [
        ("ก", 0.0),
        ("ข", 0.0),
        ("หัว", 1.0),
        ("ที่มา", 1.0),
    ]
    assert found[1].break_before is Break.PAGE


def test_the_title_and_what_is_not_drawn():
    document = read_rtf(rtf("{\\info{\\title ทิศทาง}{\\author ใคร}}ก{\\v ลับ}\\par"))
    assert document.title == "ทิศทาง"
    assert [each.message for each in document.findings] == ["3 letters: hidden text"]


def test_a_file_that_ends_inside_a_group_is_cut():
    document = read_rtf(rtf("วิสัยทัศน์\\par พันธกิจ")[:-20])
    assert [each.code for each in document.findings] == [FindingCode.CUT]


def test_what_follows_the_end_is_read_and_zeros_are_not():
    assert [block.text for block in read_rtf(rtf("ก\\par") + b"\0\0\n").blocks] == ["ก"]
