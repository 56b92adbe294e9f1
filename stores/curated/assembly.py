"""All rows of one office, as a pure function of its documents, their captures and the last check."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.kinds import Kind
from schemas.offices import Office
from schemas.records import CheckState
from stores.curated.captures import Turn
from stores.curated.coverage import Elsewhere, KnownOffice, coverage
from stores.curated.history import statement_history
from stores.curated.plans import document_order, settled, standing
from stores.curated.records import (
    DirectionRow,
    DocumentFacts,
    OfficeFacts,
    OfficeRow,
    StatementRow,
)

_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class OfficeInput:
    """What an office's rows are made from.

    `office` is None outside the registry; `documents` are all versions it has, `is_current` set;
    `turned` are the turns of every source that had a document of the office.
    """

    office_id: str
    office: Office | None
    documents: tuple[DocumentFacts, ...]
    turned: tuple[Turn, ...]
    elsewhere: tuple[Elsewhere, ...]
    check: CheckState | None


def office_facts(given: OfficeInput) -> OfficeFacts:
    """The rows of every table but `terms` for one office, in published order."""
    documents = sorted(given.documents, key=document_order)
    statements = settled(documents)
    office = _office_row(given, documents)
    history = statement_history(given.office_id, documents, given.turned)
    known = KnownOffice(
        office_id=given.office_id,
        documents=documents,
        statements=statements,
        history=history,
        elsewhere=given.elsewhere,
        check=given.check,
    )
    return OfficeFacts(
        direction=_direction(office, documents, statements),
        offices=(office,),
        documents=tuple(facts.document for facts in documents),
        sections=tuple(row for facts in documents for row in facts.sections),
        statements=statements,
        periods=tuple(row for facts in documents for row in facts.periods),
        coverage=coverage(known),
        statement_history=history,
        findings=tuple(row for facts in documents for row in facts.findings),
    )


def _office_row(given: OfficeInput, documents: Sequence[DocumentFacts]) -> OfficeRow:
    if given.office is None:
        names = (facts.document.owner_name for facts in documents)
        return OfficeRow(given.office_id, registered=False, name_th=next(filter(None, names), None))
    office = given.office
    fields = {
        field.name: getattr(office, field.name)
        for field in dataclasses.fields(OfficeRow)
        if field.name not in ("office_id", "registered")
    }
    return OfficeRow(given.office_id, registered=office.registered, **fields)


def _direction(
    office: OfficeRow, documents: Sequence[DocumentFacts], statements: Sequence[StatementRow]
) -> tuple[DirectionRow, ...]:
    by_id = {facts.document.document_id: facts.document for facts in documents}
    rows = []
    for stated in sorted(standing(statements), key=lambda row: _KIND_ORDER[row.kind]):
        document = by_id[stated.document_id]
        rows.append(
            DirectionRow(
                office_id=office.office_id,
                office_name_th=office.name_th,
                level=office.level,
                province_th=office.province_th,
                region=office.region,
                kind=stated.kind,
                number_path=stated.number_path,
                text=stated.text,
                gloss_en=stated.gloss_en,
                plan_start_be=document.plan_start_be,
                plan_end_be=document.plan_end_be,
                source_url=document.final_uri or document.source_uri,
                statement_id=stated.statement_id,
                ordinal=stated.ordinal,
                text_key=stated.text_key,
            )
        )
    return tuple(rows)
