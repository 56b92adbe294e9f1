"""The manifest: what a release is made of, file by file, and what it was made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from stores.curated.captures import SeenCapture
from stores.json_fields import Fields, check_format, decode, encode, time_text

FORMAT = 2
MANIFEST_NAME = "manifest.json"
HASH_HEX = 8


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a release; `parser` and `headings` are given by whoever parsed."""

    code: str
    parser: str
    headings: str
    pyarrow: str = ""
    pythainlp: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: its path inside the release, SHA-256, bytes and rows."""

    path: str
    sha256: str
    byte_count: int
    rows: int


@dataclass(frozen=True, slots=True)
class TableParts:
    """The files of one table; `fingerprint` is that of its schema."""

    name: str
    fingerprint: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """Rows in all files."""
        return sum(part.rows for part in self.parts)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release: its tables, the captures and checks it was made from, and what made it.

    `basis` is a hash of everything but captures that the facts depend on (versions, registry,
    schemas): where it is another one, every office's rows are made again. `captures` go by source, those of
    a source oldest first. `checks` holds a digest of the last check of each office.
    """

    sequence: int
    schema_version: int
    tables: tuple[TableParts, ...]
    captures: tuple[SeenCapture, ...]
    checks: tuple[tuple[str, str], ...]
    versions: Versions
    basis: str
    facts_sha256: str = field(init=False)
    """Hash of the facts: every file's bytes and every capture they come from."""

    def __post_init__(self) -> None:
        facts = hashlib.sha256()
        for table in self.tables:
            for part in table.parts:
                facts.update(f"{part.path} {part.sha256}\n".encode())
        for seen in self.captures:
            facts.update(f"{seen.source_id} {seen.sequence} {seen.content_sha256}\n".encode())
        object.__setattr__(self, "facts_sha256", facts.hexdigest())

    @property
    def release_id(self) -> str:
        """`<sequence>-<8 hex of the facts' hash>`."""
        return f"{self.sequence:06d}-{self.facts_sha256[:HASH_HEX]}"

    def table(self, name: str) -> TableParts:
        """The files of a table; `KeyError` if there is no such table."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


def encode_manifest(manifest: Manifest) -> bytes:
    """The bytes of manifest.json."""
    return encode(
        {
            "format": FORMAT,
            "release_id": manifest.release_id,
            "sequence": manifest.sequence,
            "facts_sha256": manifest.facts_sha256,
            "schema_version": manifest.schema_version,
            "tables": [_table_fields(table) for table in manifest.tables],
            "captures": (_capture_fields(seen) for seen in manifest.captures),
            "checks": [list(check) for check in manifest.checks],
            "versions": {
                "code": manifest.versions.code,
                "parser": manifest.versions.parser,
                "headings": manifest.versions.headings,
                "pyarrow": manifest.versions.pyarrow,
                "pythainlp": manifest.versions.pythainlp,
            },
            "basis": manifest.basis,
        }
    )


def decode_manifest(data: bytes, name: str) -> Manifest:
    """The manifest in `data`; `StoreError` naming the file if it is damaged."""
    return decode(data, name, _manifest)


def _table_fields(table: TableParts) -> dict[str, object]:
    parts = [
        {"path": part.path, "sha256": part.sha256, "bytes": part.byte_count, "rows": part.rows}
        for part in table.parts
    ]
    return {"name": table.name, "fingerprint": table.fingerprint, "rows": table.rows, "parts": parts}


def _capture_fields(seen: SeenCapture) -> dict[str, object]:
    return {
        "source_id": seen.source_id,
        "sequence": seen.sequence,
        "sha256": seen.content_sha256,
        "captured_at": time_text(seen.captured_at),
        "asked_office": seen.asked_office,
        "readable": seen.readable,
        "statements": seen.statements,
        "accepted": seen.accepted,
        **({"archived": True} if seen.archived else {}),
    }


def _manifest(fields: Fields) -> Manifest:
    check_format(fields, FORMAT)
    versions = fields.child("versions")
    manifest = Manifest(
        sequence=fields.integer("sequence"),
        schema_version=fields.integer("schema_version"),
        tables=tuple(_table(table) for table in fields.objects("tables")),
        captures=tuple(_capture(seen) for seen in fields.objects("captures")),
        checks=fields.pairs("checks"),
        versions=Versions(
            code=versions.text("code"),
            parser=versions.text("parser"),
            headings=versions.text("headings"),
            pyarrow=versions.text("pyarrow"),
            pythainlp=versions.text("pythainlp"),
        ),
        basis=fields.text("basis"),
    )
    if manifest.release_id != fields.text("release_id"):
        raise ValueError("the facts' hash is not that of the files listed")
    return manifest


def _table(fields: Fields) -> TableParts:
    parts = tuple(
        Part(part.text("path"), part.text("sha256"), part.integer("bytes"), part.integer("rows"))
        for part in fields.objects("parts")
    )
    return TableParts(fields.text("name"), fields.text("fingerprint"), parts)


def _capture(fields: Fields) -> SeenCapture:
    return SeenCapture(
        source_id=fields.text("source_id"),
        sequence=fields.integer("sequence"),
        content_sha256=fields.text("sha256"),
        captured_at=fields.moment("captured_at"),
        asked_office=fields.optional_text("asked_office"),
        readable=fields.boolean("readable"),
        statements=fields.integer("statements"),
        accepted=fields.boolean("accepted"),
        archived=fields.has("archived") and fields.boolean("archived"),
    )
