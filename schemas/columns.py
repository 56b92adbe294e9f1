"""What a published table is made of: columns, keys and references, in neutral types."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """What the values of a column are; the stores say how they are written down."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TIMESTAMP = "timestamp"
    """A moment in UTC, to the microsecond."""
    SPANS = "spans"
    """A list of stretches of text: block, start, end, page, bbox."""
    COUNTS = "counts"
    """A map of a name to how often it was met."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, whether it may be empty, and what it says in English and Thai.

    `values` is the closed vocabulary that the column's values come from, empty if it is open.
    """

    name: str
    type: ColumnType
    en: str
    th: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values, where there are any, are the key of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One published table; `en` and `th` say what one row is."""

    name: str
    en: str
    th: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns' names in the order they are written."""
        return tuple(column.name for column in self.columns)

    @property
    def fingerprint(self) -> str:
        """16 hex digits that change when a column's name, type, place or emptiness changes."""
        shape = [[column.name, column.type, column.nullable] for column in self.columns]
        return hashlib.sha256(json.dumps([self.name, shape]).encode()).hexdigest()[:16]
