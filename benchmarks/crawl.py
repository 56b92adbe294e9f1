# ruff: noqa: E501, ISC004  (documents in their own words)
"""Documents as a crawl of many offices would bring them, made by number: most HTML, some Word, PDF, scans.

Seven in ten are pages of a site with its menus, scripts and news (median 20 KB), 15 % Word, 14 % text PDFs,
1 % pictures of a page. The same number gives the same bytes everywhere.
`python -m benchmarks.crawl COUNT FOLDER [KIND]` writes them.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import count as counting
from itertools import islice
from pathlib import Path

from PIL import Image, ImageDraw

from benchmarks.invented import sentence

MEDIAN_BYTES = 20_000
_SPREAD = 0.55
"""Standard deviation of the logarithm of a page's size: one page in twenty has more than 50 KB."""
_SMALLEST, _LARGEST = 6_000, 250_000
_A_FOLDER = 500
_SCALED = (200, 280)
_KINDS_OF_OFFICES = (
    "องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "เทศบาลเมือง", "โรงเรียน", "โรงพยาบาลส่งเสริมสุขภาพตำบล", "สำนักงานเกษตรอำเภอ",
)  # fmt: skip
_SYLLABLES = (
    "บ้าน", "ดอน", "หนอง", "โนน", "นา", "ห้วย", "ท่า", "วัง", "โคก", "ทุ่ง", "ดอย", "เกาะ", "บึง", "คลอง", "แก้ว", "งาม",
    "ใหม่", "เหนือ", "ทราย", "ทอง", "สวรรค์", "หลวง", "ใหญ่", "ขาว", "แดง", "ศรี", "ไทร", "มะขาม", "พลับ", "จันทร์", "สัก",
    "ยาว", "ลาด", "ปลา", "ช้าง", "หิน", "ตาล", "แซง",
)  # fmt: skip
_MENU = (
    "หน้าแรก", "ข้อมูลหน่วยงาน", "โครงสร้าง", "บุคลากร", "ข่าวประชาสัมพันธ์", "จัดซื้อจัดจ้าง", "แผนงาน", "รายงานผล", "งบประมาณ",
    "กฎหมายที่เกี่ยวข้อง", "บริการประชาชน", "ดาวน์โหลด", "กระดานสนทนา", "ติดต่อเรา", "ร้องเรียน", "แผนผังเว็บไซต์", "ภาพกิจกรรม",
    "คู่มือประชาชน", "ถาม-ตอบ", "สถิติผู้เข้าชม",
)  # fmt: skip


class CrawlKind(StrEnum):
    """What kind of file a document is."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    SCAN = "png"


SHARES = ((CrawlKind.HTML, 70), (CrawlKind.DOCX, 15), (CrawlKind.PDF, 14), (CrawlKind.SCAN, 1))
"""How many of a hundred documents are of each kind."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """A document: its path below the folder of the crawl, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document states."""

    office: str
    start_be: int
    vision: str
    missions: tuple[str, ...]
    goals: tuple[str, ...]
    issues: tuple[tuple[str, tuple[str, ...]], ...]
    """Strategic issues with their strategies."""


def crawl(kind: CrawlKind | None = None) -> Iterator[Crawled]:
    """Documents without end, all of one kind if it is given."""
    return (crawled(number, kind) for number in counting())


def crawled(number: int, kind: CrawlKind | None = None) -> Crawled:
    """The document of a number."""
    chance = random.Random(number)
    drawn = chance.choices([one for one, _ in SHARES], [share for _, share in SHARES])[0]
    kind = kind or drawn
    data = _MAKERS[kind](plan_of(chance, number), chance)
    return Crawled(f"{number // _A_FOLDER:04d}/document{number:06d}.{kind.value}", data)


def write(count: int, folder: Path, kind: CrawlKind | None = None) -> int:
    """Write the first documents into a folder; how many bytes they have."""
    total = 0
    for made in islice(crawl(kind), count):
        path = folder / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
        total += len(made.data)
    return total


def plan_of(chance: random.Random, number: int) -> Plan:
    """What the document of a number states."""

    def sentences(least: int, most: int) -> tuple[str, ...]:
        return tuple(sentence(chance) for _ in range(chance.randint(least, most)))

    return Plan(
        office=_office(number),
        start_be=chance.choice((2561, 2566, 2566, 2570)),
        vision=sentence(chance),
        missions=sentences(3, 8),
        goals=sentences(3, 6),
        issues=tuple((sentence(chance), sentences(1, 4)) for _ in range(chance.randint(2, 5))),
    )


def _office(number: int) -> str:
    """Two documents in three have an office of their own."""
    place = number * 2 // 3
    place, kind = divmod(place, len(_KINDS_OF_OFFICES))
    syllables = []
    for _ in range(3):
        place, syllable = divmod(place, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    return _KINDS_OF_OFFICES[kind] + "".join(syllables)


def _years(plan: Plan) -> str:
    return f"แผนพัฒนา (พ.ศ. {plan.start_be} - {plan.start_be + 4})"


def _lines(plan: Plan) -> Iterator[tuple[int, str]]:
    """The plan line by line: 1 a title, 2 a heading, 0 a paragraph."""
    yield 1, plan.office
    yield 0, _years(plan)
    yield 2, "วิสัยทัศน์"
    yield 0, f"“{plan.vision}”"
    for heading, items in (("พันธกิจ", plan.missions), ("เป้าประสงค์", plan.goals)):
        yield 2, heading
        yield from ((0, f"{at}. {text}") for at, text in enumerate(items, 1))
    yield 2, "ยุทธศาสตร์การพัฒนา"
    for at, (issue, strategies) in enumerate(plan.issues, 1):
        yield 0, f"ยุทธศาสตร์ที่ {at} {issue}"
        yield from ((0, f"กลยุทธ์ที่ {at}.{n} {text}") for n, text in enumerate(strategies, 1))


def html_page(plan: Plan, chance: random.Random) -> bytes:
    """A page of a site that states a plan, among as much else as most sites have."""
    wanted = min(max(_SMALLEST, round(MEDIAN_BYTES * chance.lognormvariate(0, _SPREAD))), _LARGEST)
    content = chance.choice((_headings, _paragraphs, _table_layout))(plan)
    page = _page(plan, chance, content, ())
    filling: list[str] = []
    missing = wanted - len(page.encode())
    while missing > 0:
        made = _news(chance) if chance.random() < 0.5 else _script(chance)  # noqa: PLR2004
        filling.append(made)
        missing -= len(made.encode())
    return _page(plan, chance, content, filling).encode()


def _page(plan: Plan, chance: random.Random, content: str, filling: Sequence[str]) -> str:
    items = "".join(
        f'<li class="menu-item item-{at}"><a href="index.php?page={at}">{name}</a></li>'
        for at, name in enumerate(_MENU)
    )
    style = "".join(f".box{at}{{float:left;margin:{at}px;padding:4px;color:#{at:03d}}}\n" for at in range(30))
    news = "".join(part for part in filling if not part.startswith("<script"))
    scripts = "".join(part for part in filling if part.startswith("<script"))
    return f"""<!DOCTYPE html>
<html lang="th"><head><meta charset="utf-8"><title>วิสัยทัศน์และยุทธศาสตร์ - {plan.office}</title>
<style>{style}</style>{scripts}</head><body class="page-{chance.randint(1, 99)}">
<div id="top"><img src="banner.jpg" alt="{plan.office}"><ul class="menu">{items}</ul></div>
<div id="main"><div id="content">{content}</div><div id="side"><h4>ข่าวประชาสัมพันธ์</h4>{news}</div></div>
<div id="footer">{plan.office} โทรศัพท์ 0-0000-0000 สงวนลิขสิทธิ์ พ.ศ. 2568</div>
</body></html>
"""


def _headings(plan: Plan) -> str:
    tags = {0: "p", 1: "h1", 2: "h2"}
    return "\n".join(f"<{tags[level]}>{escape(text)}</{tags[level]}>" for level, text in _lines(plan))


def _paragraphs(plan: Plan) -> str:
    """Bold paragraphs for headings, as an editor leaves them."""
    return "\n".join(
        f'<p style="text-align:left"><span style="font-size:16px">'
        f"{f'<strong>{escape(text)}</strong>' if level else escape(text)}</span></p>"
        for level, text in _lines(plan)
    )


def _table_layout(plan: Plan) -> str:
    """A page laid out by a table, lines broken by <br>."""
    lines = "<br>\n".join(f"<b>{escape(text)}</b>" if level else escape(text) for level, text in _lines(plan))
    return f'<table width="100%" border="0"><tr><td class="text">{lines}</td></tr></table>'


def _news(chance: random.Random) -> str:
    link = f"index.php?news={chance.randint(1, 9999)}"
    return f'<div class="news"><a href="{link}" title="อ่านต่อ">{sentence(chance)}</a><span>อ่านแล้ว {chance.randint(1, 999)} ครั้ง</span></div>\n'


def _script(chance: random.Random) -> str:
    lines = "".join(
        f"  if (window.scrollY > {chance.randint(1, 999)}) {{ toggle('box{n}', {chance.random():.6f}); }}\n"
        for n in range(12)
    )
    return f"<script>function step{chance.randint(1, 9999)}() {{\n{lines}}}</script>\n"


def _docx(plan: Plan, chance: random.Random) -> bytes:
    styles = {
        0: "",
        1: '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
        2: '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>',
    }
    body = "".join(
        f'<w:p>{styles[level]}<w:r><w:rPr><w:rFonts w:cs="TH Sarabun New"/></w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>'
        for level, text in _lines(plan)
    )
    kept = random.Random(chance.random()).randbytes(chance.randint(2_000, 20_000))
    namespace = "http://schemas.openxmlformats.org"
    main = f"{namespace}/wordprocessingml/2006/main"
    heading = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2)
    )
    types = f"{namespace}/package/2006/content-types"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{namespace}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{namespace}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{namespace}/package/2006/relationships"><Relationship '
        f'Id="r1" Type="{namespace}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{main}">{heading}</w:styles>',
        "word/media/image1.jpeg": kept,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


_ROWS = 34
_WIDTH = 62
_MARKS = (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F))
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange "
    "2 beginbfrange <0020> <007E> <0020> <0E00> <0E5B> <0E00> endbfrange endcmap end end"
)


def _pdf(plan: Plan, chance: random.Random) -> bytes:
    """A PDF whose lines are wrapped as paper wraps them; its font is named and maps codes to letters."""
    rows = [row for level, text in _lines(plan) for row in _wrapped(text, level)]
    pages = [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)]
    marks = " ".join(f"{code} [0]" for code in _MARKS)
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sarabun /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sarabun /CIDSystemInfo << /Registry (Adobe) /Ordering "
        f"(Identity) /Supplement 0 >> /DW 500 /W [{marks}] /FontDescriptor << /Type /FontDescriptor "
        "/FontName /Sarabun /Flags 4 /FontBBox [0 -250 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -250 "
        "/CapHeight 700 /StemV 80 >> >>",
        _stream(_TO_UNICODE),
    ]
    objects[0] = f"{objects[0]} % {chance.randbytes(8).hex()}"
    for at, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {7 + 2 * at} 0 R >>"
        )
        drawn = [
            f"BT /F1 {size} Tf {left} {780 - 21 * row} Td <{_codes(text)}> Tj ET"
            for row, (left, size, text) in enumerate(page)
        ]
        objects.append(_stream("\n".join(drawn)))
    return _file(objects)


def _wrapped(text: str, level: int) -> Iterator[tuple[int, int, str]]:
    """Left edge, size and text of each row that a line takes."""
    size = (14, 20, 16)[level]
    words = text.split(" ")
    row = ""
    left = 60
    for word in words:
        pieces = [word[at : at + _WIDTH] for at in range(0, len(word), _WIDTH)] or [""]
        for piece in pieces:
            if row and len(row) + len(piece) + 1 > _WIDTH:
                yield left, size, row
                row = ""
            row = f"{row} {piece}" if row else piece
    yield left, size, row


def _codes(line: str) -> str:
    """Hexadecimal codes of the letters; sara am in its two parts, as many programs draw it."""
    written = line.replace("“", '"').replace("”", '"').replace("\u0e33", "\u0e4d\u0e32")
    return written.encode("utf-16-be").hex()


def _stream(text: str) -> str:
    return f"<< /Length {len(text.encode())} >>\nstream\n{text}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    data = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return bytes(data) + tail.encode()


def _scan(plan: Plan, chance: random.Random) -> bytes:
    """A picture of a page: grey rows where lines of text would be."""
    image = Image.new("L", _SCALED, 250)
    draw = ImageDraw.Draw(image)
    for row, (_, text) in enumerate(_lines(plan)):
        draw.line((20, 20 + 8 * row, 20 + min(len(text), 150), 20 + 8 * row), fill=chance.randint(0, 90))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


_MAKERS: dict[CrawlKind, Callable[[Plan, random.Random], bytes]] = {
    CrawlKind.HTML: html_page,
    CrawlKind.DOCX: _docx,
    CrawlKind.PDF: _pdf,
    CrawlKind.SCAN: _scan,
}


if __name__ == "__main__":
    wanted, where, *kinds = sys.argv[1:]
    print(write(int(wanted), Path(where), CrawlKind(kinds[0]) if kinds else None))
