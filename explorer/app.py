"""The explorer as an ASGI application. Every route reads; none writes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from explorer.api import PREFIX, make_api
from explorer.current import Current
from explorer.memory import TooBusyError
from explorer.pages import ENGLISH, NothingPublishedError, NotThereError, page
from explorer.problems import http_problem
from explorer.routes import (
    about,
    api_page,
    comparing,
    downloads,
    home,
    offices,
    operating,
    searching,
    statements,
)
from explorer.templating import REPORT_STYLE, STATIC
from explorer.threads import few_threads
from explorer.watch import Watch
from flows.settings import Settings
from schemas.errors import ThitthangError

ANY_HOST = ("*",)
_SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PAGES: tuple[APIRouter, ...] = (
    home.router,
    searching.router,
    downloads.router,
    operating.router,
    about.router,
    api_page.router,
    offices.router,
    statements.router,
    comparing.router,
)


def make_app(settings: Settings, folder: Path, hosts: Sequence[str] = ANY_HOST) -> FastAPI:
    """The application over the release that `settings.curated` points at; indexes are kept in `folder`.

    Only requests to one of `hosts` are answered: a page of elsewhere that has its name lead to this machine
    cannot read through a reader's browser then.
    """
    app = FastAPI(title="Thitthang", docs_url=None, redoc_url=None, openapi_url=None, lifespan=few_threads)
    app.state.settings = settings
    app.state.current = Current(settings.curated, folder, prepare=home.overview_of)
    app.state.watch = Watch(settings)
    app.state.watch.begin()
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
        app.include_router(router, prefix=ENGLISH, include_in_schema=False)
    app.add_api_route("/static/report.css", _report_style, include_in_schema=False)
    app.mount(PREFIX, make_api(app.state))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.middleware("http")(_safely)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_exception_handler(NothingPublishedError, _nothing_published)
    app.add_exception_handler(NotThereError, _not_there)
    app.add_exception_handler(TooBusyError, _busy)
    app.add_exception_handler(ThitthangError, _broken_machinery)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _unexpected)
    return app


def _report_style() -> FileResponse:
    """The look that pages share with the report."""
    return FileResponse(REPORT_STYLE, media_type="text/css")


async def _safely(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await go_on(request)
    response.headers.update(_SAFETY)
    return response


def _nothing_published(request: Request, _: Exception) -> Response:
    return page(request, "nothing_published.html.j2", 503)


def _not_there(request: Request, error: Exception) -> Response:
    said = error if isinstance(error, NotThereError) else NotThereError("ไม่พบหน้านี้", "There is no such page")
    return page(request, "problem.html.j2", 404, th=said.th, en=said.en)


def _broken_machinery(request: Request, error: Exception) -> Response:
    """A file of the release is lost, say: what, why, and what to do about it."""
    return page(request, "broken.html.j2", 503, error=error)


def _busy(request: Request, _: Exception) -> Response:
    th, en = "มีผู้ใช้มากในขณะนี้ ลองเปิดหน้านี้ใหม่", "Others are being served just now; open this page again"
    return page(request, "problem.html.j2", 503, th=th, en=en)


def _http_error(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(f"{PREFIX}/"):  # a mount does not take line breaks
        return http_problem(request, error)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:  # noqa: PLR2004
        return _not_there(request, error)
    answer = page(request, "problem.html.j2", status, th="ทำตามที่ขอไม่ได้", en="This cannot be done")
    answer.headers.update((isinstance(error, HTTPException) and error.headers) or {})
    return answer


def _not_understood(request: Request, _: Exception) -> Response:
    return page(
        request, "problem.html.j2", 422, th="ไม่เข้าใจที่อยู่หน้านี้", en="A part of this address is not understood"
    )


def _unexpected(request: Request, _: Exception) -> Response:
    """An error of ours: the log has it, the page only says so. It is made outside of `_safely`."""
    answer = page(
        request,
        "problem.html.j2",
        500,
        th="โปรแกรมทำงานผิดพลาด ดูบันทึกของโปรแกรม",
        en="Something went wrong; see the log",
    )
    answer.headers.update(_SAFETY)
    return answer
