"""Findings of a release by code: what each means, what it asks for, whom it concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.release_report.offices import OfficeName, office_called
from flows.release_report.shown import Shown, first
from schemas.codes import GRAVEST_FIRST, HOLDING_CODES, FindingCode, Severity

if TYPE_CHECKING:
    from datetime import datetime

    from stores.curated.release import OpenRelease

MOST_OFFICES = 60
"""Offices that are named for each code."""
MOST_HELD = 100
"""Held documents that are listed."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one code; `severity` is the gravest of them."""

    code: FindingCode
    severity: Severity
    count: int
    before: int | None
    documents: int
    offices: Shown[OfficeName]


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that was captured and listed, but not read."""

    uri: str
    office: OfficeName
    code: FindingCode
    message: str
    captured_at: datetime


@dataclass(slots=True)
class _Tally:
    severity: Severity = Severity.INFO
    count: int = 0
    documents: set[str] = field(default_factory=set)
    offices: Counter[str] = field(default_factory=Counter)


def read_findings(
    release: OpenRelease, before: OpenRelease | None, offices: Mapping[str, OfficeName]
) -> tuple[FindingGroup, ...]:
    """Findings by code, the gravest and most frequent first; codes that are gone come with 0.

    Raises StoreError if a file is damaged.
    """
    found = _tallies(release)
    earlier = None if before is None else _counts(before)
    codes = set(found) | set(earlier or ())
    groups = [_group(code, found.get(code, _Tally()), earlier, offices) for code in codes]
    return tuple(
        sorted(groups, key=lambda one: (GRAVEST_FIRST.index(one.severity), -one.count, one.code.value))
    )


def _tallies(release: OpenRelease) -> Mapping[FindingCode, _Tally]:
    columns = ["document_id", "office_id", "code", "severity"]
    found: defaultdict[FindingCode, _Tally] = defaultdict(_Tally)
    for batch in release.table("findings", columns).to_batches():
        for document, office, code, severity in zip(
            *(batch.column(name).to_pylist() for name in columns), strict=True
        ):
            tally = found[FindingCode(code)]
            tally.count += 1
            tally.documents.add(document)
            tally.offices[office] += 1
            tally.severity = min(tally.severity, Severity(severity), key=GRAVEST_FIRST.index)
    return found


def _counts(release: OpenRelease) -> Mapping[FindingCode, int]:
    rows = release.table("findings", ["code"])["code"].value_counts().to_pylist()
    return {FindingCode(row["values"]): row["counts"] for row in rows}


def _group(
    code: FindingCode,
    tally: _Tally,
    earlier: Mapping[FindingCode, int] | None,
    offices: Mapping[str, OfficeName],
) -> FindingGroup:
    named = sorted(tally.offices, key=lambda office: (-tally.offices[office], office))
    return FindingGroup(
        code=code,
        severity=tally.severity,
        count=tally.count,
        before=None if earlier is None else earlier.get(code, 0),
        documents=len(tally.documents),
        offices=first([office_called(offices, office) for office in named], MOST_OFFICES),
    )


def read_held(release: OpenRelease, offices: Mapping[str, OfficeName]) -> Shown[HeldDocument]:
    """Sources whose newest capture could not be read, in the order of the table of documents."""
    newest = {seen.source_id: seen.document_id for seen in release.manifest.captures}
    why = _holding(release)
    columns = ["document_id", "source_id", "office_id", "source_uri", "captured_at"]
    rows = (row for batch in release.table("documents", columns).to_batches() for row in batch.to_pylist())
    held = [
        HeldDocument(
            uri=row["source_uri"],
            office=office_called(offices, row["office_id"]),
            code=why[row["document_id"]][0],
            message=why[row["document_id"]][1],
            captured_at=row["captured_at"],
        )
        for row in rows
        if row["document_id"] in why and newest.get(row["source_id"]) == row["document_id"]
    ]
    return first(held, MOST_HELD)


def _holding(release: OpenRelease) -> Mapping[str, tuple[FindingCode, str]]:
    """Code and message of the first finding for which each held document is held."""
    import pyarrow.compute as pc

    table = release.table("findings", ["document_id", "code", "severity", "message"])
    grave = table.filter(pc.equal(table["severity"], Severity.ERROR.value)).to_pylist()
    found: dict[str, tuple[FindingCode, str]] = {}
    for row in grave:
        code = FindingCode(row["code"])
        if code in HOLDING_CODES:
            found.setdefault(row["document_id"], (code, row["message"]))
    return found
