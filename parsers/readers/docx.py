"""Word documents (.docx) into blocks: an lxml walk with numbers, styles, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from parsers.readers.docx_names import A, W
from parsers.readers.docx_numbering import Numbering, numbering_of
from parsers.readers.docx_package import WordParts, core_title, word_parts
from parsers.readers.docx_runs import RunReader
from parsers.readers.docx_styles import Styles, styles_of
from parsers.readers.docx_walker import Walker
from parsers.readers.office_findings import (
    About,
    finished,
    lost_finding,
    not_read,
    skipped_findings,
    thai_count,
    too_long,
)
from parsers.readers.office_lines import letters
from parsers.readers.package import Package, PackageError
from parsers.readers.text import held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Block, Document, Finding

_SKIPPED = {
    "hidden": "hidden text",
    "field": "instructions of fields",
    "reading aid": "reading aids above other text",
    "placeholder": "prompts of empty form fields",
}
_UNREAD = {
    "comments": "comments",
    "diagramData": "a diagram",
    "chart": "a chart",
    "glossaryDocument": "building blocks",
}
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")
_CHUNK_ERROR = "a document is embedded as an alternative format and was not read"


def read_docx(data: bytes, declared_charset: str | None = None) -> Document:  # noqa: ARG001
    """Read a Word document; headers, footers and notes stand at the end as chrome.

    Numbers that Word draws are counted as Word counts them (`Block.number`, `Block.drawn_label`).
    Text that is not read (comments, diagrams, embedded documents, hidden text) and text that reached
    no block is counted in TEXT_NOT_READ findings. Never raises for bad data.
    """
    refused = too_long(MediaType.DOCX, data)
    if refused is not None:
        return refused
    try:
        return _read(Package(data))
    except PackageError as error:
        return held(MediaType.DOCX, error.code, error.message)


def _read(package: Package) -> Document:
    parts = word_parts(package)
    styles = styles_of(package.packed(parts.styles)) if parts.styles else Styles()
    numbering = numbering_of(package.packed(parts.numbering), styles) if parts.numbering else Numbering()
    root = package.xml(parts.main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise PackageError(FindingCode.DAMAGED, f"{parts.main} holds no document body")
    walker = Walker(RunReader(styles), numbering)
    walker.story(body)
    findings = list(_stories(package, parts, walker))
    blocks = _once(walker.stream.blocks())
    findings += _walk_findings(walker)
    findings += _unread_findings(package, parts, walker)
    about = About(_title(package, findings), images=parts.images)
    return finished(MediaType.DOCX, blocks, findings, about)


def _stories(package: Package, parts: WordParts, walker: Walker) -> Iterator[Finding]:
    """Walk headers, footers and notes; a damaged one is a finding, the body is read all the same."""
    counts: dict[str, int] = {}
    for kind, name in parts.stories:
        counts[kind] = counts.get(kind, 0) + 1
        try:
            root = package.xml(name)
        except PackageError as error:
            yield Finding(error.code, Severity.WARNING, error.message)
            continue
        if root is None:
            yield Finding(FindingCode.DAMAGED, Severity.WARNING, f"{name[:80]} is missing from the package")
            continue
        if kind in ("header", "footer"):
            walker.story(root, f"{kind}[{counts[kind]}]/", 1.0)
            continue
        for note in root:
            if note.get(W + "type") not in _NO_NOTE:
                walker.story(note, f"{kind[:-1]}[{note.get(W + 'id', '')[:9]}]/", 1.0)


def _once(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without the headers and footers that say again what another one said."""
    if not blocks or not blocks[-1].chrome:
        return blocks
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        if block.path.startswith(("header[", "footer[")):
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block)
    return tuple(kept)


def _walk_findings(walker: Walker) -> list[Finding]:
    """What the walk left out, and what it lost: letters of all `w:t` against letters of the blocks."""
    findings = [*skipped_findings(walker.reader.skipped, _SKIPPED), *lost_finding(walker.lost_letters())]
    if walker.missing_lists:
        message = f"{walker.missing_lists} paragraphs belong to lists that the file does not define"
        findings.append(Finding(FindingCode.DAMAGED, Severity.WARNING, message))
    return findings


def _unread_findings(package: Package, parts: WordParts, walker: Walker) -> Iterator[Finding]:
    """Parts with text that is not read, each with a count."""
    for kind, name in parts.unread:
        try:
            root = package.xml(name)
        except PackageError as error:
            yield not_read(f"{_UNREAD[kind]}: {error.message}", severity=Severity.WARNING)
            continue
        count = _letters_of(root)
        if count:
            severity = Severity.WARNING if kind == "diagramData" else Severity.INFO
            yield not_read(f"{count} letters stand in {_UNREAD[kind]}", severity=severity)
    for chunk in walker.chunks:
        name = parts.chunks.get(chunk, "")
        try:
            data = package.read(name) or b""
        except PackageError:
            data = b""
        size = f"{package.size(name)} bytes, {thai_count(data)} Thai letters"
        yield not_read(f"{_CHUNK_ERROR} ({size})", evidence=name[:200], severity=Severity.WARNING)
    if parts.embedded:
        yield not_read(f"{parts.embedded} embedded files were not read")


def _letters_of(root: etree._Element | None) -> int:
    """Letters of the text elements of any vocabulary in a part."""
    if root is None:
        return 0
    return sum(letters(item.text) for item in root.iter(W + "t", A + "t") if item.text)


def _title(package: Package, findings: list[Finding]) -> str | None:
    try:
        return core_title(package)
    except PackageError as error:
        findings.append(Finding(error.code, Severity.WARNING, error.message))
        return None
