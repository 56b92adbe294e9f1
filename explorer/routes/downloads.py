"""Hits of a search as files: CSV and Excel."""

from __future__ import annotations

from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Annotated, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from explorer.facets import Narrowing
from explorer.hit_rows import MOST_ROWS, Hits, file_name, hits_as_csv, hits_as_workbook
from explorer.pages import ENGLISH, Desk, desk, language_of, page
from explorer.questions import LONGEST, MOST_WORDS, read_question
from explorer.routes.searching import narrowing
from explorer.threads import slow
from schemas.vocabulary import Language

router = APIRouter()
_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE = 1 << 16
_WORKBOOKS = BoundedSemaphore(2)
"""Workbooks that are made at the same time; making one takes a processor for seconds."""
_WAIT_SECONDS = 30


@router.get("/search.csv")
def as_csv(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    wanted: Annotated[Narrowing, Depends(narrowing)],
    q: str = "",
) -> Response:
    """The hits as CSV, as they are found."""
    hits = _hits(request, at, wanted, q)
    if hits is None:
        return _refused(request, at)
    return StreamingResponse(hits_as_csv(hits), media_type=_CSV, headers=_headers(hits, "csv"))


@router.get("/search.xlsx")
@slow
def as_workbook(
    request: Request,
    at: Annotated[Desk, Depends(desk)],
    wanted: Annotated[Narrowing, Depends(narrowing)],
    q: str = "",
) -> Response:
    """The hits as an Excel file, sent when it is whole; where two are being made, to be asked for again."""
    hits = _hits(request, at, wanted, q)
    if hits is None:
        return _refused(request, at)
    if not _WORKBOOKS.acquire(blocking=False):
        return _busy(request, at)
    try:
        file = hits_as_workbook(hits)
    finally:
        _WORKBOOKS.release()
    return StreamingResponse(_pieces(file), media_type=_XLSX, headers=_headers(hits, "xlsx"))


def _hits(request: Request, at: Desk, wanted: Narrowing, q: str) -> Hits | None:
    """What is asked for; None for a question that is too long."""
    try:
        question = read_question(q)
    except ValueError:
        return None
    language = language_of(request)
    site = str(request.base_url).rstrip("/") + (ENGLISH if language is Language.EN else "")
    snapshot = at.snapshot
    return Hits(
        snapshot.index,
        snapshot.release_id,
        question,
        wanted,
        language,
        lambda statement_id: f"{site}/statements/{statement_id}",
    )


def _headers(hits: Hits, ending: str) -> dict[str, str]:
    """How the file is called and how many hits are in it and left out."""
    total = hits.index.search(hits.question, hits.narrowing).total
    name = file_name(hits.question, hits.release_id, ending)
    plain = f"thitthang-{hits.release_id}.{ending}"
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Release-Id": hits.release_id,
        "X-Rows": str(min(total, MOST_ROWS)),
        "X-Rows-Left-Out": str(max(0, total - MOST_ROWS)),
    }


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _refused(request: Request, at: Desk) -> Response:
    return page(request, "refused.html.j2", 422, view=at.view, longest=LONGEST, most_words=MOST_WORDS)


def _busy(request: Request, at: Desk) -> Response:
    answer = page(
        request,
        "problem.html.j2",
        503,
        view=at.view,
        th="กำลังทำไฟล์ Excel อื่นอยู่ ลองใหม่ในครึ่งนาที หรือดาวน์โหลดเป็น CSV",
        en="Other Excel files are being made: try again in half a minute, or take the CSV",
    )
    answer.headers["Retry-After"] = str(_WAIT_SECONDS)
    return answer
