"""OpenDocument texts into blocks."""

import pytest

from parsers.readers.odt import read_odt
from schemas.codes import FindingCode
from schemas.records import BlockKind, Break, Cell
from tests.office import ODF, odt


def blocks(body, **more):
    return read_odt(odt(body, **more)).blocks


def t(text, style=""):
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{text}</text:p>"


def li(*content):
    return "<text:list-item>" + "".join(content) + "</text:list-item>"


def number_style(*levels, name="L"):
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def level(at, number_format="1", **more):
    attributes = " ".join(
        f'{name.replace("__", ":").replace("_", "-")}="{text}"' for name, text in more.items()
    )
    return (
        f'<text:list-level-style-number text:level="{at}" style:num-format="{number_format}" {attributes}/>'
    )


def items(*content, name="L", more=""):
    return f'<text:list text:style-name="{name}" {more}>{"".join(content)}</text:list>'


def test_headings_paragraphs_and_places():
    body = '<text:h text:outline-level="2">วิสัยทัศน์</text:h>' + t("") + t("องค์กร")
    heading, text = blocks(body)
    assert (heading.kind, heading.level, heading.path) == (BlockKind.HEADING, 2, "p[1]")
    assert (text.kind, text.blank_before, text.path) == (BlockKind.PARAGRAPH, 1, "p[3]")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("วิสัย<text:span>ทัศน์</text:span> ก", ["วิสัยทัศน์ ก"]),
        ("ก\n   ข<text:s text:c='2'/>ค<text:tab/>ง", ["ก ข  ค\tง"]),
        ("ก<text:line-break/>ข", ["ก", "ข"]),
        ("ก<text:a>ข</text:a><text:bookmark/>ค", ["กขค"]),
        ("ก<text:soft-page-break/>ข", ["กข"]),
        ("ก<office:annotation><text:p>หมายเหตุ</text:p></office:annotation>ข", ["กข"]),
        ("ก<text:page-number>3</text:page-number>", ["ก3"]),
        ("<draw:frame><draw:text-box><text:p>กล่อง</text:p></draw:text-box></draw:frame>ก", ["ก", "กล่อง"]),
        ("ก<draw:custom-shape><text:p>รูป</text:p></draw:custom-shape>", ["ก", "รูป"]),
    ],
)
def test_what_is_drawn_of_a_paragraph(content, expected):
    document = read_odt(odt(t(content)))
    assert [block.text for block in document.blocks] == expected
    assert {each.code for each in document.findings} <= {FindingCode.TEXT_NOT_READ}
    assert not [each for each in document.findings if "reached no block" in each.message]


def test_notes_stand_at_the_end_as_chrome():
    cited = "<text:note-citation>1</text:note-citation>"
    note = f"<text:note>{cited}<text:note-body><text:p>ที่มา</text:p></text:note-body></text:note>"
    found = blocks(t(f"ก{note}ข") + t("ค"))
    assert [(block.text, block.chrome, block.path) for block in found] == [
        ("กข", 0.0, "p[1]"),
        ("ค", 0.0, "p[2]"),
        ("ที่มา", 1.0, "footnote[1]/p[1]"),
    ]


def test_lists_are_counted_by_their_style():
    style = number_style(
        level(1, style__num_suffix="."),
        level(2, "ก, ข, ค, ...", style__num_prefix="(", style__num_suffix=")"),
        '<text:list-level-style-bullet text:level="3"/>',
    )
    inner = (
        "<text:list>" + li(t("ก"), "<text:list>" + li(t("จุด")) + "</text:list>") + li(t("ข")) + "</text:list>"
    )
    found = blocks(items(li(t("หนึ่ง"), t("ต่อ")), li(t("สอง"), inner), li(t("สาม"))), automatic=style)
    assert [
        (block.text, block.number, block.kind is BlockKind.ITEM, block.list_depth) for block in found
    ] == [
        ("หนึ่ง", "1", True, 0),
        ("ต่อ", None, False, 0),
        ("สอง", "2", True, 0),
        ("ก", "ก", True, 1),
        ("จุด", None, True, 2),
        ("ข", "ข", True, 1),
        ("สาม", "3", True, 0),
    ]
    assert found[1].list_id == found[0].list_id


def test_lists_go_on_and_start_anew():
    style = number_style(level(1, style__num_suffix="."))
    body = (
        items(li(t("ก")), li(t("ข")), more='xml:id="a"')
        + items(li(t("ค")))
        + items(li(t("ง")), more='text:continue-numbering="true"')
        + items(li(t("จ")), more='text:continue-list="a"')
        + items('<text:list-item text:start-value="7">' + t("ฉ") + "</text:list-item>", li(t("ช")))
        + items("<text:list-header>" + t("หัว") + "</text:list-header>", li(t("ซ")))
    )
    assert [block.number for block in blocks(body, automatic=style)] == [
        "1",
        "2",
        "1",
        "2",
        "3",
        "7",
        "8",
        None,
        "1",
    ]


def test_levels_shown_and_words_in_labels():
    older = number_style(level(1), level(2, text__display_levels="2"))
    inner = "<text:list>" + li(t("ก")) + "</text:list>"
    assert [block.number for block in blocks(items(li(t("ก"), inner)), automatic=older)] == ["1", "1.1"]
    worded = number_style(level(1, style__num_list_format="กลยุทธ์ที่ %1%"))
    (block,) = blocks(items(li(t("ก"))), automatic=worded)
    assert (block.number, block.drawn_label) == ("1", "กลยุทธ์ที่ 1")
    worded = number_style(level(1, style__num_prefix="กลยุทธ์ที่ "))
    assert blocks(items(li(t("ก"))), automatic=worded)[0].drawn_label == "กลยุทธ์ที่ 1"


def test_chapters_are_numbered_by_the_outline():
    outline = (
        "<office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style></office:styles>"
    )

    def h(at, more=""):
        return f'<text:h text:outline-level="{at}" {more}>บท</text:h>'

    body = h(1) + h(2) + h(2) + h(1) + h(2) + h(1, 'text:is-list-header="true"')
    assert [block.number for block in blocks(body, styles=outline)] == ["1", "1.1", "1.2", "2", "2.1", None]


STYLES = (
    '<style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="V" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Base" style:family="paragraph">'
    '<style:text-properties fo:font-size="16pt"/></style:style>'
    '<style:style style:name="Big" style:family="paragraph" style:parent-style-name="Base">'
    '<style:paragraph-properties fo:margin-left="0.5in" fo:text-indent="-0.25in" fo:break-before="page"/>'
    '<style:text-properties fo:font-size="150%" style:font-weight-complex="bold"/></style:style>'
    '<style:style style:name="Title" style:family="paragraph"/>'
)


def test_styles_give_weight_size_and_place():
    body = (
        t("เนื้อความ", "Base")
        + t("ใหญ่", "Big")
        + t("ก<text:span text:style-name='B'>ข</text:span>", "Base")
        + t("ชื่อ", "Title")
    )
    plain, big, mixed, title = blocks(body, automatic=STYLES)
    assert (plain.bold, plain.size) == (0.0, 1.0)
    assert (big.bold, big.size, big.indent, big.break_before) == (1.0, 1.5, 1, Break.PAGE)
    assert mixed.bold == 0.5
    assert (title.kind, title.level) == (BlockKind.HEADING, 1)


def test_hidden_text_is_counted():
    document = read_odt(odt(t("ก<text:span text:style-name='V'>ลับ</text:span>"), automatic=STYLES))
    assert [block.text for block in document.blocks] == ["ก"]
    assert [each.message for each in document.findings] == ["3 letters: hidden text"]


def cell(content, **more):
    attributes = " ".join(f'table:{name.replace("_", "-")}="{text}"' for name, text in more.items())
    return f"<table:table-cell {attributes}>{t(content)}</table:table-cell>"


def row(*cells):
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


def test_tables_lie_on_their_grid():
    covered = "<table:covered-table-cell/>"
    head = row(cell("ก"), cell("ข", number_columns_spanned=2), covered)
    rows = f"<table:table-header-rows>{head}</table:table-header-rows>"
    rows += row(cell("ค", number_rows_spanned=2), cell("ง"), cell("จ")) + row(covered, cell("ฉ"), cell("ช"))
    found = blocks(f"<table:table>{rows}</table:table>")
    assert [(block.text, block.cell) for block in found] == [
        ("ก", Cell(0, 0, 0, header=True)),
        ("ข", Cell(0, 0, 1, 1, 2, header=True)),
        ("ค", Cell(0, 1, 0, 2, 1)),
        ("ง", Cell(0, 1, 1)),
        ("จ", Cell(0, 1, 2)),
        ("ฉ", Cell(0, 2, 1)),
        ("ช", Cell(0, 2, 2)),
    ]
    assert found[3].path == "tbl[1]/r[1]/c[1]/p[1]"


def test_a_table_of_one_cell_is_only_a_frame():
    (block,) = blocks(f"<table:table><table:table-row>{cell('ก')}</table:table-row></table:table>")
    assert (block.cell, block.kind) == (None, BlockKind.PARAGRAPH)


def test_contents_and_headers_are_chrome():
    contents = (
        f"<text:table-of-content><text:index-body>{t('สารบัญ')}</text:index-body></text:table-of-content>"
    )
    masters = (
        "<office:master-styles><style:master-page><style:header>"
        + t("หัว")
        + "</style:header></style:master-page>"
        "<style:master-page><style:header>"
        + t("หัว")
        + "</style:header></style:master-page></office:master-styles>"
    )
    found = blocks(contents + t("ก"), styles=masters)
    assert [(block.text, block.chrome) for block in found] == [("สารบัญ", 1.0), ("ก", 0.0), ("หัว", 1.0)]


def test_pages_are_counted_where_the_file_says_them():
    body = t("ก") + t("<text:soft-page-break/>ข") + t("ค<text:soft-page-break/>ต่อ") + t("ง")
    assert {block.page for block in blocks(body)} == {None}
    text = f"<office:text text:use-soft-page-breaks='true'>{body}</office:text>"
    content = f"<office:document-content {ODF}><office:body>{text}</office:body></office:document-content>"
    assert [block.page for block in blocks("", parts={"content.xml": content})] == [1, 2, 2, 3]


def test_title_and_pages_come_from_the_properties():
    meta = (
        f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>ทิศทาง</dc:title></office:meta></office:document-meta>"
    )
    assert read_odt(odt(t("ก"), parts={"meta.xml": meta})).title == "ทิศทาง"
