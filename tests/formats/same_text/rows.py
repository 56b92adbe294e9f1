"""What is compared: the statements of a document as rows, apart from where they stand in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from schemas.records import Parsed


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, and the kind and text of the one it stands under."""

    kind: str
    number: str | None
    text: str
    parent: tuple[str, str] | None


def rows_of(parsed: Parsed) -> list[Row]:
    """The statements in document order."""
    statements = parsed.statements
    return [
        Row(
            item.kind.value,
            item.number,
            item.text,
            None
            if item.parent is None
            else (statements[item.parent].kind.value, statements[item.parent].text),
        )
        for item in statements
    ]


def letters(rows: list[Row]) -> str:
    """All texts as one: NFC, without white space."""
    return unicodedata.normalize("NFC", _tight("".join(row.text for row in rows)))


def share_right(wanted: list[Row], found: list[Row]) -> float:
    """The share of the wanted characters that were read (1 minus the edits)."""
    right = letters(wanted)
    return 1 - Levenshtein.distance(right, letters(found)) / max(len(right), 1)


def tight(rows: list[Row]) -> list[Row]:
    """The rows without white space: a page shows no space where a line ends."""
    return [
        Row(
            row.kind,
            row.number,
            _tight(row.text),
            None if row.parent is None else (row.parent[0], _tight(row.parent[1])),
        )
        for row in rows
    ]


def _tight(text: str) -> str:
    return "".join(text.split())
