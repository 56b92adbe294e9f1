"""Reading a page written in a test, and what was read as an outline that a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent

from parsers.lines import Line, read_lines
from parsers.parse import parse, read_document
from parsers.thai import normalise
from schemas.records import Parsed, Section, Statement
from schemas.registry import registry


def read(page: str, *, name: str = "page.txt", **more) -> Parsed:
    """A text page, read as the program reads it."""
    return parse(page.encode(), name=name, registry=registry(), **more)


def read_html(body: str, **more) -> Parsed:
    """The body of a web page, read as the program reads it."""
    return read(f"<!DOCTYPE html><html><body>{body}</body></html>", name="page.html", **more)


def lines_of(page: str, name: str = "page.txt") -> list[Line]:
    """The lines that a careful reader sees on a page."""
    blocks = read_document(page.encode(), name=name).blocks
    return read_lines(blocks, [normalise(block.text) for block in blocks])


def texts(parsed: Parsed, kind: str | None = None) -> list[str]:
    """The texts of the statements, of one kind or of all."""
    return [item.text for item in parsed.statements if kind in (None, item.kind.value)]


def codes(parsed: Parsed) -> set[str]:
    """The codes of the findings."""
    return {finding.code.value for finding in parsed.findings}


@dataclass
class Branch:
    """A section or a statement, with what stands below it in document order."""

    node: Section | Statement
    children: list[Branch] = field(default_factory=list)


def tree(parsed: Parsed) -> list[Branch]:
    """Sections and statements nested as GOLD.md nests them."""
    sections = [Branch(section) for section in parsed.sections]
    statements = [Branch(statement) for statement in parsed.statements]
    top: list[Branch] = []
    for branch in sorted([*sections, *statements], key=_place):
        node = branch.node
        above = top
        if isinstance(node, Section):
            if node.parent_statement is not None:
                above = statements[node.parent_statement].children
            elif node.parent_section is not None:
                above = sections[node.parent_section].children
        elif node.section is not None and _holder(parsed, node.section) == node.parent:
            above = sections[node.section].children
        elif node.parent is not None:
            above = statements[node.parent].children
        above.append(branch)
    return top


def _place(branch: Branch) -> tuple[int, int, int]:
    first = branch.node.spans[0]
    return first.block, first.start, isinstance(branch.node, Statement)


def _holder(parsed: Parsed, section: int | None) -> int | None:
    """The statement that a section stands under."""
    while section is not None:
        found = parsed.sections[section]
        if found.parent_statement is not None:
            return found.parent_statement
        section = found.parent_section
    return None


OFFICE = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 2"


def outline_of(page: str) -> str:
    """What is read from a page of the office, given as text or (beginning with a tag) as HTML."""
    page = dedent(page).strip()
    if page.startswith("<"):
        return outline(read_html(f"<h1>{OFFICE}</h1>{page}"))
    return outline(read(f"{OFFICE}\n\n{page}\n"))


def outline(parsed: Parsed) -> str:
    """The tree as text: "= kind: heading" for sections, "kind #number [label] text" for statements.

    A colon at a heading's end is left out, as the scorer does.
    """
    return "\n".join(_outlined(tree(parsed), 0))


def _outlined(branches: list[Branch], depth: int) -> Iterator[str]:
    for branch in branches:
        yield "  " * depth + _said(branch.node)
        yield from _outlined(branch.children, depth + 1)


def _said(node: Section | Statement) -> str:
    if isinstance(node, Section):
        return f"= {node.kind}: {node.heading.rstrip(' :')}"
    number = f" #{node.number}" if node.number is not None else ""
    label = f" [{node.label}]" if node.label is not None else ""
    return f"{node.kind}{number}{label} {node.text}"
