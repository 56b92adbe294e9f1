"""One statement in its tree: what it hangs from, what hangs from it, where it was said first."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.directions import Node, read_document_tree
from explorer.search import Index, Statement

MOST_BELOW = 60
"""Children that are shown."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Ancestors from the root down, and children; `more` children are not shown."""

    above: tuple[Node, ...]
    below: tuple[Node, ...]
    more: int


def read_tree(index: Index, statement: Statement) -> Tree:
    """Where a statement hangs in its document."""
    direction = read_document_tree(index, statement.office.office_id, statement.document_id)
    path = _path(direction.roots, statement.statement_id)
    below = path[-1].below if path else ()
    return Tree(path[:-1], below[:MOST_BELOW], max(0, len(below) - MOST_BELOW))


def _path(nodes: tuple[Node, ...], key: str) -> tuple[Node, ...]:
    """The nodes from a root down to one; none if it is not there."""
    for node in nodes:
        if node.key == key:
            return (node,)
        found = _path(node.below, key)
        if found:
            return (node, *found)
    return ()


def said_first(index: Index, statement: Statement) -> str | None:
    """The statement that this one repeats, by its id."""
    if not statement.repeats:
        return None
    question = (
        "SELECT statement_id FROM statement WHERE key = (SELECT key FROM statement WHERE statement_id = ?) "
        "AND kind = ? AND office_id = ? AND NOT repeats AND statement_id != ? LIMIT 1"
    )
    values = (
        statement.statement_id,
        statement.kind.value,
        statement.office.office_id,
        statement.statement_id,
    )
    return next((str(found) for (found,) in index.rows(question, values)), None)
