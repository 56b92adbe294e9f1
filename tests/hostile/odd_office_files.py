"""Office files that say huge numbers, draw from elsewhere, or keep their text in unusual parts."""

from tests.hostile.office_files import BODY
from tests.office import docx, odt, p, pptx, r, rtf, shape, tbl, tc, xlsx

MANY = 10**9


def odt_spaces():
    """A billion blanks, said in forty bytes."""
    return odt(f'<text:p>ก<text:s text:c="{MANY}"/>ข</text:p>')


def odt_repeated_cells():
    cell = f'<table:table-cell table:number-columns-repeated="{MANY}"><text:p>ก</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{MANY}">{cell}</table:table-row>'
    return odt(f"<text:p>ก</text:p><table:table>{row}</table:table>")


def odt_spans():
    cell = f'<table:table-cell table:number-columns-spanned="{MANY}" table:number-rows-spanned="{MANY}">'
    return odt(
        f"<table:table><table:table-row>{cell}<text:p>ก</text:p></table:table-cell></table:table-row></table:table>"
    )


def odt_nested(depth):
    lists = "<text:list><text:list-item>" * depth + "<text:p>ใจกลาง</text:p>"
    return odt("<text:p>ก</text:p>" + lists + "</text:list-item></text:list>" * depth)


def docx_spans():
    return docx(p("ก") + tbl([tc("ข", span=MANY), tc("ค")]))


def docx_numbers():
    """A list that begins at a billion, in Roman letters."""
    level = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{MANY}"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    return docx(p("ก", number=1) + p("ข", number=1), numbering=level)


def xlsx_far_cell():
    """A sheet of two cells, the last in the last row and column that there can be, and one beyond."""
    cells = "".join(
        f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>พันธกิจ</t></is></c></row>'
        for column, row in (("A", 1), ("XFD", 1_048_576), ("ZZZZZZ", 99_999_999_999))
    )
    return xlsx(("ทิศทาง", f"<sheetData>{cells}</sheetData>"))


def xlsx_merged():
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>พันธกิจ</t></is></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return xlsx(("ทิศทาง", f"<sheetData>{cell}</sheetData>{merged}"))


def xlsx_many_sheets(count=1_500):
    sheet = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ก</t></is></c></row></sheetData>'
    return xlsx(*((f"s{number}", sheet) for number in range(count)))


def pptx_nested(depth):
    inner = shape("<a:p><a:r><a:t>ใจกลาง</a:t></a:r></a:p>", "body")
    return pptx("<p:grpSp>" * depth + inner + "</p:grpSp>" * depth)


def rtf_binary():
    """A picture that says it has a billion bytes."""
    return rtf(f"\\pard ก\\par{{\\pict\\bin{MANY} xyz}}\\pard ข\\par")


def rtf_numbers():
    """Numbers too long for any machine."""
    return rtf("\\pard\\li" + "9" * 5_000 + " ก\\par\\u" + "9" * 5_000 + "? ข\\par")


def rtf_nested(depth):
    return b"{\\rtf1" + b"{" * depth + b"\\'a1" + b"}" * (depth + 1)


def rtf_drawing(canary):
    return rtf(f'\\pard ก\\par{{\\field{{\\*\\fldinst INCLUDEPICTURE "{canary}"}}{{\\fldrslt ข}}}}\\par')


def docx_drawing(canary):
    """A document with a template and a picture from elsewhere."""
    targets = {"t": ("attachedTemplate", canary), "i": ("image", canary), "h": ("hyperlink", canary)}
    return docx(BODY + p('<w:hyperlink r:id="h">' + r("ลิงก์") + "</w:hyperlink>"), targets=targets)


def docx_text_box():
    """Statements that stand in a text box."""
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx><w:txbxContent>"
        f"{p('ค่านิยม', 'H1')}{p('โปร่งใส ตรวจสอบได้')}"
        "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    return docx(BODY + p(box))


def docx_footnote():
    note = f'<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2">{p("เชิงอรรถ")}</w:footnote></w:footnotes>'
    return docx(
        BODY + p(r("ข้อ") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        targets={"f": ("footnotes", "footnotes.xml")},
        parts={"word/footnotes.xml": note},
    )


def docx_alt_chunk():
    """A part in another format that Word would show in this place."""
    chunk = "<html><body><p>ค่านิยม</p><p>โปร่งใส ตรวจสอบได้</p></body></html>"
    return docx(
        BODY + '<w:altChunk r:id="a"/>',
        targets={"a": ("aFChunk", "chunk.html")},
        parts={"word/chunk.html": chunk},
    )


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
