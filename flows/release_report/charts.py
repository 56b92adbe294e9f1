"""Charts of a report as SVG: text stays text, nothing is asked of the machine's fonts but to draw it.

Places are given, never measured, so that the same facts give the same bytes wherever they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import altair as alt
import vl_convert as vlc

from flows.release_report.colours import STATUS_COLOURS
from flows.release_report.plan_years import MOST_DRAWN, Plan
from flows.release_report.statuses import RegionStatuses
from flows.release_report.text_state import QualityClass
from flows.release_report.thai_forms import grouped, span_of_years

FONTS = (
    "'Noto Sans Thai Looped', 'Noto Sans Thai', Sarabun, 'TH Sarabun New', Loma, Garuda, "
    "'Leelawadee UI', Thonburi, sans-serif"
)
_WIDTH = 340
_INK = "#1c2733"
_PALE = "#5a6672"
_BAR = "#0f4c81"
_CLIP = re.compile(r"\b(clip|gradient_)(\d+)")


def status_chart(regions: Sequence[RegionStatuses], language: str) -> str:
    """Offices of each region by status, as shares of the region's offices."""
    rows = [
        {
            "region": region.label.en if language == "en" else region.label.th,
            "status": status.value,
            "rank": rank,
            "count": count,
            "colour": STATUS_COLOURS[status],
        }
        for region in regions
        for rank, (status, count) in enumerate(region.counts)
    ]
    names = [region.label.en if language == "en" else region.label.th for region in regions]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(size=16)
        .encode(
            x=alt.X("count:Q", stack="normalize", axis=_share_axis(), title=None),
            y=alt.Y("region:N", sort=names, axis=_names_axis(), title=None),
            color=alt.Color("colour:N", scale=None),
            order=alt.Order("rank:Q"),
        )
    )
    return _svg("statuses", chart, left=140, height=28 * len(names))


def plan_chart(plans: Sequence[Plan]) -> str:
    """Each plan as a bar over its years, the number of offices at its end."""
    shown = plans[:MOST_DRAWN]
    rows = [
        {
            "plan": span_of_years(plan.start, plan.end),
            "from": plan.start - 0.5,
            "to": plan.end + 0.5,
            "offices": grouped(plan.offices),
        }
        for plan in shown
    ]
    first = min(plan.start for plan in shown)
    last = max(plan.end for plan in shown)
    years = list(range(first, last + 1, max(1, -(-(last - first) // 6))))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "plan:N",
            sort=[span_of_years(plan.start, plan.end) for plan in shown],
            axis=_names_axis(),
            title=None,
        )
    )
    scale = alt.Scale(domain=[first - 0.5, last + 1.5], nice=False, zero=False)
    axis = alt.Axis(values=years, format="d", grid=True, ticks=False, domain=False, labelOverlap=False)
    bars = base.mark_bar(size=12, cornerRadius=2, color=_BAR).encode(
        x=alt.X("from:Q", scale=scale, axis=axis, title=None), x2="to:Q"
    )
    numbers = base.mark_text(align="left", dx=4, color=_INK, fontSize=12).encode(
        x=alt.X("to:Q", scale=scale), text="offices:N"
    )
    return _svg("plans", bars + numbers, left=80, height=24 * len(rows))


def quality_chart(classes: Sequence[QualityClass]) -> str:
    """Documents by class of text quality, lowest class first."""
    rows = [
        {"class": _class_name(one), "documents": one.documents, "told": grouped(one.documents)}
        for one in classes
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("class:N", sort=[_class_name(one) for one in classes], axis=_names_axis(), title=None)
    )
    most = max((one.documents for one in classes), default=0) or 1
    scale = alt.Scale(domain=[0, most * 1.2], nice=False)
    bars = base.mark_bar(size=14, color=_BAR).encode(x=alt.X("documents:Q", scale=scale, axis=None))
    numbers = base.mark_text(align="left", dx=4, color=_INK, fontSize=12).encode(
        x=alt.X("documents:Q", scale=scale, axis=None), text="told:N"
    )
    return _svg("quality", bars + numbers, left=80, height=24 * len(rows), bottom=6)


def _class_name(one: QualityClass) -> str:
    return f"{one.low:.2f}–{one.high:.2f}"


def _names_axis() -> alt.Axis:
    return alt.Axis(labelLimit=0, labelPadding=6, ticks=False, domain=False)


def _share_axis() -> alt.Axis:
    return alt.Axis(
        values=[0, 0.25, 0.5, 0.75, 1], format="%", grid=True, ticks=False, domain=False, labelFlush=False,
        labelOverlap=False,
    )  # fmt: skip


def _svg(name: str, chart: alt.Chart | alt.LayerChart, *, left: int, height: int, bottom: int = 26) -> str:
    """The chart drawn; its ids are those of no other chart in the page."""
    placed = chart.properties(
        width=_WIDTH - left - 20,
        height=height,
        padding={"left": left, "right": 20, "top": 6, "bottom": bottom},
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
    ).configure(
        font=FONTS,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(labelFontSize=12, labelColor=_PALE, gridColor="#e4e4df", labelLineHeight=18),
    )
    drawn = vlc.vegalite_to_svg(placed.to_dict(), allowed_base_urls=[])
    return _CLIP.sub(rf"{name}-\1\2", drawn)
