"""What someone would write in an hour: text extraction, a list of heading words, expressions for numbers.

Kept as short as such scripts are, with care for what they do: it is the figure to be better than.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import docx
import lxml.html
import pypdfium2
import trafilatura
from docx.table import Table

from benchmarks.pages import Page
from benchmarks.reading import Reading, ReadSection, ReadStatement
from schemas.kinds import Kind
from schemas.registry import registry

WORDS: Final = {
    "วิสัยทัศน์": Kind.VISION, "พันธกิจ": Kind.MISSION, "เป้าประสงค์": Kind.GOAL, "เป้าหมาย": Kind.GOAL,
    "วัตถุประสงค์": Kind.OBJECTIVE, "ประเด็นยุทธศาสตร์": Kind.STRATEGIC_ISSUE, "ยุทธศาสตร์": Kind.STRATEGIC_ISSUE,
    "กลยุทธ์": Kind.STRATEGY, "แนวทางการพัฒนา": Kind.APPROACH, "แนวทาง": Kind.APPROACH,
    "มาตรการ": Kind.APPROACH, "ตัวชี้วัด": Kind.INDICATOR, "โครงการ": Kind.PROJECT,
    "ค่านิยมองค์กร": Kind.CORE_VALUE, "ค่านิยม": Kind.CORE_VALUE,
    "วัฒนธรรมองค์กร": Kind.CORE_VALUE, "ปรัชญา": Kind.PHILOSOPHY, "ปณิธาน": Kind.PHILOSOPHY,
    "อัตลักษณ์": Kind.IDENTITY, "เอกลักษณ์": Kind.IDENTITY, "คำขวัญ": Kind.MOTTO, "จุดเน้น": Kind.FOCUS,
    "นโยบาย": Kind.POLICY, "อำนาจหน้าที่": Kind.DUTY, "คำนิยาม": Kind.DEFINITION,
}  # fmt: skip
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_HEADING = re.compile(rf"^(?:\d[\d.]*\s*)?({_WORD})(?!ที่)[^“]{{0,30}}$")
_LABELLED = re.compile(rf"^(({_WORD})(?:ที่)?\s*(\d+))\s*[:.]?\s*(.+)$")
_ITEM = re.compile(r"^(?:(\d+(?:\.\d+)*)[.)]\s*|(\d+(?:\.\d+)*)\s+|[-•*]\s*)(.+)$")
_YEARS = re.compile(r"(25\d\d)\s*[-–]\s*(25\d\d)")
_OFFICE = re.compile(
    r"^(?:สำนักงาน|องค์การบริหาร|เทศบาล|โรงพยาบาล|โรงเรียน|วิทยาลัย|คณะ|กรม|ศูนย์)\S+(?: เขต \d+)?",
    re.MULTILINE,
)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def extract(page: Page) -> str:
    """The text of a page, one line a paragraph; all of it where trafilatura finds no vision."""
    if page.name.endswith((".html", ".htm")):
        text = trafilatura.extract(page.data, include_tables=True, favor_recall=True) or ""
        return text if "วิสัยทัศน์" in text else "\n".join(lxml.html.fromstring(page.data).itertext())
    if page.name.endswith(".docx"):
        return "\n".join(_word(page.data))
    if page.name.endswith(".pdf"):
        return "\n".join(
            sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(page.data)
        )
    return page.data.decode("utf-8-sig", errors="replace")


def _word(data: bytes) -> Iterator[str]:
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text


def read(page: Page) -> Reading:
    """Headings, and below each its items: lines with a number or a dash, with the lines that go on behind."""
    text = extract(page).translate(_DIGITS).replace("\u0e4d\u0e32", "\u0e33")
    sections: list[ReadSection] = []
    found: list[ReadStatement] = []
    for line in filter(None, (line.strip(" \t\r|") for line in text.splitlines())):
        section = len(sections) - 1 if sections else None
        if labelled := _LABELLED.match(line):
            found.append(ReadStatement(WORDS[labelled[2]], labelled[4], labelled[1], labelled[3], section))
        elif heading := _HEADING.match(line):
            sections.append(ReadSection(WORDS[heading[1]], line))
        elif sections and not line.endswith("ดังนี้"):
            item = _ITEM.match(line)
            if item:
                number = item[1] or item[2]
                found.append(
                    ReadStatement(sections[-1].kind, item[3], number and f"{number}.", number, section)
                )
            elif found and found[-1].section == section and found[-1].number:
                found[-1] = replace(found[-1], text=f"{found[-1].text} {line}")
            else:
                found.append(ReadStatement(sections[-1].kind, line.strip("“”\"'"), section=section))
    years = max(_YEARS.findall(text), default=(None, None))
    names = [office for office in registry().offices if office.name_th in text]
    printed = _OFFICE.search(text)
    return Reading(
        tuple(sections),
        tuple(found),
        office_id=max(names, key=lambda office: len(office.name_th)).office_id if names else None,
        owner_name=printed[0] if printed else None,
        plan_start_be=int(years[0]) if years[0] else None,
        plan_end_be=int(years[1]) if years[1] else None,
    )
