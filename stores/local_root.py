"""A root that is a folder of this machine: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from schemas.errors import StoreError
from stores.holds import Hold, alone
from stores.locks import file_lock

TEMP_PREFIX = ".tmp-"
LOCK_WAIT_SECONDS = 10.0
_BLOCK = 65_536

_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP)
"""Errors of file systems that know no hard links, or know them but not here."""
_CAUSES: dict[int, tuple[str, str]] = {
    errno.EACCES: ("writing or reading is not allowed", "give yourself rights or choose another folder"),
    errno.EPERM: ("writing or reading is not allowed", "give yourself rights or choose another folder"),
    errno.EROFS: ("the file system is read-only", "choose another folder"),
    errno.ENOSPC: ("the disk is full", "free some space and run again; nothing published was lost"),
    errno.EDQUOT: ("the quota is used up", "free some space and run again; nothing published was lost"),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "choose another folder"),
    errno.EEXIST: ("a file stands where a folder is needed", "choose another folder"),
    errno.ENOENT: ("it is not there", "look at the path"),
    errno.EIO: ("the disk reports an error", "look after the disk, then run again"),
}


@contextmanager
def _said_plainly(path: Path | str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        plain = (error.strerror or str(error), "look at the path and its rights")
        cause, remedy = _CAUSES.get(error.errno or 0, plain)
        raise StoreError(str(path), cause, remedy) from error


class LocalRoot:
    """A folder on this machine."""

    has_locks = True

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    @property
    def address(self) -> str:
        return str(self.folder)

    def location(self, key: str) -> str:
        return str(self._path(key))

    def put_new(self, key: str, data: bytes) -> bool:
        path = self._path(key)
        with _said_plainly(path), self._written(path, data) as temp:
            try:
                os.link(temp, path)
            except FileExistsError:
                return False
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                if path.exists():
                    return False
                temp.replace(path)
            _sync_folder(path.parent)
        return True

    def put(self, key: str, data: bytes) -> None:
        path = self._path(key)
        with _said_plainly(path), self._written(path, data) as temp:
            temp.replace(path)
            _sync_folder(path.parent)

    def append(self, key: str, data: bytes) -> None:
        path = self._path(key)
        with _said_plainly(path):
            _make_folder(path.parent)
            is_new = not path.exists()
            with path.open("a+b", buffering=0) as file:
                _add_lines(file, data)
            if is_new:
                _sync_folder(path.parent)

    def read(self, key: str) -> bytes:
        path = self._path(key)
        with _said_plainly(path):
            return path.read_bytes()

    def read_many(self, keys: Iterable[str]) -> Iterator[bytes]:
        return map(self.read, keys)

    def open(self, key: str) -> BinaryIO:
        path = self._path(key)
        with _said_plainly(path):
            return path.open("rb")

    def local_path(self, key: str) -> Path:
        return self._path(key)

    def age(self, prefix: str) -> timedelta | None:
        with _said_plainly(self._path(prefix)):
            times = [self._path(key).stat().st_mtime for key in self.keys(prefix)]
        return datetime.now(UTC) - datetime.fromtimestamp(max(times), UTC) if times else None

    def remove(self, key: str) -> None:
        path = self._path(key)
        with _said_plainly(path), suppress(FileNotFoundError):
            path.unlink()
            _sync_folder(path.parent)

    def exists(self, key: str) -> bool:
        path = self._path(key)
        with _said_plainly(path):
            return path.is_file()

    def keys(self, prefix: str) -> list[str]:
        top = os.fspath(self._path(prefix))
        start = prefix.strip("/")
        keys = []
        with _said_plainly(top):
            for folder, _, names in os.walk(top, onerror=_raise_unless_absent):
                inner = f"{start}{folder[len(top) :]}/".lstrip("/")
                keys += [inner + name for name in names if not name.startswith(TEMP_PREFIX)]
        return sorted(keys)

    def folders(self, prefix: str) -> list[str]:
        top = self._path(prefix)
        with _said_plainly(top):
            if not top.is_dir():
                return []
            return sorted(entry.name for entry in os.scandir(top) if entry.is_dir(follow_symlinks=False))

    def stage(self, key: str, data: bytes) -> None:
        path = self._path(key)
        with _said_plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)

    def stage_link(self, source: str, key: str) -> None:
        old, new = self._path(source), self._path(key)
        with _said_plainly(new):
            new.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(old, new)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                _write(new, old.read_bytes())

    def rename_folder(self, source: str, target: str) -> None:
        old, new = self._path(source), self._path(target)
        with _said_plainly(new):
            for folder, *_ in os.walk(old, topdown=False, onerror=_raise_unless_absent):
                _sync_folder(Path(folder))
            old.rename(new)
            _sync_folder(new.parent)

    def remove_folder(self, prefix: str) -> None:
        path = self._path(prefix)
        with _said_plainly(path), suppress(FileNotFoundError):
            shutil.rmtree(path)

    def swap_pointer(self, name: str, folder: str, record: bytes, expected: bytes | None) -> bool:
        path = self._path(name)
        with _said_plainly(path):
            is_in_the_way = path.exists() and not path.is_symlink()
        if is_in_the_way:
            raise StoreError(
                str(path), "something stands where the link to the release is kept", "move it away"
            )
        key = f"{name.upper()}.json"
        if (self.read(key) if self.exists(key) else None) != expected:
            return False
        self.put(key, record)
        self.mend_pointer(name, folder)
        return True

    def mend_pointer(self, name: str, folder: str) -> None:
        path = self._path(name)
        temp = path.with_name(_temp_name())
        with _said_plainly(path):
            if path.is_symlink() and os.readlink(path) == folder:  # noqa: PTH115  (the text, not a path)
                return
            try:
                temp.symlink_to(folder, target_is_directory=True)
                temp.replace(path)
            finally:
                temp.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def sweep(self, prefix: str) -> None:
        path = self._path(prefix)
        with _said_plainly(path):
            for leftover in path.glob(f"{TEMP_PREFIX}*"):
                leftover.unlink(missing_ok=True)

    @contextmanager
    def lock(self, name: str, wait: float = LOCK_WAIT_SECONDS) -> Iterator[bool]:
        path = self._path(f".{name}.lock")
        with ExitStack() as stack:
            with _said_plainly(path):
                _make_folder(path.parent)
                left_over = stack.enter_context(file_lock(path, wait))
            yield left_over

    def hold(self, key: str) -> Hold:
        path = self._path(key)
        with _said_plainly(path):
            return Hold(path)

    @contextmanager
    def alone(self, key: str) -> Iterator[bool]:
        path = self._path(key)
        with ExitStack() as stack:
            with _said_plainly(path):
                free = stack.enter_context(alone(path))
            yield free

    def check_writable(self) -> None:
        with _said_plainly(self.folder):
            _make_folder(self.folder)
            with self._written(self.folder / "probe", b"probe"):
                pass

    def _path(self, key: str) -> Path:
        if key.startswith("/") or ".." in key.split("/"):
            raise StoreError(key, "a key must stay inside its root")
        return self.folder / key

    @contextmanager
    def _written(self, path: Path, data: bytes) -> Iterator[Path]:
        """A temporary file with the data in the same folder, on disk; gone afterwards."""
        _make_folder(path.parent)
        temp = path.with_name(_temp_name())
        try:
            _write(temp, data)
            yield temp
        finally:
            temp.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Write a new file, its bytes on disk when this returns."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _add_lines(file: FileIO, data: bytes) -> None:
    """Add lines, all of them on disk when this returns or none.

    A line that a crash cut off at the end goes: the next one would be written onto it.
    """
    end = _end_of_lines(file)
    try:
        if end < file.seek(0, os.SEEK_END):
            file.truncate(end)
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            file.truncate(end)
        raise


def _end_of_lines(file: FileIO) -> int:
    """Where the last whole line of a file ends."""
    position = file.seek(0, os.SEEK_END)
    while position > 0:
        start = max(0, position - _BLOCK)
        file.seek(start)
        if (end := file.read(position - start).rfind(b"\n")) >= 0:
            return start + end + 1
        position = start
    return 0


def _raise_unless_absent(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _temp_name() -> str:
    return f"{TEMP_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each one on disk before it is used."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
        _sync_folder(folder.parent)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
