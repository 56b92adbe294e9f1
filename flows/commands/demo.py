"""The command demo: the whole way of a document, shown on samples that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import examples
from flows.printing.terminal import console, shown_path, shown_program, text

if TYPE_CHECKING:
    from rich.console import Console

    from flows.demo import Held
    from flows.settings import Settings

QUESTION = "select office_name_th, text from direction where kind = 'vision' order by office_name_th"
_NEXT = (
    'query "select kind, count(*) n from direction group by all" --curated {curated}',
    "show {office} --curated {curated}",
    "history {changed} --curated {curated}",
    "export --to xlsx --curated {curated}",
    "report --curated {curated}",
    "status --raw {raw} --curated {curated}",
    "parse {sample} --explain",
    "load YOUR-FOLDER",
)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("demo", epilog=examples("thitthang demo", "thitthang demo --into /tmp/demo"))(demo)


def demo(
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where the demo's files go.")] = Path(
        ".demo"
    ),
) -> None:
    """Load the samples into .demo and show what an analyst would see. Uses no network.

    Without LibreOffice the old Word file is held, without Tesseract the scan: the demo says so.
    Runs as a Prefect flow on Prefect's embedded server, which takes some seconds to start; if it
    does not start, the run goes on without it.
    """
    from flows.demo import held_samples, load_a_year_later, load_samples
    from flows.printing.summary import print_summary
    from flows.settings import Settings

    settings = Settings(raw=str(into / "raw"), curated=str(into / "curated"))
    out = console()
    out.print(text("Loading the samples through a Prefect flow (its server starts in some seconds) …"))
    report = load_samples(settings, into / "prefect")
    print_summary(report)
    _print_held(out, held_samples(report))
    if report.release_id is None:
        raise typer.Exit(1)
    out.print()
    out.print(text("One of the pages a year later, from a web archive", "bold"))
    print_summary(load_a_year_later(settings))
    changed = _print_changes(out, settings)
    _print_tour(out, settings, changed)


def _print_held(out: Console, held: Held) -> None:
    """Say how many samples are held, and how they come to be read."""
    if not held.count:
        return
    out.print()
    number = f"{held.count} of {held.of} samples {'is' if held.count == 1 else 'are'} held"
    if not held.packages:
        out.print(text(f"{number} (the reasons stand above); the others are read.", "yellow"))
        return
    out.print(text(f"{number} until a program is installed that reads them; the others are read.", "yellow"))
    out.print(text("Install it and run the demo again; it goes on from here:"))
    out.print(text(f"  apt install {' '.join(held.packages)}"))


def _print_changes(out: Console, settings: Settings) -> str:
    """Show what the newest release changed; the office that it changed."""
    from flows.history.differences import differences
    from flows.history.release_choice import LATEST, PREVIOUS, choose_release
    from flows.printing.differences_text import print_differences
    from stores.roots import open_root

    root = open_root(settings.curated)
    found = differences(choose_release(root, PREVIOUS), choose_release(root, LATEST))
    print_differences(out, found)
    return next((office.office_id for office in found.offices), "OFFICE")


def _print_tour(out: Console, settings: Settings, changed: str) -> None:
    from rich.table import Table

    from flows.commands.look import print_view
    from flows.commands.query import print_table
    from flows.demo import kind_counts, sample_folder, telling_office
    from flows.office_view import view_office
    from flows.questions import ask
    from schemas.registry import registry
    from stores.curated.release import open_release

    release = open_release(settings.curated)
    counts = Table(box=None, pad_edge=False, title="Statements in force, by kind", title_justify="left")
    for name in ("kind", "Thai", "statements"):
        counts.add_column(name, justify="right" if name == "statements" else "left")
    for kind, thai, count in kind_counts(release):
        counts.add_row(text(kind), text(thai), text(count))
    out.print()
    out.print(counts)
    office = telling_office(release)
    out.print()
    out.print(text("One office's direction", "bold"))
    print_view(out, view_office(release, registry(), office))
    out.print()
    out.print(text(f"Query: {QUESTION}", "bold"))
    print_table(ask(settings.curated, QUESTION))
    out.print()
    out.print(text("Where the files lie", "bold"))
    for name in ("direction", "statements"):
        out.print(text(release.parts(name)[0]))
    latest = Path(settings.curated) / "latest"
    out.print(text(f"{latest}/  always leads to the newest release"))
    out.print()
    out.print(text("What to try next", "bold"))
    sample = next(iter(sorted(sample_folder().iterdir())))
    places = {
        "raw": settings.raw,
        "curated": settings.curated,
        "office": office,
        "changed": changed,
        "sample": shown_path(sample),
    }
    for line in _NEXT:
        out.print(text(f"  {shown_program()} {line.format(**places)}"))
