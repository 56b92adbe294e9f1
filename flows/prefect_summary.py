"""A run in Prefect's window: a summary in Markdown, and a table of what a person should look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.logging import get_logger

from flows.printing.terminal import cut
from flows.remedies import remedy_of, telling_codes
from flows.report import RunReport, needs_a_look
from schemas.codes import OutcomeStatus
from schemas.records import Outcome

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~])")
_INLINE = re.compile(r"([\\`*_\[\]<>|~!#&])")
_SCHEME = re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://")
_LISTED = 50
_ROWS = 900
_WIDTH = 200


def keep_summary(report: RunReport) -> None:
    """Keep the summary and the table of a run; a server that does not take them is no reason to fail."""
    rows = table(report)
    _keep(lambda: _keep_markdown(report))
    if rows:
        _keep(lambda: _keep_table(report, rows))


def _keep(create: Callable[[], object]) -> None:
    try:
        create()
    except Exception as error:  # noqa: BLE001  (the work is done; only its picture is missing)
        get_logger("thitthang").warning("no artifact: %s", error)


def _keep_markdown(report: RunReport) -> None:
    create_markdown_artifact(
        markdown(report), key=f"{report.command}-summary", description=literal(report.message)
    )


def _keep_table(report: RunReport, rows: list[dict[str, str]]) -> None:
    looked_at = sum(needs_a_look(outcome) for outcome in report.outcomes)
    told = f"{looked_at} of {len(report.outcomes)} need a look"
    if looked_at > len(rows):
        told += f"; the first {len(rows)} are shown, `thitthang status` has all"
    create_table_artifact(rows, key=f"{report.command}-needs-a-look", description=told)


def table(report: RunReport) -> list[dict[str, str]]:
    """One row for each office or document that needs a look, the worst first; at most 900."""
    return [
        {
            "outcome": outcome.status.value,
            report.unit: cell(outcome.what),
            "code": ", ".join(code.value for code in telling_codes(outcome)),
            "what to do": remedy_of(outcome),
            "reason": cell(outcome.reason),
            "office_id": outcome.office_id or "",
        }
        for outcome in _worst(report)[:_ROWS]
    ]


def _worst(report: RunReport) -> list[Outcome]:
    """What needs a look: failed, then held, then the rest; in the order of the run among themselves."""
    order = {status: -place for place, status in enumerate(OutcomeStatus)}
    return sorted(filter(needs_a_look, report.outcomes), key=lambda outcome: order[outcome.status])


def markdown(report: RunReport) -> str:
    """The run in one line, its release and rows, and what needs a look; text from documents is escaped."""
    bad = _worst(report)
    lines = [f"# {literal(report.command)}: {literal(report.message)}", "", *_release(report)]
    if report.losing:
        offices = ", ".join(literal(office.office_id) for office in report.losing[:_LISTED])
        lines += [
            "",
            f"**Nothing was published:** over a quarter of the statements would be lost at {offices}\\.",
        ]
    lines += ["", *_numbers(report)]
    if bad:
        lines += [
            "",
            "## What needs a look",
            "",
            f"| outcome | {report.unit} | office id | reason | what to do |",
        ]
        lines += ["|---|---|---|---|---|", *map(_row, bad[:_LISTED])]
    if len(bad) > _LISTED:
        lines += ["", f"… and {len(bad) - _LISTED} more: the table beside this one, or `thitthang status`"]
    if report.notes:
        lines += ["", "## Notes", "", *(f"- {literal(note)}" for note in report.notes)]
    return "\n".join(lines)


def _release(report: RunReport) -> Iterator[str]:
    if report.published:
        yield f"**New release** {literal(report.release_id or '')}"
    elif report.release_id:
        yield f"**Nothing new to publish**; the release is still {literal(report.release_id)}"
    else:
        yield "**No release was published**"


def _numbers(report: RunReport) -> Iterator[str]:
    """How many outcomes of each sort, how many rows, how long it took."""
    counts = Counter(outcome.status for outcome in report.outcomes)
    yield "| what | how many |"
    yield "|---|---:|"
    for status in OutcomeStatus:
        if counts[status]:
            yield f"| {report.unit}s {status.value} | {counts[status]} |"
    rows = dict(report.rows)
    for name in ("documents", "statements", "direction"):
        if name in rows:
            yield f"| rows of {name} | {rows[name]} |"
    yield f"| seconds | {report.seconds:.1f} |"


def _row(outcome: Outcome) -> str:
    told = (outcome.what, outcome.office_id or "", outcome.reason)
    cells = [outcome.status.value, *(literal(text) for text in told), remedy_of(outcome)]
    return f"| {' | '.join(cells)} |"


def literal(value: str) -> str:
    """Text that Markdown and HTML show as it is, on one line; addresses lose their scheme: no links."""
    return _html(_MARKDOWN.sub(r"\\\1", _line(value)))


def cell(value: str) -> str:
    """The same for a table, whose cells the window reads as Markdown too, with as few marks as will do."""
    return _html(_INLINE.sub(r"\\\1", _line(value)))


def _line(value: str) -> str:
    return cut(_SCHEME.sub("", value), _WIDTH)


def _html(text: str) -> str:
    return text.replace("\\<", "&lt;").replace("\\&", "&amp;")
