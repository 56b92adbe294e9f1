"""Ruled tables: from the rules of a page to a grid of cells.

As in pdfplumber, rules that touch make a table, and their places its rows and columns; unlike there,
a cell is what no rule parts, so that spans are known.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.readers.pdf_rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SNAP = 2.5
"""Points between rules that are one, and between the end of one and another that it touches."""
_OPEN = 8.0
"""Points that rules stand out over the last one across them where a side is open."""
_MIN_RULES = 2
MAX_CELLS = 5_000
_COVERED = 0.6


@dataclass(frozen=True, slots=True)
class Region:
    """A cell on the grid: first row and column, and how many it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of one page: its column and row edges, and the region of each grid square."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    squares: tuple[tuple[int, ...], ...]
    regions: tuple[Region, ...]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    def region_at(self, x: float, y: float) -> int | None:
        """The number of the region that a place lies in."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self.squares[row][column]


@dataclass(slots=True)
class _Group:
    """Rules that touch each other."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of a page from top to bottom; a frame round a single cell is none."""
    if len(rules) < 2 * _MIN_RULES:
        return []
    horizontal = _merged([rule for rule in rules if rule.horizontal])
    vertical = _merged([rule for rule in rules if not rule.horizontal])
    if len(horizontal) < _MIN_RULES or len(vertical) < _MIN_RULES:
        return []
    grids = [grid for group in _groups(horizontal, vertical) if (grid := _grid(group)) is not None]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one rule as one; doubled rules as one."""
    merged: list[Rule] = []
    for places in _clusters(sorted(rules, key=lambda rule: rule.place)):
        place = sum(rule.place for rule in places) / len(places)
        for rule in sorted(places, key=lambda rule: rule.start):
            last = merged[-1] if merged else None
            if last is not None and last.place == place and rule.start <= last.end + _SNAP:
                merged[-1] = Rule(rule.horizontal, place, last.start, max(last.end, rule.end))
            else:
                merged.append(Rule(rule.horizontal, place, rule.start, rule.end))
    return merged


def _clusters(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in order of place, in groups that stand within a snap of their first."""
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.place - clusters[-1][0].place <= _SNAP:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _groups(horizontal: list[Rule], vertical: list[Rule]) -> list[_Group]:
    """Connected rules: a flat union-find over both kinds."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical):
            meets = across.start - _SNAP <= down.place <= across.end + _SNAP
            if meets and down.start - _SNAP <= across.place <= down.end + _SNAP:
                parent[root(i)] = root(len(horizontal) + j)
    groups: dict[int, _Group] = {}
    for at in range(len(parent)):
        group = groups.setdefault(root(at), _Group())
        if at < len(horizontal):
            group.horizontal.append(horizontal[at])
        else:
            group.vertical.append(vertical[at - len(horizontal)])
    return [g for g in groups.values() if len(g.horizontal) >= _MIN_RULES and len(g.vertical) >= _MIN_RULES]


def _edges(rules: list[Rule], crossing: list[Rule]) -> tuple[float, ...]:
    """The distinct places of rules, in order; a side that is not drawn is where the crossing ones end."""
    ordered = sorted(rules, key=lambda rule: rule.place)
    places = [sum(rule.place for rule in same) / len(same) for same in _clusters(ordered)]
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if first < places[0] - _OPEN:
        places.insert(0, first)
    if last > places[-1] + _OPEN:
        places.append(last)
    return tuple(places)


def _grid(group: _Group) -> Grid | None:
    xs = _edges(group.vertical, group.horizontal)
    ys = _edges(group.horizontal, group.vertical)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > MAX_CELLS or rows * columns == 1:
        return None
    squares = [[row * columns + column for column in range(columns)] for row in range(rows)]
    flat = list(range(rows * columns))

    def root(at: int) -> int:
        while flat[at] != at:
            flat[at] = flat[flat[at]]
            at = flat[at]
        return at

    for row in range(rows):
        for column in range(columns):
            here = squares[row][column]
            if column + 1 < columns and not _parted(group.vertical, xs[column + 1], ys[row], ys[row + 1]):
                flat[root(squares[row][column + 1])] = root(here)
            if row + 1 < rows and not _parted(group.horizontal, ys[row + 1], xs[column], xs[column + 1]):
                flat[root(squares[row + 1][column])] = root(here)
    return _numbered(xs, ys, [[root(square) for square in row] for row in squares])


def _parted(rules: list[Rule], place: float, start: float, end: float) -> bool:
    """Whether a rule at a place covers most of the stretch between two edges."""
    need = _COVERED * (end - start)
    return any(
        abs(rule.place - place) <= _SNAP and min(rule.end, end) - max(rule.start, start) >= need
        for rule in rules
    )


def _numbered(xs: tuple[float, ...], ys: tuple[float, ...], roots: list[list[int]]) -> Grid | None:
    """The grid with its regions numbered in reading order."""
    numbers: dict[int, int] = {}
    places: list[list[tuple[int, int]]] = []
    for row, line in enumerate(roots):
        for column, name in enumerate(line):
            if name not in numbers:
                numbers[name] = len(numbers)
                places.append([])
            places[numbers[name]].append((row, column))
    if len(places) < 2:
        return None
    regions = tuple(
        Region(
            min(row for row, _ in place), min(column for _, column in place),
            max(row for row, _ in place) - min(row for row, _ in place) + 1,
            max(column for _, column in place) - min(column for _, column in place) + 1,
        )
        for place in places
    )  # fmt: skip
    return Grid(xs, ys, tuple(tuple(numbers[name] for name in line) for line in roots), regions)
