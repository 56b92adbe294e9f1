"""Writing an export: beside its place first, then into it at one stroke."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import StoreError
from stores.curated.pointer import POINTER_RECORD


@contextmanager
def written_beside(place: Path, *, overwrite: bool, names: frozenset[str] | None = None) -> Iterator[Path]:
    """A path beside `place` to write a file or folder to; it takes the place when the block ends well.

    `names` are those that may stand in a folder; without them a file is written. What is replaced is a file,
    or a folder with nothing but such names in it: no other folder, and nothing inside a raw or curated root.

    Raises:
        StoreError: something stands there that is not to be overwritten, or it cannot be written.
    """
    _refuse_to_replace(place, overwrite=overwrite, names=names)
    beside = place.with_name(f".tmp-{os.getpid()}-{secrets.token_hex(4)}-{place.name}")
    try:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            yield beside
            _sync(beside)
            _put_in_place(beside, place)
        except OSError as error:
            cause = error.strerror or str(error)
            raise StoreError(
                str(place), cause, "look at the place and its rights, and at the disk"
            ) from error
    finally:
        _remove(beside)


def _refuse_to_replace(place: Path, *, overwrite: bool, names: frozenset[str] | None) -> None:
    whole = place.absolute()
    if any(_is_root(folder) for folder in (whole, *whole.parents, *whole.resolve().parents)):
        raise StoreError(str(place), "documents or releases are kept in there", "choose another place")
    if place.is_dir() and not _is_earlier(place, names or frozenset()):
        cause = "it is a folder, and holds other things than an earlier copy of the tables"
        raise StoreError(str(place), cause, "choose another place")
    if place.exists() and not overwrite:
        raise StoreError(str(place), "something stands there already", "choose another place, or --overwrite")


def _is_root(folder: Path) -> bool:
    """Whether captured documents or releases are kept in a folder."""
    is_raw = (folder / "captures").is_dir() and (folder / "objects").is_dir()
    return is_raw or (folder / POINTER_RECORD).is_file()


def _is_earlier(folder: Path, names: frozenset[str]) -> bool:
    return bool(names) and {path.name for path in folder.iterdir()} <= names


def _put_in_place(beside: Path, place: Path) -> None:
    """Rename; a folder that stands there is moved out of the way first, and back if that fails."""
    if not place.is_dir():
        beside.replace(place)
        return
    aside = beside.with_name(f"{beside.name}-old")
    place.rename(aside)
    try:
        beside.rename(place)
    except OSError:
        aside.rename(place)
        raise
    _remove(aside)


def _sync(path: Path) -> None:
    for file in [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]:
        with file.open("rb") as handle:
            os.fsync(handle.fileno())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
