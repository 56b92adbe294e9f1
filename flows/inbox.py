"""The inbox: a folder whose documents are loaded again and again, without reading all of them each time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.settings import Settings
from sources.folder import FoundFile, find_files

_MARK = ".loaded"


@dataclass(frozen=True, slots=True)
class Inbox:
    """A folder, how many files lie in it, and a hash of their names, sizes and times."""

    folder: Path
    files: int
    listing: str

    @property
    def why_idle(self) -> str:
        """Why there is nothing to load; empty if there is."""
        if not self.folder.is_dir():
            return f"nothing to load: there is no folder {self.folder}; make it and put documents into it"
        if not self.files:
            return f"nothing to load: {self.folder} is empty; put documents into it"
        if self._mark() == self.listing:
            files = "its file was" if self.files == 1 else f"its {self.files} files were"
            return f"nothing new in {self.folder}: {files} loaded before"
        return ""

    def remember(self) -> None:
        """Note that all was loaded; a folder that cannot be written is only loaded again."""
        mark = self.folder / _MARK
        beside = mark.with_suffix(".new")
        try:
            beside.write_text(self.listing, encoding="ascii")
            beside.replace(mark)
        except OSError:
            return

    def _mark(self) -> str:
        try:
            return (self.folder / _MARK).read_text(encoding="ascii", errors="replace")
        except OSError:
            return ""


def inbox_folder(environment: Mapping[str, str], folder: str | None) -> Path:
    """The folder that was asked for, else THITTHANG_INBOX, else `inbox` where the run works."""
    return Path(folder or environment.get("THITTHANG_INBOX") or "inbox").resolve()


def look_into(folder: Path, settings: Settings, office: str | None) -> Inbox:
    """What lies in the inbox; what was loaded elsewhere, or for another office, is new here."""
    hashed = hashlib.sha256()
    count = 0
    places = (Path(settings.raw).resolve(), Path(settings.curated).resolve(), office)
    hashed.update(repr(places).encode())
    for found in find_files([folder]) if folder.is_dir() else ():
        count += 1
        hashed.update(f"{found.uri}\0{_version(found) if isinstance(found, FoundFile) else ''}\0".encode())
    return Inbox(folder, count, hashed.hexdigest())


def _version(found: FoundFile) -> str:
    """A file's size and when it or its name was last changed, in nanoseconds."""
    try:
        status = os.stat(found.path)  # noqa: PTH116  (as sources.folder looks at it)
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
