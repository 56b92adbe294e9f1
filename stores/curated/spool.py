"""Rows on their way into a release, and those that a run which was killed had read but not published.

    .reading/<made by>-<random>.rows   records: lengths and CRC-32 of head and rows, head, rows

A run has such a file once it has read much; while it lives it holds a lock on it. What it leaves is read
again by the next run of the same program, parsers and registry, others take it away. Only a file that
nobody but its owner can write is read: it is pickled.
"""

from __future__ import annotations

import dataclasses
import fcntl
import io
import os
import pickle
import secrets
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Protocol, cast

from schemas.ids import digest
from schemas.offices import Office
from schemas.records import Capture
from stores.curated.handed import Handed, Noted, Place, noted
from stores.curated.manifest import Versions
from stores.roots import Root

_FOLDER = ".reading"
_ENDING = ".rows"
_LENGTHS = struct.Struct("<III")
IN_MEMORY = 8 * 1024 * 1024
"""Bytes up to which no file is made: reading so much again takes seconds."""


class AddedOffices(Protocol):
    """What of a registry decides how a document is read."""

    @property
    def added(self) -> tuple[Office, ...]:
        """The offices that were added to the program's own."""


def made_by(versions: Versions, registry: AddedOffices) -> str:
    """A name for all that decides what is read from given bytes."""
    return digest("reading", versions.code, versions.parser, versions.headings, repr(registry.added))


class Spool:
    """Packed rows, put away one document after the other."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder
        self._name = name
        self._file: IO[bytes] = io.BytesIO()
        self._path: Path | None = None
        self._end = 0
        self._in_memory = True

    def keep(self, handed: Handed) -> Noted:
        """Put away the rows of a document."""
        head = pickle.dumps(dataclasses.replace(handed, packed=b""), pickle.HIGHEST_PROTOCOL)
        check = zlib.crc32(handed.packed, zlib.crc32(head))
        self._write(_LENGTHS.pack(len(head), len(handed.packed), check) + head)
        place = Place(self._end, len(handed.packed))
        self._write(handed.packed)
        return noted(handed, place)

    def packed(self, place: Place) -> bytes:
        """The rows that were put there."""
        self._file.seek(place.start)
        data = self._file.read(place.length)
        self._file.seek(self._end)
        return data

    def close(self, *, discard: bool) -> None:
        """Let go; unless it is discarded, what is in a file of its own stays there for the next run."""
        if discard and self._path is not None:
            self._path.unlink(missing_ok=True)
        self._file.close()

    def _write(self, data: bytes) -> None:
        if self._in_memory and self._end + len(data) > IN_MEMORY:
            self._to_file()
        self._file.write(data)
        self._end += len(data)

    def _to_file(self) -> None:
        memory = cast("io.BytesIO", self._file)
        self._file = self._new_file()
        self._file.write(memory.getvalue())
        self._in_memory = False

    def _new_file(self) -> IO[bytes]:
        if self._folder is None:
            return TemporaryFile()
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            path = self._folder / f"{self._name}-{secrets.token_hex(4)}{_ENDING}"
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            file = os.fdopen(handle, "r+b")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._path = path
            return file
        return TemporaryFile()


@contextmanager
def spooled(root: Root, name: str, handed: Iterable[Handed]) -> Iterator[tuple[Spool, list[Noted]]]:
    """Put away everything handed in, one by one; the spool is gone after a publish that went well."""
    spool = Spool(root.local_path(_FOLDER), name)
    went_well = False
    try:
        yield spool, [spool.keep(one) for one in handed]
        went_well = True
    finally:
        spool.close(discard=went_well)


class LeftOver:
    """What runs that were killed had read but not published; empty where there is nothing."""

    def __init__(self, files: Iterable[tuple[Path, IO[bytes]]] = ()) -> None:
        self._files = tuple(files)
        self._places = {
            (head.capture.source.source_id, head.capture.sequence): (file, head, place)
            for _, file in self._files
            for head, place in _records(file)
            if not head.is_held
        }

    def holds(self, capture: Capture) -> bool:
        """Whether the document of a capture has been read."""
        return (capture.source.source_id, capture.sequence) in self._places

    def of(self, captures: Iterable[Capture]) -> Iterator[Handed]:
        """What was read of those captures that it holds."""
        for capture in captures:
            found = self._places.get((capture.source.source_id, capture.sequence))
            if found is not None:
                file, head, place = found
                file.seek(place.start)
                yield dataclasses.replace(head, packed=file.read(place.length))

    def discard(self) -> None:
        """Take the files away: what they hold is published."""
        for path, _ in self._files:
            path.unlink(missing_ok=True)


@contextmanager
def left_over(root: Root, name: str) -> Iterator[LeftOver]:
    """What killed runs of the same name left in a root; nobody else reads it meanwhile."""
    folder = root.local_path(_FOLDER)
    with ExitStack() as stack:
        found = []
        for path in sorted(folder.glob(f"*{_ENDING}")) if folder is not None else ():
            file = _taken(path, stack)
            if file is not None and path.name.startswith(f"{name}-"):
                found.append((path, file))
            elif file is not None:
                path.unlink(missing_ok=True)
        yield LeftOver(found)


def drop_readings(root: Root) -> None:
    """Take away what killed runs had read: it will be read again from what raw/ still holds."""
    with left_over(root, "") as left:
        left.discard()


def _taken(path: Path, stack: ExitStack) -> IO[bytes] | None:
    """The file, locked; None if its writer lives, or if it is not a file of this user alone."""
    try:
        file = stack.enter_context(path.open("rb"))
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        state = os.fstat(file.fileno())
    except OSError:
        return None
    is_ours = state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return file if is_ours else None


def _records(file: IO[bytes]) -> Iterator[tuple[Handed, Place]]:
    """The heads of a file's records, up to one that is not whole."""
    end = os.fstat(file.fileno()).st_size
    at = 0
    while at + _LENGTHS.size <= end:
        file.seek(at)
        head_length, length, check = _LENGTHS.unpack(file.read(_LENGTHS.size))
        start = at + _LENGTHS.size + head_length
        data = file.read(head_length + length)
        if start + length > end or zlib.crc32(data) != check:
            return
        yield pickle.loads(data[:head_length]), Place(start, length)  # noqa: S301  (a file of our own)
        at = start + length
