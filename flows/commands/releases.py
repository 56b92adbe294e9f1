"""`thitthang releases`, `rollback` and `prune`: what was published, going back, clearing away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, Json, chosen_settings, examples
from flows.printing.terminal import console, cut, print_json, text

if TYPE_CHECKING:
    from rich.table import Table

    from flows.releases import Releases
    from stores.curated.catalogue import CatalogueEntry

_SHOWN = 40
_WIDTH = 100


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("releases", epilog=examples("thitthang releases", "thitthang releases --json"))(releases)
    app.command(
        "rollback",
        epilog=examples(
            "thitthang rollback",
            'thitthang rollback 000012 --reason "goals of 40 offices are gone"',
            "thitthang rollback --resume",
        ),
    )(rollback)
    app.command("prune", epilog=examples("thitthang prune --dry-run", "thitthang prune --keep 5 --days 7"))(
        prune
    )


def releases(curated: Curated = None, as_json: Json = False) -> None:
    """List the releases, what each changed and what became of it.

    Failed ones are listed with the reason; they were never shown to readers.
    """
    from flows.releases import read_releases

    found = read_releases(chosen_settings(None, curated))
    if as_json:
        print_json({"pinned": found.pinned, "releases": [_fields(entry) for entry in found.entries]})
        return
    out = console()
    if not found.entries:
        out.print(text("Nothing has been published here yet. Try: thitthang load PATH"))
        return
    out.print(_table(found))
    if found.pinned:
        line = f"Rolled back ({found.pinned}): nothing new is published. Go on: thitthang rollback --resume"
        out.print(text(line, "yellow"))


def rollback(
    release: Annotated[
        str | None, typer.Argument(metavar="RELEASE", help="Id or number; else the one before the latest.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")] = "",
    go_on: Annotated[bool, typer.Option("--resume", help="Let new releases be published again.")] = False,
    curated: Curated = None,
) -> None:
    """Show readers an earlier release; publish nothing new meanwhile.

    Documents are still captured meanwhile. After --resume the next run publishes what has come since.
    """
    from flows.releases import go_back
    from flows.releases import go_on as resume

    settings = chosen_settings(None, curated)
    out = console()
    if go_on:
        if release is not None:
            raise typer.BadParameter("give a release or --resume, not both", param_hint="RELEASE")
        freed = resume(settings)
        out.print(text("The next run publishes again." if freed else "Nothing was rolled back."))
        return
    before, after = go_back(settings, release, reason)
    out.print(text(f"Readers see {after} now, no longer {before}.", "bold"))
    out.print(text("Nothing new is published until: thitthang rollback --resume"))


def prune(
    keep: Annotated[
        int | None,
        typer.Option("--keep", metavar="N", min=2, help="Newest releases to keep. [THITTHANG_KEEP_RELEASES]"),
    ] = None,
    days: Annotated[
        float | None,
        typer.Option("--days", metavar="D", min=0, help="Days to keep the others. [THITTHANG_KEEP_DAYS]"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; touch nothing.")] = False,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Clear old releases away, but none that somebody is reading.

    A release goes if it is not among the newest N and ceased to be the latest more than D days ago.
    Each publish does the same.
    """
    from flows.releases import clear_away
    from stores.curated.retention import Keep

    settings = chosen_settings(None, curated)
    chosen = Keep(
        settings.keep_releases if keep is None else keep, settings.keep_days if days is None else days
    )
    done = clear_away(settings, chosen, dry_run=dry_run)
    if as_json:
        print_json({"removed": list(done.removed), "spared": list(done.spared), "dry_run": dry_run})
        return
    out = console()
    verb = "would go" if dry_run else "removed"
    for release_id in done.removed:
        out.print(text(f"{verb}: {release_id}"))
    for release_id in done.spared:
        out.print(text(f"spared, somebody reads it: {release_id}", "yellow"))
    if not done.removed and not done.spared:
        out.print(text("Nothing to clear away."))


def _table(found: Releases) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("release", "made", "state", "added", "removed", "reworded", "cosmetic"):
        table.add_column(name, justify="left" if name in {"release", "made", "state"} else "right")
    for entry in reversed(found.entries[-_SHOWN:]):
        style = {"latest": "bold", "failed": "red"}.get(entry.state.value, "")
        counts = (str(count) if count else "" for count in _counts(entry).values())
        state = entry.state.value
        if entry.record.problems:
            state += f": {cut('; '.join(entry.record.problems), _WIDTH)}"
        made = f"{entry.record.created_at:%Y-%m-%d %H:%M}"
        table.add_row(text(entry.release_id, style), text(made), text(state, style), *counts)
    if len(found.entries) > _SHOWN:
        table.add_row(text(f"… and {len(found.entries) - _SHOWN} older: --json"))
    return table


def _counts(entry: CatalogueEntry) -> dict[str, int]:
    changes = entry.record.changes
    return {
        "added": sum(len(office.added) for office in changes),
        "removed": sum(len(office.removed) for office in changes),
        "reworded": sum(len(office.reworded) for office in changes),
        "cosmetic": sum(len(office.cosmetic) for office in changes),
    }


def _fields(entry: CatalogueEntry) -> dict[str, object]:
    return {
        "release_id": entry.release_id,
        "state": entry.state.value,
        "previous": entry.record.previous,
        "created_at": entry.record.created_at.isoformat(timespec="seconds"),
        "left_at": None if entry.left_at is None else entry.left_at.isoformat(timespec="seconds"),
        "problems": list(entry.record.problems),
        "changes": _counts(entry),
    }
