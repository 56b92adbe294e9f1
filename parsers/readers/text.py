"""Plain text: each source line is a block."""

from __future__ import annotations

import re

from parsers.charset import decode
from parsers.quality import assess
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Block, BlockKind, Break, Document, Finding

SIZE_LIMIT = 10 * 1024 * 1024
"""Bytes; a longer document is held, not read."""
TAB_COLUMNS = 8
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000" + INVISIBLE
"""What a blank line may hold (as the inside of a character class)."""
_EDGES = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))) + INVISIBLE


def read_text(data: bytes, declared_charset: str | None = None) -> Document:
    """Read plain text into lines; blank lines are counted on the block that follows them.

    A block's text has no white space at its ends: `indent` holds the columns of leading space (a
    tab goes to the next multiple of 8). A form feed starts a page. Never raises for bad data.
    """
    if len(data) > SIZE_LIMIT:
        return held(MediaType.TEXT, FindingCode.SIZE_LIMIT, f"{len(data)} bytes, over {SIZE_LIMIT}")
    decoded = decode(data, declared_charset)
    blocks = tuple(_blocks(_LINE_ENDS.sub("\n", decoded.text)))
    quality = assess(block.text for block in blocks)
    findings = (*decoded.findings, *quality.findings)
    if not blocks:
        findings = (*findings, empty_finding())
    return Document(
        MediaType.TEXT,
        blocks,
        charset=decoded.charset,
        page_count=decoded.text.count("\f") + 1 if "\f" in decoded.text else None,
        text_quality=quality.share,
        findings=findings,
    )


def held(media_type: MediaType, code: FindingCode, message: str) -> Document:
    """A document that is not read, with the finding that says why."""
    return Document(media_type, (), findings=(Finding(code, Severity.ERROR, message),))


def empty_finding() -> Finding:
    """The finding of a document without any text."""
    return Finding(FindingCode.EMPTY, Severity.ERROR, "the document holds no text")


def indent_columns(lead: str) -> int:
    """Columns that leading white space takes; invisible characters take none."""
    columns = 0
    for char in lead:
        if char == "\t":
            columns += TAB_COLUMNS - columns % TAB_COLUMNS
        elif char not in INVISIBLE:
            columns += 1
    return columns


def _blocks(text: str) -> list[Block]:
    """A block for each line that is not blank."""
    blocks: list[Block] = []
    pages = text.split("\f")
    number = blank = 0
    for page, page_text in enumerate(pages, 1):
        start = Break.PAGE if page > 1 else Break.SOURCE
        for line in page_text.split("\n"):
            number += 1
            body = line.strip(_EDGES)
            if not body:
                blank += 1
                continue
            blocks.append(
                Block(
                    text=body,
                    kind=BlockKind.LINE,
                    break_before=start,
                    blank_before=blank,
                    indent=indent_columns(line[: line.index(body)]),
                    page=page if len(pages) > 1 else None,
                    path=f"line[{number}]",
                )
            )
            start, blank = Break.SOURCE, 0
        number -= page < len(pages)
    return blocks
