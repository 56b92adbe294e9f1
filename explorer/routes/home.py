"""The first page: what there is, how complete, how fresh, what changed last."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from explorer.memory import Memory
from explorer.operation import Operation
from explorer.overview import Overview, overview
from explorer.pages import Desk, desk, language_of, page, part
from explorer.routes.operating import operation
from explorer.snapshot import Snapshot
from schemas.vocabulary import Language

router = APIRouter()
_OVERVIEWS: Memory[tuple[str, str], Overview] = Memory(room=4, weigh=lambda _: 1, at_once=1, patience=120.0)
"""By curated root and release: reading ten thousand offices takes seconds."""

_COVERAGES: Memory[tuple[str, str, Language], Markup] = Memory(room=8, weigh=lambda _: 1)
"""The heat maps as they stand in the page, by root, release and language."""


@router.get("/")
def home(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    now: Annotated[Operation, Depends(operation)],
) -> HTMLResponse:
    """The release in figures."""
    found, spoken = overview_of(at.snapshot), language_of(request)
    key = (at.snapshot.release.root.address, at.snapshot.release_id, spoken)
    coverage = _COVERAGES.get(key, lambda: part("coverage.html.j2", spoken, overview=found))
    return page(request, "home.html.j2", view=at.view, overview=found, coverage=coverage, looks=now.looks)


def overview_of(snapshot: Snapshot) -> Overview:
    """The figures of a snapshot, read once."""
    key = (snapshot.release.root.address, snapshot.release_id)
    return _OVERVIEWS.get(key, lambda: overview(snapshot))
