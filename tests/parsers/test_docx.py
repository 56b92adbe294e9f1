"""Word documents into blocks: what is drawn, what it looks like, where it stands."""

import pytest

from parsers.readers.docx import read_docx
from schemas.codes import FindingCode, Severity
from schemas.records import BlockKind, Break, Cell
from tests.office import docx, docx_parts, p, package, r, tbl, tc

VISION = "วิสัยทัศน์"


def blocks(body, **more):
    document = read_docx(docx(body, **more))
    assert not [each for each in document.findings if each.severity is Severity.ERROR], document.findings
    return document.blocks


def texts(body, **more):
    return [block.text for block in blocks(body, **more)]


def findings(body, **more):
    return [(each.code, each.message) for each in read_docx(docx(body, **more)).findings]


# Paragraphs


def test_a_paragraph_is_a_block_with_its_place():
    first, second = blocks(p("ก") + p("") + p("ข"))
    assert (first.text, first.path, first.kind) == ("ก", "p[1]", BlockKind.PARAGRAPH)
    assert (second.path, second.break_before, second.blank_before) == ("p[3]", Break.PARAGRAPH, 1)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (r("วิสัย") + r("ทัศน์"), [VISION]),
        ("<w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:noBreakHyphen/></w:r>", ["ก\tข-"]),
        ("<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t><w:cr/><w:t>ค</w:t></w:r>", ["ก", "ข", "ค"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t> ก</w:t></w:r>', ["\uf0a7 ก"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="A7"/><w:t> ก</w:t></w:r>', ["\uf0a7 ก"]),
        ('<w:hyperlink r:id="x">' + r("ก") + "</w:hyperlink>" + r("ข"), ["กข"]),
        ("<w:ins>" + r("ก") + "</w:ins><w:moveTo>" + r("ข") + "</w:moveTo>", ["กข"]),
        ("<w:del><w:r><w:delText>ก</w:delText></w:r></w:del>" + r("ข"), ["ข"]),
        ("<w:moveFrom>" + r("ก") + "</w:moveFrom>" + r("ข"), ["ข"]),
        ("<w:smartTag>" + r("ก") + "<w:bdo>" + r("ข") + "</w:bdo></w:smartTag>", ["กข"]),
        ("<w:sdt><w:sdtContent>" + r("ก") + "</w:sdtContent></w:sdt>", ["ก"]),
        ("<w:fldSimple>" + r("ก") + "</w:fldSimple>", ["ก"]),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", ["x=1"]),
        (
            "<w:r><w:ruby><w:rt>"
            + r("อ่าน")
            + "</w:rt><w:rubyBase>"
            + r("ก")
            + "</w:rubyBase></w:ruby></w:r>",
            ["ก"],
        ),
        ("<w:r><w:t>ก\nข</w:t></w:r>", ["ก ข"]),
        ("<w:r><w:t>\u200bก\u00a0</w:t></w:r>", ["ก"]),
    ],
)
def test_what_is_drawn_of_a_paragraph(runs, expected):
    assert texts(p(runs)) == expected


def test_a_soft_break_is_a_line_of_the_same_paragraph():
    first, second = blocks(p("<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t></w:r>"))
    assert (second.kind, second.break_before, second.path) == (BlockKind.LINE, Break.SOFT, first.path)


def test_pages_break_where_the_author_broke_them():
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        p("ก") + p(page) + p("ข") + p("ค", more="<w:pageBreakBefore/>") + p("ง", more="<w:sectPr/>") + p("จ")
    )
    found = blocks(body)
    assert [block.break_before for block in found] == [
        Break.PARAGRAPH,
        Break.PAGE,
        Break.PAGE,
        Break.PARAGRAPH,
        Break.PAGE,
    ]
    assert all(block.blank_before == 0 for block in found)


def test_fields_show_their_results_only():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("ที่อยู่")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    (block,) = blocks(p(field))
    assert (block.text, block.link) == ("ที่อยู่", 1.0)


def test_a_paragraph_whose_end_is_deleted_flows_into_the_next():
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(p("ก", more=gone) + p("ข") + p("ค", more=gone)) == ["กข", "ค"]


def test_hidden_text_is_left_out_and_counted():
    body = p(r("ก") + r("ลับมาก", "<w:vanish/>"))
    assert texts(body) == ["ก"]
    assert findings(body) == [(FindingCode.TEXT_NOT_READ, "6 letters: hidden text")]


def test_the_prompt_of_an_empty_form_field_is_no_text():
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("กรอก") + "</w:sdtContent></w:sdt>"
    )
    assert texts(control + p("ก")) == ["ก"]


# Looks


def test_styles_give_levels_weight_and_size():
    title, heading, second, plain = blocks(p("ชื่อ", "Title") + p("ก", "H1") + p("ข", "H2") + p("ค" * 50))
    assert (title.kind, title.level) == (BlockKind.HEADING, 1)
    assert (heading.kind, heading.level, heading.bold, heading.size) == (BlockKind.HEADING, 1, 1.0, 1.25)
    assert (second.level, second.bold, second.size) == (2, 1.0, 1.25)
    assert (plain.kind, plain.level, plain.bold, plain.size) == (BlockKind.PARAGRAPH, None, 0.0, 1.0)


@pytest.mark.parametrize(
    ("runs", "share"),
    [
        (r("กก", "<w:b/>") + r("ขข"), 0.5),
        (r("กก", "<w:bCs/>"), 1.0),
        (r("กก", '<w:rStyle w:val="Strong"/>'), 1.0),
        (r("กก", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'), 0.0),
        (r("กก", "<w:b/>") + r("  "), 1.0),
    ],
)
def test_bold_is_a_share_of_the_letters(runs, share):
    assert blocks(p(runs))[0].bold == share


def test_an_outline_level_makes_a_heading_of_any_style():
    heading, body = blocks(
        p("ก", more='<w:outlineLvl w:val="2"/>') + p("ข", "H1", more='<w:outlineLvl w:val="9"/>')
    )
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 3)
    assert (body.kind, body.level) == (BlockKind.PARAGRAPH, None)


def test_indents_count_quarter_inches_and_leading_tabs():
    indented, tabbed = blocks(
        p("ก", more='<w:ind w:left="720" w:hanging="360"/>') + p("<w:r><w:tab/><w:t>ข</w:t></w:r>")
    )
    assert (indented.indent, tabbed.indent, tabbed.text) == (1, 2, "ข")


def test_styles_that_are_based_on_each_other_in_a_circle_end():
    circle = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert blocks(p("ก", "A"), styles=circle)[0].bold == 1.0


# Tables


def test_merged_cells_stand_in_their_first_row():
    body = tbl(
        [tc("ประเด็น"), tc("เป้า"), tc("กลยุทธ์")],
        [tc("ก", merge="restart"), tc("ข", span=2)],
        [tc("<w:p/>", merge="continue"), tc("ค"), tc("ง")],
    )
    found = blocks(body)
    assert [(block.text, block.cell) for block in found[3:]] == [
        ("ก", Cell(0, 1, 0, 2, 1)),
        ("ข", Cell(0, 1, 1, 1, 2)),
        ("ค", Cell(0, 2, 1)),
        ("ง", Cell(0, 2, 2)),
    ]
    assert found[5].path == "tbl[1]/r[2]/c[1]/p[1]"
    assert {block.kind for block in found} == {BlockKind.CELL}


def test_text_in_the_hidden_part_of_a_merged_cell_is_kept_in_the_cell_that_is_drawn():
    found = blocks(tbl([tc("ก", merge="restart"), tc("ข")], [tc("ค", merge="continue"), tc("ง")]))
    assert [(block.text, block.cell.row) for block in found] == [("ก", 0), ("ข", 0), ("ค", 0), ("ง", 1)]


def test_a_table_of_one_cell_is_only_a_frame():
    (block,) = blocks(tbl([tc("ก")]))
    assert (block.cell, block.kind) == (None, BlockKind.PARAGRAPH)


def test_a_table_in_a_cell_is_a_table_of_its_own():
    found = blocks(tbl([tc(tbl([tc("ก"), tc("ข")]) + p("ค")), tc("ง")]))
    assert [(block.text, block.cell.table) for block in found] == [("ก", 1), ("ข", 1), ("ค", 0), ("ง", 0)]


def test_deleted_rows_and_columns_left_free_at_the_start():
    rows = (
        "<w:tr><w:trPr><w:del/></w:trPr>" + tc("ก") + "</w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:tblHeader/></w:trPr>' + tc("ข") + tc("ค") + "</w:tr>"
    )
    found = blocks(f"<w:tbl>{rows}</w:tbl>")
    assert [(block.text, block.cell) for block in found] == [
        ("ข", Cell(0, 0, 1, header=True)),
        ("ค", Cell(0, 0, 2, header=True)),
    ]


def test_an_empty_cell_is_no_distance():
    assert [block.blank_before for block in blocks(tbl([tc("ก"), tc("<w:p/><w:p/>"), tc("ข")]))] == [0, 0]


# Beside the body


def test_a_table_of_contents_is_chrome():
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{p('สารบัญ')}</w:sdtContent></w:sdt>"
        + p(field + r("ก"))
        + p(r("ข") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("ค", "TOC1")
        + p("ง")
    )
    assert [(block.text, block.chrome) for block in blocks(body)] == [
        ("สารบัญ", 1.0),
        ("ก", 1.0),
        ("ข", 1.0),
        ("ค", 1.0),
        ("ง", 0.0),
    ]


def story(tag, content):
    return (
        f'<w:{tag} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{content}</w:{tag}>'
    )


def test_headers_footers_and_notes_stand_at_the_end_as_chrome_and_once():
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote>'
        f'<w:footnote w:id="2">{p("เชิงอรรถ")}</w:footnote>'
    )
    found = blocks(
        p("เนื้อ"),
        targets={
            "a": ("header", "header1.xml"),
            "b": ("header", "header2.xml"),
            "c": ("footer", "footer1.xml"),
            "d": ("footnotes", "footnotes.xml"),
        },
        parts={
            "word/header1.xml": story("hdr", p("หัว")),
            "word/header2.xml": story("hdr", p("หัว")),
            "word/footer1.xml": story("ftr", p("ท้าย")),
            "word/footnotes.xml": story("footnotes", notes),
        },
    )
    assert [(block.text, block.chrome, block.path) for block in found] == [
        ("เนื้อ", 0.0, "p[1]"),
        ("หัว", 1.0, "header[1]/p[1]"),
        ("ท้าย", 1.0, "footer[1]/p[1]"),
        ("เชิงอรรถ", 1.0, "footnote[2]/p[1]"),
    ]


def alternate(choice, fallback):
    branches = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{branches}</mc:AlternateContent>"


TEXT_BOX = "<wps:txbx><w:txbxContent>" + p("กล่อง") + "</w:txbxContent></wps:txbx>"


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:drawing>{TEXT_BOX}</w:drawing>",
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('กล่อง')}</w:txbxContent></v:textbox></v:shape></w:pict>",
        alternate(
            f"<w:drawing>{TEXT_BOX}</w:drawing>", f"<w:pict><v:textbox>{TEXT_BOX}</v:textbox></w:pict>"
        ),
        alternate("", f"<w:pict>{TEXT_BOX}</w:pict>"),
        "<w:drawing><a:txBody><a:p><a:r><a:t>กล่อง</a:t></a:r></a:p></a:txBody></w:drawing>",
    ],
)
def test_a_text_box_follows_the_paragraph_it_hangs_on_once(drawing):
    body = p(f"<w:r>{drawing}<w:t>ก</w:t></w:r>") + p("ข")
    found = blocks(body)
    assert [block.text for block in found] == ["ก", "กล่อง", "ข"]
    assert found[1].path == "p[1]/box[1]/p[1]"
    assert findings(body) == []


def test_word_art_is_an_image_with_words():
    (block,) = blocks(p(f'<w:r><w:pict><v:shape><v:textpath string="{VISION}"/></v:shape></w:pict></w:r>'))
    assert (block.text, block.kind) == (VISION, BlockKind.IMAGE)


EMBEDDED = "a document is embedded as an alternative format and was not read"


def test_text_of_other_parts_is_counted():
    diagram = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>พันธกิจ</a:t></x>'
    chunk = "<html>วิสัยทัศน์</html>"
    said = findings(
        p("ก") + '<w:altChunk r:id="k"/>',
        targets={
            "k": ("aFChunk", "chunk.html"),
            "d": ("diagramData", "diagrams/data1.xml"),
            "c": ("comments", "comments.xml"),
            "o": ("oleObject", "embeddings/a.bin"),
        },
        parts={
            "word/chunk.html": chunk,
            "word/diagrams/data1.xml": diagram,
            "word/comments.xml": story("comments", p("ความเห็น")),
        },
    )
    assert {code for code, _ in said} == {FindingCode.TEXT_NOT_READ}
    assert [message for _, message in said] == [
        "7 letters stand in a diagram",
        "8 letters stand in comments",
        f"{EMBEDDED} ({len(chunk.encode())} bytes, 10 Thai letters)",
        "1 embedded files were not read",
    ]


def test_the_title_comes_from_the_properties():
    core = '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> ทิศทาง </dc:title></x>'
    assert read_docx(docx(p("ก"), parts={"docProps/core.xml": core})).title == "ทิศทาง"


def test_a_document_of_pictures_only_needs_reading_by_eye():
    document = read_docx(docx(p(""), targets={"i": ("image", "media/a.png")}))
    assert [each.code for each in document.findings] == [FindingCode.NEEDS_OCR]
    assert [each.code for each in read_docx(docx(p(""))).findings] == [FindingCode.EMPTY]


STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}


def test_strict_files_have_other_namespaces():
    parts = docx_parts(p("ก", "H1"))
    for usual, strict in STRICT.items():
        parts = {name: text.replace(usual, strict) for name, text in parts.items()}
    (block,) = read_docx(package(parts)).blocks
    assert (block.text, block.level) == ("ก", 1)
