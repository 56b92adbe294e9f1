"""Closed vocabularies beside the kinds: codes of findings, coverage, outcomes, origins."""

from __future__ import annotations

from enum import StrEnum


class MediaType(StrEnum):
    """What the bytes of a document are, as told by the bytes themselves."""

    HTML = "text/html"
    TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    PPT = "application/vnd.ms-powerpoint"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    GIF = "image/gif"
    WEBP = "image/webp"
    ZIP = "application/zip"
    WARC = "application/warc"
    UNKNOWN = "application/octet-stream"


class Severity(StrEnum):
    """How much a finding matters to a reader of the tables."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""The order in which findings are told."""


class FindingCode(StrEnum):
    """Why something in a document, or a document as a whole, deserves a look."""

    # the document as bytes
    EMPTY = "EMPTY"
    SIZE_LIMIT = "SIZE_LIMIT"
    WRONG_TYPE = "WRONG_TYPE"
    UNKNOWN_TYPE = "UNKNOWN_TYPE"
    NO_READER = "NO_READER"
    DAMAGED = "DAMAGED"
    ENCRYPTED = "ENCRYPTED"
    ZIP_LIMIT = "ZIP_LIMIT"
    XML_DTD = "XML_DTD"
    CHARSET = "CHARSET"
    CHARSET_LABEL = "CHARSET_LABEL"
    DEPTH_LIMIT = "DEPTH_LIMIT"
    CUT = "CUT"
    DRIFT = "DRIFT"
    PAGE_LIMIT = "PAGE_LIMIT"
    NEEDS_OCR = "NEEDS_OCR"
    NEEDS_TOOL = "NEEDS_TOOL"
    PARSER_ERROR = "PARSER_ERROR"
    PARSER_MEMORY = "PARSER_MEMORY"
    PARSER_TIMEOUT = "PARSER_TIMEOUT"
    PARSER_CRASH = "PARSER_CRASH"
    # a page that a server gave in place of the document, as if all were well
    SOFT_404 = "SOFT_404"
    LOGIN = "LOGIN"
    CHALLENGE = "CHALLENGE"
    PARKED = "PARKED"
    NEEDS_JS = "NEEDS_JS"
    # the text
    GARBLED = "GARBLED"
    OCR_TEXT = "OCR_TEXT"
    PRIVATE_USE = "PRIVATE_USE"
    REPLACEMENT_CHAR = "REPLACEMENT_CHAR"
    TEXT_NOT_READ = "TEXT_NOT_READ"
    TEXT_REPAIRED = "TEXT_REPAIRED"
    LAYOUT_LOST = "LAYOUT_LOST"
    # the structure
    NO_SECTION = "NO_SECTION"
    UNKNOWN_HEADING = "UNKNOWN_HEADING"
    HEADING_WITHOUT_CONTENT = "HEADING_WITHOUT_CONTENT"
    BODY_TOO_LONG = "BODY_TOO_LONG"
    NUMBER_GAP = "NUMBER_GAP"
    NUMBER_REPEATED = "NUMBER_REPEATED"
    COUNT_MISMATCH = "COUNT_MISMATCH"
    EXPECTATION = "EXPECTATION"
    KIND_WORD_UNUSED = "KIND_WORD_UNUSED"
    LIST_UNUSED = "LIST_UNUSED"
    OTHER_OWNER_TEXT = "OTHER_OWNER_TEXT"
    PERSON_MASKED = "PERSON_MASKED"
    # owner and time
    OWNER_UNKNOWN = "OWNER_UNKNOWN"
    OWNER_CONFLICT = "OWNER_CONFLICT"
    OWNER_FROM_HOST = "OWNER_FROM_HOST"
    YEARS_CONFLICT = "YEARS_CONFLICT"
    STEP_FAILED = "STEP_FAILED"
    # files and the network
    UNREADABLE = "UNREADABLE"
    FORGOTTEN = "FORGOTTEN"
    CORRUPT_RAW = "CORRUPT_RAW"
    FETCH_FAILED = "FETCH_FAILED"
    TOTAL_TIMEOUT = "TOTAL_TIMEOUT"
    ADDRESS_REFUSED = "ADDRESS_REFUSED"
    REDIRECT_LIMIT = "REDIRECT_LIMIT"
    TLS = "TLS"
    ROBOTS = "ROBOTS"
    RETRY_LATER = "RETRY_LATER"
    GONE = "GONE"
    NO_SOURCE = "NO_SOURCE"


class CoverageStatus(StrEnum):
    """Whether an office's statements of one kind are in the release, and if not, why not."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    OTHER_OWNER = "other_owner"
    HELD = "held"
    UNREACHABLE = "unreachable"
    GONE = "gone"
    NO_SOURCE = "no_source"
    NOT_CHECKED = "not_checked"


class CoverageReason(StrEnum):
    """The reason that stands beside a coverage status."""

    STATEMENTS = "STATEMENTS"
    NO_SUCH_SECTION = "NO_SUCH_SECTION"
    HEADING_ONLY = "HEADING_ONLY"
    NO_STATEMENTS_AT_ALL = "NO_STATEMENTS_AT_ALL"
    PAGE_NAMES_ANOTHER_OFFICE = "PAGE_NAMES_ANOTHER_OFFICE"
    PAGE_NAMES_NO_OFFICE = "PAGE_NAMES_NO_OFFICE"
    DOCUMENT_NOT_READABLE = "DOCUMENT_NOT_READABLE"
    DOCUMENT_KEPT_BACK = "DOCUMENT_KEPT_BACK"
    FETCH_FAILED = "FETCH_FAILED"
    ADDRESS_GONE = "ADDRESS_GONE"
    NO_KNOWN_ADDRESS = "NO_KNOWN_ADDRESS"
    NEVER_LOOKED = "NEVER_LOOKED"


class CheckStatus(StrEnum):
    """What came of the last look for an office's documents."""

    OK = "ok"
    UNREACHABLE = "unreachable"
    GONE = "gone"
    NO_SOURCE = "no_source"


class CandidateStatus(StrEnum):
    """What became of a page that a search through an office's site came upon."""

    PROVEN = "proven"
    """It gave statements of the office's direction."""
    OTHER_OWNER = "other_owner"
    """It gave statements, and it names another office."""
    REPEATS = "repeats"
    """It gave nothing that a better page of the site does not say."""
    DOUBTFUL = "doubtful"
    """What it gave may be news, a form or a notice."""
    NO_STATEMENTS = "no_statements"
    NEEDS_JS = "needs_js"
    """It shows nothing without running its scripts."""
    NOT_READ = "not_read"
    """It came, and could not be read."""
    NOT_FETCHED = "not_fetched"


class OutcomeStatus(StrEnum):
    """What came of one document, one office or one run."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    HELD = "held"
    FAILED = "failed"


class TextOrigin(StrEnum):
    """Where a document's text was taken from."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"


class OwnerEvidence(StrEnum):
    """What told whose direction a document states."""

    GIVEN = "given"
    HEADING = "heading"
    TITLE = "title"
    TEXT = "text"
    HOST = "host"
    NONE = "none"


class PeriodKind(StrEnum):
    """What a named year or range of years is of."""

    PLAN = "plan"
    FISCAL_YEAR = "fiscal_year"
    ACADEMIC_YEAR = "academic_year"


class Verdict(StrEnum):
    """What came of proving one thing that a release says."""

    PROVED = "proved"
    MANIFEST_CHANGED = "manifest_changed"
    PART_CHANGED = "part_changed"
    RAW_CHANGED = "raw_changed"
    """The captured bytes are lost, or not those that their hash names (CORRUPT_RAW)."""
    ID_DIFFERS = "id_differs"
    """An id is not the hash of what it names."""
    SPANS_DIFFER = "spans_differ"
    """What the document has at the spans is not the quote."""
    NOT_FOUND = "not_found"
    """The quote stands in no independent reading of the bytes."""
    TEXT_DIFFERS = "text_differs"
    """The text does not follow from what stands at the spans."""
    ROW_DIFFERS = "row_differs"
    """The same parser, or another table, says something else."""
    NOT_PROVABLE_HERE = "not_provable_here"
    """A program or its version that read the document is not at hand."""


class HistoryChange(StrEnum):
    """How a statement's wording came to be what it is."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    COSMETIC = "cosmetic"


HOLDING_CODES: frozenset[FindingCode] = frozenset(
    {
        FindingCode.EMPTY,
        FindingCode.SIZE_LIMIT,
        FindingCode.WRONG_TYPE,
        FindingCode.UNKNOWN_TYPE,
        FindingCode.NO_READER,
        FindingCode.DAMAGED,
        FindingCode.ENCRYPTED,
        FindingCode.ZIP_LIMIT,
        FindingCode.XML_DTD,
        FindingCode.DEPTH_LIMIT,
        FindingCode.CUT,
        FindingCode.DRIFT,
        FindingCode.PAGE_LIMIT,
        FindingCode.NEEDS_OCR,
        FindingCode.NEEDS_TOOL,
        FindingCode.PARSER_ERROR,
        FindingCode.PARSER_MEMORY,
        FindingCode.PARSER_TIMEOUT,
        FindingCode.PARSER_CRASH,
        FindingCode.SOFT_404,
        FindingCode.LOGIN,
        FindingCode.CHALLENGE,
        FindingCode.PARKED,
        FindingCode.NEEDS_JS,
        FindingCode.CORRUPT_RAW,
        FindingCode.UNREADABLE,
    }
)
"""With one of these at severity error a document is held: captured and listed, but not read."""
