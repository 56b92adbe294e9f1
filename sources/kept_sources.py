"""Writing what was found into the sources folder: an office's file, the list of added offices."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.errors import ThitthangError
from sources.added_offices import FILE_NAME
from sources.file_edits import with_entries, with_rows
from sources.office_files import read_office_file
from sources.page_keys import page_key

_REMEDY = "look at the folder that THITTHANG_SOURCES names, and its rights"


@dataclass(frozen=True, slots=True)
class KnownSource:
    """An address to be kept: the day it was found, by whom (`discover`, `source add`), and why."""

    address: str
    found: date
    by: str
    reason: str = ""

    def as_entry(self) -> dict[str, object]:
        """The entry as it stands in the file."""
        entry: dict[str, object] = {"url": self.address, "found": self.found, "by": self.by}
        return {**entry, "reason": self.reason} if self.reason else entry


def keep_sources(
    folder: Path, office_id: str, sources: Sequence[KnownSource], registered: Sequence[str]
) -> tuple[KnownSource, ...]:
    """Add addresses to an office's file and return those that were new to it.

    What a person wrote stays byte for byte. `registered` are the addresses that the registry knows: they
    are written first where the file did not say where to look, since its addresses replace them.
    Raises ThitthangError if the file cannot be read, added to, or written.
    """
    path = folder / f"{office_id}.yaml"
    own = read_office_file(folder, office_id)
    known = own.addresses if own is not None else None
    seen = {page_key(address) for address in (registered if known is None else known)}
    new = []
    for source in sources:
        if page_key(source.address) not in seen:
            seen.add(page_key(source.address))
            new.append(source)
    if not new:
        return ()
    entries: list[object] = [] if known is not None else list(registered)
    entries += [source.as_entry() for source in new]
    _write(path, with_entries(path.name, _text(path), "addresses", entries))
    return tuple(new)


def keep_office(folder: Path, row: dict[str, object]) -> None:
    """Add a row to `offices.yaml`; raises ThitthangError as `keep_sources` does."""
    path = folder / FILE_NAME
    _write(path, with_rows(FILE_NAME, _text(path), [row]))


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ThitthangError(path.name, " ".join(str(error).split())[:200], _REMEDY) from error


def _write(path: Path, text: str) -> None:
    """Put a file in place whole: a reader sees the old one or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ThitthangError(str(path), " ".join(str(error).split())[:200], _REMEDY) from error
