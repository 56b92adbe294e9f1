"""The page of the settings: environment variables and exit codes, in both languages."""

from __future__ import annotations

from docs.making.reference_markdown import heading, marked, page, table
from flows.cli import USAGE
from flows.settings import VARIABLES
from flows.stopping import INTERRUPTED, TERMINATED

_INTRODUCTION = """
# Settings · การตั้งค่า

What is not an option of a [command](commands.md) is set in the environment. An option goes before a variable.

สิ่งที่ไม่มีเป็นตัวเลือกของ[คำสั่ง](commands.md) กำหนดด้วยตัวแปรสภาพแวดล้อม ถ้ากำหนดทั้งสองทาง ใช้ค่าจากตัวเลือกของคำสั่ง
"""
THAI_VARIABLES: dict[str, str] = {
    "THITTHANG_RAW": "ที่เก็บเอกสารต้นฉบับ: โฟลเดอร์ หรือ s3://bucket/prefix (./raw)",
    "THITTHANG_CURATED": "ที่เก็บตารางที่เผยแพร่: โฟลเดอร์ หรือ s3://bucket/prefix (./curated)",
    "THITTHANG_HOME": "โฟลเดอร์ทำงานของงานที่ Prefect สั่ง",
    "THITTHANG_INBOX": "โฟลเดอร์ที่งาน load-folder นำเข้าเอกสาร (inbox ในโฟลเดอร์ทำงาน)",
    "THITTHANG_SOURCES": "โฟลเดอร์ไฟล์ YAML ของแต่ละหน่วยงาน ซึ่งบอกว่าจะดึงจากที่ใด (./sources.d)",
    "THITTHANG_WORKERS": "จำนวนกระบวนการที่อ่านเอกสาร หรือ dask://HOST:PORT (เท่าจำนวนหน่วยประมวลผล)",
    "THITTHANG_OCR": "off: พักเอกสารสแกนไว้ก่อน ไม่แปลงเป็นข้อความ (on)",
    "THITTHANG_CONTACT": "ผู้ที่เจ้าของเว็บไซต์ติดต่อได้ แสดงใน User-Agent",
    "THITTHANG_LOCK_SECONDS": "รอการเผยแพร่ของงานอื่นได้นานกี่วินาที (60)",
    "THITTHANG_KEEP_RELEASES": "จำนวนรุ่นข้อมูลที่เก็บไว้อย่างน้อย (10)",
    "THITTHANG_KEEP_DAYS": "จำนวนวันที่เก็บรุ่นข้อมูลไว้อย่างน้อยหลังมีรุ่นถัดไป (30)",
    "THITTHANG_TEST_LOOPBACK": "สำหรับการทดสอบ: ให้ดึงจากเว็บไซต์ในเครื่องนี้ได้ (ปิด)",
    "PREFECT_API_URL": "ที่อยู่ของเครื่องแม่ข่าย Prefect ถ้ากำหนด load, ingest และ rebuild จะทำงานเป็น flow",
}
MARKS: dict[str, tuple[str, str]] = {
    "THITTHANG_RUN_MARK": (
        "on every process of a run, so that what outlives the run can be ended",
        "ติดไว้กับทุกกระบวนการของการทำงานหนึ่งครั้ง เพื่อปิดส่วนที่ค้างอยู่ได้",
    ),
    "THITTHANG_GUARD": (
        "on a process that reads documents, and on what it starts",
        "ติดไว้กับกระบวนการที่อ่านเอกสาร และสิ่งที่กระบวนการนั้นเรียกใช้",
    ),
    "THITTHANG_COMMAND": (
        "on an outside program (OCR, LibreOffice), and on what it starts",
        "ติดไว้กับโปรแกรมภายนอก (OCR, LibreOffice) และสิ่งที่โปรแกรมนั้นเรียกใช้",
    ),
}
EXIT_CODES: dict[int, tuple[str, str]] = {
    0: ("all is well", "เรียบร้อย"),
    1: (
        "something was held, failed, is missing or not proved; the output says what",
        "มีสิ่งที่ถูกพักไว้ ล้มเหลว ขาดไป หรือพิสูจน์ไม่ได้ ผลลัพธ์บอกว่าอะไร",
    ),
    USAGE: (
        "used wrongly: an unknown command, option, office or release, or SQL that cannot be answered",
        "ใช้คำสั่งผิด เช่น ไม่รู้จักคำสั่ง ตัวเลือก หน่วยงาน หรือรุ่นข้อมูล หรือตอบคำถาม SQL ไม่ได้",
    ),
    INTERRUPTED: ("ended by Ctrl-C; what was published before stays", "ผู้ใช้กด Ctrl-C ข้อมูลเดิมคงอยู่"),
    TERMINATED: ("asked to end (SIGTERM); what was published before stays", "ถูกสั่งให้จบ (SIGTERM) ข้อมูลเดิมคงอยู่"),
}


def settings_page() -> str:
    """The whole page."""
    lines = _INTRODUCTION.strip().splitlines()
    lines += heading(2, "Environment variables · ตัวแปรสภาพแวดล้อม", "settings-variables")
    lines += ["In brackets what holds without it. ในวงเล็บคือค่าที่ใช้เมื่อไม่กำหนด", ""]
    rows = ((_name(name), text, THAI_VARIABLES[name]) for name, text in VARIABLES.items())
    lines += table(("variable", "English", "ไทย"), rows)
    lines += [
        "",
        "Buckets have variables of their own: [Object stores](../object-stores.md).",
        "So have Prefect's server and workers: [Operations](../operations.md).",
        "",
        "ตัวแปรของที่เก็บแบบ S3 และของ Prefect อยู่ในสองหน้านี้",
    ]
    lines += heading(2, "Marks that the program sets · เครื่องหมายที่โปรแกรมกำหนดเอง", "settings-marks")
    lines += ["Not to be set by hand. ไม่ต้องกำหนดเอง", ""]
    lines += table(("variable", "English", "ไทย"), ((_name(name), *both) for name, both in MARKS.items()))
    lines += heading(2, "Exit codes · รหัสออก", "settings-exit-codes")
    lines += table(
        ("code", "English", "ไทย"), ((f"`{number}`", *both) for number, both in EXIT_CODES.items())
    )
    return page(lines)


def _name(variable: str) -> str:
    return f"{marked('variable', variable)}`{variable}`"
