"""Pages about offices: the list, one office's direction, how its wording changed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from explorer.directions import read_direction
from explorer.directory import LONGEST_NAME, Directory, DirectoryEntry, directory
from explorer.holdings import coverage_of, documents_of, remarks_of
from explorer.neighbours import same_words
from explorer.office_list import Choice, list_offices, regions
from explorer.pages import Desk, NotThereError, desk, page
from explorer.search import Index, Statement
from explorer.wordings import read_wordings
from schemas.kinds import Kind

router = APIRouter()
_LAST_PAGE = 10_000
_MOST_DOCUMENTS = 30
_MOST_VISIONS = 3
_MOST_SAME = 10


def office_directory(request: Request, at: Annotated[Desk, Depends(desk)]) -> Directory:
    """The directory of the release that a request is served from."""
    return directory(at.snapshot, request.app.state.settings)


Known = Annotated[Directory, Depends(office_directory)]


class Asked(BaseModel):
    """What an address asks of the list: a name, a region or province, which page of each group."""

    q: str = ""
    place: str = Field(default="", max_length=60)
    having: str = Field(default="", pattern="^(yes)?$")
    page: int = Field(default=1, ge=1, le=_LAST_PAGE)
    outside: int = Field(default=1, ge=1, le=_LAST_PAGE)


@router.get("/offices")
def offices(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    known: Known,
    asked: Annotated[Asked, Query()],
) -> HTMLResponse:
    """All offices of the release, or those that a name or a place fits."""
    text = asked.q.strip()
    too_long = len(text) > LONGEST_NAME
    choice = Choice("" if too_long else text, asked.place, asked.having == "yes")
    return page(
        request,
        "offices.html.j2",
        422 if too_long else 200,
        view=at.view,
        choice=choice,
        listed=list_offices(known, choice, asked.page, asked.outside),
        regions=regions(known),
        too_long=too_long,
        longest=LONGEST_NAME,
        other_page=_other_page(choice, asked.page, asked.outside),
    )


def _other_page(choice: Choice, page_number: int, outside: int) -> dict[str, str]:
    """The part of the address behind `?` for the pages before and behind those shown."""
    chosen = {"q": choice.text, "place": choice.place, "having": "yes" if choice.with_statements else ""}

    def query(registered: int, others: int) -> str:
        values = {**chosen, "page": registered, "outside": others}
        return f"?{urlencode({name: value for name, value in values.items() if value not in ('', 1)})}"

    return {
        "registered_before": query(page_number - 1, outside),
        "registered_next": query(page_number + 1, outside),
        "outside_before": query(page_number, outside - 1),
        "outside_next": query(page_number, outside + 1),
    }


def entry_of(known: Known, office_id: str) -> DirectoryEntry:
    """The office that an address names; raises NotThereError."""
    entry = known.get(office_id)
    if entry is None:
        raise NotThereError("รุ่นข้อมูลนี้ไม่มีหน่วยงานนี้", "This release has no such office")
    return entry


Entry = Annotated[DirectoryEntry, Depends(entry_of)]


@router.get("/offices/{office_id}")
def office(request: Request, at: Annotated[Desk, Depends(desk)], entry: Entry) -> HTMLResponse:
    """What an office says it is for, and where it says so."""
    index = at.snapshot.index
    documents = documents_of(index, entry.office_id)
    return page(
        request,
        "office.html.j2",
        view=at.view,
        entry=entry,
        direction=read_direction(index, entry.office_id),
        coverage=coverage_of(index, entry.office_id),
        documents=documents[:_MOST_DOCUMENTS],
        documents_more=max(0, len(documents) - _MOST_DOCUMENTS),
        remarks=remarks_of(index, entry.office_id),
        visions=_same_visions(index, entry.office_id),
    )


def _same_visions(index: Index, office_id: str) -> list[tuple[Statement, tuple[Statement, ...], int]]:
    """The office's visions with those of other offices that say the same, and how many do."""
    question = (
        "SELECT statement_id FROM statement WHERE office_id = ? AND in_force AND NOT repeats AND kind = ? "
        "ORDER BY place LIMIT ?"
    )
    rows = index.rows(question, (office_id, Kind.VISION.value, _MOST_VISIONS))
    visions = [vision for (key,) in rows if (vision := index.statement(key)) is not None]
    found = [(vision, *same_words(index, vision, _MOST_SAME)) for vision in visions]
    return [one for one in found if one[2]]


@router.get("/offices/{office_id}/history")
def history(request: Request, at: Annotated[Desk, Depends(desk)], entry: Entry) -> HTMLResponse:
    """How an office's wording changed."""
    wordings = read_wordings(at.snapshot, entry)
    return page(request, "office_history.html.j2", view=at.view, entry=entry, wordings=wordings)
