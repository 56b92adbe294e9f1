"""A release as the explorer shows it: opened once, with its index, never moving while it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explorer.index import index_name, make_index
from explorer.search import Index
from flows.release_report.offices import OfficeName, read_offices
from stores.curated.release import OpenRelease


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One release, its offices by id and its index; each is equal to itself alone."""

    release: OpenRelease
    offices: Mapping[str, OfficeName]
    index: Index

    @property
    def release_id(self) -> str:
        return self.release.release_id


def take_snapshot(release: OpenRelease, folder: Path) -> Snapshot:
    """Open a release with its index, which is made in `folder` unless it is there. Raises StoreError."""
    offices = read_offices(release)
    table = release.table("offices", ["office_id", "level"])
    levels = dict(zip(table["office_id"].to_pylist(), table["level"].to_pylist(), strict=True))
    file = folder / index_name(release)
    if not file.exists():
        make_index(release, offices, file)
    file.touch()
    return Snapshot(release, offices, Index(file, offices, levels))
