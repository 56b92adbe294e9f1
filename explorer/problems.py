"""What is wrong with a request to the API, as application/problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from explorer.api_models import FieldProblem, Problem
from explorer.memory import TooBusyError
from explorer.pages import NothingPublishedError, NotThereError
from schemas.errors import ThitthangError

PROBLEM = "application/problem+json"
_TOLD = 10
"""Parts of an address whose fault is told."""


class RefusedError(Exception):
    """A request that is understood, and cannot be answered as it stands."""


class NotChangedError(Exception):
    """Whoever asks has this answer already; `tag` is the answer's entity tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """What a route may answer instead, as FastAPI takes it."""
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {int(one): {"description": one.phrase, "content": content} for one in statuses}


def answer_problems(app: FastAPI) -> None:
    """Let every error of an application be answered as a problem."""
    app.add_exception_handler(NotChangedError, _not_changed)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(NothingPublishedError, _nothing_published)
    app.add_exception_handler(NotThereError, _not_there)
    app.add_exception_handler(TooBusyError, _busy)
    app.add_exception_handler(ThitthangError, _broken)
    app.add_exception_handler(HTTPException, http_problem)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _unexpected)


def _not_changed(_: Request, error: Exception) -> Response:
    tag = error.tag if isinstance(error, NotChangedError) else ""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})


def _refused(_: Request, error: Exception) -> Response:
    return _problem(HTTPStatus.BAD_REQUEST, str(error))


def _nothing_published(_: Request, __: Exception) -> Response:
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, "nothing is published yet", "ยังไม่มีข้อมูลที่เผยแพร่")


def _busy(_: Request, __: Exception) -> Response:
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, "others are being served just now", "มีผู้ใช้มากในขณะนี้")


def _not_there(_: Request, error: Exception) -> Response:
    if isinstance(error, NotThereError):
        return _problem(HTTPStatus.NOT_FOUND, error.en, error.th)
    return _problem(HTTPStatus.NOT_FOUND)


def _broken(_: Request, error: Exception) -> Response:
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))


def http_problem(_: Request, error: Exception) -> Response:
    """An error of HTTP, such as an address that nothing stands at."""
    if not isinstance(error, HTTPException):
        return _problem(HTTPStatus.BAD_REQUEST)
    answer = _problem(HTTPStatus(error.status_code))
    answer.headers.update(error.headers or {})
    return answer


def _unexpected(_: Request, __: Exception) -> Response:
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something went wrong; see the log")


def _not_understood(_: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [
        FieldProblem(where=".".join(map(str, fault["loc"]))[:200], message=str(fault["msg"])[:200])
        for fault in faults[:_TOLD]
    ]
    return _problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "a part of this address is not understood",
        "ไม่เข้าใจบางส่วนของที่อยู่นี้",
        told,
    )


def _problem(
    status: HTTPStatus,
    detail: str | None = None,
    detail_th: str | None = None,
    errors: list[FieldProblem] | None = None,
) -> Response:
    said = Problem(title=status.phrase, status=int(status), detail=detail, detail_th=detail_th, errors=errors)
    return Response(said.model_dump_json(exclude_none=True), int(status), media_type=PROBLEM)
