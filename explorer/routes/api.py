"""The API: what pages show, as JSON."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError

from explorer import api_answers as answers
from explorer import api_models as m
from explorer.comparison import compare
from explorer.directions import read_direction
from explorer.directory import LONGEST_NAME
from explorer.facets import Narrowing
from explorer.findings import release_findings
from explorer.holdings import coverage_of, document, documents_of, remarks_of
from explorer.neighbours import MOST_SAME, same_words
from explorer.office_list import Choice, list_offices
from explorer.operation import Operation
from explorer.pages import Desk, NotThereError, desk
from explorer.problems import NotChangedError, RefusedError, documented
from explorer.questions import LONGEST, read_question
from explorer.routes.comparing import FEWEST_OFFICES, MOST_OFFICES
from explorer.routes.home import overview_of
from explorer.routes.offices import Entry, Known
from explorer.routes.operating import findings_of, operation
from explorer.routes.searching import LAST_PAGE, narrowing
from explorer.routes.statements import Wanted
from explorer.snapshot import Snapshot
from explorer.statements import read_tree, said_first
from explorer.versions import program_version
from explorer.wordings import read_wordings
from schemas.codes import FindingCode

PAGE_FINDINGS = 100
_ALWAYS = documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_NOT_CHANGED: dict[int | str, dict[str, object]] = {304: {"description": "Not Modified"}}
_MISSING = documented(HTTPStatus.NOT_FOUND)
_BAD = documented(HTTPStatus.BAD_REQUEST)
_KEPT: dict[int | str, dict[str, object]] = {**_ALWAYS, **_NOT_CHANGED}


def no_others(request: Request) -> None:
    """Refuse parameters that a route does not have, and single ones given twice.

    A slip of the pen would widen an answer in silence.
    """
    app: FastAPI = request.app
    described = app.openapi()["paths"][request.scope["route"].path_format]["get"].get("parameters", ())
    lists = {one["name"]: one["schema"].get("type") == "array" for one in described if one["in"] == "query"}
    given = Counter(name for name, _ in request.query_params.multi_items())
    faults = [
        {
            "loc": ("query", name),
            "msg": "given more than once" if name in lists else "there is no such parameter",
        }
        for name, count in given.items()
        if name not in lists or (count > 1 and not lists[name])
    ]
    if faults:
        raise RequestValidationError(faults)


router = APIRouter(prefix="/v1", dependencies=[Depends(no_others)])


def release(request: Request, response: Response, at: Annotated[Desk, Depends(desk)]) -> Snapshot:
    """The release that is answered from; its answers have a tag, and one that is known is not sent again."""
    snapshot = at.snapshot
    whole = f"{snapshot.release_id} {program_version()} {request.url.path}?{request.url.query}"
    tag = f'"{sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'
    if tag in request.headers.get("If-None-Match", ""):
        raise NotChangedError(tag)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    return snapshot


Release = Annotated[Snapshot, Depends(release)]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=LAST_PAGE, description="Page, from 1.")]


@router.get("/search", responses={**_KEPT, **_BAD})
def search(
    snapshot: Release,
    wanted: Annotated[Narrowing, Depends(narrowing)],
    q: Annotated[str, Query(max_length=LONGEST, description="Words, or “a phrase”; empty: all.")] = "",
    page_number: PageNumber = 1,
) -> m.SearchAnswer:
    """Statements that hold all words of a question, 20 a page, with the counts of each facet."""
    try:
        question = read_question(q)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    return answers.search_answer(snapshot, snapshot.index.search(question, wanted, page_number))


@router.get("/offices", responses=_KEPT)
def offices(  # noqa: PLR0913  (the parameters of an address)
    snapshot: Release,
    known: Known,
    *,
    q: Annotated[
        str, Query(max_length=LONGEST_NAME, description="A name in any printed form, or part.")
    ] = "",
    place: Annotated[str, Query(max_length=60, description="A region or province, in Thai.")] = "",
    with_statements: Annotated[bool, Query(description="Those with statements in force only.")] = False,
    registered: Annotated[bool, Query(description="Those of the registry; false: all others.")] = True,
    page_number: PageNumber = 1,
) -> m.OfficesAnswer:
    """The offices of the release, 50 a page."""
    listed = list_offices(known, Choice(q.strip(), place, with_statements), page_number, page_number)
    group = listed.registered if registered else listed.outside
    return m.OfficesAnswer(
        release_id=snapshot.release_id,
        total=group.total,
        page=group.page,
        pages=group.pages,
        offices=[answers.office_model(entry) for entry in group.entries],
        near=[answers.office_model(entry) for entry in listed.near],
    )


@router.get("/offices/{office_id}", responses={**_KEPT, **_MISSING})  # noqa: FAST003  (a dependency takes it)
def office(snapshot: Release, entry: Entry) -> m.OfficeAnswer:
    """What an office says it is for, as a tree, with coverage, documents and findings."""
    index = snapshot.index
    return answers.office_answer(
        snapshot,
        entry,
        direction=read_direction(index, entry.office_id),
        coverage=coverage_of(index, entry.office_id),
        documents=documents_of(index, entry.office_id),
        remarks=remarks_of(index, entry.office_id),
    )


@router.get("/offices/{office_id}/history", responses={**_KEPT, **_MISSING})  # noqa: FAST003  (a dependency takes it)
def office_history(snapshot: Release, entry: Entry) -> m.HistoryAnswer:
    """How an office's wording changed."""
    return answers.history_answer(snapshot, entry, read_wordings(snapshot, entry))


@router.get("/statements/{statement_id}", responses={**_KEPT, **_MISSING})  # noqa: FAST003  (a dependency takes it)
def statement(snapshot: Release, wanted: Wanted) -> m.StatementAnswer:
    """A statement, its document, its place in it, other offices with the same words."""
    index = snapshot.index
    return answers.statement_answer(
        snapshot,
        wanted,
        facts=document(index, wanted.document_id),
        tree=read_tree(index, wanted),
        first=said_first(index, wanted),
        same=same_words(index, wanted, MOST_SAME),
    )


@router.get("/compare", responses={**_KEPT, **_BAD, **_MISSING})
def comparison(
    snapshot: Release,
    known: Known,
    office: Annotated[
        list[Annotated[str, Query(max_length=LONGEST_NAME)]],
        Query(min_length=FEWEST_OFFICES, max_length=MOST_OFFICES, description="Ids or names."),
    ],
) -> m.CompareAnswer:
    """Two to four offices side by side, by kind."""
    meant = [known.meant(text) for text in office]
    if any(one.entry is None for one in meant):
        raise NotThereError("รุ่นข้อมูลนี้ไม่มีหน่วยงานนี้ หรือชื่อตรงกับหลายแห่ง", "no such office, or several")
    entries = list({one.entry.office_id: one.entry for one in meant if one.entry}.values())
    if len(entries) < FEWEST_OFFICES:
        raise RefusedError("all of these are the same office")
    return answers.compare_answer(snapshot, entries, compare(snapshot.index, entries))


@router.get("/coverage", responses=_KEPT)
def coverage(
    snapshot: Release, by: Annotated[Literal["region", "province"], Query(description="Rows.")] = "region"
) -> m.CoverageAnswer:
    """How many offices of each region or province have statements of each kind."""
    found = overview_of(snapshot)
    return answers.coverage_answer(snapshot, found.regions if by == "region" else found.provinces)


@router.get("/releases/current", responses=_ALWAYS)
def current_release(at: Annotated[Desk, Depends(desk)]) -> m.ReleaseAnswer:
    """The release that is shown, and why a newer one is not."""
    return answers.release_answer(at.snapshot, at.view.trouble)


@router.get("/findings", responses=_KEPT)
def findings(snapshot: Release) -> m.FindingsAnswer:
    """Findings by code: how many, what each means, what to do."""
    return answers.findings_answer(snapshot, release_findings(snapshot))


@router.get("/findings/{code}", responses={**_KEPT, **_MISSING})
def findings_of_code(snapshot: Release, code: FindingCode, page_number: PageNumber = 1) -> m.CodeAnswer:
    """The findings of one code, 100 a page, in the order of their offices."""
    index = snapshot.index
    ((total,),) = index.rows("SELECT count(*) FROM findings WHERE code = ?", (code.value,))
    question = (
        "SELECT document_id, office_id, severity, message, evidence FROM findings WHERE code = ? "
        "ORDER BY rowid LIMIT ? OFFSET ?"
    )
    rows = index.rows(question, (code.value, PAGE_FINDINGS, (page_number - 1) * PAGE_FINDINGS))
    return m.CodeAnswer(
        release_id=snapshot.release_id,
        total=total,
        page=page_number,
        pages=max(1, -(-total // PAGE_FINDINGS)),
        code=code,
        findings=[
            m.FindingModel(
                document_id=document_id, office_id=office_id, severity=severity, message=said, evidence=shown
            )
            for document_id, office_id, severity, said, shown in rows
        ],
    )


@router.get("/operator/state", responses=_ALWAYS)
def operator_state(
    at: Annotated[Desk, Depends(desk)], now: Annotated[Operation, Depends(operation)]
) -> m.OperatorAnswer:
    """Runs, offices in trouble, held documents, hosts, releases: as the operator's page has them."""
    found, trouble = findings_of(at)
    troubles = now.troubles if trouble is None else (*now.troubles, trouble)
    return answers.operator_answer(at.view.snapshot, now, found, troubles)
