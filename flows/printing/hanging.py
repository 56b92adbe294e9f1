"""Lines that begin with short words in columns and end with a text, which hangs where it must wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_GAP = 2


@dataclass(frozen=True, slots=True)
class Hanging:
    """A line: its words, one a column, and its text."""

    heads: tuple[Text, ...]
    body: Text


def print_hanging(out: Console, lines: Sequence[Hanging]) -> None:
    """Print lines with their columns aligned; only a terminal wraps them."""
    if out.is_terminal:
        _print_wrapped(out, lines)
        return
    widths = [
        max(head.cell_len for head in column) for column in zip(*(line.heads for line in lines), strict=True)
    ]
    for line in lines:
        whole = line.body.blank_copy()
        for head, width in zip(line.heads, widths, strict=True):
            whole.append_text(head).append(" " * (width - head.cell_len + _GAP))
        out.print(whole.append_text(line.body))


def _print_wrapped(out: Console, lines: Sequence[Hanging]) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
    for _ in lines[0].heads if lines else ():
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for line in lines:
        table.add_row(*line.heads, line.body)
    out.print(table)
