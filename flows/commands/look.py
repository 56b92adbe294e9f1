"""Commands that look: offices, show, status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, Json, Raw, chosen_settings, examples
from flows.printing.terminal import console, cut, print_json, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from flows.office_view import OfficeView
    from flows.proving.passage import Passage

_LINE_WIDTH = 160


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(
        "offices",
        epilog=examples(
            "thitthang offices",
            "thitthang offices เลย",
            "thitthang offices --without-source",
            "thitthang offices secondary --json",
        ),
    )(offices)
    app.command(
        "show",
        epilog=examples(
            "thitthang show esa-p-loei-2",
            "thitthang show esa-p-loei-2 --source",
            'thitthang show "สพป.เลย เขต 2" --json',
        ),
    )(show)
    app.command("status", epilog=examples("thitthang status", "thitthang status --hosts"))(status)


def offices(
    wanted: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Part of a name, id, province or region.")
    ] = None,
    without_source: Annotated[
        bool, typer.Option("--without-source", help="Only offices of which no address is known.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the registered offices, or those that a text fits."""
    from rich.table import Table

    from flows.office_list import list_offices

    found = list_offices(wanted, chosen_settings(None, None), without_source=without_source)
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
    source: Annotated[
        bool, typer.Option("--source", help="Under each statement the passage that it was read from.")
    ] = False,
    raw: Raw = None,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Show one office: its direction, what is missing, its documents.

    The tree holds what is in force now; under it stands for which kinds nothing was found, and why.
    With --source the captured documents are opened again: lines before and after, page, address, time.
    """
    from flows.known_offices import known_registry
    from flows.office_view import view_office
    from stores.curated.release import open_release

    settings = chosen_settings(raw, curated)
    release = open_release(settings.curated)
    view = view_office(release, known_registry(settings), office)
    found: Sequence[Passage] = ()
    if source:
        from flows.proving.passage import passages
        from stores.raw import RawArchive
        from stores.roots import open_root

        found = passages(release, RawArchive(open_root(settings.raw)), view)
    if as_json:
        from flows.printing.office_json import view_as_json
        from flows.printing.proof_json import passage_as_json

        shown = {"passages": [passage_as_json(passage) for passage in found]} if source else {}
        print_json({**view_as_json(view), **shown})
    else:
        print_view(console(), view, found)


def print_view(out: Console, view: OfficeView, found: Sequence[Passage] = ()) -> None:
    """The office in a terminal, each passage under its statement."""
    from flows.office_view import in_force_branches
    from flows.printing.trees import Branch, grow

    title = text(view.office["name_th"] or view.office["office_id"], "bold")
    title.append_text(text(f"  {view.office['office_id']}", "dim"))
    branches = in_force_branches(view)
    leaves = [
        Branch(f"passage {passage.statement_id}", passage.statement_id, (-1,), _passage(passage))
        for passage in found
    ]
    out.print(grow(title, [*branches, *leaves]))
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


def _passage(passage: Passage) -> Text:
    """The lines of a passage, the quoted part between marks, then where and when it was captured."""
    from rich.text import Text

    lines = [text(passage.trouble, "yellow")] if passage.trouble else []
    for line in passage.lines:
        before = line.before if not line.quote else line.before[-_LINE_WIDTH:]
        shown = text(cut(before, _LINE_WIDTH), "dim")
        if line.quote:
            shown.append_text(text("»")).append_text(text(line.quote, "bold")).append_text(text("«"))
            shown.append_text(text(cut(line.after, _LINE_WIDTH), "dim"))
        lines.append(shown)
    page = "" if passage.page is None else f"page {passage.page}, "
    when = passage.captured_at.isoformat(timespec="seconds")
    lines.append(text(f"{page}{passage.address}, captured {when}", "cyan dim"))
    return Text("\n").join(lines)


def status(
    hosts: Annotated[bool, typer.Option("--hosts", help="Only how each host was treated.")] = False,
    raw: Raw = None,
    curated: Curated = None,
    as_json: Json = False,
) -> None:
    """Say what is published, what is held and how fresh it is.

    Three times stand beside each office: when it was last looked at, when something new was last
    found, when its rows last changed. With --hosts: requests, bytes, pauses and robots.txt by host.
    """
    from flows.state import read_state, state_as_json

    settings = chosen_settings(raw, curated)
    if hosts:
        from flows.printing.host_table import tell_hosts

        tell_hosts(settings, as_json=as_json)
        return
    state = read_state(settings)
    if as_json:
        print_json(state_as_json(state))
        return
    from flows.printing.state_text import print_state

    print_state(console(), state)
