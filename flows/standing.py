"""What the release that readers now see says of each document: what a run is measured against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from schemas.codes import HOLDING_CODES, FindingCode, Severity
from schemas.errors import StoreError
from schemas.ids import document_id
from schemas.records import Capture, Finding
from stores.curated.release import OpenRelease, find_release
from stores.roots import Root

_TOLD = HOLDING_CODES | {FindingCode.NO_SECTION}


@dataclass(frozen=True, slots=True)
class StandingDocument:
    """A document version in a release; `findings` are those that a summary must tell."""

    office_id: str
    statements: int
    parser_version: str
    findings: tuple[Finding, ...] = ()
    text_sha256: str | None = None

    @property
    def is_held(self) -> bool:
        """Whether it is listed, but was not read."""
        return any(f.severity is Severity.ERROR and f.code in HOLDING_CODES for f in self.findings)


@dataclass(frozen=True, slots=True)
class Standing:
    """Documents of one release by id, and the captures it was made from; of no release, none."""

    release_id: str | None = None
    documents: Mapping[str, StandingDocument] = field(default_factory=lambda: MappingProxyType({}))
    captures: frozenset[tuple[str, int]] = frozenset()

    def of(self, capture: Capture) -> StandingDocument | None:
        """What the release says of the document that a capture brought."""
        return self.documents.get(document_id(capture.source.source_id, capture.content_sha256))

    def holds(self, capture: Capture) -> bool:
        """Whether the release was made from this capture, among others."""
        return (capture.source.source_id, capture.sequence) in self.captures

    def is_read(self, capture: Capture) -> bool:
        """Whether reading the capture again would say nothing new."""
        known = self.of(capture)
        return self.holds(capture) and known is not None and not known.is_held


def read_standing(curated: Root, *, broken_is_none: bool = False) -> Standing:
    """Read the latest release; without one, nothing stands.

    Raises StoreError if it is damaged, unless a damaged one counts as none.
    """
    try:
        release = find_release(curated)
        return Standing() if release is None else _standing(release)
    except StoreError:
        if broken_is_none:
            return Standing()
        raise


def _standing(release: OpenRelease) -> Standing:
    counts = _counts(release)
    findings = _findings(release)
    columns = ["document_id", "office_id", "parser_version", "text_sha256"]
    documents = {
        row["document_id"]: StandingDocument(
            office_id=row["office_id"],
            statements=counts.get(row["document_id"], 0),
            parser_version=row["parser_version"],
            findings=tuple(findings[row["document_id"]]),
            text_sha256=row["text_sha256"],
        )
        for row in release.table("documents", columns).to_pylist()
    }
    captures = frozenset((seen.source_id, seen.sequence) for seen in release.manifest.captures)
    return Standing(release.release_id, documents, captures)


def _counts(release: OpenRelease) -> dict[str, int]:
    """How many statements each document has that has any."""
    counted = release.table("statements", ["document_id"])["document_id"].value_counts()
    return {row["values"]: row["counts"] for row in counted.to_pylist()}


def _findings(release: OpenRelease) -> defaultdict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    columns = ["document_id", "code", "severity", "message"]
    for row in release.table("findings", columns).to_pylist():
        if row["code"] in _TOLD:
            finding = Finding(FindingCode(row["code"]), Severity(row["severity"]), row["message"])
            found[row["document_id"]].append(finding)
    return found
