"""Commands that make a release: load, ingest, rebuild."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Curated,
    Json,
    Prefect,
    Raw,
    Workers,
    chosen_settings,
    examples,
    wants_prefect,
)
from flows.flow_call import Flow
from flows.printing.progress_bar import shown_progress
from flows.printing.terminal import plain, print_json
from flows.progress import Progress, Unwatched
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.report import RunReport

OfficeOption = Annotated[
    str | None, typer.Option("--office", metavar="OFFICE", help="Any id or printed name of an office.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(
        "load",
        epilog=examples(
            "thitthang load pages/",
            'thitthang load vision.html --office "สพป.เลย เขต 2"',
            "thitthang load pages/ --raw data/raw --curated data/curated --json",
        ),
    )(load)
    app.command(
        "ingest",
        epilog=examples(
            "thitthang ingest esa-p-loei-2",
            'thitthang ingest "สพป.เลย เขต 2" "สพม.ขอนแก่น"',
            "thitthang ingest --all --dry-run",
            "thitthang ingest --all --sample 10",
        ),
    )(ingest)
    app.command(
        "rebuild",
        epilog=examples(
            "thitthang rebuild",
            "thitthang rebuild --office esa-p-loei-2",
            "thitthang rebuild --failed",
            "thitthang rebuild --stale --dry-run",
        ),
    )(rebuild)


def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders.")],
    office: OfficeOption = None,
    raw: Raw = None,
    curated: Curated = None,
    workers: Workers = None,
    prefect: Prefect = False,
    as_json: Json = False,
) -> None:
    """Load documents from files and folders and publish what they say.

    Folders are read with everything below them; names that begin with a dot are skipped. With
    --office all documents are that office's, whatever they name. Files that were loaded before and
    did not change publish nothing.
    """
    from flows.steps import load as load_documents

    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise typer.BadParameter(f"no such file or folder: {plain(str(path))}", param_hint="PATH")
    settings = chosen_settings(raw, curated, workers)
    flow = Flow("load_documents", settings, {"paths": [str(path) for path in paths], "office": office})

    def run(progress: Progress) -> RunReport:
        return load_documents(paths, settings, office=office, progress=progress)

    _run(run, flow, prefect, as_json)


def ingest(
    offices: Annotated[
        list[str] | None, typer.Argument(metavar="OFFICE", help="Ids or printed names.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every registered office.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List addresses; fetch nothing.")] = False,
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=0, help="Only N of the offices with an address.")
    ] = 0,
    raw: Raw = None,
    curated: Curated = None,
    workers: Workers = None,
    prefect: Prefect = False,
    as_json: Json = False,
) -> None:
    """Fetch the known pages of offices and publish what they say.

    Hosts are asked at the same time, each for one page at a time. An office that cannot be reached
    keeps what was published before. Where to look: the registry, or files in THITTHANG_SOURCES.
    """
    from flows.steps import ingest as ingest_offices
    from flows.targets import choose_offices

    if bool(offices) == every:
        raise typer.BadParameter("name offices, or give --all", param_hint="OFFICE")
    settings = chosen_settings(raw, curated, workers)
    chosen = choose_offices(offices or (), settings, sample=sample)
    if dry_run:
        from flows.commands.targets import print_targets

        print_targets(chosen, settings, as_json)
        return
    flow = _ingest_flow(chosen, settings, everything=every and not sample)

    def run(progress: Progress) -> RunReport:
        return ingest_offices(chosen, settings, everything=every, progress=progress)

    _run(run, flow, prefect, as_json)


def _ingest_flow(chosen: Sequence[str], settings: Settings, *, everything: bool) -> Flow:
    """The flow that does an ingest."""
    if len(chosen) == 1:
        return Flow("ingest_office", settings, {"office": chosen[0]})
    return Flow("ingest_all", settings, {"offices": None if everything else list(chosen)})


def rebuild(
    office: OfficeOption = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what an older parser read.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="Only what was held.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; publish nothing.")
    ] = False,
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Publish although offices lose much.")
    ] = False,
    raw: Raw = None,
    curated: Curated = None,
    workers: Workers = None,
    prefect: Prefect = False,
    as_json: Json = False,
) -> None:
    """Read the captured documents again and publish what they say now. Uses no network.

    Before anything is published, it says how many statements of each kind and office change. If an
    office would lose more than a quarter of its statements, nothing is published unless you say so.
    """
    from flows.publishing import Consent
    from flows.steps import rebuild as rebuild_release

    settings = chosen_settings(raw, curated, workers)
    if (office is not None) + stale + failed > 1:
        raise typer.BadParameter("give one of --office, --stale and --failed", param_hint="--office")
    if dry_run and accept_losses:
        raise typer.BadParameter("give one of --dry-run and --accept-losses", param_hint="--dry-run")
    consent = Consent.GIVEN if accept_losses else Consent.UNLESS_LOSSES
    if dry_run:
        consent = Consent.REFUSED
    flow = Flow(
        "rebuild",
        settings,
        {"office": office, "stale": stale, "failed": failed, "consent": consent.value},
    )

    def run(progress: Progress) -> RunReport:
        return rebuild_release(
            settings, office=office, stale=stale, failed=failed, consent=consent, progress=progress
        )

    _run(run, flow, prefect, as_json)


def _run(run: Callable[[Progress], RunReport], flow: Flow, prefect: bool, as_json: bool) -> None:
    """Do a run, as a flow if that is wanted; print its report and leave with its exit code."""
    if wants_prefect(prefect):
        from flows.prefect_run import run_flow

        report = run_flow(flow, lambda: run(Unwatched()))
    else:
        with shown_progress(as_json) as progress:
            report = run(progress)
    close_run(report, as_json)


def close_run(report: RunReport, as_json: bool) -> None:
    """Print the report of a run and leave with its exit code."""
    if as_json:
        from flows.report import as_json as report_as_json

        print_json(report_as_json(report))
    else:
        from flows.printing.summary import print_summary

        print_summary(report)
    if report.exit_code:
        raise typer.Exit(report.exit_code)
