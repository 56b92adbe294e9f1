"""The script of the lives of twelve offices, night by night, as script.yaml tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from schemas.registry import registry
from tests.life.page import HEADINGS, Layout, Page

NIGHTS = range(1, 11)
_FIELDS = {*HEADINGS, "plan", "layout", "visits", "owner", "back"}


@dataclass(frozen=True, slots=True)
class Script:
    """What each address answers on each night (a body or a status), whose it is, what is accepted when.

    `shown` are the pages that stand at each address, or stood there last, None before the first.
    """

    addresses: Mapping[str, tuple[str, ...]]
    answers: Mapping[int, Mapping[str, bytes | int]]
    shown: Mapping[int, Mapping[str, Page | None]]
    accepted: Mapping[int, tuple[str, ...]]


def read_script() -> Script:
    told = yaml.safe_load(Path(__file__).with_name("script.yaml").read_text("utf-8"))
    sources = {
        name: {night: (answer, page) for night, answer, page in _nights(office_id, source)}
        for office_id, life in told["offices"].items()
        for name, source in life["sources"].items()
    }
    return Script(
        addresses={office_id: tuple(life["sources"]) for office_id, life in told["offices"].items()},
        answers={night: {name: own[night][0] for name, own in sources.items()} for night in NIGHTS},
        shown={night: {name: own[night][1] for name, own in sources.items()} for night in NIGHTS},
        accepted={night: tuple(offices) for night, offices in told["accept"].items()},
    )


def _nights(office_id: str, source: Mapping[int, Any]) -> Iterator[tuple[int, bytes | int, Page | None]]:
    """What the address answers, night by night; before its first page, that there is none."""
    page = Page(_name(office_id), {})
    answer: bytes | int = 404
    for night in NIGHTS:
        event = source.get(night)
        if isinstance(event, int):
            answer = event
        elif event is not None:
            page = _changed(page, event)
            answer = page.html()
        yield night, answer, page if page.says else None


def _changed(page: Page, event: Mapping[str, Any]) -> Page:
    assert event.keys() <= _FIELDS, event
    says = page.says | {kind: tuple(event[kind]) for kind in HEADINGS if kind in event}
    page = replace(page, says={kind: texts for kind, texts in says.items() if texts})
    if "owner" in event:
        page = replace(page, owner=_name(event["owner"]))
    if "plan" in event:
        page = replace(page, plan=tuple(event["plan"]))
    if "layout" in event:
        page = replace(page, layout=Layout(event["layout"]))
    return replace(page, visits=event.get("visits", page.visits))


def _name(office_id: str) -> str:
    office = registry().get(office_id)
    assert office is not None, office_id
    return office.name_th
