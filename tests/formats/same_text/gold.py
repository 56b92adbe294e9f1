"""A gold tree as typed records (its form: GOLD.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A section (`is_section`, its text the heading) or a statement, with what stands below it."""

    is_section: bool
    kind: str
    text: str
    label: str | None
    number: str | None
    gloss: str | None
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """What is to be read from one page."""

    source: str
    office: str
    plan_years: tuple[int, int] | None
    fiscal_year: int | None
    children: tuple[Node, ...]


def read_tree(path: Path) -> Tree:
    found = json.loads(path.read_text("utf-8"))
    years = found.get("plan_years_be")
    return Tree(
        source=found["source"],
        office=found["office"],
        plan_years=(years[0], years[1]) if years else None,
        fiscal_year=found.get("fiscal_year_be"),
        children=tuple(map(_node, found["children"])),
    )


def _node(found: dict[str, Any]) -> Node:
    section = "section" in found
    return Node(
        is_section=section,
        kind=found["section"] if section else found["statement"],
        text=found["heading"] if section else found["text"],
        label=found.get("label"),
        number=found.get("number"),
        gloss=found.get("gloss_en"),
        children=tuple(map(_node, found["children"])),
    )


def reworded(tree: Tree, texts: Iterable[str]) -> Tree:
    """The tree with the spaces of these texts, in their order: the gold writes one at every wrap."""
    spaced: dict[str, list[str]] = {}
    for text in texts:
        spaced.setdefault(_tight(text), []).append(text)
    return replace(tree, children=tuple(_reworded(node, spaced) for node in tree.children))


def _reworded(node: Node, spaced: dict[str, list[str]]) -> Node:
    known = spaced.get(_tight(node.text), [])
    text = (known.pop(0) if len(known) > 1 else known[0]) if known else node.text
    return replace(node, text=text, children=tuple(_reworded(child, spaced) for child in node.children))


def _tight(text: str) -> str:
    return "".join(text.split())
