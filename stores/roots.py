"""Roots: a place that files are kept in, written so that a crash leaves whole files only.

Keys are relative paths with forward slashes. A file shows under its key when all of its bytes are on
disk, never before. `LocalRoot` is a folder, `ObjectRoot` (stores.object_root) a bucket; the operations are
those that both have (create-only put, replace, list, one pointer).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from schemas.errors import StoreError
from stores.holds import Hold
from stores.local_root import LOCK_WAIT_SECONDS, LocalRoot

_OBJECTS = re.compile(r"s3://[^/]")

__all__ = ["LOCK_WAIT_SECONDS", "LocalRoot", "Root", "open_root"]


class Root(Protocol):
    """What a place must offer for captures and releases to be kept in it."""

    @property
    def address(self) -> str:
        """The place as a person would write it."""

    @property
    def has_locks(self) -> bool:
        """Whether `lock` keeps other writers out; if not, the pointer's swap decides between them."""

    def put_new(self, key: str, data: bytes) -> bool:
        """Write a file that is not there yet; False, and nothing changed, if it is."""

    def put(self, key: str, data: bytes) -> None:
        """Write a file or replace it at one stroke."""

    def append(self, key: str, data: bytes) -> None:
        """Add lines to the end of a file that nobody else writes to now.

        A crash may leave a part of `data` at its end; the next `append` takes a line that is not whole away.
        """

    def read(self, key: str) -> bytes:
        """All bytes of a file."""

    def read_many(self, keys: Iterable[str]) -> Iterator[bytes]:
        """All bytes of several files, in the order asked for; some are fetched ahead where that helps."""

    def open(self, key: str) -> BinaryIO:
        """A file to read parts of; whoever opens it closes it."""

    def local_path(self, key: str) -> Path | None:
        """The file's or folder's path on this machine, None where the root is no folder of it."""

    def age(self, prefix: str) -> timedelta | None:
        """How long ago the newest file below a folder was written, None where there is none."""

    def remove(self, key: str) -> None:
        """Take away a file; nothing happens where there is none."""

    def exists(self, key: str) -> bool:
        """Whether there is such a file."""

    def keys(self, prefix: str) -> list[str]:
        """Keys of all files below a folder, sorted."""

    def folders(self, prefix: str) -> list[str]:
        """Names of the folders right below a folder, sorted."""

    def stage(self, key: str, data: bytes) -> None:
        """Write a file into a folder that is being built; it is sure to last after `rename_folder`."""

    def stage_link(self, source: str, key: str) -> None:
        """Give a file that will never change a second name in a folder that is being built."""

    def rename_folder(self, source: str, target: str) -> None:
        """Give a folder that was built its final name, all of it on disk before."""

    def remove_folder(self, prefix: str) -> None:
        """Take away a folder with all that is in it."""

    def swap_pointer(self, name: str, folder: str, record: bytes, expected: bytes | None) -> bool:
        """Make `<NAME>.json` hold `record`; where it can be done, `<name>` then leads to `folder`.

        False, and nothing changed, if it does not hold `expected` (None: is not there) at that moment.
        """

    def mend_pointer(self, name: str, folder: str) -> None:
        """Where it can be done, make `<name>` lead to `folder`, as after a crash between the two."""

    def sweep(self, prefix: str) -> None:
        """Take away what writers that were killed left in a folder (not below it)."""

    def lock(self, name: str, wait: float = LOCK_WAIT_SECONDS) -> AbstractContextManager[bool]:
        """Keep every other writer out; `BusyError` after `wait` seconds.

        Gives whether the last holder was killed or failed, and so may have left something to sweep.
        """

    def hold(self, key: str) -> Hold:
        """Keep clean-ups from what the file stands for, until the hold is closed or forgotten."""

    def alone(self, key: str) -> AbstractContextManager[bool]:
        """Whether no reader holds the file; if so, none can until the end."""

    def check_writable(self) -> None:
        """Write and take away a small file; `StoreError` if that fails."""

    def location(self, key: str) -> str:
        """Where other libraries find the file or folder."""


def is_object_store(address: str) -> bool:
    """Whether an address is that of an object store, not a folder's path."""
    return "://" in address


def open_root(address: str) -> Root:
    """The root at an address: a folder's path, or `s3://bucket/prefix`.

    Raises StoreError for another address, and where what speaks to object stores is not installed.
    """
    if not is_object_store(address):
        return LocalRoot(Path(address))
    if not _OBJECTS.match(address):
        remedy = "give the path of a folder, or s3://BUCKET/PREFIX"
        raise StoreError(address, "only folders and S3 buckets can be used", remedy)
    try:
        from stores.object_root import ObjectRoot  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError as error:
        cause = f"what speaks to object stores is not installed ({error.name})"
        raise StoreError(address, cause, "pip install 'thitthang[s3]'") from error
    return ObjectRoot(address)
