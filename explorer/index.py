"""The index of a release that is searched: one SQLite file, made once for each release.

The statements stand in the order in which hits are shown: what is in force first, first occurrences before
repeats, then by kind and province. So the first hits of a search are its best, and nothing is sorted then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.release_report.offices import OfficeName, office_called
from schemas.errors import StoreError
from schemas.kinds import Kind
from schemas.matching import matching_key
from stores.curated.release import OpenRelease
from stores.exports.folding import folded
from stores.exports.places import written_beside

FORMAT = 1
"""Raised when the index is made otherwise, so that none of an older form is used."""
_BATCH = 10_000
_COLUMNS = (
    "statement_id", "office_id", "document_id", "kind", "label", "number_path", "text", "gloss_en",
    "repeat_of", "in_force", "section_id", "parent_statement_id", "ordinal", "confidence",
)  # fmt: skip
_COPIED = {
    "documents": (
        "document_id", "source_id", "office_id", "owner_name", "owner_evidence", "publisher_host",
        "source_uri", "final_uri", "title", "captured_at", "content_sha256", "media_type", "page_count",
        "text_origin", "text_quality", "plan_start_be", "plan_end_be", "fiscal_year_be", "is_current",
    ),
    "sections": (
        "section_id", "document_id", "office_id", "parent_section_id", "parent_statement_id", "ordinal",
        "kind", "heading", "heading_en", "number", "confidence",
    ),
    "coverage": ("office_id", "kind", "status", "reason", "statement_count", "document_id", "changed_at"),
    "findings": ("document_id", "office_id", "code", "severity", "message", "evidence"),
}  # fmt: skip
_TABLES = """
CREATE TABLE statement (
    place INTEGER PRIMARY KEY, statement_id TEXT NOT NULL, office_id TEXT NOT NULL,
    document_id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT, number_path TEXT, text TEXT NOT NULL,
    gloss_en TEXT, in_force INTEGER NOT NULL, repeats INTEGER NOT NULL, section_id TEXT,
    parent_statement_id TEXT, ordinal INTEGER NOT NULL, confidence REAL NOT NULL, plan_start_be INTEGER,
    plan_end_be INTEGER, key TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
    folded, content = '', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);
"""
_INDEXES = """
CREATE UNIQUE INDEX statement_id ON statement (statement_id);
CREATE INDEX statement_office ON statement (office_id, place);
CREATE INDEX statement_document ON statement (document_id);
CREATE INDEX statement_key ON statement (key, kind);
CREATE UNIQUE INDEX document_id ON documents (document_id);
CREATE INDEX document_office ON documents (office_id);
CREATE INDEX section_office ON sections (office_id);
CREATE INDEX coverage_office ON coverage (office_id);
CREATE INDEX finding_office ON findings (office_id);
CREATE INDEX finding_code ON findings (code);
INSERT INTO words (words) VALUES ('optimize');
ANALYZE;
"""


def index_name(release: OpenRelease) -> str:
    """The file name of a release's index; another release or another form of index has another."""
    return f"{release.release_id}-{FORMAT}.sqlite"


def make_index(release: OpenRelease, offices: Mapping[str, OfficeName], place: Path) -> None:
    """Write the index of a release; whole or not there. Raises StoreError."""
    try:
        _write_index(release, _in_order(release, offices), place)
    except sqlite3.Error as error:
        remedy = "look at the folder's rights and at the disk, or choose another one with --index"
        raise StoreError(str(place), f"the index cannot be written: {error}", remedy) from error


def _write_index(release: OpenRelease, statements: pa.Table, place: Path) -> None:
    with written_beside(place, overwrite=True) as file, closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_TABLES)
        for first in range(0, statements.num_rows, _BATCH):
            rows = list(_rows(first, statements.slice(first, _BATCH)))
            database.executemany(f"INSERT INTO statement VALUES ({', '.join('?' * 18)})", rows)  # noqa: S608
            database.executemany(
                "INSERT INTO words (rowid, folded) VALUES (?, ?)",
                ((row[0], folded(f"{row[6]} {row[7]}" if row[7] else str(row[6]))) for row in rows),
            )
        for name, columns in _COPIED.items():
            _copy(database, release, name, columns)
        database.commit()
        database.executescript(_INDEXES)
        database.commit()


def _in_order(release: OpenRelease, offices: Mapping[str, OfficeName]) -> pa.Table:
    """The statements with their document's plan years, in the order of hits."""
    statements = release.table("statements", list(_COLUMNS)).select(list(_COLUMNS))
    years = release.table("documents", ["document_id", "plan_start_be", "plan_end_be"])
    plans = {
        document: (start, end)
        for document, start, end in zip(
            *(years[name].to_pylist() for name in ("document_id", "plan_start_be", "plan_end_be")),
            strict=True,
        )
    }
    kinds = {kind.value: number for number, kind in enumerate(Kind)}
    seats = {
        office: office_called(offices, office).place.order for office in set(_values(statements, "office_id"))
    }
    keys = [
        (not in_force, repeat is not None, kinds[kind], seats[office])
        for in_force, repeat, kind, office in zip(
            *(_values(statements, name) for name in ("in_force", "repeat_of", "kind", "office_id")),
            strict=True,
        )
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    of_document = [plans.get(document, (None, None)) for document in _values(statements, "document_id")]
    with_years = statements.append_column(
        "plan_start_be", pa.array([start for start, _ in of_document], pa.int32())
    ).append_column("plan_end_be", pa.array([end for _, end in of_document], pa.int32()))
    return with_years.take(pa.array(order, pa.int64()))


def _values(table: pa.Table, name: str) -> list[Any]:
    values: list[Any] = table[name].to_pylist()
    return values


def _rows(first: int, statements: pa.Table) -> Iterator[tuple[object, ...]]:
    columns = (statements[name].to_pylist() for name in statements.column_names)
    for place, row in enumerate(zip(*columns, strict=True), first + 1):
        statement, office, document, kind, label, number, text, gloss, repeat, in_force, *more = row
        repeats, key = repeat is not None, matching_key(text)
        yield (
            place, statement, office, document, kind, label, number, text, gloss, in_force, repeats, *more,
            key,
        )  # fmt: skip


def _copy(database: sqlite3.Connection, release: OpenRelease, name: str, columns: Sequence[str]) -> None:
    """A table of the release as it is, or some of its columns; moments as ISO 8601 in UTC."""
    database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    wanted = f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  (names of ours)
    for batch in release.table(name, list(columns)).to_batches(max_chunksize=_BATCH):
        values = zip(*(batch.column(column).to_pylist() for column in columns), strict=True)
        database.executemany(wanted, (tuple(map(_plain, row)) for row in values))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
