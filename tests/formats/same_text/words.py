"""The words that a generated page needs beside its content: titles, kind words, a sentence with a vision."""

from __future__ import annotations

from tests.formats.same_text.gold import Tree

KIND_WORDS = {
    "vision": "วิสัยทัศน์",
    "mission": "พันธกิจ",
    "goal": "เป้าประสงค์",
    "strategic_issue": "ประเด็นยุทธศาสตร์",
    "strategy": "กลยุทธ์",
    "approach": "แนวทางการดำเนินงาน",
    "indicator": "ตัวชี้วัด",
}
_WORDS_IN_LABELS = (
    "กลยุทธ์", "เป้าประสงค์", "เป้าหมาย", "ยุทธศาสตร์", "ตัวชี้วัด", "พันธกิจ", "แนวทาง", "มาตรการ",
)  # fmt: skip


def names_its_kind(label: str | None) -> bool:
    return label is not None and any(word in label for word in _WORDS_IN_LABELS)


def sentence_with_vision(office: str, vision: str) -> str:
    return f"{office} ได้กำหนดวิสัยทัศน์ในการบริหารจัดการศึกษาไว้ว่า “{vision}”"


def titles(tree: Tree) -> tuple[str, ...]:
    """The lines above the office's name: the plan and its years."""
    found: list[str] = []
    years, fiscal = tree.plan_years, tree.fiscal_year
    if years is not None and years[0] != years[1]:
        found.append(f"แผนพัฒนาการศึกษาขั้นพื้นฐาน พ.ศ. {years[0]} – {years[1]}")
    elif years is not None and fiscal is None:
        found.append(f"ทิศทางการจัดการศึกษา ปี {years[0]}")
    if fiscal is not None:
        found.append(f"แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. {fiscal}")
    return tuple(found) or ("ทิศทางการจัดการศึกษา",)
