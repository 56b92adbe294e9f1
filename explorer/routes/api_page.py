"""The page about the API: its operations and models, drawn from its own description."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.datastructures import State

from explorer.api import DOCUMENT, PREFIX, make_api
from explorer.api_shapes import read_shape
from explorer.pages import Desk, desk, language_of, page, part
from schemas.vocabulary import Language

router = APIRouter()


@router.get("/api")
def about_api(request: Request, at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
    """What can be asked and what comes back."""
    return page(request, "api.html.j2", view=at.view, body=_body(language_of(request)))


@cache
def _body(language: Language) -> Markup:
    shape = read_shape(make_api(State()).openapi(), PREFIX)
    return part("api_body.html.j2", language, api=shape, document=f"{PREFIX}{DOCUMENT}")
