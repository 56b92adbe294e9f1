"""The search page: words over all statements, narrowed by facets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from explorer.facets import ANY, IN_FORCE, Facet, Narrowing
from explorer.pages import Desk, desk, page
from explorer.questions import LONGEST, MOST_WORDS, SHORTEST, read_question

router = APIRouter()
LAST_PAGE = 500
"""Pages of hits that can be turned to; the rest is for the download."""


def narrowing(
    kind: Annotated[str | None, Query(max_length=40, description="A kind, such as `vision`.")] = None,
    province: Annotated[str | None, Query(max_length=60, description="A province, in Thai.")] = None,
    level: Annotated[str | None, Query(max_length=40, description="What the office administers.")] = None,
    year: Annotated[
        str | None, Query(max_length=4, pattern="^([0-9]{4})?$", description="A year (BE) of the plan.")
    ] = None,
    in_force: Annotated[
        str, Query(pattern="^(yes|no|all)?$", description="Whether it is in force; `all`: either.")
    ] = IN_FORCE,
) -> Narrowing:
    """What the address narrows hits to; an empty value narrows nothing."""
    return Narrowing(
        kind=kind or None,
        province=province or None,
        level=level or None,
        year=int(year) if year else None,
        in_force=None if in_force in ("", ANY) else in_force,
    )


@router.get("/search")
def search(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    wanted: Annotated[Narrowing, Depends(narrowing)],
    q: str = "",
    page_number: Annotated[int, Query(alias="page", ge=1, le=LAST_PAGE)] = 1,
) -> HTMLResponse:
    """Hits of a question; one that is too long is refused with a word on why."""
    try:
        question = read_question(q)
    except ValueError:
        return page(request, "refused.html.j2", 422, view=at.view, longest=LONGEST, most_words=MOST_WORDS)
    found = at.snapshot.index.search(question, wanted, page_number)
    return page(
        request,
        "search.html.j2",
        view=at.view,
        found=found,
        facets=tuple(Facet),
        shortest=SHORTEST,
        last_page=LAST_PAGE,
    )
