"""Whether a long document is about an office's direction at all: handbooks name the kinds too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.structure.nodes import Note
from schemas.codes import FindingCode, Severity
from schemas.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line
    from parsers.structure.nodes import SectionNode, StatementNode

COMMON = frozenset(
    {
        Kind.OBJECTIVE,
        Kind.APPROACH,
        Kind.INDICATOR,
        Kind.PROJECT,
        Kind.POLICY,
        Kind.DEFINITION,
        Kind.DUTY,
        Kind.OTHER,
    }
)
"""Kinds whose words are common nouns: a handbook has objectives, measures and definitions of its own."""
LONG = 250
"""Lines from which a document is no page of an office."""
SHARE = 0.3
"""The part of a long document's lines that its statements take at least, if they are what it is about."""


def drop_mere_words(
    lines: Sequence[Line], sections: list[SectionNode], statements: list[StatementNode]
) -> tuple[list[SectionNode], list[StatementNode], list[Note]]:
    """Nothing where a long document names common kinds only, in a small part of it; else all as it was.

    Handbooks, standards and laws of 24 to 60 pages gave 18 to 61 false statements before.
    """
    if len(lines) < LONG or not statements or any(node.kind not in COMMON for node in statements):
        return sections, statements, []
    used = {block for node in statements for text in node.texts for block in text.blocks}
    if len(used) >= SHARE * len({line.text.block for line in lines}):
        return sections, statements, []
    message = f"{len(statements)} items under common words of a long text about something else were left out"
    return [], [], [Note(FindingCode.KIND_WORD_UNUSED, message, statements[0].texts[0], Severity.WARNING)]
