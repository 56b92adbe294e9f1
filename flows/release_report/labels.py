"""Names of things in both languages, as headings and cells have them."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.codes import CoverageStatus, HistoryChange, Severity, TextOrigin
from schemas.kinds import THAI_NAMES, Kind


@dataclass(frozen=True, slots=True)
class Label:
    """A name in Thai and in English."""

    th: str
    en: str


def kind_label(kind: Kind) -> Label:
    """วิสัยทัศน์ · vision."""
    return Label(THAI_NAMES[kind], kind.value.replace("_", " "))


def change_label(change: HistoryChange) -> Label:
    return _CHANGES[change]


def status_label(status: CoverageStatus) -> Label:
    return _STATUSES[status]


def severity_label(severity: Severity) -> Label:
    return _SEVERITIES[severity]


def origin_label(origin: TextOrigin) -> Label:
    return _ORIGINS[origin]


_CHANGES = {
    HistoryChange.ADDED: Label("เพิ่มใหม่", "added"),
    HistoryChange.REMOVED: Label("ไม่มีแล้ว", "removed"),
    HistoryChange.REWORDED: Label("ปรับถ้อยคำ", "reworded"),
    HistoryChange.COSMETIC: Label("ปรับรูปเขียน", "spelling only"),
}
_STATUSES = {
    CoverageStatus.FOUND: Label("พบข้อความ", "found"),
    CoverageStatus.NOT_FOUND: Label("อ่านแล้วไม่พบ", "not found"),
    CoverageStatus.OTHER_OWNER: Label("เป็นของหน่วยงานอื่น", "another office's"),
    CoverageStatus.HELD: Label("เอกสารถูกพักไว้", "held"),
    CoverageStatus.UNREACHABLE: Label("เข้าเว็บไซต์ไม่ได้", "unreachable"),
    CoverageStatus.GONE: Label("หน้าเว็บหายไป", "gone"),
    CoverageStatus.NO_SOURCE: Label("ไม่ทราบที่อยู่เว็บ", "no known address"),
    CoverageStatus.NOT_CHECKED: Label("ยังไม่เคยตรวจ", "not checked"),
}
_SEVERITIES = {
    Severity.ERROR: Label("ร้ายแรง", "error"),
    Severity.WARNING: Label("ควรตรวจ", "warning"),
    Severity.INFO: Label("เพื่อทราบ", "info"),
}
_ORIGINS = {
    TextOrigin.TEXT: Label("ตัวอักษรในเอกสาร", "text"),
    TextOrigin.OCR: Label("อ่านจากภาพ (OCR)", "ocr"),
    TextOrigin.MIXED: Label("ทั้งสองแบบ", "mixed"),
}
