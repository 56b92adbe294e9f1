"""The published tables: every column with its type and what it says, in English and Thai.

The dictionary, the data package and the Parquet metadata are made from here. A column is never
renamed and never changes its meaning; a new one raises `SCHEMA_VERSION`.
"""

from __future__ import annotations

import dataclasses

from schemas.codes import (
    CoverageReason,
    CoverageStatus,
    FindingCode,
    HistoryChange,
    MediaType,
    OwnerEvidence,
    PeriodKind,
    Severity,
    TextOrigin,
)
from schemas.columns import Column, ColumnType, Reference, Table
from schemas.kinds import Kind
from schemas.offices import Level

SCHEMA_VERSION = 2

_STRING = ColumnType.STRING
_INTEGER = ColumnType.INTEGER
_NUMBER = ColumnType.NUMBER
_BOOLEAN = ColumnType.BOOLEAN
_TIMESTAMP = ColumnType.TIMESTAMP


def _optional(column: Column) -> Column:
    return dataclasses.replace(column, nullable=True)


def _about(column: Column, name: str, en: str, th: str) -> Column:
    """The same column under another name or with a word of its own."""
    return dataclasses.replace(column, name=name, en=en, th=th)


OFFICE_ID = Column(
    "office_id",
    _STRING,
    "Office whose direction this is: a registry id, `x-` and 10 hex digits for an office outside "
    "the registry, or `x-unknown`.",
    "หน่วยงานเจ้าของทิศทาง: รหัสในทะเบียน หรือ `x-` ตามด้วยเลขฐานสิบหก 10 หลักเมื่ออยู่นอกทะเบียน หรือ `x-unknown`",
)
DOCUMENT_ID = Column(
    "document_id",
    _STRING,
    "Document version: hash of its source and its bytes.",
    "รหัสฉบับของเอกสาร: แฮชของแหล่งที่มาและเนื้อไฟล์",
)
SECTION_ID = Column(
    "section_id", _STRING, "Section (heading and its extent).", "รหัสหมวด (หัวข้อและเนื้อหาใต้หัวข้อ)"
)
STATEMENT_ID = Column(
    "statement_id",
    _STRING,
    "Statement: hash of its document, block and character range.",
    "รหัสข้อความ: แฮชของเอกสาร บล็อก และช่วงตัวอักษร",
)
KIND = Column(
    "kind",
    _STRING,
    "Kind, decided by the Thai word on the page.",
    "ประเภท ตัดสินจากคำไทยที่ปรากฏในเอกสาร",
    values=tuple(Kind),
)
TEXT = Column(
    "text",
    _STRING,
    "The statement without label, outer quotation marks or wraps; persons' names masked.",
    "ข้อความโดยไม่มีเลขข้อ เครื่องหมายคำพูดชั้นนอก หรือการตัดบรรทัด และปิดชื่อบุคคล",
)
TEXT_KEY = Column(
    "text_key",
    _STRING,
    "What stays of `text` when spelling habits (spaces, quotation marks, digits, sara am, case) are folded "
    "away: equal keys are the same words. Empty for a text of marks only.",
    "คีย์ของข้อความเมื่อตัดความต่างด้านการพิมพ์ออก (ช่องว่าง เครื่องหมายคำพูด ตัวเลข สระอำ ตัวพิมพ์) คีย์เท่ากันคือถ้อยคำเดียวกัน "
    "ว่างเมื่อมีแต่เครื่องหมาย",
)
NUMBER_PATH = Column(
    "number_path",
    _STRING,
    "Numbers from the outermost statement down to this one, such as `2/1.1`.",
    "ลำดับเลขข้อจากข้อนอกสุดลงมาถึงข้อนี้ เช่น `2/1.1`",
    nullable=True,
)
GLOSS_EN = Column(
    "gloss_en",
    _STRING,
    "English rendering printed by the office itself.",
    "คำแปลภาษาอังกฤษที่หน่วยงานพิมพ์ไว้เอง",
    nullable=True,
)
PLAN_START = Column(
    "plan_start_be",
    _INTEGER,
    "First year of the plan, Buddhist era.",
    "ปีแรกของแผน (พ.ศ.)",
    nullable=True,
)
PLAN_END = Column(
    "plan_end_be",
    _INTEGER,
    "Last year of the plan, Buddhist era.",
    "ปีสุดท้ายของแผน (พ.ศ.)",
    nullable=True,
)
ORDINAL = Column("ordinal", _INTEGER, "Place in the document, from 0.", "ลำดับในเอกสาร เริ่มจาก 0")
CONFIDENCE = Column(
    "confidence",
    _NUMBER,
    "How sure the reading is, 0 to 1.",
    "ความมั่นใจในการอ่าน 0 ถึง 1",
)
SPANS = Column(
    "spans",
    ColumnType.SPANS,
    "Where it stands: block, first and last code point of the block's text as decoded, page, box.",
    "ตำแหน่งในเอกสาร: บล็อก ตัวอักษรแรกและสุดท้ายของข้อความดิบในบล็อก หน้า และกรอบ",
)
LEVEL = Column(
    "level",
    _STRING,
    "What the office administers.",
    "ระดับของหน่วยงาน",
    nullable=True,
    values=tuple(Level),
)
PROVINCE_TH = Column(
    "province_th",
    _STRING,
    "Province of the office's seat, in Thai.",
    "จังหวัดที่ตั้งของหน่วยงาน",
    nullable=True,
)
REGION = Column("region", _STRING, "Region, such as `northeast`.", "ภาค เช่น `northeast`", nullable=True)

_TO_OFFICE = Reference("office_id", "offices", "office_id")
_TO_DOCUMENT = Reference("document_id", "documents", "document_id")
_TO_SECTION = Reference("section_id", "sections", "section_id")
_TO_STATEMENT = Reference("statement_id", "statements", "statement_id")

DIRECTION = Table(
    "direction",
    "A statement that is in force, at its first occurrence: what to read first.",
    "ข้อความที่ใช้อยู่ปัจจุบัน เฉพาะที่ปรากฏครั้งแรก: ตารางที่ควรอ่านก่อน",
    (
        OFFICE_ID,
        Column(
            "office_name_th",
            _STRING,
            "Official Thai name, or the printed one of an office outside the registry.",
            "ชื่อทางการภาษาไทย หรือชื่อตามที่พิมพ์เมื่ออยู่นอกทะเบียน",
            nullable=True,
        ),
        LEVEL,
        PROVINCE_TH,
        REGION,
        KIND,
        NUMBER_PATH,
        TEXT,
        GLOSS_EN,
        PLAN_START,
        PLAN_END,
        Column("source_url", _STRING, "Address or path it was read from.", "ที่อยู่เว็บหรือเส้นทางไฟล์ต้นทาง"),
        STATEMENT_ID,
        ORDINAL,
        TEXT_KEY,
    ),
    ("statement_id",),
    (_TO_OFFICE, _TO_STATEMENT),
)

OFFICES = Table(
    "offices",
    "A public office: every registered one, and every other one that a document names.",
    "หน่วยงานของรัฐ: ทุกแห่งในทะเบียน และแห่งอื่นที่มีเอกสารระบุชื่อ",
    (
        OFFICE_ID,
        Column("registered", _BOOLEAN, "Whether the registry holds it.", "อยู่ในทะเบียนหรือไม่"),
        LEVEL,
        Column(
            "name_th",
            _STRING,
            "Official Thai name, or the printed one outside the registry.",
            "ชื่อทางการภาษาไทย หรือชื่อตามที่พิมพ์",
            nullable=True,
        ),
        Column("short_name_th", _STRING, "Short Thai name.", "ชื่อย่อแบบสั้น", nullable=True),
        Column("abbreviation_th", _STRING, "Thai abbreviation.", "อักษรย่อภาษาไทย", nullable=True),
        Column("name_en", _STRING, "English name.", "ชื่อภาษาอังกฤษ", nullable=True),
        PROVINCE_TH,
        Column("province_en", _STRING, "Province in English.", "จังหวัดเป็นภาษาอังกฤษ", nullable=True),
        Column("province_code", _STRING, "Province, ISO 3166-2.", "รหัสจังหวัด ISO 3166-2", nullable=True),
        REGION,
        Column(
            "area_no",
            _INTEGER,
            "Number of the service area, empty where the province has one only.",
            "เลขเขต ว่างเมื่อจังหวัดมีเขตเดียว",
            nullable=True,
        ),
        Column(
            "emis_area_code",
            _STRING,
            "Official area code: 4 digits primary, 6 secondary.",
            "รหัสเขตพื้นที่ทางการ: ประถม 4 หลัก มัธยม 6 หลัก",
            nullable=True,
        ),
        Column("website", _STRING, "Address of its site.", "ที่อยู่เว็บไซต์", nullable=True),
        Column(
            "valid_from",
            _STRING,
            "Since when, ISO 8601, as far as known.",
            "ตั้งแต่เมื่อใด ISO 8601",
            nullable=True,
        ),
        Column(
            "valid_to", _STRING, "Until when, ISO 8601, as far as known.", "ถึงเมื่อใด ISO 8601", nullable=True
        ),
        Column("successor_id", _STRING, "Office that took its place.", "รหัสหน่วยงานที่มาแทน", nullable=True),
    ),
    ("office_id",),
)

DOCUMENTS = Table(
    "documents",
    "A captured version of a document.",
    "เอกสารหนึ่งฉบับตามที่เก็บได้",
    (
        DOCUMENT_ID,
        Column("source_id", _STRING, "Source: hash of its address.", "รหัสแหล่งที่มา: แฮชของที่อยู่"),
        OFFICE_ID,
        Column("owner_name", _STRING, "Owner's name as printed.", "ชื่อเจ้าของตามที่พิมพ์", nullable=True),
        Column(
            "owner_evidence",
            _STRING,
            "What told whose direction it states.",
            "หลักฐานที่บอกว่าเป็นทิศทางของหน่วยงานใด",
            values=tuple(OwnerEvidence),
        ),
        Column("publisher_host", _STRING, "Host that served it.", "โฮสต์ที่เผยแพร่", nullable=True),
        Column(
            "source_uri",
            _STRING,
            "Canonical address, or the path from the loaded folder down.",
            "ที่อยู่มาตรฐาน หรือเส้นทางนับจากโฟลเดอร์ที่นำเข้า",
        ),
        Column("final_uri", _STRING, "Address after redirects.", "ที่อยู่หลังการเปลี่ยนเส้นทาง", nullable=True),
        Column("title", _STRING, "Title; persons' names masked.", "ชื่อเอกสาร ปิดชื่อบุคคล", nullable=True),
        Column(
            "captured_at",
            _TIMESTAMP,
            "When this version was first captured, UTC.",
            "เวลาที่เก็บฉบับนี้ครั้งแรก (UTC)",
        ),
        Column("content_sha256", _STRING, "SHA-256 of the bytes.", "SHA-256 ของเนื้อไฟล์"),
        Column(
            "text_sha256",
            _STRING,
            "SHA-256 of the normalised text.",
            "SHA-256 ของข้อความที่ปรับรูปแล้ว",
            nullable=True,
        ),
        Column("media_type", _STRING, "Type told by the bytes.", "ชนิดไฟล์จากเนื้อไฟล์", values=tuple(MediaType)),
        Column("charset", _STRING, "Character set it was decoded from.", "ชุดอักขระที่ใช้ถอดรหัส", nullable=True),
        Column("byte_count", _INTEGER, "Bytes.", "จำนวนไบต์"),
        Column("page_count", _INTEGER, "Pages, where it has any.", "จำนวนหน้า ถ้ามี", nullable=True),
        Column(
            "text_origin",
            _STRING,
            "Where the text was taken from.",
            "ข้อความได้มาจากชั้นข้อความหรือ OCR",
            values=tuple(TextOrigin),
        ),
        Column("text_quality", _NUMBER, "0 (garbled) to 1.", "คุณภาพข้อความ 0 (อ่านไม่ออก) ถึง 1"),
        Column(
            "repairs",
            ColumnType.COUNTS,
            "Repaired characters by class of damage.",
            "จำนวนตัวอักษรที่ซ่อม แยกตามชนิดความเสียหาย",
        ),
        PLAN_START,
        PLAN_END,
        Column("fiscal_year_be", _INTEGER, "Fiscal year, Buddhist era.", "ปีงบประมาณ (พ.ศ.)", nullable=True),
        Column("parser_version", _STRING, "Version of the parser that read it.", "รุ่นของตัวอ่านที่ใช้"),
        Column(
            "is_current",
            _BOOLEAN,
            "Whether it is the newest whole, readable capture of its source.",
            "เป็นฉบับล่าสุดที่ครบและอ่านได้ของแหล่งนั้นหรือไม่",
        ),
    ),
    ("document_id",),
    (_TO_OFFICE,),
)

SECTIONS = Table(
    "sections",
    "A heading and its extent.",
    "หัวข้อหนึ่งและเนื้อหาใต้หัวข้อ",
    (
        SECTION_ID,
        DOCUMENT_ID,
        OFFICE_ID,
        _about(_optional(SECTION_ID), "parent_section_id", "Section it stands in.", "รหัสหมวดที่ครอบอยู่"),
        _about(
            _optional(STATEMENT_ID), "parent_statement_id", "Statement it stands under.", "รหัสข้อความที่ครอบอยู่"
        ),
        ORDINAL,
        Column("depth", _INTEGER, "Steps below the top, from 0.", "ระดับความลึก เริ่มจาก 0"),
        KIND,
        Column("heading", _STRING, "Heading as printed.", "หัวข้อตามที่พิมพ์"),
        Column("heading_en", _STRING, "English gloss in the heading.", "คำอังกฤษในหัวข้อ", nullable=True),
        Column("number", _STRING, "Number of the heading.", "เลขหัวข้อ", nullable=True),
        CONFIDENCE,
        SPANS,
    ),
    ("section_id",),
    (
        _TO_OFFICE,
        _TO_DOCUMENT,
        Reference("parent_section_id", "sections", "section_id"),
        Reference("parent_statement_id", "statements", "statement_id"),
    ),
)

STATEMENTS = Table(
    "statements",
    "A unit of content: one vision, one mission item, one goal …",
    "เนื้อหาหนึ่งหน่วย: วิสัยทัศน์หนึ่ง พันธกิจหนึ่งข้อ เป้าประสงค์หนึ่งข้อ …",
    (
        STATEMENT_ID,
        DOCUMENT_ID,
        OFFICE_ID,
        _optional(SECTION_ID),
        _about(_optional(STATEMENT_ID), "parent_statement_id", "Statement it stands under.", "รหัสข้อความแม่"),
        ORDINAL,
        Column("depth", _INTEGER, "Steps below the top statement, from 0.", "ระดับความลึก เริ่มจาก 0"),
        KIND,
        Column(
            "label", _STRING, "Label as printed, such as `กลยุทธ์ที่ 1 :`.", "เลขข้อหรือป้ายตามที่พิมพ์", nullable=True
        ),
        Column(
            "number",
            _STRING,
            "Its number in Arabic digits, or its letter.",
            "เลขข้อเป็นเลขอารบิก หรืออักษร",
            nullable=True,
        ),
        NUMBER_PATH,
        TEXT,
        GLOSS_EN,
        _about(
            _optional(STATEMENT_ID),
            "repeat_of",
            "First statement of the same office, kind and plan with the same text.",
            "รหัสข้อความแรกที่ซ้ำกันในหน่วยงาน ประเภท และแผนเดียวกัน",
        ),
        Column(
            "in_force",
            _BOOLEAN,
            "Whether it belongs to the newest plan that has its kind, in a current document.",
            "อยู่ในแผนล่าสุดที่มีประเภทนี้ ในเอกสารปัจจุบันหรือไม่",
        ),
        Column(
            "quote",
            _STRING,
            "Text at the spans as decoded, joined by newlines; persons' names masked.",
            "ข้อความดิบตามตำแหน่ง คั่นด้วยการขึ้นบรรทัด ปิดชื่อบุคคล",
        ),
        SPANS,
        Column("node_path", _STRING, "Place in the document's own structure.", "ตำแหน่งในโครงสร้างของเอกสาร"),
        CONFIDENCE,
        TEXT_KEY,
    ),
    ("statement_id",),
    (
        _TO_OFFICE,
        _TO_DOCUMENT,
        _TO_SECTION,
        Reference("parent_statement_id", "statements", "statement_id"),
        Reference("repeat_of", "statements", "statement_id"),
    ),
)

PERIODS = Table(
    "periods",
    "A year or range of years named in a document.",
    "ปีหรือช่วงปีที่ระบุในเอกสาร",
    (
        DOCUMENT_ID,
        _optional(SECTION_ID),
        Column("kind", _STRING, "What the years are of.", "เป็นปีของอะไร", values=tuple(PeriodKind)),
        Column("start_be", _INTEGER, "First year, Buddhist era.", "ปีแรก (พ.ศ.)"),
        Column("end_be", _INTEGER, "Last year, Buddhist era.", "ปีสุดท้าย (พ.ศ.)"),
        Column("start_ce", _INTEGER, "First year, common era.", "ปีแรก (ค.ศ.)"),
        Column("end_ce", _INTEGER, "Last year, common era.", "ปีสุดท้าย (ค.ศ.)"),
        Column("quote", _STRING, "The years as printed.", "ปีตามที่พิมพ์"),
    ),
    (),
    (_TO_DOCUMENT, _TO_SECTION),
)

COVERAGE = Table(
    "coverage",
    "An office and a kind: whether there are statements, and if not, why not.",
    "หน่วยงานกับประเภท: มีข้อความหรือไม่ และถ้าไม่มีเพราะเหตุใด",
    (
        OFFICE_ID,
        KIND,
        Column("status", _STRING, "What is known.", "สถานะ", values=tuple(CoverageStatus)),
        Column("reason", _STRING, "Why.", "เหตุผล", values=tuple(CoverageReason)),
        Column(
            "statement_count",
            _INTEGER,
            "Rows of `direction` for this office and kind.",
            "จำนวนแถวใน `direction` ของหน่วยงานและประเภทนี้",
        ),
        _about(_optional(DOCUMENT_ID), "document_id", "Document that decided it.", "เอกสารที่ใช้ตัดสิน"),
        Column("changed_at", _TIMESTAMP, "Since when it is known, UTC.", "รู้ตั้งแต่เมื่อใด (UTC)", nullable=True),
    ),
    ("office_id", "kind"),
    (_TO_OFFICE, _TO_DOCUMENT),
)

STATEMENT_HISTORY = Table(
    "statement_history",
    "A wording of a statement in force, and how it came; half-open: valid_from <= t < valid_to.",
    "ถ้อยคำของข้อความที่ใช้อยู่ในช่วงเวลาหนึ่ง และเปลี่ยนมาอย่างไร (valid_from <= t < valid_to)",
    (
        Column("statement_key", _STRING, "Statement that the chain began with.", "รหัสข้อความแรกของสาย"),
        OFFICE_ID,
        KIND,
        TEXT,
        Column("valid_from", _TIMESTAMP, "First capture with it, UTC.", "เริ่มพบเมื่อ (UTC)"),
        Column(
            "valid_to",
            _TIMESTAMP,
            "First capture without it, UTC; empty while in force.",
            "เวลาที่ไม่พบแล้ว (UTC) ว่างเมื่อยังใช้อยู่",
            nullable=True,
        ),
        Column(
            "change",
            _STRING,
            "How the wording came; a `removed` row lasts no time and marks the end.",
            "ที่มาของถ้อยคำ แถว `removed` ไม่มีระยะเวลา ใช้บอกจุดสิ้นสุด",
            values=tuple(HistoryChange),
        ),
        STATEMENT_ID,
    ),
    ("statement_key", "valid_from", "change", "statement_id"),
    (_TO_OFFICE, _TO_STATEMENT, Reference("statement_key", "statements", "statement_id")),
)

FINDINGS = Table(
    "findings",
    "A thing to look at in a document.",
    "สิ่งที่ควรตรวจดูในเอกสาร",
    (
        DOCUMENT_ID,
        OFFICE_ID,
        Column("code", _STRING, "What it is.", "รหัสของสิ่งที่พบ", values=tuple(FindingCode)),
        Column("severity", _STRING, "How much it matters.", "ความสำคัญ", values=tuple(Severity)),
        Column("message", _STRING, "In words.", "คำอธิบาย"),
        Column(
            "evidence",
            _STRING,
            "At most 200 characters of the document; persons' names masked.",
            "ข้อความในเอกสารไม่เกิน 200 ตัวอักษร ปิดชื่อบุคคล",
        ),
        SPANS,
        _about(_optional(KIND), "kind", "Kind that it is about, if about one.", "ประเภทที่เกี่ยวข้อง ถ้ามี"),
    ),
    (),
    (_TO_OFFICE, _TO_DOCUMENT),
)

TERMS = Table(
    "terms",
    "A word of a statement.",
    "คำหนึ่งคำในข้อความ",
    (
        STATEMENT_ID,
        OFFICE_ID,
        KIND,
        Column("term", _STRING, "The word, Latin letters in small ones.", "คำ อักษรละตินเป็นตัวพิมพ์เล็ก"),
        Column("count", _INTEGER, "How often it stands in the statement.", "จำนวนครั้งในข้อความ"),
        Column("is_stopword", _BOOLEAN, "Whether it is a function word.", "เป็นคำหยุดหรือไม่"),
    ),
    ("statement_id", "term"),
    (_TO_OFFICE, _TO_STATEMENT),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DIRECTION,
        OFFICES,
        DOCUMENTS,
        SECTIONS,
        STATEMENTS,
        PERIODS,
        COVERAGE,
        STATEMENT_HISTORY,
        FINDINGS,
        TERMS,
    )
}
"""Every table of a release by its name, `direction` first."""
