"""`thitthang forget`: take a source out of everything."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Curated, Json, Raw, chosen_settings, examples
from flows.printing.progress_bar import shown_progress
from flows.printing.terminal import console, print_json, text


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(
        "forget",
        epilog=examples(
            'thitthang forget https://www.example.go.th/vision --reason "asked for by the office"',
            "thitthang forget --list",
            "thitthang forget --undo https://www.example.go.th/vision",
        ),
    )(forget)


def forget(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="Address, path or id of a source.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="Only show what was taken out.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Let later runs fetch or load it again.")] = False,
    raw: Raw = None,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Take a source out of all that was captured and published.

    What it said is gone afterwards; a record stays that it was taken out, when and why, and later runs
    leave it out. Older releases that have rows of it are removed as a whole.
    """
    from flows.commands.run import close_run
    from flows.forgetting import forget as forget_source
    from flows.forgetting import remember

    settings = chosen_settings(raw, curated)
    if listed:
        if source is not None or undo:
            raise typer.BadParameter("--list takes nothing else", param_hint="SOURCE")
        _print_list(raw, as_json)
        return
    if source is None:
        raise typer.BadParameter("name a source, or give --list", param_hint="SOURCE")
    if undo:
        removal = remember(source, settings)
        console().print(text(f"{removal.uri} may be fetched or loaded again."))
        return
    with shown_progress(as_json) as progress:
        report = forget_source(source, settings, reason=reason, progress=progress)
    close_run(report, as_json)


def _print_list(raw: str | None, as_json: bool) -> None:
    from flows.forgetting import forgotten

    found = forgotten(chosen_settings(raw, None))
    if as_json:
        print_json(
            [
                {
                    "source_id": removal.source_id,
                    "uri": removal.uri,
                    "at": removal.at.isoformat(timespec="seconds"),
                    "reason": removal.reason,
                    "done": removal.done,
                }
                for removal in found
            ]
        )
        return
    out = console()
    for removal in found:
        state = "" if removal.done else "  (broken off: run it again)"
        why = f"  {removal.reason}" if removal.reason else ""
        out.print(text(f"{removal.at:%Y-%m-%d}  {removal.uri}  {removal.source_id}{why}{state}"))
    if not found:
        out.print(text("Nothing was taken out."))
