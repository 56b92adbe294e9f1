"""The page: facts put into templates; what comes from documents is text there, never markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from flows.printing.terminal import plain
from flows.release_report import labels, thai_forms
from flows.release_report.colours import STATUS_COLOURS
from flows.release_report.facts import ReportFacts
from flows.release_report.languages import Languages
from flows.release_report.plan_years import MOST_DRAWN
from flows.remedies import remedy
from schemas.codes import CoverageStatus, FindingCode, HistoryChange
from schemas.vocabulary import Language, meaning
from stores.curated.licence import AUTHORS, LICENCE_ID, TITLE

_HERE = Path(__file__).parent
_COMMAND = re.compile(r"`([^`]+)`")
_WEB = ("http://", "https://")


def page(facts: ReportFacts, languages: Languages = Languages.BOTH) -> Iterator[str]:
    """The pieces of the page, one after the other; the same facts give the same page."""
    from flows.release_report import charts

    style = (_HERE / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template("report.html.j2")
        .generate(
            facts=facts,
            languages=languages.value,
            style=Markup(style),  # noqa: S704  (our own file)
            style_hash=f"sha256-{digest}",
            status_chart=_drawn(charts.status_chart(facts.statuses, languages.value)),
            plan_chart=_drawn(charts.plan_chart(facts.plans.plans)) if facts.plans.plans else None,
            quality_chart=_drawn(charts.quality_chart(facts.texts.qualities)),
            most_plans=MOST_DRAWN,
            changes_of=tuple(HistoryChange),
            statuses_of=tuple(CoverageStatus),
            licence=LICENCE_ID,
            authors=AUTHORS,
            title=TITLE,
        )
    )


@cache
def environment() -> Environment:
    """The templates; everything put out is escaped, and letters that could reorder text are shown."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.filters |= {
        "n": thai_forms.grouped,
        "signed": thai_forms.signed,
        "commands": commands,
        "web": is_web_address,
        "kind_label": labels.kind_label,
    }
    made.globals |= {
        "th_date": thai_forms.thai_date,
        "en_date": thai_forms.english_date,
        "utc_time": _utc_time,
        "years": thai_forms.span_of_years,
        "meaning": meaning,
        "remedy_th": _remedy_th,
        "remedy_en": _remedy_en,
        "kind_label": labels.kind_label,
        "change_label": labels.change_label,
        "status_label": labels.status_label,
        "severity_label": labels.severity_label,
        "origin_label": labels.origin_label,
        "status_colour": _status_colour,
    }
    return made


def commands(text: str) -> Markup:
    """A sentence with `commands` between backquotes as code."""
    pieces = _COMMAND.split(text)
    made = (
        Markup("<code>{}</code>").format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )
    return Markup("").join(made)


def is_web_address(address: str) -> bool:
    """Whether a link may lead there."""
    return address.lower().startswith(_WEB)


def _shown(value: object) -> object:
    """What is put out for a value: text that changes nothing around it."""
    if value is None:
        raise TypeError("a template puts out nothing where it has no value")
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704  (drawn by the chart library, which escapes texts)


def _utc_time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _remedy_th(code: FindingCode) -> str:
    return remedy(code, Language.TH)


def _remedy_en(code: FindingCode) -> str:
    return remedy(code, Language.EN)


def _status_colour(status: CoverageStatus) -> str:
    return STATUS_COLOURS[status]
