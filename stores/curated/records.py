"""Rows of the published tables: one record a table, fields named and ordered as its columns.

schemas/tables.py says what each column means.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
from schemas.kinds import Kind
from schemas.offices import Level
from schemas.records import Span


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A row of `direction`."""

    office_id: str
    office_name_th: str | None
    level: Level | None
    province_th: str | None
    region: str | None
    kind: Kind
    number_path: str | None
    text: str
    gloss_en: str | None
    plan_start_be: int | None
    plan_end_be: int | None
    source_url: str
    statement_id: str
    ordinal: int
    text_key: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A row of `offices`."""

    office_id: str
    registered: bool
    level: Level | None = None
    name_th: str | None = None
    short_name_th: str | None = None
    abbreviation_th: str | None = None
    name_en: str | None = None
    province_th: str | None = None
    province_en: str | None = None
    province_code: str | None = None
    region: str | None = None
    area_no: int | None = None
    emis_area_code: str | None = None
    website: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successor_id: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of `documents`."""

    document_id: str
    source_id: str
    office_id: str
    owner_name: str | None
    owner_evidence: OwnerEvidence
    publisher_host: str | None
    source_uri: str
    final_uri: str | None
    title: str | None
    captured_at: datetime
    content_sha256: str
    text_sha256: str | None
    media_type: MediaType
    charset: str | None
    byte_count: int
    page_count: int | None
    text_origin: TextOrigin
    text_quality: float
    repairs: tuple[tuple[str, int], ...]
    plan_start_be: int | None
    plan_end_be: int | None
    fiscal_year_be: int | None
    parser_version: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A row of `sections`."""

    section_id: str
    document_id: str
    office_id: str
    parent_section_id: str | None
    parent_statement_id: str | None
    ordinal: int
    depth: int
    kind: Kind
    heading: str
    heading_en: str | None
    number: str | None
    confidence: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of `statements`."""

    statement_id: str
    document_id: str
    office_id: str
    section_id: str | None
    parent_statement_id: str | None
    ordinal: int
    depth: int
    kind: Kind
    label: str | None
    number: str | None
    number_path: str | None
    text: str
    gloss_en: str | None
    repeat_of: str | None
    in_force: bool
    quote: str
    spans: tuple[Span, ...]
    node_path: str
    confidence: float
    text_key: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of `periods`."""

    document_id: str
    section_id: str | None
    kind: PeriodKind
    start_be: int
    end_be: int
    start_ce: int
    end_ce: int
    quote: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A row of `coverage`."""

    office_id: str
    kind: Kind
    status: CoverageStatus
    reason: CoverageReason
    statement_count: int
    document_id: str | None
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A row of `statement_history`."""

    statement_key: str
    office_id: str
    kind: Kind
    text: str
    valid_from: datetime
    valid_to: datetime | None
    change: HistoryChange
    statement_id: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A row of `findings`."""

    document_id: str
    office_id: str
    code: FindingCode
    severity: Severity
    message: str
    evidence: str
    spans: tuple[Span, ...]
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """A row of `terms`."""

    statement_id: str
    office_id: str
    kind: Kind
    term: str
    count: int
    is_stopword: bool


Row = (
    DirectionRow
    | OfficeRow
    | DocumentRow
    | SectionRow
    | StatementRow
    | PeriodRow
    | CoverageRow
    | HistoryRow
    | FindingRow
    | TermRow
)

ROW_TYPES: dict[str, type[Row]] = {
    "direction": DirectionRow,
    "offices": OfficeRow,
    "documents": DocumentRow,
    "sections": SectionRow,
    "statements": StatementRow,
    "periods": PeriodRow,
    "coverage": CoverageRow,
    "statement_history": HistoryRow,
    "findings": FindingRow,
    "terms": TermRow,
}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that one document version says, in document order.

    What depends on other documents (`is_current`, `in_force`, `repeat_of`) is not yet set.
    """

    document: DocumentRow
    sections: tuple[SectionRow, ...]
    statements: tuple[StatementRow, ...]
    periods: tuple[PeriodRow, ...]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """All rows of one office but its terms, each table's in its published order."""

    direction: tuple[DirectionRow, ...]
    offices: tuple[OfficeRow, ...]
    documents: tuple[DocumentRow, ...]
    sections: tuple[SectionRow, ...]
    statements: tuple[StatementRow, ...]
    periods: tuple[PeriodRow, ...]
    coverage: tuple[CoverageRow, ...]
    statement_history: tuple[HistoryRow, ...]
    findings: tuple[FindingRow, ...]
