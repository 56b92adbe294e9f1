"""The first page: what there is, how complete, how fresh, what changed last."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from explorer.overview import Overview, overview
from explorer.pages import Desk, desk, page
from explorer.snapshot import Snapshot

router = APIRouter()


@router.get("/")
def home(request: Request, at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
    """The release in figures."""
    return page(request, "home.html.j2", view=at.view, overview=_overview(at.snapshot, at.curated))


@lru_cache(maxsize=2)
def _overview(snapshot: Snapshot, curated: str) -> Overview:
    return overview(snapshot, curated)
