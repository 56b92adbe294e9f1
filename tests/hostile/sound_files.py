"""One sound document of each format with the same words, to be damaged: our own text."""

import io
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from engines import office
from tests.office import docx, lists, lvl, odt, p, pptx, rtf, shape, tbl, tc, xlsx
from tests.pages import LOEI

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
FONT = Path("/usr/share/fonts/truetype/tlwg/Loma.ttf")

VISION = "เป็นองค์กรชั้นนำที่จัดการศึกษาอย่างมีคุณภาพและเท่าเทียม"
LISTS = {
    "พันธกิจ": (
        "ส่งเสริมให้ผู้เรียนได้รับการพัฒนาอย่างทั่วถึง",
        "พัฒนาครูและบุคลากรให้มีสมรรถนะตามมาตรฐานวิชาชีพ",
        "สร้างความร่วมมือกับชุมชนและหน่วยงานในท้องถิ่น",
    ),
    "เป้าประสงค์": ("ผู้เรียนมีคุณภาพตามมาตรฐานการศึกษา", "ครูมีสมรรถนะตามมาตรฐานวิชาชีพ"),
    "กลยุทธ์": ("ยกระดับคุณภาพผู้เรียนทุกระดับ", "เพิ่มโอกาสทางการศึกษาให้ทั่วถึง", "พัฒนาระบบบริหารจัดการที่ดี"),
}
STATEMENTS = 1 + sum(map(len, LISTS.values()))


def as_text():
    parts = [f"{LOEI}\n\nวิสัยทัศน์\n{VISION}\n"]
    for heading, items in LISTS.items():
        parts.append(f"{heading}\n" + "".join(f"{at}. {item}\n" for at, item in enumerate(items, 1)))
    return "\n".join(parts).encode()


def as_html():
    parts = [f"<h1>{LOEI}</h1>\n<h2>วิสัยทัศน์</h2>\n<p>{VISION}</p>\n"]
    for heading, items in LISTS.items():
        listed = "".join(f"<li>{item}</li>\n" for item in items)
        parts.append(f"<h2>{heading}</h2>\n<ol>\n{listed}</ol>\n")
    head = f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>{LOEI}</title></head>\n"
    return f"{head}<body>\n{''.join(parts)}</body></html>\n".encode()


def as_docx():
    body = [p(LOEI, "Title"), p("วิสัยทัศน์", "H1"), p(VISION)]
    for number, (heading, items) in enumerate(LISTS.items(), 1):
        body += [p(heading, "H1"), *(p(item, number=number) for item in items)]
    body.append(tbl([tc("ค่านิยม"), tc("โปร่งใส")]))
    return docx("".join(body), numbering=lists(*[lvl("%1.")] * len(LISTS)))


def as_odt():
    def heading(text):
        return f'<text:h text:outline-level="1">{text}</text:h>'

    def listed(items):
        inner = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items)
        return f"<text:list>{inner}</text:list>"

    body = f"<text:p>{LOEI}</text:p>{heading('วิสัยทัศน์')}<text:p>{VISION}</text:p>"
    return odt(body + "".join(heading(name) + listed(items) for name, items in LISTS.items()))


def as_rtf():
    lines = [LOEI, "\\b วิสัยทัศน์\\b0", VISION]
    for heading, items in LISTS.items():
        lines += [f"\\b {heading}\\b0", *(f"{at}. {item}" for at, item in enumerate(items, 1))]
    return rtf("".join(f"\\pard {line}\\par\n" for line in lines))


def as_pptx():
    def paragraph(text):
        return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"

    slides = [shape(paragraph(LOEI), "title") + shape(paragraph("ทิศทาง"), "body")]
    slides.append(shape(paragraph("วิสัยทัศน์"), "title") + shape(paragraph(VISION), "body"))
    for heading, items in LISTS.items():
        listed = "".join(paragraph(f"{at}. {item}") for at, item in enumerate(items, 1))
        slides.append(shape(paragraph(heading), "title") + shape(listed, "body"))
    return pptx(*slides)


def as_xlsx():
    strings = [LOEI, "วิสัยทัศน์", VISION]
    for heading, items in LISTS.items():
        strings += [heading, *(f"{at}. {item}" for at, item in enumerate(items, 1))]
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{at - 1}</v></c></row>' for at in range(1, len(strings) + 1)
    )
    return xlsx(("ทิศทาง", f"<sheetData>{rows}</sheetData>"), strings=[f"<t>{text}</t>" for text in strings])


def as_doc():
    """Made by LibreOffice of the RTF file; its text stands in the file as UTF-16."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.rtf").write_bytes(as_rtf())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office.libreoffice(), profile, "--headless", "--infilter=Rich Text Format"]
        command += ["--convert-to", "doc:MS Word 97", "--outdir", folder, folder / "page.rtf"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "page.doc").read_bytes()


def as_png():
    """The lines drawn at 300 dpi."""
    lines = as_text().decode().split("\n")
    image = Image.new("L", (1748, 200 + 90 * len(lines)), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 56)
    for number, line in enumerate(lines):
        draw.text((120, 100 + 90 * number), line, font=font, fill="black")
    data = io.BytesIO()
    image.save(data, "PNG", dpi=(300, 300))
    return data.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "html": as_html,
    "txt": as_text,
    "docx": as_docx,
    "odt": as_odt,
    "rtf": as_rtf,
    "pptx": as_pptx,
    "xlsx": as_xlsx,
    "libreoffice.pdf": (GOLDEN / "pdf-libreoffice-table" / "input.pdf").read_bytes,
    "chromium.pdf": (GOLDEN / "pdf-chromium-sentence" / "input.pdf").read_bytes,
    "doc": as_doc,
    "png": as_png,
}
"""How each is made; the key is the end of its file name."""


@cache
def sound(form):
    """The document in a format."""
    return MAKERS[form]()
