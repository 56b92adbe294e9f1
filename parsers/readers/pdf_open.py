"""Opening a PDF, and what its bytes tell before a page is read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

import pypdfium2
from pypdfium2 import raw

from schemas.codes import FindingCode, Severity
from schemas.records import Finding

MAX_BYTES = 200 * 1024 * 1024
"""A longer file is held, not read."""
MAX_PAGES = 2_000
"""A file of more pages, or that says so, is held."""
_TAIL = 2048
_MAX_INFLATED = 64 * 1024 * 1024
"""Bytes that are unpacked in all to see whether streams are whole."""
_DICTIONARY = 1_000
_PICTURE: Final = re.compile(rb"/Image\b|/Crypt\b")
_STREAM: Final = re.compile(rb"stream\r?\n")
_TYPE: Final = b"/Type"
_PAGE: Final = re.compile(rb"\s*/Page(?![A-Za-z])")
_LIST_AT: Final = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*[^%]*$")
_LIST: Final = re.compile(rb"(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)")
_NUMBERED: Final = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b")


def open_pdf(data: bytes) -> pypdfium2.PdfDocument | Finding:
    """The open document, or why it cannot be read. The empty password is tried by itself."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        # pdfium keeps its last error: one of a file before this one says nothing of a file without a lock.
        locked = b"/Encrypt" in data
        if locked and getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            return _error(FindingCode.ENCRYPTED, "the file opens with a password only")
        if locked and getattr(error, "err_code", None) == raw.FPDF_ERR_SECURITY:
            return _error(FindingCode.ENCRYPTED, "the file is encrypted in an unknown way")
        return _error(FindingCode.DAMAGED, "the file cannot be opened, or has no page")
    if count < 1:
        document.close()
        return _error(FindingCode.DAMAGED, "the file has no page")
    if count > MAX_PAGES:
        document.close()
        return _error(FindingCode.PAGE_LIMIT, f"the file says it has {count} pages, over {MAX_PAGES}")
    return document


def _error(code: FindingCode, message: str) -> Finding:
    return Finding(code, Severity.ERROR, message)


def damage_of(data: bytes, pages: int) -> Iterator[Finding]:
    """Signs that bytes are missing or wrong, where pdfium reads on without a word."""
    if b"%%EOF" not in data[-_TAIL:]:
        yield _warning("the file's end is missing: it may have been cut short")
    elif _is_displaced(data):
        yield _warning("the list of objects is not where the file says: bytes were lost or added")
    if b"/Encrypt" in data:
        return
    broken, found, budget = 0, _page_objects(data), _MAX_INFLATED
    for header, start in _packed_streams(data):
        unpacked = _unpacked(data, start, budget)
        if unpacked is None:
            broken += 1
            continue
        budget -= len(unpacked)
        if b"/ObjStm" in header:
            found += sum(1 for _ in _page_types(unpacked))
        if budget <= 0:
            break
    if broken:
        yield _warning(f"{broken} packed parts of the file are damaged: text may be missing")
    if found > pages or (0 < found < pages and not broken and budget > 0):
        yield _warning(f"the file holds {found} pages, its list of pages names {pages}")


def _is_displaced(data: bytes) -> bool:
    """Whether the place named at the end holds no list of objects: so it is when a byte is gone or added.

    Places count from the header, before which some programs put a few bytes.
    """
    named = _LIST_AT.search(data[-_TAIL:])
    if named is None:
        return True
    at = int(named.group(1))
    places = (at, at + max(0, data.find(b"%PDF-", 0, 1024)))
    return not any(_LIST.match(data, place) for place in places)


def _warning(message: str) -> Finding:
    return Finding(FindingCode.DAMAGED, Severity.WARNING, message)


def _page_objects(data: bytes) -> int:
    """Page objects that stand unpacked in the file, each number once."""
    numbers = set()
    for page in _page_types(data):
        above = data[max(0, page - _DICTIONARY) : page]
        names = _NUMBERED.findall(above)
        numbers.add(names[-1] if names else page)
    return len(numbers)


def _page_types(data: bytes) -> Iterator[int]:
    """Where something says that it is a page."""
    at = data.find(_TYPE)
    while at >= 0:
        if _PAGE.match(data, at + len(_TYPE)):
            yield at
        at = data.find(_TYPE, at + len(_TYPE))


def _packed_streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Dictionary and start of each deflated stream that is no picture.

    Font files count: a damaged one moves letters.
    """
    for stream in _STREAM.finditer(data):
        start = stream.start()
        if data[max(0, start - 3) : start] == b"end":
            continue
        above = data[max(0, start - _DICTIONARY) : start]
        header = above[above.rfind(b" obj") + 1 :]
        if b"/FlateDecode" in header and not _PICTURE.search(header):
            yield header, stream.end()


def _unpacked(data: bytes, start: int, budget: int) -> bytes | None:
    """The content of a deflated stream; None where it is damaged."""
    end = data.find(b"endstream", start)
    packed = data[start:] if end < 0 else data[start:end]
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, max(budget, 1))
    except zlib.error:
        return None
    return content if unpacker.eof or unpacker.unconsumed_tail else None
