"""The operator's page: what failed, why, and what to do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from explorer.current import Trouble
from explorer.findings import ReleaseFindings, release_findings
from explorer.operation import Operation
from explorer.operation_labels import check_label, outcome_label, release_state_label
from explorer.pages import Desk, desk, page
from explorer.versions import release_versions, running_versions
from explorer.watch import Watch
from schemas.codes import HistoryChange
from schemas.errors import ThitthangError

router = APIRouter()


def operation(request: Request) -> Operation:
    """How things stand, as last read."""
    watch: Watch = request.app.state.watch
    return watch.operation()


@router.get("/operator")
def operator(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    now: Annotated[Operation, Depends(operation)],
) -> HTMLResponse:
    """Runs, offices in trouble, held documents, findings, hosts, releases, versions."""
    findings, trouble = findings_of(at)
    return page(
        request,
        "operator.html.j2",
        view=at.view,
        now=now,
        offices=at.view.snapshot.offices if at.view.snapshot else {},
        findings=findings,
        troubles=now.troubles if trouble is None else (*now.troubles, trouble),
        versions=release_versions(at.view.snapshot) if at.view.snapshot else (),
        running=running_versions(),
        changes_of=tuple(HistoryChange),
        check_label=check_label,
        outcome_label=outcome_label,
        release_state_label=release_state_label,
    )


def findings_of(at: Desk) -> tuple[ReleaseFindings | None, Trouble | None]:
    """Findings of the release that is shown; None where there is none, or where it cannot be read."""
    if at.view.snapshot is None:
        return None, None
    try:
        return release_findings(at.view.snapshot), None
    except ThitthangError as error:
        return None, Trouble(error.what, error.cause, error.remedy)
