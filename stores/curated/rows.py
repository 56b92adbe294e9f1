"""One document's rows: what its capture and its reading say, before other documents are looked at."""

from __future__ import annotations

import dataclasses
from collections import Counter
from urllib.parse import urlsplit

from schemas.codes import HOLDING_CODES, FindingCode, Severity
from schemas.ids import document_id, outside_office_id, section_id, statement_id
from schemas.matching import matching_key
from schemas.records import Capture, Finding, Parsed, Section, Statement
from stores.curated.fence import EVIDENCE_LENGTH, Fence, masked, writable
from stores.curated.records import (
    DocumentFacts,
    DocumentRow,
    FindingRow,
    PeriodRow,
    SectionRow,
    StatementRow,
)

BUDDHIST_ERA = 543


def document_facts(capture: Capture, parsed: Parsed) -> DocumentFacts:
    """All rows of one document version; a held one has its own row and findings only.

    A reading whose parts do not fit together (a bug of the parser) is held with PARSER_ERROR.
    """
    findings = _findings(capture, parsed)
    if not is_held(findings):
        try:
            return _Builder(capture, parsed, findings).facts()
        except (IndexError, ValueError, TypeError) as error:
            message = f"the reading does not fit together: {type(error).__name__}: {error}"
            findings = (*findings, Finding(FindingCode.PARSER_ERROR, Severity.ERROR, message))
    unread = dataclasses.replace(parsed, sections=(), statements=(), periods=())
    return _Builder(capture, unread, findings).facts()


def is_held(findings: tuple[Finding, ...] | tuple[FindingRow, ...]) -> bool:
    """Whether a document with these findings is listed, but not read."""
    return any(found.severity is Severity.ERROR and found.code in HOLDING_CODES for found in findings)


def office_of(capture: Capture, parsed: Parsed, *, held: bool) -> str:
    """Whose direction the document states; of one that could not be read, who was asked for."""
    asked = capture.source.office_id
    if parsed.owner.office_id:
        return parsed.owner.office_id
    if asked and (capture.given_office or (held and not parsed.owner.name)):
        return asked
    return outside_office_id(matching_key(parsed.owner.name or ""))


def _findings(capture: Capture, parsed: Parsed) -> tuple[Finding, ...]:
    codes = {found.code for found in parsed.findings if found.severity is Severity.ERROR}
    if capture.cut is None or FindingCode.CUT in codes:
        return parsed.findings
    return (*parsed.findings, Finding(FindingCode.CUT, Severity.ERROR, f"the capture is cut: {capture.cut}"))


class _Builder:
    """Turns one reading into rows, parts named by index into parts named by id."""

    def __init__(self, capture: Capture, parsed: Parsed, findings: tuple[Finding, ...]) -> None:
        self.capture = capture
        self.parsed = parsed
        self.findings = findings
        self.fence = Fence()
        self.document = document_id(capture.source.source_id, capture.content_sha256)
        self.office = office_of(capture, parsed, held=is_held(findings))
        self.section_ids = [
            section_id(self.document, ordinal, section.spans)
            for ordinal, section in enumerate(parsed.sections)
        ]
        self.statement_ids = _statement_ids(self.document, parsed.statements)

    def facts(self) -> DocumentFacts:
        document = self._document()
        sections = tuple(self._section(n, section) for n, section in enumerate(self.parsed.sections))
        statements = tuple(self._statement(n, stated) for n, stated in enumerate(self.parsed.statements))
        periods = self._periods()
        return DocumentFacts(document, sections, statements, periods, self._finding_rows())

    def _document(self) -> DocumentRow:
        capture, parsed = self.capture, self.parsed
        return DocumentRow(
            document_id=self.document,
            source_id=capture.source.source_id,
            office_id=self.office,
            owner_name=self.fence.optional(parsed.owner.name, "the owner's name"),
            owner_evidence=parsed.owner.evidence,
            publisher_host=_host(capture.final_uri or capture.source.uri),
            source_uri=writable(capture.source.uri),
            final_uri=None if capture.final_uri is None else writable(capture.final_uri),
            title=self.fence.optional(parsed.document.title, "the title"),
            captured_at=capture.captured_at,
            content_sha256=capture.content_sha256,
            text_sha256=parsed.text_sha256 or None,
            media_type=parsed.document.media_type,
            charset=parsed.document.charset,
            byte_count=capture.byte_count,
            page_count=parsed.document.page_count,
            text_origin=parsed.document.text_origin,
            text_quality=parsed.document.text_quality,
            repairs=tuple(sorted(parsed.document.repairs)),
            plan_start_be=parsed.plan_start_be,
            plan_end_be=parsed.plan_end_be,
            fiscal_year_be=parsed.fiscal_year_be,
            parser_version=parsed.parser_version,
            is_current=False,
        )

    def _section(self, ordinal: int, section: Section) -> SectionRow:
        return SectionRow(
            section_id=self.section_ids[ordinal],
            document_id=self.document,
            office_id=self.office,
            parent_section_id=_at(self.section_ids, section.parent_section),
            parent_statement_id=_at(self.statement_ids, section.parent_statement),
            ordinal=ordinal,
            depth=section.depth,
            kind=section.kind,
            heading=self.fence.text(section.heading, "a heading", section.spans),
            heading_en=self.fence.optional(section.heading_en, "a heading's gloss", section.spans),
            number=_writable(section.number),
            confidence=section.confidence,
            spans=section.spans,
        )

    def _statement(self, ordinal: int, stated: Statement) -> StatementRow:
        text = self.fence.text(stated.text, "a statement", stated.spans)
        return StatementRow(
            statement_id=self.statement_ids[ordinal],
            document_id=self.document,
            office_id=self.office,
            section_id=_at(self.section_ids, stated.section),
            parent_statement_id=_at(self.statement_ids, stated.parent),
            ordinal=ordinal,
            depth=stated.depth,
            kind=stated.kind,
            label=None if stated.label is None else masked(stated.label),
            number=_writable(stated.number),
            number_path=_writable(stated.number_path),
            text=text,
            gloss_en=None if stated.gloss_en is None else masked(stated.gloss_en),
            repeat_of=None,
            in_force=False,
            quote=masked(stated.quote),
            spans=stated.spans,
            node_path=writable(stated.node_path),
            confidence=stated.confidence,
            text_key=matching_key(text),
        )

    def _periods(self) -> tuple[PeriodRow, ...]:
        return tuple(
            PeriodRow(
                document_id=self.document,
                section_id=_at(self.section_ids, period.section),
                kind=period.kind,
                start_be=period.start_be,
                end_be=period.end_be,
                start_ce=period.start_be - BUDDHIST_ERA,
                end_ce=period.end_be - BUDDHIST_ERA,
                quote=masked(period.quote),
            )
            for period in self.parsed.periods
        )

    def _finding_rows(self) -> tuple[FindingRow, ...]:
        return tuple(
            FindingRow(
                document_id=self.document,
                office_id=self.office,
                code=found.code,
                severity=found.severity,
                message=masked(found.message),
                evidence=masked(found.evidence)[:EVIDENCE_LENGTH],
                spans=found.spans,
                kind=found.kind,
            )
            for found in (*self.findings, *self.fence.findings)
        )


def _statement_ids(document: str, statements: tuple[Statement, ...]) -> list[str]:
    twins: Counter[tuple[tuple[int, int, int], ...]] = Counter()
    ids = []
    for stated in statements:
        place = tuple((span.block, span.start, span.end) for span in stated.spans)
        ids.append(statement_id(document, stated.spans, twins[place]))
        twins[place] += 1
    return ids


def _host(uri: str) -> str | None:
    try:
        return urlsplit(uri).hostname if "://" in uri else None
    except ValueError:
        return None


def _at(ids: list[str], index: int | None) -> str | None:
    if index is None:
        return None
    if index < 0:
        raise IndexError(f"no part {index}")
    return ids[index]


def _writable(text: str | None) -> str | None:
    return None if text is None else writable(text)
