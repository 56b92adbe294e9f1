"""English glosses behind headings put in and taken out."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Final

from benchmarks.changes.change import Change, Source, changed
from benchmarks.changes.tokens import Token, TokenKind, alone, source_of, tokens

GLOSSES: Final = {
    "วิสัยทัศน์": "Vision", "พันธกิจ": "Mission", "เป้าประสงค์": "Goals", "เป้าหมาย": "Goals",
    "วัตถุประสงค์": "Objectives", "ประเด็นยุทธศาสตร์": "Strategic Issues", "ยุทธศาสตร์": "Strategic Issues",
    "กลยุทธ์": "Strategies", "แนวทางการพัฒนา": "Approaches", "แนวทางการดำเนินงาน": "Approaches",
    "มาตรการ": "Measures", "ตัวชี้วัด": "Indicators", "ตัวชี้วัดความสำเร็จ": "Indicators", "โครงการ": "Projects",
    "ค่านิยม": "Core Values", "ค่านิยมองค์กร": "Core Values", "วัฒนธรรมองค์กร": "Organizational Culture",
    "อุดมการณ์": "Ideology", "ปรัชญา": "Philosophy", "อัตลักษณ์": "Identity", "เอกลักษณ์": "Uniqueness",
    "คำขวัญ": "Motto", "จุดเน้น": "Focus", "นโยบาย": "Policies", "อำนาจหน้าที่": "Authority",
    "คำนิยาม": "Definitions",
}  # fmt: skip
_WORD = "|".join(sorted(GLOSSES, key=len, reverse=True))
_BARE = re.compile(rf"^(\s*(?:[\d๐-๙][\d๐-๙.]*[.)]?\s*)?)({_WORD})(\s*)$")
_GLOSSED = re.compile(rf"^(\s*(?:[\d๐-๙][\d๐-๙.]*[.)]?\s*)?(?:{_WORD}))\s*\(\s*[A-Za-z][A-Za-z &]*\)(\s*)$")


def _added(line: str) -> str:
    return _BARE.sub(lambda found: f"{found[1]}{found[2]} ({GLOSSES[found[2]]}){found[3]}", line)


def _removed(line: str) -> str:
    return _GLOSSED.sub(r"\1\2", line)


def _on_lines(source: Source, change: Callable[[str], str]) -> str:
    if not source.is_html:
        return changed(source, "".join(map(change, source.text.splitlines(keepends=True))))
    parts = tokens(source.text)
    return changed(source, source_of([_part(parts, index, change) for index in range(len(parts))]))


def _part(parts: list[Token], index: int, change: Callable[[str], str]) -> Token:
    part = parts[index]
    if part.kind is not TokenKind.TEXT or change(part.text) == part.text or not alone(parts, index):
        return part
    return Token(part.kind, change(part.text))


def _add(source: Source, _: Random) -> str:
    return _on_lines(source, _added)


def _remove(source: Source, _: Random) -> str:
    return _on_lines(source, _removed)


CHANGES = (Change("gloss behind bare headings", _add), Change("gloss taken from headings", _remove))
