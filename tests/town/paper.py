# ruff: noqa: E501, ISC004  (a PDF in its own words)
"""Documents without a program to make them: the smallest PDF and Word files that a reader takes."""

from tests.office import docx

_WIDTH = 500
_MARKS = set(range(0xE31, 0xE32)) | set(range(0xE34, 0xE3B)) | set(range(0xE47, 0xE4F))
_PER_PAGE = 34


def pdf(lines):
    """A PDF with one text line each; its font is named, not embedded, and maps codes to letters."""
    pages = [lines[at : at + _PER_PAGE] for at in range(0, len(lines), _PER_PAGE)] or [[]]
    marks = " ".join(f"{code} [0]" for code in sorted(_MARKS))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "2 beginbfrange <0020> <007E> <0020> <0E00> <0E5B> <0E00> endbfrange endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sarabun /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sarabun /CIDSystemInfo << /Registry (Adobe) /Ordering "
        f"(Identity) /Supplement 0 >> /DW {_WIDTH} /W [{marks}] /FontDescriptor << /Type /FontDescriptor "
        "/FontName /Sarabun /Flags 4 /FontBBox [0 -250 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -250 "
        "/CapHeight 700 /StemV 80 >> >>",
        _stream(to_unicode),
    ]
    for at, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {7 + 2 * at} 0 R >>"
        )
        drawn = [
            f"BT /F1 14 Tf 60 {780 - 21 * row} Td <{_codes(line)}> Tj ET" for row, line in enumerate(page)
        ]
        objects.append(_stream("\n".join(drawn)))
    return _file(objects)


def _stream(text):
    return f"<< /Length {len(text.encode())} >>\nstream\n{text}\nendstream"


def _file(objects):
    data = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{at:010} 00000 n \n" for at in places
    )
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (table + tail).encode()


def word(lines):
    """A Word file with one paragraph each; a line that begins with # is a heading."""
    parts = []
    for line in lines:
        style = '<w:pPr><w:pStyle w:val="H1"/></w:pPr>' if line.startswith("# ") else ""
        parts.append(f"<w:p>{style}<w:r><w:t>{line.removeprefix('# ')}</w:t></w:r></w:p>")
    return docx("".join(parts))


def plan_lines(name, stated):
    """A plan's text, line by line."""
    lines = [name, f"แผนปฏิบัติราชการ {stated.years}", "", "วิสัยทัศน์", stated.vision, "", "พันธกิจ"]
    lines += [f"{at}. {text}" for at, text in enumerate(stated.missions, 1)]
    lines += ["", "เป้าประสงค์"] + [f"{at}. {text}" for at, text in enumerate(stated.goals, 1)]
    lines += ["", "กลยุทธ์"] + [f"กลยุทธ์ที่ {at} {text}" for at, text in enumerate(stated.strategies, 1)]
    return lines


def _codes(line):
    """Hexadecimal codes of the letters; sara am in its two parts, as many programs draw it."""
    return line.replace("\u0e33", "\u0e4d\u0e32").encode("utf-16-be").hex()
