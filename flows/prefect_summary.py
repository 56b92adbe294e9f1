"""A run's summary as a Markdown artifact in Prefect's window."""

from __future__ import annotations

import re

from prefect.artifacts import create_markdown_artifact
from prefect.logging import get_logger

from flows.printing.terminal import cut
from flows.report import RunReport, needs_a_look

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~])")
_SHOWN = 500
_WIDTH = 200


def keep_summary(report: RunReport) -> None:
    """Keep the summary of a run; a server that does not take it is no reason to fail."""
    try:
        create_markdown_artifact(
            markdown(report), key=f"{report.command}-summary", description=report.message
        )
    except Exception as error:  # noqa: BLE001  (the work is done; only its picture is missing)
        get_logger("thitthang").warning("no summary artifact: %s", error)


def markdown(report: RunReport) -> str:
    """The run in one line, then a table of what needs a look; text from documents is escaped."""
    lines = [
        f"# {literal(report.command)}: {literal(report.message)}",
        "",
        f"release {report.release_id}",
        "",
    ]
    bad = [outcome for outcome in report.outcomes if needs_a_look(outcome)]
    if bad:
        lines += [f"| outcome | {report.unit} | office | reason |", "|---|---|---|---|"]
        lines += [
            f"| {o.status.value} | {literal(o.what)} | {literal(o.office_id or '')} | {literal(o.reason)} |"
            for o in bad[:_SHOWN]
        ]
    if len(bad) > _SHOWN:
        lines += ["", f"… and {len(bad) - _SHOWN} more"]
    lines += ["", *(f"- {literal(note)}" for note in report.notes)]
    return "\n".join(lines)


def literal(value: str) -> str:
    """Text that Markdown and HTML show as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", cut(value, _WIDTH)).replace("\\<", "&lt;").replace("\\&", "&amp;")
