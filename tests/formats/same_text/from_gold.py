"""A gold tree written out as the lines of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.formats.same_text.content import Content, Entry, Grid, Mark, Part, Role
from tests.formats.same_text.gold import Node, Tree
from tests.formats.same_text.marks import Above, Marks, label_of
from tests.formats.same_text.words import KIND_WORDS, names_its_kind, sentence_with_vision, titles

_QUOTES = "“”\"'"


def content_of(tree: Tree, name: str) -> Content:
    """The page that a gold tree describes."""
    writer = _Writer(tree.office)
    loose = [node for node in tree.children if not node.is_section]
    parts = [Part(None, tuple(writer.children(loose, _Place())))] if loose else []
    parts += [writer.part(node) for node in tree.children if node.is_section]
    return Content(name, titles(tree), tree.office, tuple(parts))


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands over some lines: the kind said last, the item they stand below, how deep they are."""

    kind: str = ""
    depth: int = 0
    above: Above | None = None


@dataclass(slots=True)
class _Writer:
    office: str
    marks: Marks = field(default_factory=Marks)

    def part(self, node: Node) -> Part:
        """A section of the page, as lines and, where its statements are issues with columns, as a table."""
        heading = Entry(Role.HEADING, node.text, 0)
        entries = tuple(self.children(node.children, _Place(node.kind, 1)))
        return Part(heading, entries, self._grid(node))

    def children(self, nodes: Sequence[Node], place: _Place) -> Iterator[Entry]:
        """The lines of sections and statements that stand side by side."""
        said, above = place.kind, place.above
        last: Mark | None = None
        listed, spelt = _are_listed(nodes), _spell_a_word(nodes)
        for node in nodes:
            below = None if above is None else replace(above, directly=False)
            if node.is_section:
                said, last, above = place.kind, None, below
                yield Entry(Role.HEADING, node.text, place.depth)
                yield from self.children(node.children, _Place(node.kind, place.depth + 1, below))
                continue
            label = label_of(node, listed=listed)
            if _needs_heading(node, said):
                if node.kind == "vision":
                    yield Entry(Role.SENTENCE, sentence_with_vision(self.office, node.text), place.depth)
                    continue
                said, last, above = node.kind, None, below
                yield Entry(Role.HEADING, KIND_WORDS[said], place.depth)
            last = None if spelt else self.marks.of(label, above, last)
            yield self._item(node, label, last, place.depth)
            under = None if last is None else Above(last, node.number)
            yield from self.children(node.children, _Place(node.kind, place.depth + 1, under))

    def _item(self, node: Node, label: str | None, mark: Mark | None, depth: int) -> Entry:
        text = node.text
        if node.kind == "vision" and label is None and not any(quote in text for quote in _QUOTES):
            text = f"“{text}”"
        holds = any(child.is_section or _needs_heading(child, node.kind) for child in node.children)
        return Entry(Role.ITEM, text, depth, label, mark, drawn=node.label is None, holds=holds)

    def _grid(self, node: Node) -> Grid | None:
        """The table of a section whose statements hold children of several kinds and no headings."""
        issues = node.children
        columns = list(dict.fromkeys(child.kind for issue in issues for child in issue.children))
        plain = all(not child.is_section for issue in issues for child in (issue, *issue.children))
        silent = not any(names_its_kind(child.label) for issue in issues for child in issue.children)
        if len(columns) < 2 or not plain or not silent:
            return None
        heads = (node.text, *(KIND_WORDS[kind] for kind in columns))
        rows = [row for issue in issues for row in self._rows(issue, columns)]
        return Grid(heads, tuple(rows))

    def _rows(self, issue: Node, columns: Sequence[str]) -> Iterator[tuple[tuple[Entry, ...], ...]]:
        first = self._item(issue, label_of(issue, listed=False), None, 0)
        rows: list[list[list[Entry]]] = []
        for child in issue.children:
            column = columns.index(child.kind)
            if not rows or any(rows[-1][column + 1 :]) or (column == 0 and rows[-1][0]):
                rows.append([[] for _ in columns])
            rows[-1][column].append(self._item(child, label_of(child, listed=False), None, 0))
        for at, row in enumerate(rows):
            yield ((first,) if at == 0 else (), *(tuple(cell) for cell in row))


def _are_listed(nodes: Sequence[Node]) -> bool:
    """Several statements of a kind without label or number: the page shows them with bullets."""
    statements = [node for node in nodes if not node.is_section]
    bare = all(node.label is None and node.number is None for node in statements)
    return bare and len(statements) > 1 and not any(node.kind == "definition" for node in statements)


def _needs_heading(node: Node, said: str) -> bool:
    return node.kind != said and not names_its_kind(label_of(node, listed=False))


def _spell_a_word(nodes: Sequence[Node]) -> bool:
    """Values labelled with the letters of an acronym: nobody has those numbered."""
    labels = [node.label for node in nodes if node.label is not None and not node.is_section]
    return any(label[0].isascii() and label[0].isalpha() for label in labels)
