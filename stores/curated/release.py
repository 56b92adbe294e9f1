"""Releases as readers see them: the pointer is followed once, then nothing moves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import StoreError
from schemas.records import Capture
from stores.curated.manifest import MANIFEST_NAME, Manifest, Part, decode_manifest
from stores.curated.pointer import read_pointer, release_key
from stores.holds import Hold
from stores.roots import Root, open_root

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import dataset as ds

_TRIES = 5
_NOTHING_YET = "nothing has been published here yet"


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """One release; what is read through it is all of the same release.

    While it is referred to, no clean-up takes the release away.
    """

    root: Root
    manifest: Manifest
    hold: Hold | None = field(default=None, compare=False, repr=False)

    @property
    def release_id(self) -> str:
        return self.manifest.release_id

    @property
    def key(self) -> str:
        """The release's folder inside its root."""
        return release_key(self.release_id)

    def path(self, name: str) -> str:
        """The folder of a table's Parquet files."""
        return self.root.location(f"{self.key}/{self.manifest.table(name).name}")

    def parts(self, name: str) -> tuple[str, ...]:
        """Where a table's Parquet files lie (paths, or addresses of an object store), in order."""
        return tuple(map(self.root.location, self.part_keys(name)))

    def part_keys(self, name: str) -> tuple[str, ...]:
        """The keys of a table's Parquet files inside the root, in order."""
        return tuple(f"{self.key}/{part.path}" for part in self.manifest.table(name).parts)

    def part_bytes(self, part: Part) -> bytes:
        """A Parquet file's bytes; `StoreError` if they are not those that were published."""
        key = f"{self.key}/{part.path}"
        data = self.root.read(key)
        self._refuse_changed(key, part, data)
        return data

    def _bytes(self, parts: Sequence[Part]) -> Iterator[bytes]:
        """The bytes of several files, each as it was published."""
        keys = [f"{self.key}/{part.path}" for part in parts]
        for key, part, data in zip(keys, parts, self.root.read_many(keys), strict=True):
            self._refuse_changed(key, part, data)
            yield data

    def _refuse_changed(self, key: str, part: Part, data: bytes) -> None:
        if hashlib.sha256(data).hexdigest() != part.sha256:
            cause = "the file has changed since it was published"
            raise StoreError(
                self.root.location(key), cause, "run `thitthang rebuild`: it makes the tables again"
            )

    def is_intact(self) -> bool:
        """Whether every Parquet file is as it was published."""
        try:
            for _ in self._bytes([part for table in self.manifest.tables for part in table.parts]):
                pass
        except StoreError:
            return False
        return True

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A table or some of its columns; `StoreError` if a file is not as it was published."""
        from stores.curated.parquet import read_parts  # noqa: PLC0415  (pyarrow only when tables are read)

        parts = self.manifest.table(name).parts
        whole = zip((part.path for part in parts), self._bytes(parts), strict=True)
        return read_parts(name, whole, columns)

    def office_table(self, name: str, office_id: str) -> pa.Table:
        """The rows of one office in a table that has the column `office_id`; far quicker than all of it."""
        from stores.curated.parquet import read_office  # noqa: PLC0415

        return read_office(self.root, name, self.part_keys(name), office_id)

    def columns(self, name: str, columns: Sequence[str], parts: Sequence[Part] | None = None) -> pa.Table:
        """Some columns of a table, or of some of its files, unchecked; only they are read."""
        from stores.curated.parquet import read_files  # noqa: PLC0415

        keys = self.part_keys(name) if parts is None else [f"{self.key}/{part.path}" for part in parts]
        return read_files(self.root, name, keys, columns)

    def dataset(self, name: str) -> ds.Dataset:
        """A table as pyarrow's dataset, of which whoever asks reads only what is needed."""
        from stores.curated.parquet import dataset  # noqa: PLC0415

        return dataset(self.root, name, self.part_keys(name))


def open_release(place: Root | Path | str, release_id: str | None = None) -> OpenRelease:
    """The release that the pointer leads to now, or the one asked for; `StoreError` if there is none."""
    release = find_release(place, release_id)
    if release is None:
        root = _root(place)
        raise StoreError(root.address, _NOTHING_YET, "load or ingest something first")
    return release


def find_release(place: Root | Path | str, release_id: str | None = None) -> OpenRelease | None:
    """As `open_release`, but None where nothing has been published."""
    root = _root(place)
    if release_id is not None:
        return _open(root, release_id)
    pointer = read_pointer(root)
    for _ in range(_TRIES):
        if pointer is None:
            return None
        try:
            return _open(root, pointer.release_id)
        except StoreError:
            led_to, pointer = pointer, read_pointer(root)
            if pointer == led_to:
                raise
    raise StoreError(root.address, "the pointer moves faster than it can be followed", "try again")


def _open(root: Root, release_id: str) -> OpenRelease:
    """Hold the release first, then read what it is."""
    key = f"{release_key(release_id)}/{MANIFEST_NAME}"
    hold = root.hold(key)
    manifest = decode_manifest(root.read(key), root.location(key))
    if manifest.release_id != release_id:
        raise StoreError(root.location(key), f"it is the manifest of {manifest.release_id}, not {release_id}")
    return OpenRelease(root, manifest, hold)


def unpublished(release: OpenRelease | None, captures: Iterable[Capture]) -> list[Capture]:
    """The captures that a release was not made from, as after a run that was killed before it published."""
    seen = {(one.source_id, one.sequence) for one in release.manifest.captures} if release else set()
    return [capture for capture in captures if (capture.source.source_id, capture.sequence) not in seen]


def _root(place: Root | Path | str) -> Root:
    if isinstance(place, Path | str):
        return open_root(str(place))
    return place
