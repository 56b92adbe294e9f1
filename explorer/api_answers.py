"""What pages show, as the API answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer import api_models as m
from explorer.comparison import ComparedKind
from explorer.current import Trouble
from explorer.directions import Direction, Node
from explorer.directory import DirectoryEntry
from explorer.facets import Facet
from explorer.findings import ReleaseFindings
from explorer.holdings import DocumentFacts, OfficeCoverage, Remarks
from explorer.operation import Operation
from explorer.search import Found, Statement
from explorer.snapshot import Snapshot
from explorer.statements import Tree
from explorer.wordings import Wordings
from flows.release_report.findings import FindingGroup
from flows.release_report.heat_map import HeatMap, HeatRow
from flows.release_report.labels import Label
from flows.release_report.offices import OfficeName
from flows.remedies import remedy
from schemas.codes import CoverageReason, CoverageStatus
from schemas.vocabulary import Language, meaning

MOST_DOCUMENTS = 100


def search_answer(snapshot: Snapshot, found: Found) -> m.SearchAnswer:
    """One page of hits."""
    facets = {
        facet.value: [{"value": one.value, "count": one.count} for one in found.facets[facet]]
        for facet in Facet
    }
    return m.SearchAnswer(
        release_id=snapshot.release_id,
        total=found.total,
        page=found.page,
        pages=found.pages,
        query=found.question.text,
        left_out=list(found.question.left_out),
        hits=[statement_model(hit.statement) for hit in found.hits],
        facets=m.FacetsModel.model_validate(facets),
    )


def statement_model(statement: Statement) -> m.StatementModel:
    """A statement as a hit has it."""
    office = statement.office
    return m.StatementModel(
        statement_id=statement.statement_id,
        office_id=office.office_id,
        office_name=_names(office.name),
        province=_province(office),
        document_id=statement.document_id,
        kind=statement.kind,
        label=statement.label,
        number_path=statement.number_path,
        text=statement.text,
        gloss_en=statement.gloss_en,
        in_force=statement.in_force,
        repeats=statement.repeats,
        plan_start_be=statement.plan_start_be,
        plan_end_be=statement.plan_end_be,
    )


def office_model(entry: DirectoryEntry) -> m.OfficeModel:
    """An office as the directory has it."""
    office = entry.office
    return m.OfficeModel(
        office_id=office.office_id,
        registered=office.registered,
        level=entry.level,
        name_th=entry.name_th,
        short_name_th=entry.short_name_th,
        abbreviation_th=entry.abbreviation_th,
        name_en=entry.name_en,
        province=_province(office),
        region=_names(office.place.region) if office.registered else None,
        website=entry.website,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        successor_id=entry.successor_id,
        statements=entry.statements,
        kinds=entry.kinds,
    )


def office_answer(  # noqa: PLR0913  (what is known of an office)
    snapshot: Snapshot,
    entry: DirectoryEntry,
    *,
    direction: Direction,
    coverage: OfficeCoverage,
    documents: Sequence[DocumentFacts],
    remarks: Iterable[Remarks],
) -> m.OfficeAnswer:
    """An office with its tree."""
    return m.OfficeAnswer(
        release_id=snapshot.release_id,
        office=office_model(entry),
        direction=[_tree(node) for node in direction.roots],
        statements=direction.statements,
        left_out=direction.more,
        coverage=list(_coverage(coverage)),
        documents=[document_model(one) for one in documents[:MOST_DOCUMENTS]],
        documents_left_out=max(0, len(documents) - MOST_DOCUMENTS),
        findings=[m.FindingCount(code=one.code, severity=one.severity, count=one.total) for one in remarks],
    )


def document_model(facts: DocumentFacts) -> m.DocumentModel:
    """A document as the release describes it."""
    return m.DocumentModel.model_validate(facts)


def history_answer(snapshot: Snapshot, entry: DirectoryEntry, wordings: Wordings) -> m.HistoryAnswer:
    """What happened to an office's wording."""
    return m.HistoryAnswer(
        release_id=snapshot.release_id,
        office_id=entry.office_id,
        since=wordings.since,
        unchanged=wordings.unchanged,
        left_out=wordings.more,
        events=[
            m.EventModel(
                kind=event.kind,
                change=event.wording.change,
                valid_from=event.wording.valid_from,
                valid_to=event.wording.valid_to,
                text=event.wording.text,
                statement_id=event.wording.statement_id,
                in_release=event.is_there,
                diff=[m.PieceModel(edit=piece.edit, text=piece.text) for piece in event.wording.pieces],
            )
            for day in wordings.days
            for event in day.events
        ],
    )


def statement_answer(  # noqa: PLR0913  (what is known of a statement)
    snapshot: Snapshot,
    statement: Statement,
    *,
    facts: DocumentFacts | None,
    tree: Tree,
    first: str | None,
    same: tuple[Sequence[Statement], int],
) -> m.StatementAnswer:
    """A statement with its surroundings."""
    shown, total = same
    return m.StatementAnswer(
        release_id=snapshot.release_id,
        statement=statement_model(statement),
        document=None if facts is None else document_model(facts),
        above=[_node(node) for node in tree.above],
        below=[_node(node) for node in tree.below],
        below_left_out=tree.more,
        repeat_of=first,
        same=[statement_model(one) for one in shown],
        same_total=total,
    )


def compare_answer(
    snapshot: Snapshot, entries: Sequence[DirectoryEntry], kinds: Sequence[ComparedKind]
) -> m.CompareAnswer:
    """Offices side by side."""
    return m.CompareAnswer(
        release_id=snapshot.release_id,
        offices=[office_model(entry) for entry in entries],
        kinds=[
            m.ComparedKindModel(
                kind=one.kind,
                offices=one.offices,
                shared=one.shared,
                columns=[
                    m.ComparedColumnModel(
                        office_id=column.entry.office_id,
                        statements=[m.ComparedModel.model_validate(line) for line in column.lines],
                        left_out=column.more,
                    )
                    for column in one.columns
                ],
            )
            for one in kinds
        ],
    )


def coverage_answer(snapshot: Snapshot, known: HeatMap) -> m.CoverageAnswer:
    """The heat map."""

    def row(one: HeatRow) -> m.CoverageRow:
        cells = [
            m.CoverageCell(kind=kind, found=cell.found, of=cell.of, percent=cell.percent)
            for kind, cell in zip(known.kinds, one.cells, strict=True)
        ]
        return m.CoverageRow(
            name=_names(one.label), offices=one.any.of, with_statements=one.any.found, cells=cells
        )

    return m.CoverageAnswer(
        release_id=snapshot.release_id,
        whole=row(known.whole),
        rows=[row(one) for one in known.rows],
        missing=list(known.missing),
    )


def release_answer(snapshot: Snapshot, trouble: Trouble | None) -> m.ReleaseAnswer:
    """The release that is shown."""
    manifest = snapshot.release.manifest
    return m.ReleaseAnswer(
        release_id=snapshot.release_id,
        schema_version=manifest.schema_version,
        code=manifest.versions.code,
        parser=manifest.versions.parser,
        headings=manifest.versions.headings,
        tables=[m.TableModel(name=table.name, rows=table.rows) for table in manifest.tables],
        captures=len(manifest.captures),
        newest_capture=max((seen.captured_at for seen in manifest.captures), default=None),
        trouble=None if trouble is None else m.TroubleModel.model_validate(trouble),
    )


def findings_answer(snapshot: Snapshot, found: ReleaseFindings) -> m.FindingsAnswer:
    """Findings by code."""
    return m.FindingsAnswer(
        release_id=snapshot.release_id,
        total=found.count,
        groups=[_group(group) for group in found.groups],
    )


def operator_answer(
    snapshot: Snapshot | None, now: Operation, found: ReleaseFindings | None, troubles: Sequence[Trouble]
) -> m.OperatorAnswer:
    """How things stand."""
    return m.OperatorAnswer(
        release_id=snapshot.release_id if snapshot else None,
        read_at=now.read_at,
        pinned=now.pointer.pinned if now.pointer else "",
        looked_at=now.looks.offices,
        failing=now.looks.failing,
        stale=now.looks.stale,
        offices=[
            m.TroubledOfficeModel(
                office_id=one.office_id,
                status=one.check.status if one.check else None,
                since=one.check.since if one.check else None,
                reason=one.check.reason if one.check else "",
                stale=one.stale,
                looked_at=one.clocks.looked_at if one.clocks else None,
                changed_at=one.clocks.changed_at if one.clocks else None,
                published_at=one.clocks.published_at if one.clocks else None,
            )
            for one in now.offices.entries
        ],
        held=[
            m.HeldModel(
                uri=one.uri, office_id=one.office.office_id, code=one.code, captured_at=one.captured_at
            )
            for one in (found.held.entries if found else ())
        ],
        held_total=found.held.total if found else 0,
        runs=[
            m.RunModel(
                run_id=run.run_id,
                command=run.command,
                started_at=run.started_at,
                ended_at=run.ended_at,
                exit_code=run.exit_code,
                release_id=run.release_id,
                outcomes=[m.OutcomeCount(status=status, count=n) for status, n in run.outcomes.items()],
            )
            for run in now.runs.entries
        ],
        runs_total=now.runs.total,
        hosts=[
            m.HostModel.model_validate(
                {name: getattr(total.courtesy, name) for name in m.HostModel.model_fields if name != "runs"}
                | {"runs": total.runs}
            )
            for total in now.hosts.entries
        ],
        hosts_total=now.hosts.total,
        releases=[
            m.ReleaseLineModel(
                release_id=one.release_id,
                created_at=one.created_at,
                state=one.state,
                offices=one.offices,
                problems=list(one.problems.entries),
            )
            for one in now.releases.entries
        ],
        releases_total=now.releases.total,
        troubles=[m.TroubleModel.model_validate(one) for one in troubles],
    )


def _group(group: FindingGroup) -> m.FindingGroupModel:
    meant = meaning(group.code)
    return m.FindingGroupModel(
        code=group.code,
        severity=group.severity,
        count=group.count,
        documents=group.documents,
        offices=group.offices.total,
        office_ids=[office.office_id for office in group.offices.entries],
        meaning=m.Names(th=meant.th, en=meant.en),
        remedy=m.Names(th=remedy(group.code, Language.TH), en=remedy(group.code, Language.EN)),
    )


def _coverage(coverage: OfficeCoverage) -> Iterable[m.CoverageModel]:
    for one in coverage.found:
        yield m.CoverageModel(
            kind=one.kind,
            status=CoverageStatus.FOUND,
            reason=CoverageReason.STATEMENTS,
            statement_count=one.statements,
        )
    for gap in coverage.gaps:
        for kind in gap.kinds:
            yield m.CoverageModel(kind=kind, status=gap.status, reason=gap.reason, statement_count=0)


def _tree(node: Node) -> m.TreeModel:
    below = [_tree(one) for one in node.below]
    return m.TreeModel(**dict(_node(node)), below=below)


def _node(node: Node) -> m.NodeModel:
    return m.NodeModel.model_validate(node)


def _names(label: Label) -> m.Names:
    return m.Names(th=label.th, en=label.en)


def _province(office: OfficeName) -> m.Names | None:
    return _names(office.place.label) if office.registered else None
