"""Direction as a tree for the terminal: sections hold statements, statements hold statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.printing.terminal import plain
from schemas.kinds import Kind

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from schemas.records import Parsed, Section, Span, Statement

_SURE = 0.995


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a tree: its key, the key of what it hangs from, its place among others, its text."""

    key: str
    parent: str | None
    order: tuple[int, ...]
    label: Text


def grow(title: Text, branches: Iterable[Branch]) -> Tree:
    """A tree of branches; one whose parent is not among them hangs from the title."""
    from rich.tree import Tree

    branches = sorted(branches, key=lambda branch: branch.order)
    keys = {branch.key for branch in branches}
    below: dict[str | None, list[Branch]] = defaultdict(list)
    for branch in branches:
        below[branch.parent if branch.parent in keys else None].append(branch)
    tree = Tree(title, guide_style="dim")
    ahead: list[tuple[Tree, str | None]] = [(tree, None)]
    while ahead:
        place, key = ahead.pop()
        ahead += [(place.add(branch.label), branch.key) for branch in below[key]]
    return tree


def section_label(kind: Kind, heading: str, number: str | None, confidence: float) -> Text:
    """A section's line: heading as printed, kind, and how sure the reading is if not fully."""
    from rich.text import Text

    line = Text(plain(heading), style="bold")
    line.append(f"  {kind.value}", style="cyan")
    if number:
        line.append(f" {plain(number)}", style="cyan")
    return _with_confidence(line, confidence)


def statement_label(kind: Kind, label: str | None, text: str, gloss: str | None, confidence: float) -> Text:
    """A statement's line: label as printed, text, kind, the office's own English."""
    from rich.text import Text

    line = Text()
    if label:
        line.append(f"{plain(label)} ", style="green")
    line.append(plain(text))
    if gloss:
        line.append(f"  ({plain(gloss)})", style="italic")
    line.append(f"  {kind.value}", style="dim cyan")
    return _with_confidence(line, confidence)


def _with_confidence(line: Text, confidence: float) -> Text:
    if confidence < _SURE:
        line.append(f"  {confidence:.2f}", style="dim" if confidence >= 0.5 else "yellow")  # noqa: PLR2004
    return line


def parsed_branches(parsed: Parsed) -> list[Branch]:
    """The branches of one document that was just read."""
    sections = [_section(index, section) for index, section in enumerate(parsed.sections)]
    statements = [_statement(index, item) for index, item in enumerate(parsed.statements)]
    return sections + statements


def _section(index: int, section: Section) -> Branch:
    parent = None
    if section.parent_statement is not None:
        parent = f"statement {section.parent_statement}"
    elif section.parent_section is not None:
        parent = f"section {section.parent_section}"
    label = section_label(section.kind, section.heading, section.number, section.confidence)
    return Branch(f"section {index}", parent, (*_place(section.spans), 0, index), label)


def _statement(index: int, item: Statement) -> Branch:
    parent = None
    if item.parent is not None:
        parent = f"statement {item.parent}"
    elif item.section is not None:
        parent = f"section {item.section}"
    label = statement_label(item.kind, item.label, item.text, item.gloss_en, item.confidence)
    return Branch(f"statement {index}", parent, (*_place(item.spans), 1, index), label)


def _place(spans: tuple[Span, ...]) -> tuple[int, int]:
    return (spans[0].block, spans[0].start) if spans else (0, 0)
