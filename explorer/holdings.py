"""What a release holds of an office beside its statements: documents, coverage, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from explorer.search import Index
from schemas.codes import (
    GRAVEST_FIRST,
    CoverageReason,
    CoverageStatus,
    FindingCode,
    MediaType,
    OwnerEvidence,
    Severity,
    TextOrigin,
)
from schemas.kinds import Kind

MOST_SHOWN = 5
"""Findings of one code that are shown."""
_DOCUMENT = (
    "document_id, source_id, office_id, owner_name, owner_evidence, source_uri, final_uri, title, "
    "captured_at, content_sha256, media_type, page_count, text_origin, text_quality, "
    "plan_start_be, plan_end_be, fiscal_year_be, is_current"
)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A captured document version; `captured_at` in UTC, `text_quality` 0 (garbled) to 1, years BE."""

    document_id: str
    source_id: str
    office_id: str
    owner_name: str | None
    owner_evidence: OwnerEvidence
    source_uri: str
    final_uri: str | None
    title: str | None
    captured_at: datetime
    content_sha256: str
    media_type: MediaType
    page_count: int | None
    text_origin: TextOrigin
    text_quality: float
    plan_start_be: int | None
    plan_end_be: int | None
    fiscal_year_be: int | None
    is_current: bool

    @property
    def address(self) -> str:
        """Where it was fetched from in the end, or the path that it was loaded from."""
        return self.final_uri or self.source_uri


@dataclass(frozen=True, slots=True)
class FoundKind:
    """A kind that an office has statements of."""

    kind: Kind
    statements: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The kinds that an office has no statements of for one and the same reason."""

    status: CoverageStatus
    reason: CoverageReason
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class OfficeCoverage:
    """Which kinds an office has statements of, and why not the others."""

    found: tuple[FoundKind, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: what it says and the words of the document it is about."""

    document_id: str
    message: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """The findings of one code; `total` of them, the first ones shown."""

    code: FindingCode
    severity: Severity
    total: int
    shown: tuple[Remark, ...]


def documents_of(index: Index, office_id: str) -> tuple[DocumentFacts, ...]:
    """The documents of an office: those that are current first, then the newest first."""
    question = (
        f"SELECT {_DOCUMENT} FROM documents WHERE office_id = ? "  # noqa: S608  (columns of ours)
        "ORDER BY is_current DESC, captured_at DESC, document_id"
    )
    return tuple(_document(*row) for row in index.rows(question, (office_id,)))


def document(index: Index, document_id: str) -> DocumentFacts | None:
    """A document by its id."""
    question = f"SELECT {_DOCUMENT} FROM documents WHERE document_id = ?"  # noqa: S608
    return next((_document(*row) for row in index.rows(question, (document_id,))), None)


def coverage_of(index: Index, office_id: str) -> OfficeCoverage:
    """The coverage of an office, kinds in their order."""
    order = {kind: place for place, kind in enumerate(Kind)}
    question = "SELECT kind, status, reason, statement_count FROM coverage WHERE office_id = ?"
    rows = sorted(
        (
            (Kind(kind), CoverageStatus(status), CoverageReason(reason), count)
            for kind, status, reason, count in index.rows(question, (office_id,))
        ),
        key=lambda row: order[row[0]],
    )
    gaps: defaultdict[tuple[CoverageStatus, CoverageReason], list[Kind]] = defaultdict(list)
    for kind, status, reason, _ in rows:
        if status is not CoverageStatus.FOUND:
            gaps[status, reason].append(kind)
    return OfficeCoverage(
        tuple(FoundKind(kind, count) for kind, status, _, count in rows if status is CoverageStatus.FOUND),
        tuple(Gap(status, reason, tuple(kinds)) for (status, reason), kinds in gaps.items()),
    )


def remarks_of(index: Index, office_id: str, document_id: str | None = None) -> tuple[Remarks, ...]:
    """The findings in the documents of an office, or in one of them, by code; the gravest first."""
    question = "SELECT document_id, code, severity, message, evidence FROM findings WHERE office_id = ?"
    by_code: defaultdict[FindingCode, list[tuple[Severity, Remark]]] = defaultdict(list)
    for of_document, code, severity, message, evidence in index.rows(question, (office_id,)):
        if document_id in (None, of_document):
            remark = Remark(of_document, message, evidence or "")
            by_code[FindingCode(code)].append((Severity(severity), remark))
    made = [_remarks(code, found) for code, found in by_code.items()]
    return tuple(sorted(made, key=lambda one: (GRAVEST_FIRST.index(one.severity), -one.total, one.code)))


def _remarks(code: FindingCode, found: Sequence[tuple[Severity, Remark]]) -> Remarks:
    gravest = min((severity for severity, _ in found), key=GRAVEST_FIRST.index)
    return Remarks(code, gravest, len(found), tuple(remark for _, remark in found[:MOST_SHOWN]))


def _document(*row: Any) -> DocumentFacts:  # noqa: ANN401  (as SQLite has them)
    (
        document_id, source_id, office_id, owner, evidence, source_uri, final_uri, title, captured_at, digest,
        media_type, pages, origin, quality, start, end, fiscal, current,
    ) = row  # fmt: skip
    return DocumentFacts(
        document_id=document_id,
        source_id=source_id,
        office_id=office_id,
        owner_name=owner,
        owner_evidence=OwnerEvidence(evidence),
        source_uri=source_uri,
        final_uri=final_uri,
        title=title,
        captured_at=datetime.fromisoformat(captured_at),
        content_sha256=digest,
        media_type=MediaType(media_type),
        page_count=pages,
        text_origin=TextOrigin(origin),
        text_quality=quality,
        plan_start_be=start,
        plan_end_be=end,
        fiscal_year_be=fiscal,
        is_current=bool(current),
    )
