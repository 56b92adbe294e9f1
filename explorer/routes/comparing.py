"""The page that puts offices side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from explorer.comparison import compare
from explorer.directory import Meant
from explorer.pages import Desk, desk, page
from explorer.routes.offices import Known

router = APIRouter()
MOST_OFFICES = 4
FEWEST_OFFICES = 2
_LISTED = 300
"""Names that the fields offer."""


@router.get("/compare")
def comparing(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    known: Known,
    office: Annotated[list[str] | None, Query(max_length=MOST_OFFICES)] = None,
) -> HTMLResponse:
    """Two to four offices by kind; the form alone where there are fewer, and why one is not known."""
    meant = [known.meant(text) for text in office or () if text.strip()]
    entries = list({one.entry.office_id: one.entry for one in meant if one.entry}.values())
    unknown = any(one.entry is None for one in meant)
    kinds = compare(at.snapshot.index, entries) if len(entries) >= FEWEST_OFFICES else ()
    return page(
        request,
        "compare.html.j2",
        404 if unknown else 200,
        view=at.view,
        fields=_fields(meant),
        entries=entries,
        kinds=kinds,
        unknown=unknown,
        fewest=FEWEST_OFFICES,
        suggested=known.listed[:_LISTED],
    )


def _fields(meant: list[Meant]) -> list[Meant]:
    """What stands in the fields of the form, empty ones last."""
    return [*meant, *(Meant("", None) for _ in range(MOST_OFFICES - len(meant)))]
