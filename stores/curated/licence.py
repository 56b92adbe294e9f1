"""What may be done with a release, and how it is cited."""

from __future__ import annotations

import json
from collections.abc import Iterator

from stores.curated.manifest import Manifest

TITLE = "Thitthang · ทิศทาง"
ABSTRACT = (
    "What Thai public offices say they are for: vision, mission, goals, strategic issues and strategies, "
    "each statement quoted from the office's own document."
)
KEYWORDS = ("Thailand", "public administration", "strategic planning", "vision", "mission", "education")
LICENCE_ID = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
AUTHORS = "Contributors of Thitthang"

_LICENCE = f"""\
# Licence of these tables · สัญญาอนุญาตของข้อมูล

**The compilation** – which documents were read, how they are divided into sections and statements, the
kinds, numbers, ids, findings and descriptions – is under {LICENCE_TITLE} ({LICENCE_ID},
<{LICENCE_ADDRESS}>). Say where it comes from: `CITATION.cff` has the words.

**The words of the offices** (`text`, `quote`, `heading`, `title` and the like) are quoted from their
documents and are not ours to license. Under section 7 of Thailand's Copyright Act, B.E. 2537, notifications,
orders, explanations and official letters of public bodies are no copyright works; other documents may be.
`source_uri` in `documents` tells where each was read: name the office when you quote it.

Persons' names are masked. There is no warranty: a statement that matters is checked at its source.

**ส่วนที่รวบรวมและจัดทำขึ้น** ได้แก่ การคัดเลือกเอกสาร การแบ่งหมวดและข้อความ ประเภท เลขข้อ รหัส สิ่งที่ควรตรวจ
และคำอธิบาย ใช้ได้ตามสัญญาอนุญาต {LICENCE_ID} โดยต้องอ้างอิงที่มา (ดูถ้อยคำใน `CITATION.cff`)

**ถ้อยคำของหน่วยงาน** ยกมาจากเอกสารของหน่วยงานนั้น จึงมิได้อยู่ในสัญญาอนุญาตนี้ ตามมาตรา 7
แห่งพระราชบัญญัติลิขสิทธิ์ พ.ศ. 2537 ประกาศ คำสั่ง คำชี้แจง และหนังสือโต้ตอบของหน่วยงานของรัฐไม่เป็นงานอันมีลิขสิทธิ์
แต่เอกสารอื่นอาจมี โปรดระบุชื่อหน่วยงานทุกครั้งที่ยกข้อความ ที่มาของแต่ละฉบับอยู่ในคอลัมน์ `source_uri` ของตาราง `documents`

ชื่อบุคคลถูกปิดไว้ ข้อมูลนี้ไม่มีการรับประกัน ข้อความที่สำคัญควรตรวจกับต้นทาง
"""


def licence() -> str:
    """The terms of use in English and Thai, as Markdown."""
    return _LICENCE


def notes(manifest: Manifest) -> tuple[tuple[str, str], ...]:
    """What a copy in one file says of itself: what it is, which release, how it may be used and cited."""
    newest = max((seen.captured_at for seen in manifest.captures), default=None)
    year = "" if newest is None else f" ({newest.year})"
    return (
        ("title", TITLE),
        ("release", manifest.release_id),
        ("citation", f"{AUTHORS}{year}. {TITLE}. Release {manifest.release_id}."),
        ("licence", f"{LICENCE_TITLE} ({LICENCE_ID}), {LICENCE_ADDRESS}"),
        ("the offices' words", "Quoted from their documents and not ours to license: name the office."),
        ("ถ้อยคำของหน่วยงาน", "ยกมาจากเอกสารของหน่วยงาน มิได้อยู่ในสัญญาอนุญาตนี้ โปรดระบุชื่อหน่วยงาน"),
    )


def citation(manifest: Manifest) -> str:
    """How to cite the release (Citation File Format 1.2.0); dated by its newest capture, never by a clock."""
    return "\n".join(_citation_lines(manifest)) + "\n"


def _citation_lines(manifest: Manifest) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "message: If you use these tables, please cite them as below."
    yield "type: dataset"
    yield f"title: {_quoted(TITLE)}"
    yield f"abstract: {_quoted(ABSTRACT)}"
    yield "authors:"
    yield f"  - name: {_quoted(AUTHORS)}"
    yield f"version: {_quoted(manifest.release_id)}"
    if manifest.captures:
        newest = max(seen.captured_at for seen in manifest.captures)
        yield f"date-released: {_quoted(newest.date().isoformat())}"
    yield f"license: {LICENCE_ID}"
    yield "keywords:"
    for word in KEYWORDS:
        yield f"  - {_quoted(word)}"


def _quoted(text: str) -> str:
    """A YAML string; JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
