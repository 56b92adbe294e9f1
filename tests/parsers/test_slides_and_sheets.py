"""Presentations and workbooks into blocks, with python-pptx and python-calamine as second readers."""

import io
from datetime import date

import pptx as python_pptx
import python_calamine

from parsers.readers.pptx import read_pptx
from parsers.readers.xlsx import read_xlsx
from schemas.codes import FindingCode
from schemas.records import BlockKind, Break, Cell
from tests.office import pptx, shape, xlsx


def a(text, properties="", run=""):
    return f"<a:p><a:pPr {properties}</a:pPr><a:r><a:rPr {run}/><a:t>{text}</a:t></a:r></a:p>"


def slide_blocks(*slides):
    document = read_pptx(pptx(*slides))
    assert not document.findings
    return document.blocks


def test_a_slide_is_a_page_and_its_title_a_heading():
    body = shape(a("ข้อหนึ่ง", ">") + a("ย่อย", 'lvl="1">'), "body")
    title, first, inner, second = slide_blocks(body + shape(a("วิสัยทัศน์", ">"), "title"), shape(a("ก", ">")))
    assert (title.text, title.kind, title.level, title.page) == ("วิสัยทัศน์", BlockKind.HEADING, 1, 1)
    assert (first.kind, first.number, first.list_depth) == (BlockKind.ITEM, None, 0)
    assert (inner.list_depth, inner.indent) == (1, 1)
    assert (second.kind, second.page, second.break_before) == (BlockKind.PARAGRAPH, 2, Break.PAGE)
    assert first.path == "slide[1]/sp[2]/p[1]"


def test_slides_count_their_numbers():
    def auto(scheme, more=""):
        return f'><a:buAutoNum type="{scheme}" {more}/>'

    outer, inner = auto("arabicPeriod"), 'lvl="1"' + auto("alphaLcParenR")
    paragraphs = a("ก", outer) + a("ข", inner) + a("ค", outer) + a("ง", inner) + a("จ", "><a:buNone/>")
    paragraphs += a("ฉ", outer) + a("ช", auto("thaiNumPeriod", 'startAt="5"'))
    assert [block.number for block in slide_blocks(shape(paragraphs, "body"))] == [
        "1",
        "a",
        "2",
        "a",
        None,
        "1",
        "5",
    ]


def test_footers_are_chrome_and_groups_are_opened():
    group = f"<p:grpSp>{shape(a('ใน', '>'))}</p:grpSp>"
    found = slide_blocks(group + shape(a("3", ">"), "sldNum"))
    assert [(block.text, block.chrome) for block in found] == [("ใน", 0.0), ("3", 1.0)]


def test_a_shape_that_stands_twice_is_read_once():
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice, fallback = shape(a("ก", ">")), shape(a("ก", ">"))
    both = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    found = slide_blocks(f"<mc:AlternateContent {mc}>{both}</mc:AlternateContent>")
    assert [block.text for block in found] == ["ก"]


def test_hidden_slides_are_counted():
    document = read_pptx(pptx(shape(a("ก", ">")), (shape(a("ลับ", ">")), 'show="0"')))
    assert [block.text for block in document.blocks] == ["ก"]
    assert [each.message for each in document.findings] == ["3 letters stand on slide 2, which is hidden"]


def test_tables_on_slides():
    def cell(text, more=""):
        return f"<a:tc {more}><a:txBody>{a(text, '>')}</a:txBody></a:tc>"

    rows = (
        "<a:tr>" + cell("ก", 'rowSpan="2"') + cell("ข", 'gridSpan="2"') + cell("", 'hMerge="1"') + "</a:tr>"
        "<a:tr>" + cell("", 'vMerge="1"') + cell("ค") + cell("ง") + "</a:tr>"
    )  # fmt: skip
    frame = f"<p:graphicFrame><a:graphic><a:tbl>{rows}</a:tbl></a:graphic></p:graphicFrame>"
    assert [(block.text, block.cell) for block in slide_blocks(frame)] == [
        ("ก", Cell(0, 0, 0, 2, 1)),
        ("ข", Cell(0, 0, 1, 1, 2)),
        ("ค", Cell(0, 1, 1)),
        ("ง", Cell(0, 1, 2)),
    ]


def test_python_pptx_reads_the_same_slides():
    made = python_pptx.Presentation()
    for number in range(3):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = f"หัวข้อ {number}"
        slide.placeholders[1].text = "ก\nข\vค"
        cell = slide.shapes.add_table(2, 2, 0, 0, 9, 9).table.cell(1, 1)
        cell.text = "ในตาราง"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read_pptx(buffer.getvalue())
    assert not document.findings
    assert document.page_count == 3
    assert [block.text for block in document.blocks] == [
        text for number in range(3) for text in (f"หัวข้อ {number}", "ก", "ข", "ค", "ในตาราง")
    ]


# Workbooks

SHEET = (
    "<sheetData>"
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s" s="1"><v>1</v></c></row>'
    '<row r="3"><c r="A3"><v>1</v></c><c r="B3" s="2"><v>0.85</v></c><c r="C3" s="3"><v>45000</v></c>'
    '<c r="D3" t="str"><v>สูตร</v></c><c r="E3"><v>12.5</v></c><c r="F3" t="b"><v>1</v></c></row>'
    "</sheetData>"
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
)
STYLES = (
    '<numFmts><numFmt numFmtId="165" formatCode="[$-41E]d mmm yyyy"/></numFmts>'
    "<fonts><font/><font><b/></font></fonts>"
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf numFmtId="9"/><xf numFmtId="165"/></cellXfs>'
)
STRINGS = ("<t>วิสัยทัศน์</t>", "<r><t>พันธ</t></r><r><t>กิจ</t></r><rPh><t>อ่าน</t></rPh>")


def test_cells_of_a_sheet_stand_on_its_grid():
    heading, *found = read_xlsx(xlsx(("ทิศทาง", SHEET), strings=STRINGS, styles=STYLES)).blocks
    assert (heading.text, heading.kind) == ("ทิศทาง", BlockKind.HEADING)
    assert [(block.text, block.cell.row, block.cell.column) for block in found] == [
        ("วิสัยทัศน์", 0, 0),
        ("พันธกิจ", 0, 2),
        ("1", 2, 0),
        ("85%", 2, 1),
        ("2023-03-15", 2, 2),
        ("สูตร", 2, 3),
        ("12.5", 2, 4),
    ]
    assert (found[0].cell.row_span, found[0].cell.column_span) == (2, 2)
    assert (found[0].bold, found[1].bold) == (0.0, 1.0)


def test_calamine_reads_the_same_cells():
    data = xlsx(("ทิศทาง", SHEET), strings=STRINGS, styles=STYLES)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python()
    ours = {(block.cell.row, block.cell.column): block.text for block in read_xlsx(data).blocks if block.cell}
    assert ours[0, 0] == rows[0][0]
    assert ours[0, 2] == rows[0][2]
    assert float(ours[2, 0]) == rows[2][0]
    assert date.fromisoformat(ours[2, 2]) == rows[2][2]
    assert ours[2, 3] == rows[2][3]


def test_a_sheet_of_one_column_is_plain_lines():
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for at, text in ((1, "วิสัยทัศน์"), (3, "ก&#10;ข"))
    )
    found = read_xlsx(xlsx(("Sheet1", f"<sheetData>{rows}</sheetData>"))).blocks
    assert [(block.text, block.cell, block.blank_before) for block in found] == [
        ("วิสัยทัศน์", None, 0),
        ("ก", None, 1),
        ("ข", None, 0),
    ]
    assert found[2].break_before is Break.SOFT


def test_hidden_sheets_are_counted():
    document = read_xlsx(xlsx(("ก", SHEET), ("ลับ", SHEET, "hidden"), strings=STRINGS, styles=STYLES))
    assert [each.code for each in document.findings] == [FindingCode.TEXT_NOT_READ]


def test_a_string_that_is_missing_is_damage():
    document = read_xlsx(xlsx(("ก", SHEET), strings=STRINGS[:1], styles=STYLES))
    assert [each.code for each in document.findings] == [FindingCode.DAMAGED]
