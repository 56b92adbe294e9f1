"""Rich Text (.rtf) into blocks."""

from __future__ import annotations

from parsers.readers.office_findings import About, finished, lost_finding, skipped_findings
from parsers.readers.office_lines import Stream, letters
from parsers.readers.rtf_story import Layer
from parsers.readers.rtf_text import THAI, looks_thai
from parsers.readers.rtf_tokens import tokens
from parsers.readers.rtf_walker import RtfWalker
from parsers.readers.text import held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Block, Document, Finding

SIZE_LIMIT = 50 * 1024 * 1024
"""Bytes; a longer file is held, not read."""
_SKIPPED = {"hidden": "hidden text", "other": "text in groups that are not drawn"}


def read_rtf(data: bytes, declared_charset: str | None = None) -> Document:  # noqa: ARG001
    r"""Read a Rich Text file; headers, footers and notes stand at the end as chrome.

    Numbers are those that the writing program drew (`\listtext`). A file that ends inside a group is
    held as CUT. Never raises for bad data.
    """
    if len(data) > SIZE_LIMIT:
        return held(MediaType.RTF, FindingCode.SIZE_LIMIT, f"{len(data)} bytes, over {SIZE_LIMIT}")
    walker = RtfWalker()
    findings: list[Finding] = []
    if looks_thai(data):
        walker.codec, walker.sure = THAI, True
        message = "the file names a Western charset, but its bytes are windows-874"
        findings.append(Finding(FindingCode.CHARSET_LABEL, Severity.INFO, message))
    for token in tokens(data):
        walker.feed(token)
    walker.finish()
    if walker.stack:
        message = f"the file ends inside {len(walker.stack)} groups: it was cut short"
        findings.append(Finding(FindingCode.CUT, Severity.ERROR, message))
    stream = Stream()
    layer = Layer(stream)
    for story in walker.builder.finish(walker.state.form):
        layer.story(story)
    drawn = sum(letters(draft.text) for draft in stream.drafts)
    findings += skipped_findings(walker.skipped, _SKIPPED)
    findings += lost_finding(walker.seen - walker.skipped.total() - drawn)
    about = About(walker.title or None, images=walker.images)
    return finished(MediaType.RTF, _once(stream.blocks()), findings, about)


def _once(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headers and footers of several sections, each text once."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.path.startswith(("header[", "footer[")):
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block)
    return tuple(kept)
