"""About the tables: what they are, how to cite them, what each column says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from markupsafe import Markup

from explorer.pages import Desk, desk, language_of, page, part
from explorer.versions import release_versions, running_versions
from schemas.columns import Column
from schemas.tables import TABLES
from schemas.titles import COLUMN_TITLES, TABLE_TITLES
from schemas.vocabulary import VOCABULARIES, Language
from stores.curated.licence import AUTHORS, LICENCE_ID, LICENCE_TITLE, TITLE, citation, licence

router = APIRouter()


@router.get("/about")
def about(request: Request, at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
    """What this is, the tables, how to cite, versions."""
    snapshot = at.view.snapshot
    manifest = snapshot.release.manifest if snapshot else None
    captures = manifest.captures if manifest else ()
    return page(
        request,
        "about_tables.html.j2",
        view=at.view,
        tables=tuple(TABLES.values()),
        table_titles=TABLE_TITLES,
        rows={one.name: one.rows for one in manifest.tables} if manifest else {},
        captures=len(captures),
        newest=max((seen.captured_at for seen in captures), default=None),
        made_with=release_versions(snapshot) if snapshot else (),
        running=running_versions(),
        authors=AUTHORS,
        title=TITLE,
        licence=LICENCE_ID,
        licence_title=LICENCE_TITLE,
    )


@router.get("/about/dictionary")
def dictionary(request: Request, at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
    """Every table, every column, every value of the closed vocabularies."""
    return page(request, "dictionary.html.j2", view=at.view, body=_dictionary(language_of(request)))


@router.get("/about/citation.cff", response_class=PlainTextResponse)
def citation_file(at: Annotated[Desk, Depends(desk)]) -> PlainTextResponse:
    """How to cite the release, in the Citation File Format."""
    return PlainTextResponse(citation(at.snapshot.release.manifest))


@router.get("/about/licence.md", response_class=PlainTextResponse)
def licence_text() -> PlainTextResponse:
    """The terms of use, as they stand beside every release."""
    return PlainTextResponse(licence())


@cache
def _dictionary(language: Language) -> Markup:
    return part(
        "dictionary_body.html.j2",
        language,
        tables=tuple(TABLES.values()),
        table_titles=TABLE_TITLES,
        column_titles=COLUMN_TITLES,
        vocabularies=VOCABULARIES,
        vocabulary_of=_vocabulary_of,
        names=_names(),
    )


def _vocabulary_of(column: Column) -> str | None:
    """The vocabulary that a column's values are of; None where it may hold anything."""
    return type(column.values[0]).__name__ if column.values else None


def _names() -> Mapping[type[StrEnum], str]:
    """What each vocabulary is about, as its own documentation says."""
    return {one: (one.__doc__ or "").strip().splitlines()[0] for one in VOCABULARIES}
