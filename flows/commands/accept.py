"""`thitthang accept`: let a page through that was kept back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, Json, Raw, chosen_settings, examples
from flows.printing.progress_bar import shown_progress
from flows.printing.terminal import console, print_json, text

if TYPE_CHECKING:
    from flows.accepting import KeptBack


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(
        "accept",
        epilog=examples(
            "thitthang accept --list",
            "thitthang accept esa-p-loei-2",
        ),
    )(accept)


def accept(
    offices: Annotated[
        list[str] | None, typer.Argument(metavar="OFFICE", help="Ids or printed names.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only show what waits.")] = False,
    raw: Raw = None,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Publish a new version of a page that was kept back.

    A page that lost more than a quarter of its statements does not take the place of its last good
    version until a person has looked at it. `thitthang show OFFICE` shows what is published now.
    """
    from flows.accepting import accept as accept_offices
    from flows.accepting import kept_back
    from flows.commands.run import close_run

    if bool(offices) == listed:
        raise typer.BadParameter("name offices, or give --list", param_hint="OFFICE")
    settings = chosen_settings(raw, curated)
    if listed:
        _print_waiting(kept_back(settings), as_json)
        return
    with shown_progress(as_json) as progress:
        report = accept_offices(offices or (), settings, progress=progress)
    close_run(report, as_json)


def _print_waiting(waiting: tuple[KeptBack, ...], as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in waiting])
        return
    out = console()
    for one in waiting:
        out.print(text(f"{one.asked_office or one.office_id}  {one.uri}", "bold"))
        out.print(text(f"  {one.message}"))
    if not waiting:
        out.print(text("Nothing waits to be accepted."))
