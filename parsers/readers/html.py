"""HTML of any age and charset into typed lines."""

from __future__ import annotations

import re
from typing import Any, cast

from lxml import etree

from parsers.charset import decode, html_label
from parsers.quality import assess, thai_letters
from parsers.readers.html_finish import finish
from parsers.readers.html_loss import lost_letters
from parsers.readers.html_walker import Walker
from parsers.readers.text import SIZE_LIMIT, empty_finding, held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Document, Finding

_MAX_FRAMES = 5
_MUCH = 0.1
_FEW_LETTERS = 100
_TITLE_TAG = re.compile(r"</?title[^>]*>", re.IGNORECASE)
_ICON_CHROME = 1.0
"""Names and glyphs of icons say nothing about how sound the text is."""


def read_html(data: bytes, declared_charset: str | None = None) -> Document:
    """Read a web page into blocks; nothing is dropped for what it is called (see `Block.chrome`).

    Text that is not drawn as text (options, form fields, fallbacks), frames, and Thai letters that
    reached no block are counted in TEXT_NOT_READ findings. Never raises for bad data.
    """
    if len(data) > SIZE_LIMIT:
        return held(MediaType.HTML, FindingCode.SIZE_LIMIT, f"{len(data)} bytes, over {SIZE_LIMIT}")
    decoded = decode(data, declared_charset or html_label(data))
    source = decoded.text
    if "</br" in source:  # browsers draw it as <br>, libxml2 leaves it out
        source = source.replace("</br>", "<br>")
    if "<![CDATA[" in source:  # text of feeds, a comment to an HTML parser
        source = source.replace("<![CDATA[", "").replace("]]>", "")
    encoded = source.encode("utf-8", "replace")
    walker = walk(encoded)
    findings = list(decoded.findings)
    if "</" in (walker.title or ""):
        findings.append(_repaired("the title is never closed: its tag was left out"))
        source = _TITLE_TAG.sub("", source)
        encoded = source.encode("utf-8", "replace")
        walker = walk(encoded)
    blocks = finish(walker)
    quality = assess([block.text for block in blocks if block.chrome < _ICON_CHROME])
    icons = "".join([block.text for block in blocks if block.chrome >= _ICON_CHROME])
    read = quality.thai + thai_letters(icons)
    findings += [*quality.findings, *_unread_findings(walker, read)]
    findings.extend(_loss_findings(source, encoded, walker, read))
    if not blocks:
        findings.append(empty_finding())
    return Document(
        MediaType.HTML,
        blocks,
        charset=decoded.charset,
        title=walker.title,
        page_count=max((block.page for block in blocks if block.page is not None), default=None),
        text_quality=quality.share,
        findings=tuple(findings),
    )


def walk(encoded: bytes) -> Walker:
    """Run the parser over a page in UTF-8; it is told so, and no label in the page misleads it."""
    walker = Walker()
    parser = etree.HTMLParser(target=cast("Any", walker), encoding="utf-8", huge_tree=True)
    try:
        parser.feed(encoded)
        parser.close()
    except etree.XMLSyntaxError:  # an empty document, or one of comments only
        walker.close()
    return walker


def _unread_findings(walker: Walker, read: int) -> list[Finding]:
    """Text that a page holds but does not draw, and documents that it embeds.

    A warning where it is much beside the `read` Thai letters: perhaps a tag is never closed.
    """
    findings = [
        _not_read(f"{count} Thai letters in <{tag}> are not drawn as text", much=count > _MUCH * read)
        for tag, count in sorted(walker.unread.items())
        if count
    ]
    hidden = walker.hidden
    if hidden > _MUCH * read and hidden > _FEW_LETTERS:
        findings.append(_not_read(f"{hidden} Thai letters stand in comments or code"))
    findings.extend(
        _not_read("an embedded document was not read", address[:200])
        for address in walker.embedded[:_MAX_FRAMES]
        if address
    )
    return findings


def _loss_findings(source: str, encoded: bytes, walker: Walker, read: int) -> list[Finding]:
    """Thai letters of the page that are in no block (`read` are): never lost in silence."""
    read += thai_letters(walker.title or "") + walker.unread.total()
    lost = lost_letters(source, encoded, read, walker.hidden + walker.described)
    if not lost:
        return []
    message = f"{lost} Thai letters of the page reached no block"
    return [Finding(FindingCode.TEXT_NOT_READ, Severity.WARNING, message)]


def _not_read(message: str, evidence: str = "", *, much: bool = False) -> Finding:
    severity = Severity.WARNING if much else Severity.INFO
    return Finding(FindingCode.TEXT_NOT_READ, severity, message, evidence)


def _repaired(message: str) -> Finding:
    return Finding(FindingCode.TEXT_REPAIRED, Severity.INFO, message)
