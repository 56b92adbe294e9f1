"""Answers as pages: a template and what it shows, in the language that the address asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from explorer.current import Current, View
from explorer.snapshot import Snapshot
from explorer.templating import environment
from schemas.vocabulary import Language

ENGLISH = "/en"


class NothingPublishedError(Exception):
    """There is no release yet; the page says how one comes about."""


class NotThereError(Exception):
    """What an address names is not in the release: said in both languages."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.th = th
        self.en = en


@dataclass(frozen=True, slots=True)
class Desk:
    """What every route has at hand: the view of this request, and the curated and raw roots."""

    view: View
    raw: str
    curated: str

    @property
    def snapshot(self) -> Snapshot:
        """The release that is shown; raises NothingPublishedError if there is none."""
        if self.view.snapshot is None:
            raise NothingPublishedError
        return self.view.snapshot


def desk(request: Request) -> Desk:
    """The desk of a request; one release serves all of it."""
    current: Current = request.app.state.current
    settings = request.app.state.settings
    return Desk(current.view(), settings.raw, settings.curated)


def language_of(request: Request) -> Language:
    """English below `/en`, else Thai."""
    path = request.url.path
    return Language.EN if path == ENGLISH or path.startswith(f"{ENGLISH}/") else Language.TH


def page(request: Request, template: str, status: int = 200, **shown: object) -> HTMLResponse:
    """A page; `shown` are the template's own values, beside those that every page has."""
    language = language_of(request)
    base = ENGLISH if language is Language.EN else ""
    path = "/" + request.url.path.removeprefix(ENGLISH).lstrip("/")  # two slashes would name another host
    other = path if base else f"{ENGLISH}{path.rstrip('/') if path == '/' else path}"
    asked = f"?{request.url.query}" if request.url.query else ""
    view: View = request.app.state.current.view() if "view" not in shown else shown.pop("view")  # type: ignore[assignment]
    text = (
        environment()
        .get_template(template)
        .render(
            languages=language.value,
            base=base,
            path=path,
            other_language=quote(other, safe="/") + asked,
            trouble=view.trouble,
            release_id=view.snapshot.release_id if view.snapshot else None,
            **shown,
        )
    )
    return HTMLResponse(text, status)


def part(template: str, language: Language, **shown: object) -> Markup:
    """The part of a page that is the same for every release, to be kept by whoever asks for it."""
    base = ENGLISH if language is Language.EN else ""
    made = environment().get_template(template).render(languages=language.value, base=base, **shown)
    return Markup(made)  # noqa: S704  (a template of ours, which escapes)
