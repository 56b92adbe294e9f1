"""The first page: what there is, how complete, how fresh, what changed last."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from explorer.memory import Memory
from explorer.operation import Operation
from explorer.overview import Overview, overview
from explorer.pages import Desk, desk, page
from explorer.routes.operating import operation
from explorer.snapshot import Snapshot

router = APIRouter()
_OVERVIEWS: Memory[tuple[str, str], Overview] = Memory(room=4, weigh=lambda _: 1, at_once=1, patience=120.0)
"""By curated root and release: reading ten thousand offices takes seconds."""


@router.get("/")
def home(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    now: Annotated[Operation, Depends(operation)],
) -> HTMLResponse:
    """The release in figures."""
    return page(request, "home.html.j2", view=at.view, overview=overview_of(at.snapshot), looks=now.looks)


def overview_of(snapshot: Snapshot) -> Overview:
    """The figures of a snapshot, read once."""
    key = (snapshot.release.root.address, snapshot.release_id)
    return _OVERVIEWS.get(key, lambda: overview(snapshot))
