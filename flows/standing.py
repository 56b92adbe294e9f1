"""What the release that readers now see says of each document: what a run is measured against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from schemas.codes import HOLDING_CODES, FindingCode, OwnerEvidence, Severity
from schemas.errors import StoreError
from schemas.ids import document_id
from schemas.records import Capture, Finding
from stores.releases import open_release

_TOLD = HOLDING_CODES | {FindingCode.NO_SECTION}


@dataclass(frozen=True, slots=True)
class StandingDocument:
    """A document version in a release; `findings` are those that a summary must tell."""

    office_id: str
    given: bool
    statements: int
    parser_version: str
    findings: tuple[Finding, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether it is listed, but was not read."""
        return any(f.severity is Severity.ERROR and f.code in HOLDING_CODES for f in self.findings)


@dataclass(frozen=True, slots=True)
class Standing:
    """Documents of one release by id; of no release, none."""

    release_id: str | None = None
    documents: Mapping[str, StandingDocument] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, capture: Capture) -> StandingDocument | None:
        """What the release says of the document that a capture brought."""
        return self.documents.get(document_id(capture.source.source_id, capture.content_sha256))

    def is_read(self, capture: Capture) -> bool:
        """Whether reading the capture again would say nothing new: it was read, for the same owner."""
        known = self.of(capture)
        if known is None or known.is_held:
            return False
        if capture.given_office:
            return known.given and known.office_id == capture.source.office_id
        return not known.given


def read_standing(curated: str) -> Standing:
    """Read the latest release; without one, nothing stands. Raises StoreError if it is damaged."""
    try:
        release = open_release(curated)
    except StoreError:
        return Standing()
    columns = ["document_id", "office_id", "owner_evidence", "parser_version"]
    counts = Counter(release.table("statements")["document_id"].to_pylist())
    findings = _findings(release.table("findings"))
    documents = {
        row["document_id"]: StandingDocument(
            office_id=row["office_id"],
            given=row["owner_evidence"] == OwnerEvidence.GIVEN,
            statements=counts[row["document_id"]],
            parser_version=row["parser_version"],
            findings=tuple(findings[row["document_id"]]),
        )
        for row in release.table("documents").select(columns).to_pylist()
    }
    return Standing(release.release_id, documents)
