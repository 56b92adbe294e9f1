"""Commands that look: offices, show, status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_options import Curated, Json, Raw, chosen_settings, examples
from flows.terminal import console, print_json, text

if TYPE_CHECKING:
    from rich.console import Console

    from flows.office_view import OfficeView


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(
        "offices",
        epilog=examples("thitthang offices", "thitthang offices เลย", "thitthang offices secondary --json"),
    )(offices)
    app.command(
        "show",
        epilog=examples("thitthang show esa-p-loei-2", 'thitthang show "สพป.เลย เขต 2" --json'),
    )(show)
    app.command("status", epilog=examples("thitthang status", "thitthang status --json"))(status)


def offices(
    wanted: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Part of a name, id, province or region.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the registered offices, or those that a text fits."""
    from rich.table import Table

    from flows.office_list import list_offices

    found = list_offices(wanted)
    if as_json:
        print_json([office.as_json() for office in found])
        return
    table = Table(box=None, pad_edge=False)
    for name in ("office_id", "short name", "name", "addresses"):
        table.add_column(name, overflow="fold", justify="right" if name == "addresses" else "left")
    for office in found:
        table.add_row(
            text(office.office_id),
            text(office.short_name_th),
            text(office.name_th),
            text(office.addresses or ""),
        )
    out = console()
    out.print(table)
    out.print(text(f"{len(found)} office{'' if len(found) == 1 else 's'}", "dim"))


def show(
    office: Annotated[str, typer.Argument(metavar="OFFICE", help="Any id or printed name.")],
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Show one office: its direction, what is missing, its documents.

    The tree holds what is in force now; under it stands for which kinds nothing was found, and why.
    """
    from flows.office_view import view_office
    from schemas.registry import registry
    from stores.curated.release import open_release

    release = open_release(chosen_settings(None, curated).curated)
    view = view_office(release, registry(), office)
    if as_json:
        from flows.office_json import view_as_json

        print_json(view_as_json(view))
    else:
        print_view(console(), view)


def print_view(out: Console, view: OfficeView) -> None:
    """The office in a terminal."""
    from flows.office_view import in_force_branches
    from flows.trees import grow

    title = text(view.office["name_th"] or view.office["office_id"], "bold")
    title.append_text(text(f"  {view.office['office_id']}", "dim"))
    branches = in_force_branches(view)
    out.print(grow(title, branches))
    if not branches:
        out.print(text("no statement in force"))
    groups: dict[str, list[str]] = {}
    for row in view.coverage:
        groups.setdefault(f"{row['status']} ({row['reason']})", []).append(row["kind"])
    for status_text, kinds in sorted(groups.items()):
        out.print(text(f"{status_text}: {', '.join(kinds)}", "dim" if status_text != "found" else ""))
    for row in view.documents:
        years = f"{row['plan_start_be']}-{row['plan_end_be']}" if row["plan_start_be"] else "no plan years"
        current = "" if row["is_current"] else ", superseded"
        out.print(text(f"document {row['source_uri']}  {row['media_type']}, {years}{current}"))
    for row in view.findings:
        if row["severity"] != "info":
            out.print(text(f"{row['severity']}: {row['code']}: {row['message']}", "yellow"))


def status(raw: Raw = None, curated: Curated = None, as_json: Json = False) -> None:
    """Say what is published, what is held, when offices were looked at.

    Three times stand beside each office: when it was last looked at, when something new was last
    found, when its rows last changed.
    """
    from flows.state import read_state, state_as_json

    state = read_state(chosen_settings(raw, curated))
    if as_json:
        print_json(state_as_json(state))
        return
    from flows.state_text import print_state

    print_state(console(), state)
