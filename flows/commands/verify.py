"""The command verify: is what a release says what the captured documents say?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, Json, Processes, Raw, chosen_settings, examples
from flows.printing.progress_bar import shown_progress
from flows.printing.terminal import console, cut, print_json, text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from flows.proving.records import Failure, ProofReport

_MOST_SHOWN = 50
_WIDTH = 160


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        "verify",
        epilog=examples(
            "thitthang verify",
            "thitthang verify --office esa-p-loei-2",
            "thitthang verify --release previous --json",
        ),
    )(verify)


def verify(
    office: Annotated[
        str | None, typer.Option("--office", metavar="OFFICE", help="Any id or printed name of an office.")
    ] = None,
    release: Annotated[
        str | None,
        typer.Option("--release", metavar="ID", help="A release, the beginning of its id, or `previous`."),
    ] = None,
    raw: Raw = None,
    curated: Curated = None,
    workers: Processes = 0,
    as_json: Json = False,
) -> None:
    """Prove every published quote in the captured bytes.

    Quotes are looked for in a second reading of the raw bytes, by other code than that which published
    them; files, hashes, places, texts and rows are checked against each other. Uses no network.

    Exit code 0 only if everything is proved.
    """
    from flows.proving.proof import verify as verify_release

    settings = chosen_settings(raw, curated, workers)
    with shown_progress(as_json) as progress:
        report = verify_release(settings, release=release, office=office, progress=progress)
    if as_json:
        from flows.printing.proof_json import report_as_json

        print_json(report_as_json(report))
    else:
        print_report(console(), report)
    if not report.is_proved:
        raise typer.Exit(1)


def print_report(out: Console, report: ProofReport) -> None:
    """The report in a terminal."""
    for failure in report.failures[:_MOST_SHOWN]:
        _print_failure(out, failure)
    if len(report.failures) > _MOST_SHOWN:
        out.print(text(f"… and {len(report.failures) - _MOST_SHOWN} more; --json has them all", "dim"))
    out.print(_counted(report))
    whose = f" of {report.office_id}" if report.office_id else ""
    end = "everything is proved" if report.is_proved else f"{len(report.failures)} failures"
    style = "green" if report.is_proved else "red"
    out.print(text(f"release {report.release_id}{whose}: {end} ({report.seconds:.1f} s)", style))


def _print_failure(out: Console, failure: Failure) -> None:
    where = ", ".join(filter(None, (failure.office_id, failure.address, failure.place)))
    line = text(f"{failure.verdict.value}: {failure.subject.value} {failure.key}", "red")
    out.print(line.append_text(text(f"  {where}")))
    for name, value in (("published", failure.published), ("found", failure.found)):
        if value:
            out.print(text(f"  {name:10}{cut(value, _WIDTH)}"))


def _counted(report: ProofReport) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("what", "media type", "verdict", "by", "number"):
        table.add_column(name, overflow="fold", justify="right" if name == "number" else "left")
    for count in report.sorted_counts():
        media_type = count.media_type.value if count.media_type else ""
        table.add_row(
            text(count.subject.value),
            text(media_type),
            text(count.verdict.value, "" if count.is_good else "red"),
            text(count.by),
            text(count.number),
        )
    return table
