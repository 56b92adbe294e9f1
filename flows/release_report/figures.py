"""What a release holds, counted: now, and in the release that it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.release_report.coverage import OfficeCoverage
from flows.release_report.labels import Label, kind_label
from schemas.kinds import COVERED_KINDS, Kind

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one release: rows, current documents, offices, statements in force by kind."""

    offices: int
    stating: int
    documents: int
    statements: Mapping[Kind, int]
    findings: int

    @property
    def in_force(self) -> int:
        """All statements in force."""
        return sum(self.statements.values())


@dataclass(frozen=True, slots=True)
class Figure:
    """One count; `before` is None where there is nothing to compare with."""

    label: Label
    now: int
    before: int | None

    @property
    def difference(self) -> int | None:
        """How much more there is now."""
        return None if self.before is None else self.now - self.before

    @property
    def most(self) -> int:
        """The larger of both."""
        return max(self.now, self.before or 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures, then statements in force by kind; kinds that neither release has are left out."""

    key: tuple[Figure, ...]
    kinds: tuple[Figure, ...]


def count(release: OpenRelease, known: Mapping[str, OfficeCoverage]) -> Counts:
    """Count a release; raises StoreError if a file is damaged."""
    current = release.table("documents", ["is_current"])["is_current"].to_pylist()
    kinds = release.table("direction", ["kind"])["kind"].value_counts().to_pylist()
    return Counts(
        offices=len(known),
        stating=sum(bool(one.counts) for one in known.values()),
        documents=sum(current),
        statements={Kind(row["values"]): row["counts"] for row in kinds},
        findings=release.manifest.table("findings").rows,
    )


def figures(now: Counts, before: Counts | None) -> Figures:
    """Both counts side by side."""
    kinds = [
        kind for kind in COVERED_KINDS if kind in now.statements or (before and kind in before.statements)
    ]
    return Figures(
        key=(
            Figure(
                Label("หน่วยงานที่มีข้อความ", "offices with statements"),
                now.stating,
                before.stating if before else None,
            ),
            Figure(
                Label("ข้อความที่ใช้อยู่", "statements in force"), now.in_force, before.in_force if before else None
            ),
            Figure(
                Label("เอกสารปัจจุบัน", "current documents"), now.documents, before.documents if before else None
            ),
            Figure(Label("สิ่งที่ควรตรวจ", "findings"), now.findings, before.findings if before else None),
        ),
        kinds=tuple(
            Figure(
                kind_label(kind),
                now.statements.get(kind, 0),
                before.statements.get(kind, 0) if before else None,
            )
            for kind in kinds
        ),
    )
