"""Pages about one statement: its words, its place, its source, its neighbours; and about its document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from explorer.directions import read_document_tree
from explorer.holdings import DocumentFacts, document, remarks_of
from explorer.memory import TooBusyError
from explorer.neighbours import Near, neighbours, same_words
from explorer.page_images import page_picture, picture_tag
from explorer.pages import Desk, NotThereError, desk, page
from explorer.passages import PageMark, Standing, page_marks, standing_of
from explorer.search import Statement
from explorer.statements import read_tree, said_first
from explorer.threads import slow
from flows.release_report.offices import office_called
from schemas.engines import Stopped
from schemas.errors import StoreError

router = APIRouter()
_AT_ONCE = 60_000
"""Statements of a release up to which nearly identical ones are looked for at once."""
_MOST_SAME = 20
_WEEK = "private, max-age=604800"


def statement_of(statement_id: str, at: Annotated[Desk, Depends(desk)]) -> Statement:
    """The statement that an address names; raises NotThereError."""
    found = at.snapshot.index.statement(statement_id)
    if found is None:
        raise NotThereError("รุ่นข้อมูลนี้ไม่มีข้อความนี้", "This release has no such statement")
    return found


Wanted = Annotated[Statement, Depends(statement_of)]


@router.get("/statements/{statement_id}")
@slow
def statement(request: Request, at: Annotated[Desk, Depends(desk)], wanted: Wanted) -> HTMLResponse:
    """A statement and where it stands."""
    index = at.snapshot.index
    facts = document(index, wanted.document_id)
    few = index.rows("SELECT max(place) FROM statement")[0][0] <= _AT_ONCE
    same, total = same_words(index, wanted, _MOST_SAME)
    return page(
        request,
        "statement_page.html.j2",
        view=at.view,
        statement=wanted,
        facts=facts,
        tree=read_tree(index, wanted),
        first=said_first(index, wanted),
        standing=None if facts is None else _standing(at, facts, wanted),
        same=same,
        same_total=total,
        near=_near(at, wanted) if few else None,
        address=str(request.url.replace(query="")),
    )


@router.get("/statements/{statement_id}/alike")
@slow
def alike(request: Request, at: Annotated[Desk, Depends(desk)], wanted: Wanted) -> HTMLResponse:
    """Statements of other offices that say the same or nearly so."""
    found = neighbours(at.snapshot, wanted)
    return page(request, "statement_alike.html.j2", view=at.view, statement=wanted, found=found)


@router.get("/statements/{statement_id}/page.png")
@slow
def page_png(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    wanted: Wanted,
    number: Annotated[int | None, Query(alias="page", ge=1, le=100_000)] = None,
) -> Response:
    """The page of the captured document that a statement stands on, its words framed."""
    facts = document(at.snapshot.index, wanted.document_id)
    marks = page_marks(at.snapshot, facts, wanted.statement_id) if facts is not None else ()
    mark = next((one for one in marks if number in (None, one.page)), None)
    if facts is None or mark is None:
        raise NotThereError("เอกสารนี้ไม่มีภาพหน้านี้", "There is no picture of such a page")
    headers = {"ETag": f'"{picture_tag(facts, mark)}"', "Cache-Control": _WEEK}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return _picture(request, at, facts, mark, headers)


def _picture(
    request: Request, at: Desk, facts: DocumentFacts, mark: PageMark, headers: dict[str, str]
) -> Response:
    try:
        made = page_picture(at.snapshot, at.raw, facts, mark)
    except StoreError as error:
        return _refused(request, at, error.cause)
    if isinstance(made, Stopped):
        return _refused(request, at, made.message)
    return Response(made, media_type="image/png", headers=headers)


def _refused(request: Request, at: Desk, cause: str) -> HTMLResponse:
    th, en = f"แสดงภาพหน้านี้ไม่ได้: {cause}", f"The page cannot be shown: {cause}"
    return page(request, "problem.html.j2", 404, view=at.view, th=th, en=en)


def _near(at: Desk, wanted: Statement) -> tuple[Near, ...] | None:
    """What is nearly the same; None if others are being served."""
    try:
        return neighbours(at.snapshot, wanted).near
    except TooBusyError:
        return None


def _standing(at: Desk, facts: DocumentFacts, wanted: Statement) -> Standing | None:
    """Where a statement stands; None if others are being served."""
    try:
        return standing_of(at.snapshot, at.raw, facts, wanted.statement_id)
    except TooBusyError:
        return None
    except StoreError as error:
        return Standing(trouble=error.cause)


@router.get("/documents/{document_id}")
def document_page(request: Request, at: Annotated[Desk, Depends(desk)], document_id: str) -> HTMLResponse:
    """A captured document: what it is and what was read out of it."""
    index = at.snapshot.index
    facts = document(index, document_id)
    if facts is None:
        raise NotThereError("รุ่นข้อมูลนี้ไม่มีเอกสารนี้", "This release has no such document")
    return page(
        request,
        "document.html.j2",
        view=at.view,
        facts=facts,
        office=office_called(at.snapshot.offices, facts.office_id),
        direction=read_document_tree(index, facts.office_id, document_id),
        remarks=remarks_of(index, facts.office_id, document_id),
    )
