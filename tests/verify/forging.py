"""A release changed by hand, with or without hashes made to fit."""

import dataclasses
import hashlib
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from stores.curated.arrow import arrow_schema
from stores.curated.manifest import MANIFEST_NAME, decode_manifest, encode_manifest
from stores.curated.parquet import parquet_bytes
from stores.curated.pointer import POINTER_RECORD, RELEASES


class Place:
    """Raw and curated folders of one load, to be changed."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.raw = self.folder / "raw"
        self.curated = self.folder / "curated"

    def copy(self, folder):
        shutil.copytree(self.folder, folder, symlinks=True)
        return Place(folder)

    @property
    def release(self):
        (release,) = (self.curated / RELEASES).iterdir()
        return release

    def rows(self, table, **equal):
        rows = pq.read_table(self.release / table).to_pylist()
        return [row for row in rows if all(row[name] == value for name, value in equal.items())]

    def object(self, content_sha256):
        return self.raw / "objects" / content_sha256[:2] / content_sha256

    def change(self, table, edit):
        """Change a table's rows in its files; no hash fits then."""
        changed = False
        for path in sorted((self.release / table).glob("*.parquet")):
            before = path.read_bytes()
            rows = edit(pq.read_table(path).to_pylist())
            path.write_bytes(parquet_bytes(pa.Table.from_pylist(rows, arrow_schema(table))))
            changed = changed or path.read_bytes() != before
        assert changed, f"nothing of {table} was changed"

    def forge(self, *edits):
        """Change tables and make the manifest, the release's id and the pointer fit."""
        for table, edit in edits:
            self.change(table, edit)
        release = self.release
        manifest = decode_manifest((release / MANIFEST_NAME).read_bytes(), MANIFEST_NAME)
        tables = tuple(
            dataclasses.replace(table, parts=tuple(_part(release, part) for part in table.parts))
            for table in manifest.tables
        )
        self._republish(dataclasses.replace(manifest, tables=tables))

    def _republish(self, manifest):
        release = self.release
        before = release.name
        (release / MANIFEST_NAME).write_bytes(encode_manifest(manifest))
        release.rename(release.with_name(manifest.release_id))
        for path in (self.curated / POINTER_RECORD, *(self.curated / "journal").rglob("*.json*")):
            path.write_text(path.read_text("utf-8").replace(before, manifest.release_id), "utf-8")
        for path in (self.curated / "journal").rglob(f"*{before}*"):
            path.rename(path.with_name(path.name.replace(before, manifest.release_id)))


def _part(release, part):
    data = (release / part.path).read_bytes()
    rows = pq.ParquetFile(release / part.path).metadata.num_rows
    return dataclasses.replace(part, sha256=hashlib.sha256(data).hexdigest(), byte_count=len(data), rows=rows)


def setting(key, value, **cells):
    """An edit: other cells in the rows whose column `key` has the value."""

    def edit(rows):
        return [{**row, **cells} if row[key] == value else row for row in rows]

    return edit


def without(key, value):
    """An edit: no rows whose column `key` has the value."""
    return lambda rows: [row for row in rows if row[key] != value]
