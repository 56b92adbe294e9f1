"""A release as the explorer shows it: opened once, with its index, never moving while it is looked at."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.index import index_name, make_index
from explorer.search import Index
from flows.release_report.offices import OfficeName, read_offices
from schemas.errors import StoreError
from stores.curated.release import OpenRelease


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One release, its offices by id and its index; each is equal to itself alone."""

    release: OpenRelease
    offices: Mapping[str, OfficeName]
    index: Index
    file: Path

    @property
    def release_id(self) -> str:
        return self.release.release_id

    def is_kept(self) -> bool:
        """Whether the index file is still there; it is marked as in use."""
        _mark(self.file)
        return self.file.exists()


def _mark(file: Path) -> None:
    with suppress(OSError):
        os.utime(file)


def take_snapshot(release: OpenRelease, folder: Path) -> Snapshot:
    """Open a release with its index, which is made in `folder` unless it is there and whole.

    Raises StoreError.
    """
    offices = read_offices(release)
    table = release.table("offices", ["office_id", "level"])
    levels = dict(zip(table["office_id"].to_pylist(), table["level"].to_pylist(), strict=True))
    file = folder / index_name(release)
    if not file.exists():
        make_index(release, offices, file)
    _mark(file)
    try:
        index = Index(file, offices, levels)
    except (sqlite3.DatabaseError, StoreError):
        make_index(release, offices, file)
        index = Index(file, offices, levels)
    return Snapshot(release, offices, index, file)
