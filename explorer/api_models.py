"""What the API answers: fields that are columns of the tables are described by the tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from flows.history.word_diff import Edit
from schemas.codes import (
    CheckStatus,
    CoverageReason,
    CoverageStatus,
    FindingCode,
    HistoryChange,
    MediaType,
    OutcomeStatus,
    OwnerEvidence,
    Severity,
    TextOrigin,
)
from schemas.kinds import Kind
from schemas.offices import Level
from schemas.tables import TABLES
from stores.curated.catalogue import ReleaseState


def column(table: str, name: str) -> Any:  # noqa: ANN401  (pydantic's field, which stands for any type)
    """A field that says what a column of a table says."""
    (found,) = [one for one in TABLES[table].columns if one.name == name]
    return Field(description=f"{found.en} · {found.th}")


def said(text: str) -> Any:  # noqa: ANN401
    """A field that is no column."""
    return Field(description=text)


class Model(BaseModel):
    """A value that never changes once it is made."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Answer(Model):
    """What every answer has."""

    release_id: str = said("The release that the whole answer is read from; cite it.")


class Listed(Answer):
    """One page of a list."""

    total: int = said("Entries of all pages.")
    page: int = said("This page, from 1.")
    pages: int = said("How many pages there are; at least 1.")


class Names(Model):
    """A name in both languages."""

    th: str
    en: str


class StatementModel(Model):
    """A statement of an office."""

    statement_id: str = column("statements", "statement_id")
    office_id: str = column("statements", "office_id")
    office_name: Names = said("How the office is called, in short.")
    province: Names | None = said("Province of the office's seat; none outside the registry.")
    document_id: str = column("statements", "document_id")
    kind: Kind = column("statements", "kind")
    label: str | None = column("statements", "label")
    number_path: str | None = column("statements", "number_path")
    text: str = column("statements", "text")
    gloss_en: str | None = column("statements", "gloss_en")
    in_force: bool = column("statements", "in_force")
    repeats: bool = said("Whether an earlier statement of the office says the same.")
    plan_start_be: int | None = column("documents", "plan_start_be")
    plan_end_be: int | None = column("documents", "plan_end_be")


class TextValue(Model):
    """A value of a facet and how many hits have it, if the other facets stay as they are."""

    value: str
    count: int


class YearValue(Model):
    """A plan year (BE) and how many hits have it."""

    value: int
    count: int


class FacetsModel(Model):
    """What hits can be narrowed to, the most frequent first; years: the newest first."""

    kind: list[TextValue]
    province: list[TextValue]
    level: list[TextValue]
    year: list[YearValue]
    in_force: list[TextValue]


class SearchAnswer(Listed):
    """One page of the hits of a question."""

    query: str = said("What was asked.")
    left_out: list[str] = said("Words that are too short to be looked for.")
    hits: list[StatementModel]
    facets: FacetsModel


class OfficeModel(Model):
    """A public office."""

    office_id: str = column("offices", "office_id")
    registered: bool = column("offices", "registered")
    level: Level | None = column("offices", "level")
    name_th: str = column("offices", "name_th")
    short_name_th: str | None = column("offices", "short_name_th")
    abbreviation_th: str | None = column("offices", "abbreviation_th")
    name_en: str | None = column("offices", "name_en")
    province: Names | None = said("Province of the office's seat; none outside the registry.")
    region: Names | None = said("Region of the province.")
    website: str | None = column("offices", "website")
    valid_from: str | None = column("offices", "valid_from")
    valid_to: str | None = column("offices", "valid_to")
    successor_id: str | None = column("offices", "successor_id")
    statements: int = said("Statements in force, repeats apart.")
    kinds: int = said("Kinds that it has statements of.")


class OfficesAnswer(Listed):
    """One page of the offices."""

    offices: list[OfficeModel]
    near: list[OfficeModel] = said("Offices with names like the one asked for, where none was found.")


class NodeModel(Model):
    """A heading, or a statement, of an office's direction."""

    key: str = said("statement_id of a statement, section_id of a heading.")
    kind: Kind = column("statements", "kind")
    is_statement: bool
    label: str | None = column("statements", "label")
    text: str = said("The statement, or the heading as printed.")
    gloss_en: str | None = column("statements", "gloss_en")
    repeats: bool = said("Whether an earlier statement of the office says the same.")


class TreeModel(NodeModel):
    """A node with what hangs below it."""

    below: list[TreeModel]


class CoverageModel(Model):
    """What is known of one kind of an office."""

    kind: Kind = column("coverage", "kind")
    status: CoverageStatus = column("coverage", "status")
    reason: CoverageReason = column("coverage", "reason")
    statement_count: int = column("coverage", "statement_count")


class DocumentModel(Model):
    """A captured version of a document."""

    document_id: str = column("documents", "document_id")
    source_id: str = column("documents", "source_id")
    office_id: str = column("documents", "office_id")
    owner_name: str | None = column("documents", "owner_name")
    owner_evidence: OwnerEvidence = column("documents", "owner_evidence")
    source_uri: str = column("documents", "source_uri")
    final_uri: str | None = column("documents", "final_uri")
    title: str | None = column("documents", "title")
    captured_at: datetime = column("documents", "captured_at")
    content_sha256: str = column("documents", "content_sha256")
    media_type: MediaType = column("documents", "media_type")
    page_count: int | None = column("documents", "page_count")
    text_origin: TextOrigin = column("documents", "text_origin")
    text_quality: float = column("documents", "text_quality")
    plan_start_be: int | None = column("documents", "plan_start_be")
    plan_end_be: int | None = column("documents", "plan_end_be")
    fiscal_year_be: int | None = column("documents", "fiscal_year_be")
    is_current: bool = column("documents", "is_current")


class FindingCount(Model):
    """How often one code was found."""

    code: FindingCode = column("findings", "code")
    severity: Severity = column("findings", "severity")
    count: int


class OfficeAnswer(Answer):
    """What an office says it is for, and where it says so."""

    office: OfficeModel
    direction: list[TreeModel] = said("What is in force, as a tree; vision on top.")
    statements: int = said("Statements in the tree, those left out among them.")
    left_out: int = said("Statements that were too many to be shown.")
    coverage: list[CoverageModel]
    documents: list[DocumentModel] = said("Current ones first, then the newest first.")
    documents_left_out: int
    findings: list[FindingCount]


class PieceModel(Model):
    """A stretch of a text, and whether it stayed."""

    edit: Edit
    text: str


class EventModel(Model):
    """One thing that happened to a statement."""

    kind: Kind = column("statement_history", "kind")
    change: HistoryChange = column("statement_history", "change")
    valid_from: datetime = column("statement_history", "valid_from")
    valid_to: datetime | None = column("statement_history", "valid_to")
    text: str = column("statement_history", "text")
    statement_id: str = column("statement_history", "statement_id")
    in_release: bool = said("Whether the release still has this wording.")
    diff: list[PieceModel] = said("What leads to it from the wording before; empty if there was none.")


class HistoryAnswer(Answer):
    """How an office's wording changed, newest first."""

    office_id: str = column("offices", "office_id")
    since: datetime | None = said("When its first statements were captured, UTC.")
    unchanged: int = said("Statements that stand as they stood then.")
    left_out: int = said("Older events that are not shown.")
    events: list[EventModel]


class StatementAnswer(Answer):
    """A statement, its place in its document, who else says so."""

    statement: StatementModel
    document: DocumentModel | None
    above: list[NodeModel] = said("What it hangs from, the root first.")
    below: list[NodeModel] = said("What hangs from it.")
    below_left_out: int
    repeat_of: str | None = column("statements", "repeat_of")
    same: list[StatementModel] = said("Statements of other offices with the same words.")
    same_total: int


class ComparedModel(Model):
    """A statement beside those of other offices."""

    statement_id: str = column("statements", "statement_id")
    label: str | None = column("statements", "label")
    text: str = column("statements", "text")
    gloss_en: str | None = column("statements", "gloss_en")
    shared: bool = said("Whether another of the offices says the same.")


class ComparedColumnModel(Model):
    """What one office says of one kind."""

    office_id: str = column("offices", "office_id")
    statements: list[ComparedModel]
    left_out: int


class ComparedKindModel(Model):
    """One kind, a column for each office."""

    kind: Kind = column("statements", "kind")
    offices: int = said("Offices that have it.")
    shared: int = said("Wordings that stand in several of them.")
    columns: list[ComparedColumnModel]


class CompareAnswer(Answer):
    """Two to four offices side by side; kinds that most have first."""

    offices: list[OfficeModel]
    kinds: list[ComparedKindModel]


class CoverageCell(Model):
    """How many offices out of how many have statements of a kind."""

    kind: Kind
    found: int
    of: int
    percent: int


class CoverageRow(Model):
    """A region or province, or all of them."""

    name: Names
    offices: int
    with_statements: int
    cells: list[CoverageCell]


class CoverageAnswer(Answer):
    """The heat map of coverage."""

    whole: CoverageRow
    rows: list[CoverageRow]
    missing: list[Kind] = said("Kinds that no office has.")


class TableModel(Model):
    """A published table."""

    name: str
    rows: int


class TroubleModel(Model):
    """Something that cannot be read: what, why, what to do."""

    what: str
    cause: str
    remedy: str


class ReleaseAnswer(Answer):
    """The release that is shown."""

    schema_version: int
    code: str = said("Version of the program that made it.")
    parser: str
    headings: str
    tables: list[TableModel]
    captures: int
    newest_capture: datetime | None
    trouble: TroubleModel | None = said("Why a newer release is not shown.")


class FindingGroupModel(FindingCount):
    """All findings of one code, and what to do about them."""

    documents: int
    offices: int
    office_ids: list[str] = said("Offices concerned, those with the most findings first.")
    meaning: Names
    remedy: Names


class FindingsAnswer(Answer):
    """Findings by code, the gravest and most frequent first."""

    total: int
    groups: list[FindingGroupModel]


class FindingModel(Model):
    """One finding."""

    document_id: str = column("findings", "document_id")
    office_id: str = column("findings", "office_id")
    severity: Severity = column("findings", "severity")
    message: str = column("findings", "message")
    evidence: str | None = column("findings", "evidence")


class CodeAnswer(Listed):
    """One page of the findings of a code."""

    code: FindingCode
    findings: list[FindingModel]


class OutcomeCount(Model):
    """How many documents and offices came to the same."""

    status: OutcomeStatus
    count: int


class RunModel(Model):
    """A run; `ended_at` is null while it goes on, or if it was killed."""

    run_id: str
    command: str
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    release_id: str | None
    outcomes: list[OutcomeCount]


class TroubledOfficeModel(Model):
    """An office whose last look failed, or whose rows are older than it."""

    office_id: str
    status: CheckStatus | None
    since: datetime | None
    reason: str
    stale: str = said("Why its rows are older than the last look; empty if they are not.")
    looked_at: datetime | None
    changed_at: datetime | None
    published_at: datetime | None


class HostModel(Model):
    """How a host was treated, over all runs."""

    host: str
    runs: int
    requests: int
    byte_count: int
    not_modified: int
    retries: int
    allowed: int = said("Addresses that robots.txt allowed.")
    refused: int = said("Addresses that robots.txt refused.")
    exempted: int
    robots: str
    least_delay: float | None = said("Shortest time from one request to the next, seconds.")


class HeldModel(Model):
    """A document that was captured and not read."""

    uri: str
    office_id: str
    code: FindingCode
    captured_at: datetime


class ReleaseLineModel(Model):
    """A release that was made or failed."""

    release_id: str
    created_at: datetime
    state: ReleaseState
    offices: int = said("Offices whose statements in force it changed.")
    problems: list[str]


class OperatorAnswer(Model):
    """How things stand; lists are cut, and counts say of how many."""

    release_id: str | None = said("The release that is shown; null where there is none.")
    read_at: datetime
    pinned: str = said("Why nothing new is published; empty if it is.")
    looked_at: int = said("Offices that were ever looked at.")
    failing: int
    stale: int
    offices: list[TroubledOfficeModel]
    held: list[HeldModel]
    held_total: int
    runs: list[RunModel]
    runs_total: int
    hosts: list[HostModel]
    hosts_total: int
    releases: list[ReleaseLineModel]
    releases_total: int
    troubles: list[TroubleModel]


class FieldProblem(Model):
    """A part of the address that is not understood."""

    where: str
    message: str


class Problem(Model):
    """What is wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    detail_th: str | None = None
    errors: list[FieldProblem] | None = None
