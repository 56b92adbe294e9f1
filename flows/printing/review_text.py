"""What a new release changes, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.printing.terminal import text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from stores.curated.review import Counts, Review

_SHOWN = 30


def print_review(out: Console, review: Review) -> None:
    """Print rows by table where they differ, and statements in force by kind and office."""
    moved = [f"{one.table} {one.before} → {one.after}" for one in review.tables if one.before != one.after]
    if moved:
        out.print(text(f"rows: {', '.join(moved)}"))
    if not review.kinds:
        out.print(text("no statement in force changes"))
        return
    kinds = _table("kind", "")
    for kind in review.kinds:
        kinds.add_row(text(kind.kind.value), *_cells(kind.counts), "")
    out.print(kinds)
    offices = _table("office", "before → after")
    for office in review.offices[:_SHOWN]:
        style = "red" if office.loses_much else ""
        offices.add_row(
            text(office.office_id, style),
            *_cells(office.counts),
            text(f"{office.before} → {office.after}", style),
        )
    if len(review.offices) > _SHOWN:
        offices.add_row(text(f"… and {len(review.offices) - _SHOWN} more: --json"))
    out.print(offices)


def _table(first: str, last: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(first, overflow="fold")
    for name in ("added", "removed", "reworded", "cosmetic", last):
        table.add_column(name, justify="right")
    return table


def _cells(counts: Counts) -> tuple[str, ...]:
    numbers = (counts.added, counts.removed, counts.reworded, counts.cosmetic)
    return tuple(str(number) if number else "" for number in numbers)
