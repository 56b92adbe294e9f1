"""HTML into lines: what a line is, what it says, what it looks like, where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.readers.html import read_html
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import BlockKind, Break


def read(body, charset="utf-8"):
    return read_html(f"<html><head><title>ชื่อ\n หน้า</title></head><body>{body}</body></html>".encode(charset))


def blocks(body):
    return read(body).blocks


def texts(body):
    return [block.text for block in blocks(body)]


# Lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>หนึ่ง<p>สอง", ["หนึ่ง", "สอง"]),
        ("<p>ก<br>ข<BR/>ค</br>ง</p>", ["ก", "ข", "ค", "ง"]),
        ("<div>ก<div>ข</div>ค</div>ง", ["ก", "ข", "ค", "ง"]),
        ("<p>ว<span>ิ<span>สัย</span></span><b>ทัศน์</b></p>", ["วิสัยทัศน์"]),
        ("<p>\n  แรก\n  ต่อ\t <b> ท้าย </b>\n</p>", ["แรก ต่อ ท้าย"]),
        ("<p>ก&nbsp;&nbsp;ข &#3623;</p>", ["ก\u00a0\u00a0ข ว"]),
        ("<p>\u200b\u00a0ก\u00a0\u200b</p>", ["ก"]),
        ("<b>ก</b> <i>ข</i>", ["ก ข"]),
        ("ชื่อ<input type=text>รหัส<input>", ["ชื่อ รหัส"]),
        ("<span style='display:block'>ก</span><span style='display:block'>ข</span>", ["ก", "ข"]),
        ("<o:p>ก</o:p><![if !supportLists]>ข<![endif]><!-- ค -->", ["กข"]),
        ("ก<hr>ข", ["ก", "ข"]),
        ("<script>'ก'</script><style>ก</style><template>ก</template>ข", ["ข"]),
        ("<form action=x><table><tr><td>ก</table></form>", ["ก"]),
        ("<div style='display:none'>ก</div><div hidden>ข</div>", ["ก", "ข"]),
    ],
)
def test_lines(body, expected):
    assert texts(body) == expected


def test_kinds_of_breaks_and_blank_lines():
    body = "<p>ก<br>ข<br><br>ค<p>&nbsp;</p><p><br></p><p>ง<br></p>จ"
    assert [(b.text, b.break_before, b.blank_before, b.kind) for b in blocks(body)] == [
        ("ก", Break.PARAGRAPH, 0, BlockKind.PARAGRAPH),
        ("ข", Break.SOFT, 0, BlockKind.LINE),
        ("ค", Break.SOFT, 1, BlockKind.LINE),
        ("ง", Break.PARAGRAPH, 2, BlockKind.PARAGRAPH),
        ("จ", Break.PARAGRAPH, 0, BlockKind.PARAGRAPH),
    ]


def test_preformatted_text_keeps_lines_and_columns():
    found = blocks("<pre>หนึ่ง\n\n    สอง   x\n\tสาม</pre>")
    assert [(b.text, b.break_before, b.blank_before, b.indent) for b in found] == [
        ("หนึ่ง", Break.PARAGRAPH, 0, 0),
        ("สอง   x", Break.SOURCE, 1, 4),
        ("สาม", Break.SOURCE, 0, 8),
    ]


def test_title_is_no_block():
    document = read("<p>ก")
    assert document.title == "ชื่อ หน้า"
    assert [b.text for b in document.blocks] == ["ก"]


def test_paths_name_the_block_elements():
    found = blocks("<div>ก</div><div><p>ข<p><b>ค</b></div><table><tr><td>ง</td></tr></table>")
    assert [b.path for b in found] == [
        "body/div[1]",
        "body/div[2]/p[1]",
        "body/div[2]/p[2]",
        "body/table[1]/tr[1]/td[1]",
    ]


# Headings, definitions, panels


def test_headings_have_levels():
    found = blocks("<h2>ก<br>ข</h2><div role=heading aria-level=4>ค</div><h5><a href=x>ง</a></h5>")
    assert [(b.kind, b.level, b.bold) for b in found] == [
        (BlockKind.HEADING, 2, 1.0),
        (BlockKind.HEADING, 2, 1.0),
        (BlockKind.HEADING, 4, 0.0),
        (BlockKind.HEADING, 5, 1.0),
    ]


def test_a_term_is_the_heading_of_its_definition():
    found = blocks("<dl><dt>ก<dd>ข<dd>ค<dt>ง</dl><dt>จ")
    assert [(b.text, b.kind) for b in found] == [
        ("ก", BlockKind.HEADING),
        ("ข", BlockKind.PARAGRAPH),
        ("ค", BlockKind.PARAGRAPH),
        ("ง", BlockKind.PARAGRAPH),
        ("จ", BlockKind.PARAGRAPH),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<details><summary>พันธกิจ</summary><p>ข</p></details>",
        "<button aria-expanded=false>พันธกิจ</button><p>ข</p>",
        "<button data-bs-toggle=collapse>พันธกิจ</button><div class=collapse>ข</div>",
        "<fieldset><legend>พันธกิจ</legend>ข</fieldset>",
    ],
)
def test_the_switch_of_a_panel_is_its_heading(head):
    found = blocks(head)
    assert [(b.text, b.kind, b.level) for b in found] == [
        ("พันธกิจ", BlockKind.HEADING, None),
        ("ข", BlockKind.PARAGRAPH, None),
    ]


def test_a_switch_is_no_link():
    found = blocks("<h4><a data-toggle=collapse href='#c1'>ก</a></h4><h4><a href='x'>ข</a></h4>")
    assert [b.link for b in found] == [0.0, 1.0]


# Lists


def numbers(body):
    return [(b.number, b.text) for b in blocks(body)]


@pytest.mark.parametrize(
    ("body", "drawn"),
    [
        ("<ol><li>ก<li>ข</ol><ol><li>ค</ol>", ["1", "2", "1"]),
        ("<ol start=4><li>ก<li>ข</ol>", ["4", "5"]),
        ("<ol><li>ก<li value=7>ข<li>ค</ol>", ["1", "7", "8"]),
        ("<ol reversed><li>ก<li>ข<li>ค</ol>", ["3", "2", "1"]),
        ("<ol reversed start=10><li>ก<li>ข</ol>", ["10", "9"]),
        ("<ol type=a start=26><li>ก<li>ข</ol>", ["z", "aa"]),
        ("<ol type=A><li>ก<li>ข</ol>", ["A", "B"]),
        ("<ol type=i start=3><li>ก<li>ข</ol>", ["iii", "iv"]),
        ("<ol type=I start=1949><li>ก</ol>", ["MCMXLIX"]),
        ("<ol style='list-style-type: thai'><li>ก<li>ข</ol>", ["1", "2"]),
        ("<ol style='list-style:none'><li>ก</ol>", [None]),
        ("<ol start=x><li>ก</ol>", ["1"]),
        ("<ul><li>ก<li>ข</ul>", [None, None]),
        ("<ul style='list-style-type:decimal'><li>ก<li>ข</ul>", ["1", "2"]),
        ("<ol><li><h4>ก</h4><p>x</p><li>ข</ol>", ["1", None, "2"]),
        ("<li>ก", [None]),
    ],
)
def test_drawn_numbers(body, drawn):
    assert [number for number, _ in numbers(body)] == drawn


def test_nested_lists_count_apart():
    body = "<ol><li>ก<ol><li>ข<li>ค</ol>ต่อ<li>ง<ul><li>จ</ul></ol>"
    assert [(b.text, b.kind, b.list_id, b.list_depth, b.number) for b in blocks(body)] == [
        ("ก", BlockKind.ITEM, 0, 0, "1"),
        ("ข", BlockKind.ITEM, 1, 1, "1"),
        ("ค", BlockKind.ITEM, 1, 1, "2"),
        ("ต่อ", BlockKind.PARAGRAPH, 0, 0, None),
        ("ง", BlockKind.ITEM, 0, 0, "2"),
        ("จ", BlockKind.ITEM, 2, 1, None),
    ]


def test_only_the_first_line_of_an_item_is_the_item():
    found = blocks("<ol><li>ก<br>ข<p>ค</ol>")
    assert [(b.kind, b.number, b.list_id) for b in found] == [
        (BlockKind.ITEM, "1", 0),
        (BlockKind.LINE, None, 0),
        (BlockKind.PARAGRAPH, None, 0),
    ]


# Looks


def test_shares_of_bold_and_links():
    found = blocks(
        "<p><b>ก</b>ข<p style='font-weight:700'>ค<p><a href=x>ง</a>จฉช<p><a name=x>ซ</a>"
        "<p style='font-weight:bold'><span style='font-weight:normal'>ฌ</span>"
    )
    assert [b.bold for b in found] == [0.5, 1.0, 0.0, 0.0, 0.0]
    assert [b.link for b in found] == [0.0, 0.0, 0.25, 0.0, 0.0]


def test_bold_round_a_paragraph_is_not_lost():
    found = blocks("<b><p>ก</p></b><p>ข</p><b>ค<br></b><p>ง</p>")
    assert [(b.text, b.bold) for b in found] == [("ก", 1.0), ("ข", 0.0), ("ค", 1.0), ("ง", 0.0)]


def test_size_is_relative_to_the_body():
    body = "<p>เนื้อความยาวที่สุดของหน้านี้</p>"
    sizes = {
        "<font size=5>ก</font>": 1.5,
        "<font size='+1'>ก</font>": 1.12,
        "<big>ก</big>": 1.2,
        "<small>ก</small>": 0.83,
        "<span style='font-size:24px'>ก</span>": 1.5,
        "<span style='font-size: 24.0pt'>ก</span>": 2.0,
        "<span style='font-size:150%'>ก</span>": 1.5,
        "<div style='font-size:x-large'>ก</div>": 1.5,
        "<p style='font: bold 24px/1.5 Tahoma'>ก</p>": 1.5,
        "<p style='font-size:24px !important'>ก</p>": 1.5,
        "<p style='font-size:999999999999999in'>ก</p>": 12.5,
        "<span style='font-size:1px'>ก</span>": 1.0,
        "<h1>ก</h1>": 2.0,
    }
    assert {html: blocks(body + html)[-1].size for html in sizes} == sizes
    big = "<div style='font-size:20pt'>เนื้อความยาวที่สุดของหน้านี้</div>"
    assert [b.size for b in blocks(big + "<p>ก")] == [1.0, 0.6]


def test_indent_steps():
    indents = {
        "<blockquote>ก</blockquote>": 2,
        "<p style='margin-left:36.0pt'>ก</p>": 2,
        "<p style='margin:0 0 0 0.5in'>ก</p>": 2,
        "<p style='padding-left: 24px'>ก</p>": 1,
        "<p style='margin-left:36pt;text-indent:-18pt'>ก</p>": 1,
        "<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;ก</p>": 2,
        "<ul><ul><li>ก</ul></ul>": 3,
        "<p style='margin-left:-20px'>ก</p>": 0,
    }
    assert {html: blocks(html)[0].indent for html in indents} == indents


def test_text_indent_is_of_the_first_line():
    assert [b.indent for b in blocks("<p style='text-indent:48px'>ก<br>ข")] == [2, 0]


# Images, icons, other things drawn


def test_an_image_says_what_its_alt_says():
    found = blocks("<div><img alt='พันธกิจ (Mission)'></div><p>ก<img alt='รูป'>ข</p>")
    assert [(b.text, b.kind) for b in found] == [
        ("พันธกิจ (Mission)", BlockKind.IMAGE),
        ("กข", BlockKind.PARAGRAPH),
        ("รูป", BlockKind.IMAGE),
    ]


@pytest.mark.parametrize("alt", ["", " ", "logo.png", "IMG_2034", "0041277", "banner", "รูป1.JPG", "-"])
def test_an_image_without_words_is_no_block(alt):
    assert texts(f"<img alt='{alt}'>ก") == ["ก"]


def test_images_that_return_or_are_links_are_rather_chrome():
    found = blocks(
        "<a href=x><img alt='หน้าแรก'></a><img alt='กลยุทธ์'><p>ก<img alt='กลยุทธ์'>"
        "<a href=y><img alt='ติดต่อ'></a><a href=z><img alt='ติดต่อ'></a><img alt='ค่านิยม'>"
    )
    chrome = {(b.text, b.chrome) for b in found if b.kind is BlockKind.IMAGE}
    assert chrome == {("หน้าแรก", 0.6), ("กลยุทธ์", 0.5), ("ติดต่อ", 1.0), ("ค่านิยม", 0.0)}


def test_an_image_line_is_no_blank_line():
    found = blocks("<img alt='พันธกิจ'><br>ก<br><br>ข")
    assert [(b.text, b.break_before, b.blank_before) for b in found] == [
        ("พันธกิจ", Break.PARAGRAPH, 0),
        ("ก", Break.SOFT, 0),
        ("ข", Break.SOFT, 1),
    ]


def test_icon_names_stand_apart():
    found = blocks("<button><i class='material-icons'>expand_more</i> พันธกิจ</button>")
    assert [(b.text, b.chrome) for b in found] == [("expand_more", 1.0), ("พันธกิจ", 0.0)]
    assert texts("<p><span aria-hidden='true'>วิสัย</span>ทัศน์") == ["วิสัยทัศน์"]


# Chrome: hints, never reasons to drop


def chrome_of(body, text="ก"):
    filler = "<p>" + "เนื้อความของหน้าที่ไม่ใช่เมนู " * 9 + "</p>"
    return next(b.chrome for b in blocks(filler + body) if b.text == text)


@pytest.mark.parametrize(
    "menu",
    [
        "<nav>ก</nav>",
        "<div class='main-menu'>ก</div>",
        "<div id=Footer2>ก</div>",
        "<div class='breadcrumbs'>ก</div>",
        "<div role=navigation>ก</div>",
        "<aside><p>ก</p></aside>",
        "<div class='cookie-notice'>ก</div>",
        "<ul><li><a href=1>ก</a><li><a href=2>ข</a><li><a href=3>ค</a></ul>",
        "<a class='screen-reader-text' href=x>ก</a>",
    ],
)
def test_chrome_is_likely(menu):
    assert chrome_of(menu) >= 0.7


@pytest.mark.parametrize(
    "content",
    [
        "<div class='content'>ก</div>",
        "<div class='has-sidebar'>ก</div>",
        "<div class='entry-header'>ก</div>",
        "<div class='elementor-widget-text-editor'>ก</div>",
        "<p><a href=x>ก</a></p>",
        "<div class='text-right'>ก</div>",
        "<form>ก</form>",
    ],
)
def test_content_is_no_chrome(content):
    assert chrome_of(content) == 0.0


def test_the_body_of_a_page_is_content_whatever_it_is_called():
    body = "<div class=sidebar><p>ก</p><p>" + "ข้อความยาว " * 60 + "</p></div><p>สั้น</p>"
    assert {b.chrome for b in blocks(body)} == {0.0}


# Tables


def cells(body):
    return [
        (b.text, b.kind, b.cell and (b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span))
        for b in blocks(body)
    ]


def test_spans_are_resolved():
    body = (
        "<table><tr><th>ก<th colspan=2>ข<tr><td rowspan=9>ค<td>ง<td>จ<tr><td>ฉ<br>ช<td>ซ"
        "<tr><td>ฌ<td>ญ</table>"
    )
    cell = BlockKind.CELL
    assert cells(body) == [
        ("ก", cell, (0, 0, 1, 1)),
        ("ข", cell, (0, 1, 1, 2)),
        ("ค", cell, (1, 0, 3, 1)),
        ("ง", cell, (1, 1, 1, 1)),
        ("จ", cell, (1, 2, 1, 1)),
        ("ฉ", cell, (2, 1, 1, 1)),
        ("ช", cell, (2, 1, 1, 1)),
        ("ซ", cell, (2, 2, 1, 1)),
        ("ฌ", cell, (3, 1, 1, 1)),
        ("ญ", cell, (3, 2, 1, 1)),
    ]
    assert [b.cell.header for b in blocks(body)][:3] == [True, True, False]


def test_the_inner_table_wins():
    body = "<table><tr><td>ก<td><table><tr><td>ข<td>ค<tr><td>ง<td>จ</table>ฉ</table>"
    found = blocks(body)
    assert [b.cell.table for b in found] == [0, 1, 1, 1, 1, 0]
    assert [b.kind for b in found] == [BlockKind.PARAGRAPH, *[BlockKind.CELL] * 4, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("body", "has_cell"),
    [
        ("<table><tr><td>ก</table>", False),
        ("<table><tr><td>ก<td>ข</table>", True),
        ("<table><tr><td colspan=2>ก<tr><td colspan=2>ข</table>", True),
        ("<table role=presentation><tr><td>ก<td>ข<tr><td>ค<td>ง</table>", True),
        ("<table><tr><td>ก<td>" + "<p>ข" * 25 + "<tr><td>ค<td>ง</table>", True),
    ],
)
def test_layout_tables_hold_paragraphs(body, has_cell):
    found = blocks(body)
    assert {b.kind for b in found} == {BlockKind.PARAGRAPH}
    assert (found[0].cell is not None) is has_cell


@pytest.mark.parametrize(
    "spans", ["colspan=-1", "colspan=x", "rowspan=0", "rowspan=99999999999", "colspan=²"]
)
def test_absurd_spans(spans):
    found = blocks(f"<table><tr><td {spans}>ก<td>ข<tr><td>ค</table>")
    assert all(b.cell.row_span <= 2 and b.cell.column_span <= 100 for b in found)


# Pages turned into HTML by a converter


def test_placed_lines_keep_their_boxes():
    style = "position:absolute;white-space:pre;"
    found = blocks(
        f"<div data-page-no=1><div style='{style}left:40px;top:96px'>1.</div>"
        f"<div style='{style}left:80px;top:97px'>ข้อ</div>"
        f"<div style='{style}left:80px;top:128px'>ต่อ</div></div>"
        f"<div data-page-no=2><div style='{style}left:40px;bottom:900px'>ก</div>"
        f"<div style='{style}left:48px;bottom:860px'>ข</div></div>"
    )
    assert [(b.text, b.page, b.break_before, b.kind, b.box, b.indent) for b in found] == [
        ("1. ข้อ", 1, Break.SOURCE, BlockKind.LINE, (30.0, 72.0, 30.0, 72.0), 2),
        ("ต่อ", 1, Break.SOURCE, BlockKind.LINE, (60.0, 96.0, 60.0, 96.0), 3),
        ("ก", 2, Break.PAGE, BlockKind.LINE, (30.0, 0.0, 30.0, 0.0), 2),
        ("ข", 2, Break.SOURCE, BlockKind.LINE, (36.0, 30.0, 36.0, 30.0), 2),
    ]


# Any input


def test_charset_label_of_the_page_does_not_mislead():
    page = "<meta charset=tis-620><p>“พันธกิจ”".encode()
    document = read_html(page)
    assert (document.charset, document.blocks[0].text) == ("utf-8", "“พันธกิจ”")
    assert [f.code for f in document.findings] == [FindingCode.CHARSET_LABEL]
    document = read_html("<meta charset=utf-8><p>“พันธกิจ” ก่อน…หลัง".encode("cp874"))
    assert (document.charset, document.blocks[0].text) == ("cp874", "“พันธกิจ” ก่อน…หลัง")


@given(
    st.recursive(
        st.text(alphabet="กขค \n&<>", max_size=5),
        lambda inner: st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(
                ["p", "div", "b", "li", "ol", "td", "tr", "table", "h1", "dl", "dt", "dd", "pre", "a", "x"]
            ),
            st.lists(inner, max_size=4).map("".join),
        ),
        max_leaves=20,
    )
)
def test_any_nesting_is_read_whole(page):
    document = read_html(page.encode())
    letters = sum(page.count(letter) for letter in "กขค")
    read = sum(block.text.count(letter) for block in document.blocks for letter in "กขค")
    assert read == letters or document.findings
    assert document.media_type is MediaType.HTML


@given(st.binary(max_size=300))
def test_never_raises(data):
    read_html(b"<p>" + data)


def test_findings_that_hold():
    for data in (b"", b"\xef\xbb\xbf", b" \n ", b"<html><body></body></html>", b"<!-- x -->"):
        document = read_html(data)
        assert document.blocks == ()
        assert (FindingCode.EMPTY, Severity.ERROR) in [(f.code, f.severity) for f in document.findings]


def test_a_short_content_cell_beside_a_long_menu_cell_is_content():
    links = "".join(f"<a href='/{n}'>เมนูรายการที่ {n}</a> " for n in range(20))
    found = blocks(f"<table><tr><td><div>{links}</div><td><h3>ค่านิยม</h3><ul><li>มีวินัย</ul></table>")
    chrome = [(b.text[:4], b.chrome > 0.5) for b in found]
    assert chrome == [("เมนู", True), ("ค่าน", False), ("มีวิ", False)]
