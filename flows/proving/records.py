"""What is proved of a release, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schemas.codes import MediaType, Verdict
from schemas.records import Capture
from stores.curated.records import DocumentRow, SectionRow, StatementRow


class Subject(StrEnum):
    """What a proof is of."""

    RELEASE = "release"
    PART = "part"
    ROW = "row"
    """A row of a table that repeats what another table says."""
    RAW = "raw"
    DOCUMENT = "document"
    SECTION = "section"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that was not proved.

    `key` is its id or path; `published` is what the release says, `found` what is there instead, or why
    nothing can be said; `place` tells where in the document.
    """

    subject: Subject
    verdict: Verdict
    key: str
    published: str
    found: str
    office_id: str = ""
    address: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a kind have a verdict; `by` names the independent reading that proved them."""

    subject: Subject
    verdict: Verdict
    number: int
    media_type: MediaType | None = None
    by: str = ""

    @property
    def is_good(self) -> bool:
        """Whether these were proved."""
        return self.verdict is Verdict.PROVED


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """A document to be proved: its bytes and all rows that the release has of it.

    `read_by` are the engines that the release says recognised its text; `same_parser` says that the
    parser and headings at hand are those that made the rows.
    """

    capture: Capture
    data: bytes
    document: DocumentRow
    sections: tuple[SectionRow, ...]
    statements: tuple[StatementRow, ...]
    read_by: frozenset[str]
    same_parser: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of proving one row; the texts are those that do not fit, empty where it is proved."""

    verdict: Verdict
    by: str = ""
    published: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Proofs:
    """What came of proving several things."""

    counts: tuple[Count, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What came of proving a release, or one office's part of it."""

    release_id: str
    office_id: str | None
    counts: tuple[Count, ...]
    failures: tuple[Failure, ...]
    seconds: float

    @property
    def is_proved(self) -> bool:
        """Whether nothing is left that was not proved."""
        return not self.failures and all(count.is_good for count in self.counts)

    def sorted_counts(self) -> list[Count]:
        """The counts from the release down to the statements, by media type."""
        order = list(Subject)
        return sorted(
            self.counts, key=lambda one: (order.index(one.subject), one.media_type or "", one.verdict, one.by)
        )
