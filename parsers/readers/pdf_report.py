"""What is said of a PDF beside its blocks: pages that were not read, repairs, quality, origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.readers.pdf_lines import OUTSIDE
from schemas.codes import FindingCode, Severity, TextOrigin
from schemas.engines import read_by
from schemas.records import Finding

TOOLS = "tesseract-ocr and tesseract-ocr-tha"
_NOISE = frozenset({"doubled_cluster", "sara_am", "symbol_bullet", OUTSIDE})
"""Repairs of pdfium's or a program's drawing order: nothing of the text was lost."""


_FEW_LETTERS = 200


@dataclass(slots=True)
class PageNotes:
    """Page numbers by what became of them."""

    read: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    garbled: list[tuple[int, str]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    by_ocr: list[int] = field(default_factory=list)
    engines: set[str] = field(default_factory=set)
    """What read the pages `by_ocr`: program, version and languages."""
    stopped: dict[tuple[FindingCode, str], list[int]] = field(default_factory=dict)
    """Pages that OCR was asked for and did not give, by the reason."""
    scanned_layer: list[int] = field(default_factory=list)
    """Pages with an invisible text layer, made by OCR before the file was published."""

    @property
    def unread(self) -> list[int]:
        """Pages that only OCR could read, and none did."""
        return sorted([*self.pictures, *(number for number, _ in self.garbled)])


def findings_of(notes: PageNotes, count: int, repairs: Counter[str]) -> Iterator[Finding]:
    """Findings about pages and repairs."""
    nothing = not notes.read and not notes.by_ocr
    grave = Severity.ERROR if nothing else Severity.WARNING
    if notes.broken:
        message = f"pages {ranges(notes.broken)} of {count} are damaged and were not read"
        yield Finding(FindingCode.DAMAGED, grave, message)
    if notes.garbled:
        reasons = "; ".join(f"page {number}: {reason}" for number, reason in notes.garbled)
        message = f"the text layer of pages {ranges([number for number, _ in notes.garbled])} is garbled"
        yield Finding(FindingCode.GARBLED, Severity.WARNING, message, reasons[:200])
    if notes.unread:
        yield Finding(FindingCode.NEEDS_OCR, grave, f"{_unread(notes, count)}: install {TOOLS}")
    for (code, message), pages in notes.stopped.items():
        if code is not FindingCode.NEEDS_OCR:
            yield Finding(code, grave, f"OCR of pages {ranges(pages)}: {message}")
    seen = sorted([*notes.by_ocr, *notes.scanned_layer])
    if seen:
        message = f"the text of pages {ranges(seen)} of {count} is OCR's: figures and years are to be checked"
        yield Finding(FindingCode.OCR_TEXT, Severity.INFO, message + read_by(notes.engines))
    if notes.blank and not nothing:
        message = f"pages {ranges(notes.blank)} of {count} hold neither text nor picture"
        yield Finding(FindingCode.TEXT_NOT_READ, Severity.INFO, message)
    if repairs[OUTSIDE]:
        severity = Severity.WARNING if repairs[OUTSIDE] > _FEW_LETTERS else Severity.INFO
        message = f"{repairs[OUTSIDE]} letters stand outside of the pages and were not read"
        yield Finding(FindingCode.TEXT_NOT_READ, severity, message)
    mended = {name: number for name, number in repairs.items() if name not in _NOISE}
    if mended:
        listed = ", ".join(f"{name} ×{number}" for name, number in sorted(mended.items()))
        message = f"the text layer is damaged; letters were restored from what is drawn ({listed})"
        yield Finding(FindingCode.TEXT_REPAIRED, Severity.WARNING, message)


def _unread(notes: PageNotes, count: int) -> str:
    """Which pages only OCR could read, and why."""
    if notes.garbled and notes.pictures:
        why = "are pictures or garbled"
    else:
        why = "are garbled" if notes.garbled else "are pictures without text"
    return f"pages {ranges(notes.unread)} of {count} {why}"


def ranges(numbers: Sequence[int]) -> str:
    """Page numbers for reading: "1–3, 7"."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    shown = [f"{a}" if a == b else f"{a}–{b}" for a, b in parts]
    return ", ".join(shown[:20]) + (" …" if len(shown) > 20 else "")


def origin_of(notes: PageNotes) -> TextOrigin:
    """Where the text was taken from, a scanner's own layer counting as OCR."""
    ocr = len(notes.by_ocr) + len(notes.scanned_layer)
    if not ocr:
        return TextOrigin.TEXT
    return TextOrigin.OCR if ocr >= len(notes.read) + len(notes.by_ocr) else TextOrigin.MIXED


def quality_of(share: float, letters: int, repairs: Counter[str]) -> float:
    """The share of sound characters, restored ones not among them."""
    mended = sum(number for name, number in repairs.items() if name not in _NOISE)
    return round(max(0.0, share - mended / max(letters, 1)), 4)
