"""An office's direction as a tree: sections hold statements, statements hold statements, vision on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.search import Index
from schemas.kinds import Kind

_DEEPEST = 10
"""What hangs deeper stands beside its parent."""
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Node:
    """A heading, or a statement with its label as printed, and what hangs below it."""

    key: str
    kind: Kind
    text: str
    label: str | None
    gloss_en: str | None
    is_statement: bool
    repeats: bool
    below: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """The roots of an office's tree, and how many statements it holds.

    `repeats` of them were said before; `more` were too many to be shown.
    """

    roots: tuple[Node, ...]
    statements: int
    more: int = 0
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A section or statement before it has its place; `section` is the one that a statement stands in."""

    key: str
    parent: str | None
    document_id: str
    ordinal: int
    kind: Kind
    text: str
    label: str | None = None
    gloss_en: str | None = None
    section: str | None = None
    repeats: bool = False
    is_statement: bool = False


MOST_STATEMENTS = 1_000


def read_direction(index: Index, office_id: str) -> Direction:
    """What is in force of an office, in the order and nesting of its documents."""
    statements = [
        _statement(*row) for row in index.rows(f"{_STATEMENTS} office_id = ? AND in_force", (office_id,))
    ]
    shown = statements[:MOST_STATEMENTS]
    roots = grow(shown, _sections(index, office_id), _document_order(index, office_id))
    return _direction(roots, statements)


def read_document_tree(index: Index, office_id: str, document_id: str) -> Direction:
    """All statements of one document, in force or not."""
    rows = index.rows(f"{_STATEMENTS} document_id = ?", (document_id,))
    statements = sorted((_statement(*row) for row in rows), key=lambda one: one.ordinal)
    shown = statements[:MOST_STATEMENTS]
    roots = grow(shown, _sections(index, office_id), {document_id: 0}, by_kind=False)
    return _direction(roots, statements)


def _direction(roots: tuple[Node, ...], statements: Sequence[_Piece]) -> Direction:
    repeats = sum(one.repeats for one in statements)
    return Direction(roots, len(statements), max(0, len(statements) - MOST_STATEMENTS), repeats)


_STATEMENTS = (
    "SELECT statement_id, parent_statement_id, section_id, document_id, ordinal, kind, text, label, "
    "gloss_en, repeats FROM statement WHERE"
)


def _sections(index: Index, office_id: str) -> list[_Piece]:
    question = (
        "SELECT section_id, coalesce(parent_statement_id, parent_section_id), document_id, ordinal, kind, "
        "heading, heading_en FROM sections WHERE office_id = ?"
    )
    return [
        _Piece(key, parent, document, ordinal, Kind(kind), heading, None, english)
        for key, parent, document, ordinal, kind, heading, english in index.rows(question, (office_id,))
    ]


def _document_order(index: Index, office_id: str) -> Mapping[str, int]:
    question = "SELECT document_id FROM documents WHERE office_id = ? ORDER BY captured_at, document_id"
    return {document: place for place, (document,) in enumerate(index.rows(question, (office_id,)))}


def _statement(*row: Any) -> _Piece:  # noqa: ANN401  (as SQLite has them)
    key, parent, section, document_id, ordinal, kind, text, label, gloss, repeats = row
    return _Piece(
        key,
        parent or section,
        document_id,
        ordinal,
        Kind(kind),
        text,
        label,
        gloss,
        section,
        bool(repeats),
        True,
    )


def grow(
    statements: Sequence[_Piece],
    sections: Iterable[_Piece],
    documents: Mapping[str, int],
    *,
    by_kind: bool = True,
) -> tuple[Node, ...]:
    """The roots of a tree of statements and those sections that hold any; `documents` give their order.

    A section stands where its first statement does. `by_kind` puts roots, and what stands below headings
    that are of no kind themselves, into the order of the kinds.
    """
    return _Growth(statements, sections, documents, by_kind=by_kind).nodes(None, 1)


class _Growth:
    """The pieces of a tree by what they hang from."""

    def __init__(
        self,
        statements: Sequence[_Piece],
        sections: Iterable[_Piece],
        documents: Mapping[str, int],
        *,
        by_kind: bool,
    ) -> None:
        self._documents = documents
        self._by_kind = by_kind
        self._first: dict[str, int] = {}
        self._rank: dict[str, int] = {}
        pieces = {one.key: one for one in sections}
        pieces |= {one.key: _below_its_heading(one, pieces) for one in statements}
        for one in statements:
            self._count_in(pieces[one.key], pieces)
        self._below: defaultdict[str | None, list[_Piece]] = defaultdict(list)
        for one in pieces.values():
            if one.key in self._first:
                self._below[one.parent if one.parent in self._first else None].append(one)

    def nodes(self, parent: _Piece | None, depth: int) -> tuple[Node, ...]:
        """What hangs from a piece, or from nothing."""
        made: list[Node] = []
        for one in self._ordered(parent):
            if depth < _DEEPEST:
                made.append(_node(one, self.nodes(one, depth + 1)))
            else:
                made += [_node(each, ()) for each in self._flat(one)]
        return tuple(made)

    def _count_in(self, statement: _Piece, pieces: Mapping[str, _Piece]) -> None:
        """Tell all that a statement hangs from where it stands, and of what kind it is."""
        at: _Piece | None = statement
        seen: set[str] = set()
        while at is not None and at.key not in seen:
            seen.add(at.key)
            self._first[at.key] = min(self._first.get(at.key, statement.ordinal), statement.ordinal)
            self._rank[at.key] = min(self._rank.get(at.key, len(_ORDER)), _ORDER[statement.kind])
            at = pieces.get(at.parent or "")

    def _ordered(self, parent: _Piece | None) -> list[_Piece]:
        mixed = parent is None or not (parent.is_statement or parent.kind.holds_statements)
        found = self._below[parent.key if parent else None]
        return sorted(found, key=self._kind_first if mixed and self._by_kind else self._place)

    def _place(self, one: _Piece) -> tuple[int, ...]:
        own = one.ordinal if one.is_statement else self._first[one.key]
        return (self._documents.get(one.document_id, 0), own, one.is_statement, one.ordinal)

    def _kind_first(self, one: _Piece) -> tuple[int, ...]:
        told = one.is_statement or one.kind.holds_statements
        return (_ORDER[one.kind] if told else self._rank[one.key], *self._place(one))

    def _flat(self, one: _Piece) -> Iterator[_Piece]:
        """A piece and all that hangs below it."""
        ahead = [one]
        while ahead:
            yield (at := ahead.pop())
            ahead += sorted(self._below[at.key], key=self._place, reverse=True)


def _below_its_heading(statement: _Piece, sections: Mapping[str, _Piece]) -> _Piece:
    """A statement that hangs from another one, from the heading between them where there is one."""
    heading = sections.get(statement.section or "")
    between = heading is not None and heading.parent is not None and heading.parent == statement.parent
    return replace(statement, parent=statement.section) if between else statement


def _node(piece: _Piece, below: tuple[Node, ...]) -> Node:
    return Node(
        key=piece.key,
        kind=piece.kind,
        text=piece.text,
        label=piece.label,
        gloss_en=piece.gloss_en,
        is_statement=piece.is_statement,
        repeats=piece.repeats,
        below=below,
    )
