"""Statements with letters that no reading of the bytes gives: left out, and said so.

A decoder puts U+FFFD in their place, which must not reach a table. Where the page itself was published with
such marks its text is quoted as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemas.codes import FindingCode, Severity
from schemas.records import Document, Finding, Section, Statement

LOST = "\ufffd"
_MOST_SPANS = 20


def leave_out_lost(
    document: Document, sections: Sequence[Section], statements: Sequence[Statement]
) -> tuple[tuple[Section, ...], tuple[Statement, ...], tuple[Finding, ...]]:
    """Sections and statements without lost letters, and a finding with the places of what was left out.

    What stood below a statement that is left out goes to the one above it. Of headings only the mark goes:
    their words were recognised.
    """
    if not any(found.code is FindingCode.CHARSET for found in document.findings):
        return tuple(sections), tuple(statements), ()
    cleaned = tuple(replace(each, heading=_clean(each.heading)) for each in sections)
    lost = [statement for statement in statements if _is_lost(statement)]
    if not lost:
        return cleaned, tuple(statements), ()
    kept = [at for at, statement in enumerate(statements) if not _is_lost(statement)]
    new = {old: at for at, old in enumerate(kept)}

    def above(at: int | None) -> int | None:
        """The statement itself, or the next one above it that is kept, by its new index."""
        while at is not None and at not in new:
            at = statements[at].parent
        return None if at is None else new[at]

    made: list[Statement] = []
    for at in kept:
        parent = above(statements[at].parent)
        depth = 0 if parent is None else made[parent].depth + 1
        made.append(replace(statements[at], parent=parent, depth=depth))
    message = f"{len(lost)} statements were left out: letters of theirs are lost"
    spans = tuple(span for statement in lost for span in statement.spans)[:_MOST_SPANS]
    finding = Finding(FindingCode.REPLACEMENT_CHAR, Severity.ERROR, message, spans=spans)
    moved = tuple(replace(section, parent_statement=above(section.parent_statement)) for section in cleaned)
    return moved, tuple(made), (finding,)


def _is_lost(statement: Statement) -> bool:
    return LOST in statement.text or LOST in (statement.label or "") or LOST in statement.quote


def _clean(heading: str) -> str:
    return " ".join(heading.replace(LOST, " ").split()) if LOST in heading else heading
