"""Invented offices by number: a page of sixty statements, and what reading it gives, without reading it.

The parser would need minutes for ten thousand pages; publishing does not care who made the reading.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from parsers import PARSER_VERSION
from schemas.codes import FindingCode, MediaType, OwnerEvidence, PeriodKind, Severity
from schemas.ids import sha256
from schemas.kinds import Kind
from schemas.records import Block, Document, Finding, Owner, Parsed, Period, Section, Span, Statement

START = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
STATEMENTS = 60
"""Statements of a page."""
PAGES = "pages"
"""The folder that all pages seem to have been loaded from."""

_VERBS = (
    "พัฒนา", "ส่งเสริม", "ยกระดับ", "เสริมสร้าง", "ปรับปรุง", "สนับสนุน", "ขยาย", "บูรณาการ", "อนุรักษ์", "ฟื้นฟู",
    "เพิ่มประสิทธิภาพ", "กระจาย", "สร้างความเข้มแข็งของ", "บริหารจัดการ", "เฝ้าระวัง", "จัดระบบ", "ประสาน", "ต่อยอด",
)  # fmt: skip
_THINGS = (
    "คุณภาพการศึกษา", "ระบบสาธารณสุข", "แหล่งน้ำเพื่อการเกษตร", "โครงสร้างพื้นฐาน", "เศรษฐกิจชุมชน", "ภูมิปัญญาท้องถิ่น",
    "การท่องเที่ยวเชิงวัฒนธรรม", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม", "ระบบข้อมูลสารสนเทศ", "บุคลากร", "เครือข่ายอาสาสมัคร",
    "การเรียนรู้ตลอดชีวิต", "ความปลอดภัยในชีวิตและทรัพย์สิน", "สวัสดิการผู้สูงอายุ", "กลุ่มอาชีพ", "การป้องกันสาธารณภัย",
    "ธรรมาภิบาล", "ระบบขนส่งสาธารณะ", "สุขภาวะของเด็กปฐมวัย", "พื้นที่สีเขียว", "การจัดการขยะ", "งานวิจัยและนวัตกรรม",
    "ผลิตภัณฑ์ชุมชน", "คุณธรรมและจริยธรรม", "การมีส่วนร่วมของประชาชน", "การบริการประชาชน", "ทักษะดิจิทัล",
)  # fmt: skip
_WHOSE = (
    "ของผู้เรียนทุกช่วงวัย", "ในตำบล", "ของประชาชนในพื้นที่", "ขององค์กร", "ของครูและบุคลากรทางการศึกษา",
    "ในทุกหมู่บ้าน", "ของผู้ด้อยโอกาส", "ของเกษตรกร", "ตามแนวชายแดน", "ในสถานศึกษา", "ของเยาวชน",
    "ระดับจังหวัด", "ของหน่วยงานในสังกัด", "",
)  # fmt: skip
_WAYS = (
    "อย่างทั่วถึง", "อย่างยั่งยืน", "ตามหลักปรัชญาของเศรษฐกิจพอเพียง", "ให้ได้มาตรฐาน", "ด้วยเทคโนโลยีสมัยใหม่",
    "โดยชุมชนมีส่วนร่วม", "ให้เท่าทันการเปลี่ยนแปลง", "อย่างเท่าเทียม", "ตามอัธยาศัย", "ภายใต้หลักธรรมาภิบาล",
    "สู่ศตวรรษที่ ๒๑", "ร้อยละ ๘๐ ของเป้าหมาย", "ไม่น้อยกว่าปีละ 2 ครั้ง", "ให้เป็นที่ยอมรับ", "แบบบูรณาการ",
)  # fmt: skip
_SYLLABLES = (
    "บ้าน", "ดอน", "หนอง", "โนน", "นา", "ห้วย", "ท่า", "วัง", "โคก", "ทุ่ง", "ดอย", "เกาะ", "บึง", "คลอง", "แก้ว",
    "งาม", "ใหม่", "เหนือ", "ทราย", "ทอง", "สวรรค์", "หลวง", "ใหญ่", "ขาว", "แดง", "ศรี", "ไทร", "มะขาม", "พลับ",
    "จันทร์", "สัก",
)  # fmt: skip
_LISTS: tuple[tuple[Kind, str, int], ...] = (
    (Kind.VISION, "วิสัยทัศน์", 1), (Kind.MISSION, "พันธกิจ", 8), (Kind.GOAL, "เป้าประสงค์", 8),
    (Kind.CORE_VALUE, "ค่านิยม", 4), (Kind.PHILOSOPHY, "ปรัชญา", 1), (Kind.IDENTITY, "อัตลักษณ์", 1),
    (Kind.MOTTO, "คำขวัญ", 1), (Kind.FOCUS, "จุดเน้น", 1),
)  # fmt: skip
"""Kind, heading and items of each list; the other statements form the tree of issues."""
_TREE: tuple[tuple[Kind, int], ...] = ((Kind.STRATEGIC_ISSUE, 5), (Kind.STRATEGY, 3), (Kind.APPROACH, 1))
_TREE_HEADING = "ประเด็นยุทธศาสตร์"


@dataclass(frozen=True, slots=True)
class Invented:
    """One version of one office's page: its address, its bytes, when it was captured, what it says."""

    uri: str
    data: bytes
    captured_at: datetime
    reading: Parsed


def invented(number: int, version: int = 0) -> Invented:
    """The page of office `number`; each later `version` words the vision anew."""
    draft = _Draft(random.Random(number))
    draft.fill()
    if version:
        draft.reword_vision(random.Random(f"{number} {version}"))
    name = office_name(number)
    data = _html(name, draft)
    year = 2566 + number % 3
    reading = Parsed(
        document=Document(MediaType.HTML, (Block(name),), charset="utf-8", title=name),
        owner=Owner(None, name, OwnerEvidence.HEADING),
        sections=tuple(draft.sections),
        statements=tuple(draft.statements),
        periods=(Period(PeriodKind.PLAN, year, year + 4, f"พ.ศ. {year} - {year + 4}", 0),),
        findings=(Finding(FindingCode.UNKNOWN_HEADING, Severity.INFO, "a heading in no list", name),),
        plan_start_be=year,
        plan_end_be=year + 4,
        text_sha256=sha256(data),
        parser_version=PARSER_VERSION,
    )
    at = START + timedelta(seconds=number, days=version)
    return Invented(f"{PAGES}/office{number:05d}.html", data, at, reading)


def office_number(uri: str) -> int:
    """Whose page an address is of."""
    return int(uri.removeprefix(f"{PAGES}/office").removesuffix(".html"))


def office_name(number: int) -> str:
    """The name of an office that no registry holds, another one for each number below thirty thousand."""
    syllables = []
    for _ in range(3):
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return f"องค์การบริหารส่วนตำบล{''.join(syllables)}"


class _Draft:
    """A page as it grows: its lines and what they are."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.lines: list[str] = []
        self.sections: list[Section] = []
        self.statements: list[Statement] = []

    def fill(self) -> None:
        for kind, heading, count in _LISTS:
            self._heading(kind, heading)
            for item in range(count):
                self._statement(kind, str(item + 1) if count > 1 else None, ())
        self._heading(Kind.STRATEGIC_ISSUE, _TREE_HEADING)
        self._branch(_TREE, ())

    def reword_vision(self, chance: random.Random) -> None:
        """Another vision in the place of the first statement."""
        text = sentence(chance)
        old = self.statements[0]
        self.lines[old.spans[0].block] = text
        span = replace(old.spans[0], end=len(text))
        self.statements[0] = replace(old, text=text, quote=text, spans=(span,))

    def _branch(self, levels: Sequence[tuple[Kind, int]], above: tuple[int, ...]) -> None:
        if not levels:
            return
        kind, count = levels[0]
        for item in range(count):
            self._statement(kind, str(item + 1), above)
            self._branch(levels[1:], (*above, len(self.statements) - 1))

    def _heading(self, kind: Kind, text: str) -> None:
        span = Span(len(self.lines), 0, len(text))
        self.lines.append(text)
        self.sections.append(Section(kind, text, None, None, None, None, 0, 0.97, (span,)))

    def _statement(self, kind: Kind, number: str | None, above: tuple[int, ...]) -> None:
        text = sentence(self.chance)
        label = f"{number}." if number else None
        start = len(f"{label} ") if label else 0
        block = len(self.lines)
        path = [*(self.statements[one].number or "" for one in above), *([number] if number else [])]
        self.lines.append(f"{label} {text}" if label else text)
        self.statements.append(
            Statement(
                kind=kind,
                text=text,
                label=label,
                number=number,
                number_path="/".join(path) or None,
                section=len(self.sections) - 1,
                parent=above[-1] if above else None,
                depth=len(above),
                gloss_en=None,
                quote=text,
                spans=(Span(block, start, start + len(text)),),
                node_path=f"/html/body/p[{block + 1}]",
                confidence=self.chance.choice((0.8, 0.9, 0.95, 1.0)),
            )
        )


def sentence(chance: random.Random) -> str:
    """One to three clauses, as such statements have."""
    return " และ".join(_clauses(chance, chance.choice((1, 1, 2, 2, 3))))


def _clauses(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield "".join(map(chance.choice, (_VERBS, _THINGS, _WHOSE, _WAYS)))


def _html(name: str, draft: _Draft) -> bytes:
    headings = {section.spans[0].block for section in draft.sections}
    lines = (f"<h2>{line}</h2>" if n in headings else f"<p>{line}</p>" for n, line in enumerate(draft.lines))
    head = f'<html lang="th"><head><meta charset="utf-8"><title>{name}</title></head>'
    return "\n".join([head, "<body>", *lines, "</body></html>"]).encode()
