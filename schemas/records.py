"""The records that go from step to step: frozen, typed, small."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from schemas.codes import (
    CheckStatus,
    FindingCode,
    MediaType,
    OutcomeStatus,
    OwnerEvidence,
    PeriodKind,
    Severity,
    TextOrigin,
)
from schemas.kinds import Kind

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's upper left corner."""


class BlockKind(StrEnum):
    """What a reader saw a stretch of text as."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    IMAGE = "image"


class Break(StrEnum):
    """How a block is parted from the one before it."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    SOFT = "soft"
    """A `<br>` or a soft return: the author broke the line inside a paragraph."""
    SOURCE = "source"
    """A line end of a text file: often a mere wrap."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a block stands; rows and columns count from 0 on the drawn grid."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of text as the document gives it: decoded, not yet normalised.

    `indent` counts columns of leading space in a text file and nesting steps elsewhere;
    `bold` and `link` are shares of the letters (0 to 1); `size` is relative to the body text (1.0).
    `number` is what the reader knows the program would draw before the text (`<ol>`, Word lists).
    `drawn_label` is what it draws where that has words ("กลยุทธ์ที่ 1"); `number` then holds the "1".
    `chrome` is the reader's estimate (0 to 1) that this is menu, banner or footer, not content.
    """

    text: str
    kind: BlockKind = BlockKind.LINE
    break_before: Break = Break.PARAGRAPH
    blank_before: int = 0
    indent: int = 0
    list_id: int | None = None
    list_depth: int = 0
    number: str | None = None
    cell: Cell | None = None
    level: int | None = None
    bold: float = 0.0
    link: float = 0.0
    size: float = 1.0
    chrome: float = 0.0
    page: int | None = None
    box: Box | None = None
    path: str = ""
    drawn_label: str | None = None
    certainty: float = 1.0
    """1 for text that was written; for recognised text the share that the engine does not doubt."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one block: code points `start` to `end` of the block's un-normalised text."""

    block: int
    start: int
    end: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing a person should look at: a value, never an exception.

    `evidence` holds at most 200 characters of the document, persons' names masked; `kind` is the one that
    it is about, if it is about one.
    """

    code: FindingCode
    severity: Severity
    message: str
    evidence: str = ""
    spans: tuple[Span, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of the bytes: one stream of blocks in reading order.

    `text_quality` is 0 (garbled) to 1; `repairs` counts repaired characters by damage class.
    """

    media_type: MediaType
    blocks: tuple[Block, ...]
    charset: str | None = None
    title: str | None = None
    page_count: int | None = None
    text_origin: TextOrigin = TextOrigin.TEXT
    text_quality: float = 1.0
    repairs: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its extent. `parent_*` are indexes into the same `Parsed`."""

    kind: Kind
    heading: str
    heading_en: str | None
    number: str | None
    parent_section: int | None
    parent_statement: int | None
    depth: int
    confidence: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One unit of content, without label, outer quotation marks or wraps.

    `section` and `parent` are indexes into the same `Parsed`; `label` is printed as on the page,
    `number` is its number in Arabic digits or its letter; `quote` is the verbatim text at `spans`,
    joined by newlines.
    """

    kind: Kind
    text: str
    label: str | None
    number: str | None
    number_path: str | None
    section: int | None
    parent: int | None
    depth: int
    gloss_en: str | None
    quote: str
    spans: tuple[Span, ...]
    node_path: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Period:
    """A plan year, fiscal year or academic year named in a document (Buddhist era)."""

    kind: PeriodKind
    start_be: int
    end_be: int
    quote: str
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose direction a document states: a registry id where it is known, and the printed name."""

    office_id: str | None
    name: str | None
    evidence: OwnerEvidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that was weighed as a heading: its score and the reasons, for `parse --explain`."""

    text: str
    kind: Kind
    score: float
    accepted: bool
    reasons: tuple[str, ...]
    block: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything read out of one document.

    `plan_start_be` and `plan_end_be` are both set or both None.
    """

    document: Document
    owner: Owner
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    periods: tuple[Period, ...] = ()
    findings: tuple[Finding, ...] = ()
    plan_start_be: int | None = None
    plan_end_be: int | None = None
    fiscal_year_be: int | None = None
    text_sha256: str = ""
    parser_version: str = ""
    candidates: tuple[Candidate, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A place that a document comes from.

    `uri` is the canonical URL, or the path from the argument's last folder down (never absolute).
    `office_id` is the office it was fetched or given for; it says where to look, not who owns the text.
    """

    source_id: str
    uri: str
    office_id: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One look at a source that brought bytes home, with its provenance."""

    source: Source
    sequence: int
    captured_at: datetime
    content_sha256: str
    byte_count: int
    declared_type: str | None = None
    declared_charset: str | None = None
    sniffed_type: MediaType = MediaType.UNKNOWN
    final_uri: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    robots: str | None = None
    tls: str | None = None
    """Why the site's certificate was not checked, or None where it was or there is none."""
    cut: str | None = None
    """Why the bytes are not whole, or None."""
    given_office: bool = False
    """Whether a person said whose document this is (`load --office`)."""
    previous_sha256: str | None = None
    """The hash of the bytes that stood at its source just before its date when it was kept."""
    archived: bool = False
    """Whether a web archive had it: `captured_at` is then the day on which its crawler kept it."""


@dataclass(frozen=True, slots=True)
class HostCourtesy:
    """How one host was treated in one run.

    `requests` were sent, redirects and robots.txt among them; `byte_count` came over the wire as bodies;
    `robots` says what its robots.txt was; `allowed`, `refused` and `exempted` count decisions on
    addresses. `least_delay` is the shortest time in seconds from one request to the next.
    """

    host: str
    requests: int = 0
    byte_count: int = 0
    not_modified: int = 0
    retries: int = 0
    robots: str = ""
    allowed: int = 0
    refused: int = 0
    exempted: int = 0
    least_delay: float | None = None


@dataclass(frozen=True, slots=True)
class CheckState:
    """What is known of looking for an office's documents, and since when it has been so (UTC)."""

    status: CheckStatus
    since: datetime
    reason: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document or one office: the row of a summary."""

    status: OutcomeStatus
    what: str
    office_id: str | None = None
    reason: str = ""
    statements: int = 0
    findings: tuple[Finding, ...] = ()
