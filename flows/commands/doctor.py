"""The command doctor: is everything there that a run needs?"""

from __future__ import annotations

import typer

from flows.commands.options import Curated, Json, Raw, chosen_settings, examples
from flows.printing.terminal import console, print_json, text


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("doctor", epilog=examples("thitthang doctor", "thitthang doctor --json"))(doctor)


def doctor(raw: Raw = None, curated: Curated = None, as_json: Json = False) -> None:
    """Look at this machine: is everything there that runs need?

    Prints versions, folders, Prefect, and programs that some documents need, with their Debian package.

    Exit code 1 if something that every run needs is missing.
    """
    from flows.checkup import checkup

    checks = checkup(chosen_settings(raw, curated))
    if as_json:
        print_json([check.as_json() for check in checks])
    else:
        out = console()
        for check in checks:
            style = {"ok": "green", "absent": "yellow", "broken": "red"}[check.state]
            line = text(f"{check.state:7}", style)
            line.append_text(text(f"{check.name:22} {check.detail}"))
            out.print(line)
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)
