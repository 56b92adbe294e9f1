"""Findings and held documents of a release, read once for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from explorer.snapshot import Snapshot
from flows.release_report.findings import FindingGroup, HeldDocument, read_findings, read_held
from flows.release_report.shown import Shown

_KEPT = 2


@dataclass(frozen=True, slots=True)
class ReleaseFindings:
    """Findings by code, the gravest and most frequent first, and the documents that are held."""

    groups: tuple[FindingGroup, ...]
    held: Shown[HeldDocument]

    @property
    def count(self) -> int:
        """All findings."""
        return sum(group.count for group in self.groups)


@lru_cache(maxsize=_KEPT)
def release_findings(snapshot: Snapshot) -> ReleaseFindings:
    """What deserves a look in a release. Raises StoreError if a file is lost or damaged."""
    release, offices = snapshot.release, snapshot.offices
    return ReleaseFindings(read_findings(release, None, offices), read_held(release, offices))
