"""Documents in files and folders: finding them in a fixed order and reading them safely.

A file's name is data: it is never interpreted, only kept as the address of a source. What cannot be
read comes back as a value, so that one bad file never ends a run.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MAX_FILE_BYTES = 200 * 1024 * 1024
"""A larger file is not a document of an office; it is named and left alone."""

NOT_REGULAR = "not a regular file"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file to read, and its address: the path from the argument's last folder down."""

    uri: str
    path: Path
    byte_count: int


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file or folder that could not be looked into or read, and why, in plain words."""

    uri: str
    reason: str
    too_large: bool = False


def printable_name(name: str) -> str:
    r"""A file name as text that any encoding can hold: bytes that are not UTF-8 become `\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def find_files(arguments: Sequence[Path]) -> Iterator[FoundFile | UnreadFile]:
    """Every file under the arguments, each once, sorted by name inside each folder.

    Names that begin with a dot are skipped unless they are an argument themselves. Linked folders
    are followed, each real folder once. The walk is lazy: it holds the names of one branch.
    """
    seen: set[tuple[int, int]] = set()
    ahead = [_argument(argument) for argument in reversed(arguments)]
    while ahead:
        place, uri = ahead.pop()
        try:
            status = place.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            if stat.S_ISDIR(status.st_mode):
                ahead.extend((place / name, _below(uri, name)) for name in _names(place))
            elif stat.S_ISREG(status.st_mode):
                yield FoundFile(uri, place, status.st_size)
            else:
                yield UnreadFile(uri, NOT_REGULAR)
        except OSError as error:
            yield UnreadFile(uri, _reason(error))


def _argument(argument: Path) -> tuple[Path, str]:
    """An argument's place, and its address: its own name, and for a file its folder's before it."""
    place = Path(os.path.abspath(argument))  # noqa: PTH100  (a link's own name is its address)
    names = [place.name] if place.is_dir() else [place.parent.name, place.name]
    return place, "/".join(printable_name(name) for name in names if name)


def _names(folder: Path) -> list[str]:
    """The names in a folder that are not hidden, last first."""
    names = (name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    return sorted(names, reverse=True)


def _below(uri: str, name: str) -> str:
    return f"{uri}/{printable_name(name)}" if uri else printable_name(name)


def read_file(found: FoundFile, *, limit: int = MAX_FILE_BYTES) -> bytes | UnreadFile:
    """The bytes of a found file, or why they could not be had.

    The file is opened without blocking and checked again once open, so that a pipe that took its
    place meanwhile cannot hang the run.
    """
    if found.byte_count > limit:
        return _too_large(found, found.byte_count, limit)
    try:
        handle = os.open(found.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return UnreadFile(found.uri, NOT_REGULAR)
            data = file.read(limit + 1)
    except OSError as error:
        return UnreadFile(found.uri, _reason(error))
    return data if len(data) <= limit else _too_large(found, len(data), limit)


def _too_large(found: FoundFile, size: int, limit: int) -> UnreadFile:
    mebibyte = 1024 * 1024
    reason = f"{size / mebibyte:.0f} MiB, over the limit of {limit / mebibyte:.0f} MiB a file"
    return UnreadFile(found.uri, reason, too_large=True)


def _reason(error: OSError) -> str:
    """The system's words for an error, without the absolute path that Python adds."""
    return (error.strerror or type(error).__name__).lower()
