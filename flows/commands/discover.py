"""The command discover: the pages of an office's site that state its direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Json, chosen_settings, examples
from flows.printing.terminal import console, cut, print_json, text

if TYPE_CHECKING:
    from rich.console import Console

    from flows.discovery.candidates import Candidate
    from flows.discovery.discovering import Discovery

_MOST_LEADS = 20


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        "discover",
        epilog=examples(
            "thitthang discover esa-p-loei-2",
            'thitthang discover "สพป.เลย เขต 2" --explain',
            "thitthang discover esa-p-trat --start https://www.example.go.th/ --save",
        ),
    )(discover)


def discover(
    office: Annotated[str, typer.Argument(metavar="OFFICE", help="Any id or printed name.")],
    start: Annotated[
        str | None, typer.Option("--start", metavar="URL", help="The home page, where none is known.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=500, help="At most N requests to the site.")
    ] = 60,
    save: Annotated[bool, typer.Option("--save", help="Put what was proven into the office's file.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each link was followed, or not.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Search an office's site for what states its direction.

    Begins at the home page and follows the most promising links first. A page is proven when statements of
    this office were read from it; pages that name another office are listed apart. Exit code 1 if nothing
    was proven.
    """
    from flows.discovery.site_search import discover as search
    from flows.discovery.site_search import save_proven
    from schemas.codes import CandidateStatus
    from sources.discovery import DiscoveryLimits

    settings = chosen_settings(None, None)
    with console(stderr=True).status("") as shown:
        found = search(
            office,
            settings,
            start=start,
            limits=DiscoveryLimits(requests=limit),
            watch=lambda address, count: shown.update(text(f"{count} of {limit}  {cut(address, 90)}")),
        )
    saved = save_proven(found, settings) if save else ()
    if as_json:
        from flows.printing.discovery_json import discovery_as_json

        print_json(discovery_as_json(found, saved))
    else:
        _print(console(), found, explain=explain)
        if save:
            console().print(text(f"{len(saved)} new in {settings.sources}/{found.office_id}.yaml"))
    if not found.of(CandidateStatus.PROVEN):
        raise typer.Exit(1)


def _print(out: Console, found: Discovery, *, explain: bool) -> None:
    from schemas.codes import CandidateStatus

    for one in found.of(CandidateStatus.PROVEN):
        out.print(text(one.address, "bold"))
        known = "known before; " if one.lead.known else ""
        out.print(text(f"  {known}{_gave(one)}"))
        if one.reason:
            out.print(text(f"  {one.reason}", "yellow"))
        if explain:
            out.print(text(f"  {_why(one)}", "dim"))
    for one in found.of(CandidateStatus.OTHER_OWNER):
        out.print(text(f"of another office: {one.address}  {one.reason}", "yellow"))
    for status in (CandidateStatus.NEEDS_JS, CandidateStatus.NOT_READ):
        for one in found.of(status):
            if one.lead.says or one.lead.depth == 0:
                out.print(text(f"not read: {one.address}  {one.reason}", "yellow"))
    for link in found.outside:
        out.print(text(f"on another site: {link.address}  «{cut(link.text, 60)}»", "dim"))
    if explain:
        _print_explained(out, found)
    out.print(
        text(
            f"{len(found.of(CandidateStatus.PROVEN))} proven of {len(found.candidates)} pages looked at; "
            f"{found.requests} requests, {found.byte_count / 1024:,.0f} KiB"
        )
    )


def _print_explained(out: Console, found: Discovery) -> None:
    """Everything that was looked at, and the best of what was not."""
    from rich.table import Table

    table = Table("score", "depth", "status", "address", "why", title="looked at", box=None)
    for one in found.candidates:
        reason = f"{one.reason}; " if one.reason else ""
        table.add_row(
            f"{one.lead.score.value:.2f}",
            str(one.lead.depth),
            one.status.value,
            text(one.address),
            text(f"{reason}{_why(one)}"),
        )
    out.print(table)
    if found.waiting:
        rest = Table("score", "depth", "address", "why", title="not followed", box=None)
        for lead in found.waiting[:_MOST_LEADS]:
            rest.add_row(
                f"{lead.score.value:.2f}",
                str(lead.depth),
                text(lead.address),
                text("; ".join(lead.score.reasons)),
            )
        out.print(rest)


def _gave(one: Candidate) -> str:
    counts = ", ".join(f"{count} {kind.value}" for kind, count in one.kinds)
    media = one.media_type.name if one.media_type is not None else ""
    return f"{media}: {counts}"


def _why(one: Candidate) -> str:
    said = f"«{cut(one.lead.text, 60)}» " if one.lead.text else ""
    found_on = f" on {one.lead.found_on}" if one.lead.found_on else ""
    return f"{said}{'; '.join(one.lead.score.reasons)}{found_on}"
