"""One document proved: its rows against our own reading of its bytes and against an independent one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flows.documents import document_name, held
from flows.printing.proof_text import follows, pieces
from flows.proving.evidence import Evidence
from flows.proving.heard import Heard
from flows.proving.records import Count, DocumentTask, Failure, Judged, Proofs, Subject
from flows.proving.rows import Expected, Proved, row_id, rows_of
from schemas.codes import HOLDING_CODES, FindingCode, Severity, TextOrigin, Verdict
from schemas.ids import document_id, section_id, statement_id
from schemas.records import Span
from stores.curated.fence import masked
from stores.curated.records import DocumentRow, SectionRow, StatementRow

if TYPE_CHECKING:
    from schemas.records import Parsed

_NEEDS_THE_READER = frozenset({Verdict.SPANS_DIFFER, Verdict.NOT_FOUND, Verdict.ROW_DIFFERS})
"""What may come of another engine, or of none, and then says nothing of the release."""


def prove_document(task: DocumentTask) -> Proofs:
    """Prove every row of a document. To be called in a guarded process."""
    heard = Heard()
    parsed = _parsed(task, heard) if _was_read(task) else _unread(task)
    return _Prover(task, parsed, heard).proofs()


def unproved(
    document: DocumentRow,
    sections: Sequence[SectionRow],
    statements: Sequence[StatementRow],
    verdict: Verdict,
    reason: str,
) -> Proofs:
    """What comes of a document that cannot be looked into: one failure, and a count of its rows."""
    numbers = (
        (Subject.DOCUMENT, 1),
        (Subject.SECTION, len(sections)),
        (Subject.STATEMENT, len(statements)),
    )
    counts = (Count(subject, verdict, number, document.media_type) for subject, number in numbers if number)
    return Proofs(tuple(counts), (_failure(document, document, Judged(verdict, found=reason)),))


def _was_read(task: DocumentTask) -> bool:
    """Whether the release says anything of what is in the document; one that was held was not read."""
    return bool(task.sections or task.statements or task.document.text_sha256)


def _unread(task: DocumentTask) -> Parsed:
    return held(task.document.media_type, FindingCode.UNREADABLE, "it was not read")


def _parsed(task: DocumentTask, heard: Heard) -> Parsed:
    from parsers.parse import parse
    from schemas.registry import registry
    from sources.page_host import host_of

    capture = task.capture
    return parse(
        task.data,
        name=document_name(capture.source.uri),
        declared_type=capture.declared_type,
        declared_charset=capture.declared_charset,
        host=host_of(capture.final_uri or capture.source.uri),
        given_office=capture.source.office_id if capture.given_office else None,
        registry=registry(),
        engines=heard.engines(),
    )


class _Prover:
    """The rows of one document, judged one after the other."""

    def __init__(self, task: DocumentTask, parsed: Parsed, heard: Heard) -> None:
        self._task = task
        self._blocks = parsed.document.blocks
        row = task.document
        self._evidence = Evidence(task.data, row.media_type, row.charset, heard.pages)
        by_same = task.same_parser and _was_read(task)
        self._expected = Expected(task, parsed) if by_same else None
        self._doubt = _doubt(task, parsed, heard)
        self._twins = Counter(_range(row) for row in task.statements)

    def proofs(self) -> Proofs:
        task = self._task
        counts: Counter[tuple[Subject, Verdict, str]] = Counter()
        failures: list[Failure] = []
        for row in rows_of(task):
            judged = self._judged(row)
            counts[_subject(row), judged.verdict, judged.by] += 1
            if judged.verdict is not Verdict.PROVED:
                failures.append(_failure(task.document, row, judged))
        for row in self._missing():
            judged = self._doubted(Judged(Verdict.ROW_DIFFERS, found=_text(row)))
            counts[_subject(row), judged.verdict, ""] += 1
            failures.append(_failure(task.document, row, judged))
        media_type = task.document.media_type
        made = (Count(subject, verdict, n, media_type, by) for (subject, verdict, by), n in counts.items())
        return Proofs(tuple(made), tuple(failures))

    def _judged(self, row: Proved) -> Judged:
        if isinstance(row, StatementRow):
            judged = self._statement(row)
        elif isinstance(row, SectionRow):
            judged = self._section(row)
        else:
            judged = self._document(row)
        if judged.verdict is Verdict.PROVED and self._expected is not None:
            expected = self._expected.judged(row)
            judged = judged if expected.verdict is Verdict.PROVED else expected
        return self._doubted(judged)

    def _document(self, row: DocumentRow) -> Judged:
        wanted = document_id(row.source_id, row.content_sha256)
        if row.document_id != wanted:
            return Judged(Verdict.ID_DIFFERS, "", row.document_id, wanted)
        return Judged(Verdict.PROVED)

    def _statement(self, row: StatementRow) -> Judged:
        twins = range(self._twins[_range(row)])
        ids = [statement_id(row.document_id, row.spans, twin) for twin in twins]
        if row.statement_id not in ids:
            return Judged(Verdict.ID_DIFFERS, "", row.statement_id, ", ".join(ids))
        lines = self._lines(row.spans)
        cut = masked("\n".join(lines))
        if not cut.strip() or cut != row.quote:
            return Judged(Verdict.SPANS_DIFFER, "", row.quote, cut)
        found = self._evidence.of(pieces(row.quote), row.spans)
        if found.verdict is not Verdict.PROVED:
            return Judged(found.verdict, "", row.quote, found.found)
        if not follows(row.text, lines):
            return Judged(Verdict.TEXT_DIFFERS, "", row.text, row.quote)
        return found

    def _section(self, row: SectionRow) -> Judged:
        wanted = section_id(row.document_id, row.ordinal, row.spans)
        if row.section_id != wanted:
            return Judged(Verdict.ID_DIFFERS, "", row.section_id, wanted)
        lines = self._lines(row.spans)
        cut = masked("\n".join(lines))
        if not follows(row.heading, lines):
            return Judged(Verdict.SPANS_DIFFER, "", row.heading, cut)
        found = self._evidence.of(pieces(cut), row.spans)
        if found.verdict is not Verdict.PROVED:
            return Judged(found.verdict, "", row.heading, found.found)
        return found

    def _lines(self, spans: Sequence[Span]) -> list[str]:
        """What our reading has at each span; nothing where it has no such place."""
        count = len(self._blocks)
        texts = [self._blocks[span.block].text if 0 <= span.block < count else "" for span in spans]
        return [text[span.start : span.end] for text, span in zip(texts, spans, strict=True)]

    def _missing(self) -> Iterator[Proved]:
        return self._expected.missing() if self._expected is not None else iter(())

    def _doubted(self, judged: Judged) -> Judged:
        if self._doubt and judged.verdict in _NEEDS_THE_READER:
            return Judged(Verdict.NOT_PROVABLE_HERE, "", judged.published, self._doubt)
        return judged


def _doubt(task: DocumentTask, parsed: Parsed, heard: Heard) -> str:
    """Why this machine may not read the document as it was read; empty where nothing speaks for that."""
    for finding in parsed.findings:
        if finding.severity is Severity.ERROR and finding.code in HOLDING_CODES and task.statements:
            return f"{finding.code.value}: {finding.message}"
    if task.document.text_origin is TextOrigin.TEXT or heard.names == task.read_by:
        return ""
    then = ", ".join(sorted(task.read_by)) or "an engine that was not recorded"
    here = ", ".join(sorted(heard.names)) or "none"
    return f"recognised by {then}; here is {here}"


def _failure(document: DocumentRow, row: Proved, judged: Judged) -> Failure:
    return Failure(
        subject=_subject(row),
        verdict=judged.verdict,
        key=row_id(row),
        published=judged.published,
        found=judged.found,
        office_id=row.office_id,
        address=document.final_uri or document.source_uri,
        place="" if isinstance(row, DocumentRow) else _place(row.spans),
    )


def _subject(row: Proved) -> Subject:
    if isinstance(row, StatementRow):
        return Subject.STATEMENT
    return Subject.SECTION if isinstance(row, SectionRow) else Subject.DOCUMENT


def _text(row: Proved) -> str:
    if isinstance(row, StatementRow):
        return row.text
    return row.heading if isinstance(row, SectionRow) else row.source_uri


def _range(row: StatementRow) -> tuple[tuple[int, int, int], ...]:
    return tuple((span.block, span.start, span.end) for span in row.spans)


def _place(spans: Sequence[Span]) -> str:
    """Where the first span stands, in words."""
    if not spans:
        return "no place"
    first = spans[0]
    page = "" if first.page is None else f"page {first.page}, "
    return f"{page}block {first.block}, characters {first.start} to {first.end}"
