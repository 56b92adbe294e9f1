"""From the tree in the making to records: what counts is kept, placed, numbered and quoted."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from parsers.bodies import unquoted
from parsers.frozen import maker
from parsers.lost_letters import LOST
from parsers.mapped import MappedText, join
from schemas.records import Finding, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.structure.nodes import Note, SectionNode, StatementNode
    from parsers.thai import Normalised
    from schemas.records import Block, Span

EDGE_SIGNS = ("^", "|", "»", "/", ";")
EDGE_CHARET = re.compile(r"(?:\s*[\^|»]|\s+[/;])+\s*$")


EVIDENCE = 200
"""Characters of a document that a finding shows."""


_Places = dict["StatementNode | None", tuple[str, int]]
_make_section = maker(Section)
_make_statement = maker(Statement)


class Assembler:
    """Turns nodes into `Section` and `Statement` records with spans and quotes."""

    def __init__(self, blocks: Sequence[Block], normalised: Sequence[Normalised]) -> None:
        """Keep what spans are made of."""
        self.blocks = blocks
        self.normalised = normalised

    def quote(self, spans: Sequence[Span]) -> str:
        """The verbatim text at the spans, joined by newlines."""
        return "\n".join([self.blocks[span.block].text[span.start : span.end] for span in spans])

    def records(
        self, sections: Sequence[SectionNode], statements: Sequence[StatementNode]
    ) -> tuple[tuple[Section, ...], tuple[Statement, ...]]:
        """Records in document order; parents are indexes into the returned tuples."""
        section_at: dict[SectionNode | None, int] = dict(zip(sections, count(), strict=False))
        statement_at: dict[StatementNode | None, int] = dict(zip(statements, count(), strict=False))
        made = tuple([self._section(node, section_at, statement_at) for node in sections])
        places = _places(statements)
        return made, tuple([self._statement(node, section_at, statement_at, places) for node in statements])

    def finding(self, note: Note) -> Finding:
        """A note as a finding, with its place."""
        spans = note.text.spans(self.normalised, self.blocks)
        evidence = note.text.value[:EVIDENCE]
        return Finding(note.code, note.severity, note.message, evidence, spans, note.kind)

    def _section(
        self,
        node: SectionNode,
        section_at: Mapping[SectionNode | None, int],
        statement_at: Mapping[StatementNode | None, int],
    ) -> Section:
        return _make_section(
            kind=node.kind,
            heading=_one_space(node.heading.value),
            heading_en=node.gloss,
            number=node.number,
            parent_section=section_at.get(node.section),
            parent_statement=statement_at.get(node.statement),
            depth=_section_depth(node),
            confidence=round(node.confidence, 3),
            spans=node.heading.spans(self.normalised, self.blocks),
        )

    def _statement(
        self,
        node: StatementNode,
        section_at: Mapping[SectionNode | None, int],
        statement_at: Mapping[StatementNode | None, int],
        places: _Places,
    ) -> Statement:
        text = statement_text(node)
        path, depth = places[node]
        spans = text.spans(self.normalised, self.blocks)
        return _make_statement(
            kind=node.kind,
            text=_one_space(text.value),
            label=_one_space(node.label.value) if node.label is not None else None,
            number=node.number,
            number_path=path or None,
            section=section_at.get(node.section),
            parent=statement_at.get(node.parent),
            depth=depth,
            gloss_en=node.gloss,
            quote=self.quote(spans),
            spans=spans,
            node_path=self.blocks[text.block].path if text.value else "",
            confidence=round(max(0.05, min(0.99, node.confidence)), 3),
        )


def statement_text(node: StatementNode) -> MappedText:
    """The statement's text: its lines joined, outer quotation marks and page furniture cut off.

    To be asked for when the tree is finished: it is made once.
    """
    if node.whole is None:
        node.whole = _whole_text(node)
    return node.whole


def _whole_text(node: StatementNode) -> MappedText:
    text = unquoted(join(node.texts) if len(node.texts) > 1 else node.texts[0])
    furniture = EDGE_CHARET.search(text.value) if text.value.rstrip().endswith(EDGE_SIGNS) else None
    text = text.cut(0, furniture.start()) if furniture else text
    if LOST not in text.value:
        return text
    bare = text.value.strip(f"{LOST} ")  # rubbish beside a statement does not spoil it
    if not bare:
        return text
    start = text.value.index(bare)
    return text.cut(start, start + len(bare))


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _places(statements: Sequence[StatementNode]) -> _Places:
    """For each statement the numbers from the outermost one to it, and how many stand above it."""
    places: _Places = {None: ("", -1)}
    for node in statements:
        path, depth = places[node.parent]
        if node.number is not None:
            path = f"{path}/{node.number}" if path else node.number
        places[node] = (path, depth + 1)
    return places


def _section_depth(node: SectionNode) -> int:
    depth = 0
    at: SectionNode | None = node.section
    while at is not None:
        depth += 1
        at = at.section
    return depth
