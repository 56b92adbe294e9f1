"""One office as the published tables show it: direction, coverage and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from flows.offices import find_office
from flows.printing.trees import Branch, section_label, statement_label
from schemas.errors import UnknownOfficeError
from schemas.kinds import Kind

if TYPE_CHECKING:
    from schemas.registry import Registry
    from stores.curated.release import OpenRelease

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """Rows of one office in one release; `documents` in the order they were captured."""

    release_id: str
    office: Row
    documents: tuple[Row, ...]
    sections: tuple[Row, ...]
    statements: tuple[Row, ...]
    coverage: tuple[Row, ...]
    findings: tuple[Row, ...]


def view_office(release: OpenRelease, known: Registry, text: str) -> OfficeView:
    """Everything a release says of an office; offices outside the registry by their id or name.

    Raises UnknownOfficeError if neither the registry nor the release has it.
    """
    office_id = _office_id(release, known, text)
    rows = {name: _rows(release, name, office_id) for name in _NAMES}
    documents = sorted(rows["documents"], key=lambda row: (row["captured_at"], row["document_id"]))
    office = rows["offices"][0] if rows["offices"] else {"office_id": office_id, "name_th": None}
    return OfficeView(
        release.release_id,
        office,
        tuple(documents),
        tuple(rows["sections"]),
        tuple(rows["statements"]),
        tuple(rows["coverage"]),
        tuple(rows["findings"]),
    )


_NAMES = ("offices", "documents", "sections", "statements", "coverage", "findings")


def _office_id(release: OpenRelease, known: Registry, text: str) -> str:
    try:
        return find_office(known, text).office_id
    except UnknownOfficeError:
        offices = release.table("offices")
        for column in ("office_id", "name_th"):
            found = offices.filter(pc.equal(offices[column], text.strip()))
            if found.num_rows:
                return str(found["office_id"][0].as_py())
        raise


def _rows(release: OpenRelease, name: str, office_id: str) -> list[Row]:
    rows: list[Row] = release.office_table(name, office_id).to_pylist()
    return rows


def in_force_branches(view: OfficeView) -> list[Branch]:
    """The branches of what is in force: its statements, and the sections they stand in."""
    statements = [row for row in view.statements if row["in_force"]]
    by_id = {row["section_id"]: row for row in view.sections}
    wanted: dict[str, Row] = {}
    for row in statements:
        section = by_id.get(row["section_id"])
        while section is not None and section["section_id"] not in wanted:
            wanted[section["section_id"]] = section
            section = by_id.get(section["parent_section_id"])
    order = {row["document_id"]: place for place, row in enumerate(view.documents)}
    return [_section(row, order) for row in wanted.values()] + [_statement(row, order) for row in statements]


def _section(row: Row, order: dict[str, int]) -> Branch:
    label = section_label(Kind(row["kind"]), row["heading"], row["number"], row["confidence"])
    parent = row["parent_statement_id"] or row["parent_section_id"]
    return Branch(row["section_id"], parent, (*_place(row, order), 0, row["ordinal"]), label)


def _statement(row: Row, order: dict[str, int]) -> Branch:
    kind = Kind(row["kind"])
    label = statement_label(kind, row["label"], row["text"], row["gloss_en"], row["confidence"])
    parent = row["parent_statement_id"] or row["section_id"]
    return Branch(row["statement_id"], parent, (*_place(row, order), 1, row["ordinal"]), label)


def _place(row: Row, order: dict[str, int]) -> tuple[int, int, int]:
    spans = row["spans"] or [{"block": 0, "start": 0}]
    return (order.get(row["document_id"], 0), spans[0]["block"], spans[0]["start"])
