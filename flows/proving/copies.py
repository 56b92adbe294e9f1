"""Columns that stand in two tables: what one repeats of another must be what the other says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.proving.records import Count, Failure, Proofs, Subject
from schemas.codes import Verdict

if TYPE_CHECKING:
    import pyarrow as pa

    from flows.proving.parts import Range


@dataclass(frozen=True, slots=True)
class Copy:
    """Columns of `table` that repeat those of `original`, row by row by the column `key`.

    `columns` are pairs: the repeating column, the one it repeats.
    """

    table: str
    key: str
    original: str
    columns: tuple[tuple[str, str], ...]


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


COPIES = (
    Copy(
        "direction",
        "statement_id",
        "statements",
        _same("office_id", "kind", "number_path", "text", "gloss_en", "ordinal", "text_key"),
    ),
    Copy(
        "direction",
        "office_id",
        "offices",
        (("office_name_th", "name_th"), *_same("level", "province_th", "region")),
    ),
    Copy("statement_history", "statement_id", "statements", _same("office_id", "kind", "text")),
    Copy("terms", "statement_id", "statements", _same("office_id", "kind")),
    Copy("statements", "document_id", "documents", _same("office_id")),
    Copy("sections", "document_id", "documents", _same("office_id")),
)


def prove_copies(tables: Range, office_id: str | None) -> Proofs:
    """Whether the tables of a range of offices say the same where they say it twice."""
    failures = tuple(failure for copy in COPIES for failure in _differing(copy, tables, office_id))
    failures += tuple(_not_in_direction(tables, office_id))
    counts = (Count(Subject.ROW, Verdict.ROW_DIFFERS, len(failures)),) if failures else ()
    return Proofs(counts, failures)


def _differing(copy: Copy, tables: Range, office_id: str | None) -> Iterator[Failure]:
    table, original = tables.table(copy.table), tables.table(copy.original)
    if table is None or original is None:
        return
    names = [name for name, _ in copy.columns]
    there = _values(table, [copy.key, *names, "office_id"])
    meant = {
        key: values for key, *values in _values(original, [copy.key, *(name for _, name in copy.columns)])
    }
    for key, *rest in there:
        *values, office = rest
        if office_id is not None and office != office_id:
            continue
        wanted = meant.get(key)
        if wanted == values:
            continue
        published, found = _first_other(names, values, wanted)
        yield Failure(Subject.ROW, Verdict.ROW_DIFFERS, f"{copy.table} {key}", published, found, str(office))


def _first_other(names: list[str], values: list[object], wanted: list[object] | None) -> tuple[str, str]:
    if wanted is None:
        return f"{names[0]}: {values[0]}", "no such row"
    name, value, other = next(
        (name, value, other)
        for name, value, other in zip(names, values, wanted, strict=True)
        if value != other
    )
    return f"{name}: {value}", f"{name}: {other}"


def _not_in_direction(tables: Range, office_id: str | None) -> Iterator[Failure]:
    """Statements in force that `direction` leaves out, and what it has beside them."""
    statements, direction = tables.table("statements"), tables.table("direction")
    if statements is None or direction is None:
        return
    shown = set(direction["statement_id"].to_pylist())
    columns = ["statement_id", "office_id", "text", "in_force", "repeat_of"]
    for key, office, text, in_force, repeat_of in _values(statements, columns):
        wanted = bool(in_force) and repeat_of is None
        if wanted == (key in shown) or (office_id is not None and office != office_id):
            continue
        published, found = ("no row", str(text)) if wanted else (str(text), "not in force")
        yield Failure(Subject.ROW, Verdict.ROW_DIFFERS, f"direction {key}", published, found, str(office))


def _values(table: pa.Table, names: list[str]) -> Iterator[tuple[object, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)
