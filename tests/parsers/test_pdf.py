"""PDF files into blocks: whole files, and OCR handed in from outside."""

import io
from pathlib import Path

import pytest
from PIL import Image

from parsers.readers.pdf import read_pdf, read_pdf_with
from schemas.codes import FindingCode, Severity, TextOrigin
from schemas.engines import OcrLine, OcrPage, Stopped
from schemas.records import Block, BlockKind, Break
from tests.hostile import pdf_files as made

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
THAI = "วิสัยทัศน์ โรงเรียนดีใกล้บ้าน"


def golden(name):
    return read_pdf((GOLDEN / name / "input.pdf").read_bytes())


def codes(document):
    return {each.code: each.severity for each in document.findings}


def seen(page):
    """An OCR engine that reads one line on any page."""
    with Image.open(io.BytesIO(page.png)) as picture:
        assert picture.size == (page.width, page.height)
        assert picture.mode == "L"
    line = OcrLine(text=THAI, box=(300.0, 333.0, 1250.0, 433.0), pieces=(), block=1)
    return OcrPage(lines=(line,), width=page.width, height=page.height, dpi=page.dpi, engine="test")


def test_a_table_over_two_pages_is_one():
    document = golden("pdf-libreoffice-table")
    cells = [block for block in document.blocks if block.cell is not None]
    assert {block.cell.table for block in cells} == {0}
    assert {block.page for block in cells} == {2, 3}
    assert max(block.cell.row for block in cells) == 5
    assert all(block.kind is BlockKind.CELL for block in cells)
    assert {block.cell.header for block in cells if block.cell.row == 0} == {True}


def test_a_head_that_a_table_repeats_is_chrome():
    document = golden("pdf-libreoffice-table")
    repeated = [block.text for block in document.blocks if block.chrome == 1.0]
    assert "เป้าประสงค์" in repeated
    assert document.blocks[-1].chrome == 1.0


def test_text_that_libreoffice_draws_out_of_order_is_put_in_order():
    texts = [block.text for block in golden("pdf-libreoffice-table").blocks]
    assert "“เมืองแห่งการเล่นและเรียนรู้ ทุกคนเข้าถึง ทุกฝ่ายเกื้อหนุน”" in texts


def test_blocks_know_their_place():
    document = golden("pdf-chromium-lists")
    block = document.blocks[0]
    left, top, right, bottom = block.box
    assert (block.page, block.path) == (1, "page[1]/line[1]")
    assert 0 <= left < right <= 612
    assert 0 <= top < bottom <= 792
    assert document.page_count == max(each.page for each in document.blocks)


def test_clusters_that_chromium_draws_in_parts_are_given_once():
    text = "\n".join(block.text for block in golden("pdf-chromium-lists").blocks)
    assert "ขั้นพื้นฐาน" in text
    assert "สำนักงาน" in text
    assert "ขั้นขั้" not in text


def test_wraps_are_line_ends_and_paragraphs_are_not():
    blocks = golden("pdf-chromium-lists").blocks
    wrapped = next(at for at, block in enumerate(blocks) if block.text.startswith("แวดล้อม"))
    assert blocks[wrapped].break_before is Break.SOURCE
    assert blocks[wrapped - 1].break_before in (Break.SOFT, Break.PARAGRAPH)


def test_scans_are_read_by_the_engine_that_is_handed_in():
    document = read_pdf_with(made.scan(2), seen)
    assert [block.text for block in document.blocks] == [THAI, THAI]
    assert document.text_origin is TextOrigin.OCR
    assert codes(document) == {FindingCode.OCR_TEXT: Severity.INFO}
    assert document.blocks[0].path == "page[1]/ocr[1]"
    assert document.blocks[0].box[0] == 72.0


def test_only_pages_without_text_go_to_the_engine():
    document = read_pdf_with(made.mixed(), seen)
    assert [block.text for block in document.blocks] == ["Vision: schools near every home", THAI]
    assert document.text_origin is TextOrigin.MIXED


def test_a_garbled_layer_gives_way_to_the_engine():
    document = read_pdf_with(made.garbled(), seen)
    assert [block.text for block in document.blocks] == [THAI]
    assert FindingCode.NEEDS_OCR not in codes(document)


@pytest.mark.parametrize("code", [FindingCode.NEEDS_OCR, FindingCode.PARSER_TIMEOUT])
def test_an_engine_that_gives_nothing_holds_the_document(code):
    document = read_pdf_with(made.scan(1), lambda _: Stopped(code, "it took too long"))
    assert document.blocks == ()
    assert codes(document)[FindingCode.NEEDS_OCR] is Severity.ERROR
    assert code in codes(document)


def test_a_page_without_anything_is_no_scan():
    document = read_pdf(made.pdf(made.pages([made.packed(made.HELLO), made.packed(b"")])))
    assert codes(document) == {FindingCode.TEXT_NOT_READ: Severity.INFO}


def test_a_hanging_number_is_joined_with_its_item():
    content = b"BT /F1 12 Tf 72 700 Td (1.) Tj ET BT /F1 12 Tf 72 660 Td (2.) Tj ET "
    items = b"BT /F1 12 Tf 108 700 Td (First item) Tj ET BT /F1 12 Tf 108 660 Td (Second item) Tj ET"
    document = read_pdf(made.pdf(made.pages([made.packed(content + items)])))
    assert [block.text for block in document.blocks] == ["1. First item", "2. Second item"]


def test_two_columns_on_one_baseline_are_parted_and_read_one_after_the_other():
    rows = b""
    for row in range(4):
        for x, name in ((60, b"left"), (330, b"right")):
            rows += b"BT /F1 12 Tf %d %d Td (The %b column, line number %d of it) Tj ET " % (
                x,
                700 - 16 * row,
                name,
                row,
            )
    texts = [block.text for block in read_pdf(made.pdf(made.pages([made.packed(rows)]))).blocks]
    assert [text.split()[1] for text in texts] == ["left"] * 4 + ["right"] * 4


def test_type_is_weighed_against_the_body():
    content = (
        b"BT /F1 24 Tf 72 700 Td (Heading) Tj ET BT /F1 12 Tf 72 660 Td (A long line of body text) Tj ET"
    )
    heading, body = read_pdf(made.pdf(made.pages([made.packed(content)]))).blocks
    assert (heading.size, body.size) == (2.0, 1.0)
    assert isinstance(heading, Block)


def test_text_beside_the_page_is_counted():
    beside = b" BT /F1 12 Tf 72 1700 Td (Nobody sees this) Tj ET"
    document = read_pdf(made.pdf(made.pages([made.packed(made.HELLO + beside)])))
    assert len(document.blocks) == 1
    (found,) = document.findings
    assert (found.code, found.message.split()[0]) == (FindingCode.TEXT_NOT_READ, "14")
