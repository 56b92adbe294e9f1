"""Commands that tell what changed: history, diff, changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.options import Curated, Json, chosen_settings, examples
from flows.printing.terminal import console, print_json
from schemas.kinds import Kind


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(
        "history",
        epilog=examples(
            "thitthang history esa-p-loei-2",
            'thitthang history "สพป.เลย เขต 2" --kind vision',
            "thitthang history esa-p-loei-2 --all --json",
        ),
    )(history)
    app.command(
        "diff",
        epilog=examples(
            "thitthang diff", "thitthang diff 3", "thitthang diff 000003 latest --office esa-p-loei-2"
        ),
    )(diff)
    app.command(
        "changes",
        epilog=examples("thitthang changes", "thitthang changes --since 2026-01-31 --json"),
    )(changes)


def history(
    office: Annotated[str, typer.Argument(metavar="OFFICE", help="Any id or printed name.")],
    kind: Annotated[
        Kind | None, typer.Option("--kind", metavar="KIND", help="One kind only, such as vision.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Statements that never changed, too.")] = False,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Show how an office's statements came to be worded as they are.

    Each statement with its wordings, the first one first, and from when to when (UTC) each was in
    force; words taken out are struck out or [-so-], words put in bold or {+so+}.
    """
    from flows.history.office_history import read_history
    from flows.known_offices import known_registry
    from stores.curated.release import open_release

    settings = chosen_settings(None, curated)
    found = read_history(open_release(settings.curated), known_registry(settings), office, kind)
    if as_json:
        from flows.printing.history_json import history_as_json

        print_json(history_as_json(found, everything=everything))
        return
    from flows.printing.history_text import print_history

    print_history(console(), found, everything=everything)


def diff(
    before: Annotated[
        str | None, typer.Argument(metavar="R1", help="Release id or number, latest or previous.")
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="R2", help="The release to compare with. [latest]")
    ] = None,
    office: Annotated[
        str | None,
        typer.Option("--office", metavar="OFFICE", help="One office only: any id or printed name."),
    ] = None,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Show how the statements in force differ between two releases.

    With one release it is compared with the latest; with none, the one before the latest is.
    """
    from flows.history.differences import differences
    from flows.history.release_choice import LATEST, PREVIOUS, choose_release
    from flows.history.release_office import office_in
    from flows.known_offices import known_registry
    from stores.roots import open_root

    settings = chosen_settings(None, curated)
    root = open_root(settings.curated)
    old = choose_release(root, before or PREVIOUS)
    new = choose_release(root, after or LATEST)
    office_id = office_in([new, old], known_registry(settings), office) if office else None
    found = differences(old, new, office_id)
    if as_json:
        from flows.printing.history_json import differences_as_json

        print_json(differences_as_json(found))
        return
    from flows.printing.differences_text import print_differences

    print_differences(console(), found)


def changes(
    since: Annotated[
        datetime | None,
        typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="From this day on (UTC)."),
    ] = None,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Show what changed when: each release's changes by office."""
    from flows.history.release_log import read_log
    from stores.roots import open_root

    root = open_root(chosen_settings(None, curated).curated)
    releases = read_log(root, since.replace(tzinfo=UTC) if since else None)
    if as_json:
        from flows.printing.history_json import changes_as_json

        print_json(changes_as_json(releases))
        return
    from flows.history.release_office import office_names
    from flows.printing.release_log_text import print_log
    from stores.curated.release import find_release

    latest = find_release(root)
    print_log(console(), releases, office_names([latest]) if latest else {})
