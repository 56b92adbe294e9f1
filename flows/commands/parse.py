"""The command parse: what one document says, with nothing stored."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import examples
from flows.printing.terminal import console, plain, print_json, say_error, text

if TYPE_CHECKING:
    from rich.console import Console

    from flows.single import Single
    from schemas.records import Parsed


class Format(StrEnum):
    """How a document's reading is printed."""

    TREE = "tree"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        "parse",
        epilog=examples(
            "thitthang parse vision.html",
            "thitthang parse https://www.example.go.th/vision --explain",
            "thitthang parse vision.html --format json",
        ),
    )(parse)


def parse(
    document: Annotated[str, typer.Argument(metavar="PATH|URL", help="A file or a web address.")],
    form: Annotated[
        Format, typer.Option("--format", help="A tree for people, JSON for programs.")
    ] = Format.TREE,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was weighed as a heading.")] = False,
) -> None:
    """Read one document and print what it says.

    Prints sections, statements, owner, years and findings; nothing is stored.
    Exit code 1 if the document could not be read.
    """
    from flows.single import read_address, read_path
    from schemas.errors import FetchError

    if "://" in document:
        try:
            single = read_address(document)
        except FetchError as error:
            say_error(error.what, error.cause, error.remedy)
            raise typer.Exit(1) from error
    else:
        path = Path(document)
        if not path.is_file():
            raise typer.BadParameter(f"no such file: {plain(document)}", param_hint="PATH|URL")
        single = read_path(path)
    if form is Format.JSON:
        from flows.printing.parsed_json import parsed_as_json

        print_json({"source": single.uri, **parsed_as_json(single.parsed, explain=explain)})
    else:
        _print_tree(single, explain=explain)
    if explain and single.trouble:
        typer.echo(single.trouble, err=True)
    if single.is_held:
        raise typer.Exit(1)


def _print_tree(single: Single, *, explain: bool) -> None:
    from flows.printing.trees import grow, parsed_branches

    out = console()
    parsed = single.parsed
    out.print(grow(text(single.uri, "bold"), parsed_branches(parsed)))
    out.print(text(f"owner: {_owner(parsed)}"))
    out.print(text(f"years: {_years(parsed)}"))
    out.print(
        text(
            f"{len(parsed.statements)} statements in {len(parsed.sections)} sections; "
            f"{parsed.document.media_type.value}, {parsed.document.charset or 'no charset'}, "
            f"{len(parsed.document.blocks)} blocks"
        )
    )
    for finding in parsed.findings:
        style = "red" if finding.severity == "error" else "yellow"
        evidence = f"  «{finding.evidence}»" if finding.evidence else ""
        out.print(text(f"{finding.severity.value}: {finding.code.value}: {finding.message}{evidence}", style))
    if explain:
        _print_candidates(out, parsed)


def _owner(parsed: Parsed) -> str:
    owner = parsed.owner
    return f"{owner.office_id or 'not known'} ({owner.evidence.value}) {owner.name or ''}".rstrip()


def _years(parsed: Parsed) -> str:
    parts = []
    if parsed.plan_start_be is not None:
        parts.append(f"plan {parsed.plan_start_be}-{parsed.plan_end_be}")
    if parsed.fiscal_year_be is not None:
        parts.append(f"fiscal year {parsed.fiscal_year_be}")
    return ", ".join(parts) or "none named"


def _print_candidates(out: Console, parsed: Parsed) -> None:
    from rich.table import Table

    table = Table("block", "score", "taken", "kind", "line", "why", title="weighed as headings", box=None)
    for candidate in parsed.candidates:
        table.add_row(
            str(candidate.block),
            f"{candidate.score:.2f}",
            "yes" if candidate.accepted else "no",
            candidate.kind.value,
            text(candidate.text),
            text(", ".join(candidate.reasons)),
        )
    out.print(table)
