"""Coverage: for an office and each kind, whether there are statements, and if not, why not."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from schemas.codes import CheckStatus, CoverageReason, CoverageStatus, FindingCode, HistoryChange
from schemas.ids import UNKNOWN_OFFICE
from schemas.kinds import COVERED_KINDS, Kind
from schemas.records import CheckState
from stores.curated.plans import standing
from stores.curated.records import CoverageRow, DocumentFacts, HistoryRow, StatementRow
from stores.curated.rows import is_held


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The current document of a source that was looked at for an office, but is not the office's."""

    document_id: str
    office_id: str
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: CoverageStatus
    reason: CoverageReason
    document_id: str | None = None
    changed_at: datetime | None = None


_EVER = datetime.max.replace(tzinfo=UTC)
_TOLD_BY_HISTORY = frozenset({CoverageStatus.FOUND, CoverageStatus.NOT_FOUND})
_NEVER_LOOKED = _Verdict(CoverageStatus.NOT_CHECKED, CoverageReason.NEVER_LOOKED)
_BY_CHECK: dict[CheckStatus, tuple[CoverageStatus, CoverageReason]] = {
    CheckStatus.OK: (CoverageStatus.NOT_FOUND, CoverageReason.NO_STATEMENTS_AT_ALL),
    CheckStatus.UNREACHABLE: (CoverageStatus.UNREACHABLE, CoverageReason.FETCH_FAILED),
    CheckStatus.GONE: (CoverageStatus.GONE, CoverageReason.ADDRESS_GONE),
    CheckStatus.NO_SOURCE: (CoverageStatus.NO_SOURCE, CoverageReason.NO_KNOWN_ADDRESS),
}


@dataclass(frozen=True)
class KnownOffice:
    """What is known of an office.

    `documents` are all versions it has, in document order; `statements` theirs, settled; `history` is how
    they came to be; `check` the last look for it.
    """

    office_id: str
    documents: Sequence[DocumentFacts]
    statements: Sequence[StatementRow]
    history: Sequence[HistoryRow]
    elsewhere: Sequence[Elsewhere]
    check: CheckState | None

    @cached_property
    def standing(self) -> tuple[StatementRow, ...]:
        """The statements that count."""
        return standing(self.statements)

    @cached_property
    def first_of(self) -> dict[Kind, StatementRow]:
        """The first statement that counts of each kind."""
        return {row.kind: row for row in reversed(self.standing)}

    @cached_property
    def current(self) -> tuple[DocumentFacts, ...]:
        """The current version of each source."""
        return tuple(facts for facts in self.documents if facts.document.is_current)

    @cached_property
    def kept_back(self) -> tuple[DocumentFacts, ...]:
        """Versions that lost too much to become current."""
        return tuple(facts for facts in self.documents if _is_kept_back(facts))


def coverage(known: KnownOffice) -> tuple[CoverageRow, ...]:
    """One row for each kind that has statements."""
    counts = Counter(row.kind for row in known.standing)
    first_read = min((facts.document.captured_at for facts in known.documents), default=None)
    told: defaultdict[Kind, list[HistoryRow]] = defaultdict(list)
    for row in known.history:
        told[row.kind].append(row)
    rows = []
    for kind in COVERED_KINDS:
        verdict = _verdict(kind, known)
        if verdict.status in _TOLD_BY_HISTORY:
            turned = _turned_at(told[kind])
            verdict = dataclasses.replace(verdict, changed_at=turned or first_read or verdict.changed_at)
        rows.append(
            CoverageRow(
                office_id=known.office_id,
                kind=kind,
                status=verdict.status,
                reason=verdict.reason,
                statement_count=counts[kind],
                document_id=verdict.document_id,
                changed_at=verdict.changed_at,
            )
        )
    return tuple(rows)


def _turned_at(rows: Iterable[HistoryRow]) -> datetime | None:
    """When statements of a kind came to be there, or ceased to be, for the last time; None if never."""
    spells = sorted(
        (row.valid_from, row.valid_to or _EVER) for row in rows if row.change is not HistoryChange.REMOVED
    )
    turned = end = None
    for first, last in spells:
        if end is None or first > end:
            turned = first
        end = last if end is None else max(end, last)
    return turned if end in {None, _EVER} else end


def _verdict(kind: Kind, known: KnownOffice) -> _Verdict:
    """Statements in force decide first, then documents that could not be read, then readable ones."""
    found = known.first_of.get(kind)
    if found is not None:
        by_id = {facts.document.document_id: facts for facts in known.current}
        return _of(by_id[found.document_id], CoverageStatus.FOUND, CoverageReason.STATEMENTS)
    held = [facts for facts in known.current if is_held(facts.findings)]
    if held:
        return _of(held[-1], CoverageStatus.HELD, CoverageReason.DOCUMENT_NOT_READABLE)
    if known.current:
        return _not_found(kind, known.current)
    return _without_document(known)


def _without_document(known: KnownOffice) -> _Verdict:
    """Why an office has no current document at all."""
    if known.kept_back:
        return _of(known.kept_back[-1], CoverageStatus.HELD, CoverageReason.DOCUMENT_KEPT_BACK)
    if known.elsewhere:
        return _other_owner(known.elsewhere)
    if known.check is None:
        return _NEVER_LOOKED
    return _Verdict(*_BY_CHECK[known.check.status], changed_at=known.check.since)


def _is_kept_back(facts: DocumentFacts) -> bool:
    return any(found.code is FindingCode.DRIFT for found in facts.findings)


def _not_found(kind: Kind, current: Sequence[DocumentFacts]) -> _Verdict:
    """The kind is in none of the readable documents: the newest with its heading, or the newest."""
    for facts in reversed(current):
        if _has_heading(kind, facts):
            return _of(facts, CoverageStatus.NOT_FOUND, CoverageReason.HEADING_ONLY)
    has_any = any(facts.statements for facts in current)
    reason = CoverageReason.NO_SUCH_SECTION if has_any else CoverageReason.NO_STATEMENTS_AT_ALL
    return _of(current[-1], CoverageStatus.NOT_FOUND, reason)


def _has_heading(kind: Kind, facts: DocumentFacts) -> bool:
    """Whether a heading of the kind stands in a document, as a section or as one without content."""
    empty = FindingCode.HEADING_WITHOUT_CONTENT
    return any(section.kind is kind for section in facts.sections) or any(
        found.code is empty and found.kind is kind for found in facts.findings
    )


def _other_owner(elsewhere: Sequence[Elsewhere]) -> _Verdict:
    """The newest of the documents that turned out to be another office's, named ones first."""
    named = [other for other in elsewhere if other.office_id != UNKNOWN_OFFICE]
    deciding = max(named or elsewhere, key=lambda other: (other.captured_at, other.document_id))
    reason = CoverageReason.PAGE_NAMES_ANOTHER_OFFICE if named else CoverageReason.PAGE_NAMES_NO_OFFICE
    return _Verdict(CoverageStatus.OTHER_OWNER, reason, deciding.document_id, deciding.captured_at)


def _of(facts: DocumentFacts, status: CoverageStatus, reason: CoverageReason) -> _Verdict:
    return _Verdict(status, reason, facts.document.document_id, facts.document.captured_at)
