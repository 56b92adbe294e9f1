"""Searching the statements of a release: which ones, how many by facet, one page of them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from explorer.facets import Facet, FacetValue, Narrowing, read_columns
from explorer.memory import Memory
from explorer.questions import Marked, Question, marked
from flows.release_report.offices import OfficeName, office_called
from schemas.errors import StoreError
from schemas.kinds import Kind

PAGE_ROWS = 20
REMEMBERED_BYTES = 64 << 20
"""Of hits that are kept, so that another page or facet of a question costs nothing."""
_REMEMBERED_FACETS = 512
_AT_ONCE = 16
"""Questions that are looked up at the same time."""


_MAPPED_BYTES = 2 << 30
"""Of an index: read where the system has it in memory, by all threads, without copies."""
_NONE = pa.array([], pa.int32())
_ALL_PLACES = (
    "SELECT group_concat(place) FROM (SELECT rowid AS place FROM words WHERE words MATCH ? ORDER BY rowid)"
)
"""In one row: between two rows SQLite hands the interpreter to another thread and waits to get it back."""
_COLUMNS = (
    "statement_id", "office_id", "document_id", "kind", "label", "number_path", "text", "gloss_en",
    "in_force", "repeats", "plan_start_be", "plan_end_be",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as a hit or a neighbour shows it."""

    statement_id: str
    office: OfficeName
    document_id: str
    kind: Kind
    label: str | None
    number_path: str | None
    text: str
    gloss_en: str | None
    in_force: bool
    repeats: bool
    plan_start_be: int | None
    plan_end_be: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, its text in stretches with what was asked for marked."""

    statement: Statement
    text: tuple[Marked, ...]
    gloss: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits: `total` of all, `facets` with the most frequent values first (years: newest first)."""

    question: Question
    narrowing: Narrowing
    page: int
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, tuple[FacetValue, ...]]

    @property
    def pages(self) -> int:
        """How many pages the hits fill; at least one."""
        return max(1, -(-self.total // PAGE_ROWS))


class Index:
    """An index file, open for reading by any number of threads."""

    def __init__(self, file: Path, offices: Mapping[str, OfficeName], levels: Mapping[str, str]) -> None:
        self._address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()
        self._offices = offices
        self._columns = read_columns(self._connection(), offices, levels)
        self._places: Memory[str, pa.Array] = Memory(
            REMEMBERED_BYTES, lambda hits: hits.nbytes + 100, _AT_ONCE
        )
        self._facet_values = lru_cache(maxsize=_REMEMBERED_FACETS)(self._counts)

    def search(self, question: Question, narrowing: Narrowing, page: int = 1) -> Found:
        """One page of the hits of a question; no question at all finds every statement."""
        places = self._found(question)
        hits = places.filter(self._mask(places, narrowing))
        shown = hits.slice((page - 1) * PAGE_ROWS, PAGE_ROWS)
        facets = {facet: self._facet_values(question, narrowing.without(facet), facet) for facet in Facet}
        return Found(
            question,
            narrowing,
            page,
            len(hits),
            tuple(_hit(one, question) for one in self._statements(shown)),
            facets,
        )

    def all_hits(self, question: Question, narrowing: Narrowing) -> Iterator[Statement]:
        """Every hit, in order."""
        places = self._found(question)
        hits = places.filter(self._mask(places, narrowing))
        for first in range(0, len(hits), 1000):
            yield from self._statements(hits.slice(first, 1000))

    def statement(self, statement_id: str) -> Statement | None:
        """A statement by its id."""
        return next(iter(self._select("statement_id = ?", (statement_id,))), None)

    def same_words(self, statement: Statement, most: int) -> list[Statement]:
        """Statements in force of the same kind in other offices that say the same, spelling habits aside."""
        where = (
            "key = (SELECT key FROM statement WHERE statement_id = ?) AND kind = ? AND office_id != ? "
            "AND in_force AND NOT repeats ORDER BY place LIMIT ?"
        )
        return self._select(where, (statement.statement_id, statement.kind, statement.office.office_id, most))

    def holding(self, question: Question, kind: Kind, most: int) -> list[Statement]:
        """Statements in force of a kind that hold all words of a question."""
        where = (
            "place IN (SELECT rowid FROM words WHERE words MATCH ?) AND kind = ? AND in_force "
            "AND NOT repeats ORDER BY place LIMIT ?"
        )
        return self._select(where, (question.match, kind.value, most)) if question.words else []

    def rows(self, question: str, values: tuple[object, ...] = ()) -> list[Any]:
        """The rows of a question in SQL that is ours; what a person typed is among `values` only."""
        return self._connection().execute(question, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            try:
                connection = sqlite3.connect(self._address, uri=True)
            except sqlite3.Error as error:
                remedy = "open the page again in some seconds: a lost index is made anew"
                raise StoreError(self._address, f"the index cannot be opened: {error}", remedy) from error
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            self._threads.connection = connection
        return connection

    def _found(self, question: Question) -> pa.Array:
        """Places of what a question finds; nothing where all its words are too short."""
        nothing = question.left_out and not question.words
        return _NONE if nothing else self._places.get(question.match, lambda: self._matching(question.match))

    def _matching(self, match: str) -> pa.Array:
        """Places of the statements that match, ascending; all of them where nothing is asked."""
        if not match:
            return pa.array(range(1, self._columns.rows + 1), pa.int32())
        ((listed,),) = self.rows(_ALL_PLACES, (match,))
        return pc.split_pattern(pa.array([listed]), ",").values.cast(pa.int32()) if listed else _NONE

    def _mask(self, places: pa.Array, narrowing: Narrowing) -> pa.Array:
        return self._columns.mask(pc.subtract(places, 1), narrowing)

    def _counts(self, question: Question, others: Narrowing, facet: Facet) -> tuple[FacetValue, ...]:
        """Values of a facet among the hits, narrowed by the other facets alone."""
        places = self._found(question)
        left = places.filter(self._mask(places, others))
        return self._columns.counts(pc.subtract(left, 1), facet)

    def _statements(self, places: pa.Array) -> list[Statement]:
        if not len(places):
            return []
        listed = ", ".join(map(str, places.to_pylist()))
        return self._select(f"place IN ({listed}) ORDER BY place", ())

    def _select(self, where: str, values: tuple[object, ...]) -> list[Statement]:
        question = f"SELECT {', '.join(_COLUMNS)} FROM statement WHERE {where}"  # noqa: S608  (both are ours)
        return [self._statement(*row) for row in self._connection().execute(question, values)]

    def _statement(
        self,
        statement_id: str,
        office_id: str,
        document_id: str,
        kind: str,
        *more: Any,  # noqa: ANN401  (as SQLite has them)
    ) -> Statement:
        label, number_path, text, gloss, in_force, repeats, start, end = more
        return Statement(
            statement_id=statement_id,
            office=office_called(self._offices, office_id),
            document_id=document_id,
            kind=Kind(kind),
            label=label,
            number_path=number_path,
            text=text,
            gloss_en=gloss,
            in_force=bool(in_force),
            repeats=bool(repeats),
            plan_start_be=start,
            plan_end_be=end,
        )


def _weight(hits: pa.Array) -> int:
    return int(hits.nbytes) + 100


def _hit(statement: Statement, question: Question) -> Hit:
    gloss = marked(statement.gloss_en, question.words) if statement.gloss_en else ()
    return Hit(statement, marked(statement.text, question.words), gloss)
