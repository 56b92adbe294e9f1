"""The templates of pages: what comes from documents is text there, never markup."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from explorer.facets import ANY, IN_FORCE, NOT_IN_FORCE, Facet, Narrowing
from explorer.hit_rows import MOST_ROWS
from flows.release_report import page as report
from flows.release_report.labels import Label, kind_label
from schemas.kinds import Kind
from schemas.offices import Level

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
REPORT_STYLE = Path(report.__file__).with_name("style.css")


@cache
def environment() -> Environment:
    """The explorer's templates beside those of the report, whose words, marks and filters they share."""
    shared = report.environment()
    made = shared.overlay(
        loader=ChoiceLoader([FileSystemLoader(_HERE / "templates"), shared.loader or FileSystemLoader([])]),
        undefined=StrictUndefined,
    )
    made.filters = dict(shared.filters)
    made.globals = {
        **shared.globals,
        "search_query": search_query,
        "facet_label": facet_label,
        "value_label": value_label,
        "most_downloaded": MOST_ROWS,
    }
    return made


def search_query(text: str, narrowing: Narrowing, page: int = 1, **changes: str | int | None) -> str:
    """The part of a search's address behind `?`; `changes` are facets narrowed otherwise."""
    wanted = replace(narrowing, **changes)  # type: ignore[arg-type]
    values = {
        "q": text,
        Facet.KIND.value: wanted.kind,
        Facet.PROVINCE.value: wanted.province,
        Facet.LEVEL.value: wanted.level,
        Facet.YEAR.value: wanted.year,
        Facet.FORCE.value: {IN_FORCE: None, None: ANY}.get(wanted.in_force, wanted.in_force),
        "page": page if page > 1 else None,
    }
    told = {name: value for name, value in values.items() if value not in (None, "")}
    return f"?{urlencode(told)}"


def facet_label(facet: Facet) -> Label:
    return _FACETS[facet]


def value_label(facet: Facet, value: str | int) -> Label:
    """How a facet's value is called."""
    if facet is Facet.KIND:
        return kind_label(Kind(str(value)))
    if facet is Facet.LEVEL:
        return _LEVELS[Level(str(value))]
    if facet is Facet.FORCE:
        return _FORCE[str(value)]
    return Label(str(value), str(value))


_FACETS = {
    Facet.KIND: Label("ประเภท", "kind"),
    Facet.PROVINCE: Label("จังหวัด", "province"),
    Facet.LEVEL: Label("ระดับ", "level"),
    Facet.YEAR: Label("ปีของแผน (พ.ศ.)", "plan year (BE)"),
    Facet.FORCE: Label("ใช้อยู่หรือไม่", "in force"),
}
_FORCE = {IN_FORCE: Label("ใช้อยู่", "in force"), NOT_IN_FORCE: Label("ไม่ใช้แล้ว", "not in force")}
_LEVELS = {
    Level.PRIMARY: Label("สพป. (ประถมศึกษา)", "primary"),
    Level.SECONDARY: Label("สพม. (มัธยมศึกษา)", "secondary"),
    Level.OTHER: Label("หน่วยงานอื่น", "other offices"),
}
