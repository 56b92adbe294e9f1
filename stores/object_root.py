"""A root that is a bucket of an object store: create-only put, replace if unchanged, list, copy.

There are no locks, no links and no renaming at one stroke. Two writers are kept apart by what the store
does at one stroke: a file is written only where there is none, or only if it still is what was read.
"""

from __future__ import annotations

import os
import random
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import S3Store

from schemas.errors import BusyError, StoreError
from stores.ahead import ahead
from stores.holds import EmptyHold, Hold
from stores.object_faults import plain_fault
from stores.ranged_file import RangedFile

if TYPE_CHECKING:
    from pathlib import Path

    from obstore import Attributes, ObjectMeta, PutMode

WHOLE = "manifest.json"
"""The file that says a folder is whole: written last into its final place, taken away first."""
_APPENDS = 40
_LONGEST_NAP = 0.5
_LOGS_KNOWN = 8
_READ_AHEAD = 65_536
_WRITER = "thitthang-writer"
"""The attribute by which a writer knows its own file again, after an answer that was lost."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A file's bytes, and the tag that they have in the store."""

    data: bytes
    tag: str | None


class ObjectRoot:
    """A prefix in a bucket; the address is `s3://bucket/prefix`."""

    has_locks = False

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._has_bucket = False
        self._logs: dict[str, _Version] = {}
        with self._said_plainly(""):
            self._store = S3Store.from_url(
                self.address,
                client_options={
                    "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true"},
                    "connect_timeout": timedelta(seconds=5),
                    "read_timeout": timedelta(seconds=60),
                    "timeout": timedelta(minutes=10),
                },
                retry_config={"max_retries": 6, "retry_timeout": timedelta(minutes=1)},
            )

    def location(self, key: str) -> str:
        return f"{self.address}/{key}" if key else self.address

    def local_path(self, key: str) -> Path | None:  # noqa: ARG002  (nothing here is on this machine)
        return None

    def put_new(self, key: str, data: bytes) -> bool:
        writer = secrets.token_hex(8)
        with self._said_plainly(key):
            try:
                self._put(key, data, "create", {_WRITER: writer})
            except AlreadyExistsError:
                return self._writer_of(key) == writer
        return True

    def put(self, key: str, data: bytes) -> None:
        with self._said_plainly(key):
            self._put(key, data, "overwrite")

    def append(self, key: str, data: bytes) -> None:
        with self._said_plainly(key):
            known = self._logs.pop(key, None) or self._version(key)
            for attempt in range(_APPENDS):
                whole = known.data[: known.data.rfind(b"\n") + 1] + data
                tag = self._replaced(key, whole, known.tag)
                if tag is None:
                    known = self._version(key)
                    if known.data != whole:
                        _nap(attempt)
                        continue
                    tag = known.tag
                if len(self._logs) >= _LOGS_KNOWN:
                    self._logs.clear()
                self._logs[key] = _Version(whole, tag)
                return
        cause = f"other runs changed it {_APPENDS} times meanwhile"
        raise BusyError(self.location(key), cause, "wait until they have ended and try again")

    def read(self, key: str) -> bytes:
        with self._said_plainly(key):
            return self._version(key, absent=False).data

    def read_many(self, keys: Iterable[str]) -> Iterator[bytes]:
        return ahead(self.read, keys)

    def open(self, key: str) -> BinaryIO:
        with self._said_plainly(key):
            size = self._head(key)["size"]
        return BufferedReader(RangedFile(partial(self.read_range, key), size), _READ_AHEAD)

    def read_range(self, key: str, start: int, end: int) -> bytes:
        """The bytes of a file from `start` up to `end`."""
        with self._said_plainly(key):
            return bytes(obstore.get_range(self._store, _safe(key), start=start, end=end))

    def age(self, prefix: str) -> timedelta | None:
        times = [found["last_modified"] for found in self._listed(prefix)]
        return datetime.now(UTC) - max(times) if times else None

    def remove(self, key: str) -> None:
        self._remove([key])

    def exists(self, key: str) -> bool:
        with self._said_plainly(key):
            try:
                self._head(key)
            except FileNotFoundError:
                self._look_for_bucket()
                return False
        return True

    def keys(self, prefix: str) -> list[str]:
        return sorted(found["path"] for found in self._listed(prefix))

    def folders(self, prefix: str) -> list[str]:
        top = _safe(prefix).strip("/")
        with self._said_plainly(prefix):
            found = obstore.list_with_delimiter(self._store, top or None)["common_prefixes"]
        return sorted(folder.rpartition("/")[2] for folder in found)

    def stage(self, key: str, data: bytes) -> None:
        self.put(key, data)

    def stage_link(self, source: str, key: str) -> None:
        with self._said_plainly(source):
            obstore.copy(self._store, _safe(source), _safe(key))

    def rename_folder(self, source: str, target: str) -> None:
        """Copy all files, then take the old ones away: not at one stroke.

        `WHOLE` comes last, so that a folder that has it is complete.
        """
        keys = self.keys(source)
        self._copied(keys, source, target)
        self._remove(keys)

    def _copied(self, keys: Sequence[str], source: str, target: str) -> None:
        def copy(key: str) -> None:
            self.stage_link(key, f"{target}{key[len(source) :]}")

        first, last = _split(keys, source)
        for _ in ahead(copy, first):
            pass
        for key in last:
            copy(key)

    def remove_folder(self, prefix: str) -> None:
        for keys in reversed(_split(self.keys(prefix), prefix)):
            self._remove(keys)

    def swap_pointer(self, name: str, folder: str, record: bytes, expected: bytes | None) -> bool:  # noqa: ARG002
        key = f"{name.upper()}.json"
        with self._said_plainly(key):
            now = self._version(key)
            if (now.data if now.tag else None) != expected:
                return False
            if self._replaced(key, record, now.tag) is not None:
                return True
            return self._version(key).data == record

    def mend_pointer(self, name: str, folder: str) -> None:
        """There is no link beside the pointer, so nothing can be wrong with it."""

    def sweep(self, prefix: str) -> None:
        """A file that was not written whole is not there, so nothing is left."""

    @contextmanager
    def lock(self, name: str, wait: float = 0.0) -> Iterator[bool]:  # noqa: ARG002
        """Keep nobody out: there are no locks here."""
        yield False

    def hold(self, key: str) -> Hold:
        """An empty hold: clean-up spares by age alone."""
        with self._said_plainly(key):
            self._head(key)
        return EmptyHold()

    @contextmanager
    def alone(self, key: str) -> Iterator[bool]:  # noqa: ARG002
        """Readers cannot be seen here."""
        yield True

    def check_writable(self) -> None:
        key = f".probe-{secrets.token_hex(8)}"
        self.put(key, b"probe")
        self.remove(key)

    def _look_for_bucket(self) -> None:
        """That a file is not there does not say whether the bucket is: asked once."""
        if not self._has_bucket:
            next(iter(obstore.list(self._store)), None)
            self._has_bucket = True

    def _version(self, key: str, *, absent: bool = True) -> _Version:
        """What stands under a key now; nothing, without a tag, where nothing does."""
        try:
            found = obstore.get(self._store, _safe(key))
            return _Version(bytes(found.bytes()), found.meta["e_tag"])
        except FileNotFoundError as error:
            if not absent or plain_fault(error).is_of_the_place:
                raise
            return _Version(b"", None)

    def _replaced(self, key: str, data: bytes, tag: str | None) -> str | None:
        """Write a file if it still has the tag (None: is not there); its new tag, None if it has not."""
        try:
            return self._put(key, data, "create" if tag is None else {"e_tag": tag})
        except (AlreadyExistsError, PreconditionError):
            return None

    def _put(self, key: str, data: bytes, mode: PutMode, attributes: Attributes | None = None) -> str | None:
        return obstore.put(self._store, _safe(key), data, mode=mode, attributes=attributes)["e_tag"]

    def _head(self, key: str) -> ObjectMeta:
        return obstore.head(self._store, _safe(key))

    def _writer_of(self, key: str) -> str | None:
        found = obstore.get(self._store, _safe(key), options={"head": True})
        return found.attributes.get(_WRITER)

    def _listed(self, prefix: str) -> list[ObjectMeta]:
        with self._said_plainly(prefix):
            return list(obstore.list(self._store, _safe(prefix).strip("/") or None).collect())

    def _remove(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._logs.pop(key, None)
        if keys:
            with self._said_plainly(keys[0]):
                obstore.delete(self._store, list(map(_safe, keys)))

    @contextmanager
    def _said_plainly(self, key: str) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            fault = plain_fault(error)
            raise StoreError(self.location(key), fault.cause, fault.remedy) from error


def _split(keys: Sequence[str], prefix: str) -> tuple[list[str], list[str]]:
    """The keys of a folder without that of `WHOLE`, and that one."""
    whole = f"{prefix}/{WHOLE}"
    return [key for key in keys if key != whole], [key for key in keys if key == whole]


def _nap(attempt: int) -> None:
    time.sleep(random.uniform(0, min(_LONGEST_NAP, 0.005 * 2**attempt)))  # noqa: S311  (it guards nothing)


def _safe(key: str) -> str:
    if key.startswith("/") or ".." in key.split("/"):
        raise StoreError(key, "a key must stay inside its root")
    return key
