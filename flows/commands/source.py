"""The commands source and office: what is known of where to look, kept as files."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Json, chosen_settings, examples
from flows.printing.terminal import console, print_json, say_error, text


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    source = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    add_example = "thitthang source add esa-p-loei-2 https://www.example.go.th/vision"
    source.command("add", epilog=examples(add_example, f'{add_example} --reason "told by the office"'))(add)
    app.add_typer(
        source,
        name="source",
        help="Keep addresses of an office's pages (source add).",
        epilog=examples(add_example),
    )
    office = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    office_example = "thitthang office add mun-ban-mai --name เทศบาลตำบลบ้านใหม่ --province น่าน"
    office.command(
        "add", epilog=examples(office_example, f"{office_example} --website https://www.example.go.th/")
    )(add_office)
    app.add_typer(
        office,
        name="office",
        help="Add offices of any kind to the registry (office add).",
        epilog=examples(office_example),
    )


def add(
    office: Annotated[str, typer.Argument(metavar="OFFICE", help="Any id or printed name.")],
    address: Annotated[str, typer.Argument(metavar="URL", help="The page or document.")],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is known to be right.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Keep it although it gave no statement of this office.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fetch and read a page, and keep its address in the office's file.

    A page without statements, or of another office, is refused (exit code 1). What a person wrote in the
    file stays as it is.
    """
    from flows.discovery.source_adding import add_source

    settings = chosen_settings(None, None)
    added = add_source(office, address, settings, reason=reason, force=force)
    if as_json:
        from flows.printing.parsed_json import parsed_as_json

        print_json(
            {
                "office_id": added.office_id,
                "address": added.address,
                "kept": not added.refusal,
                "is_new": added.is_new,
                "refusal": added.refusal,
                **parsed_as_json(added.parsed, explain=False),
            }
        )
    else:
        out = console()
        kinds = [statement.kind.value for statement in added.parsed.statements]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        owner = added.parsed.owner
        out.print(text(added.address, "bold"))
        out.print(text(f"  owner: {owner.name or owner.office_id or 'none named'} ({owner.evidence.value})"))
        out.print(text(f"  statements: {counts or 'none'}"))
        if not added.refusal:
            known = "kept in" if added.is_new else "stands already in"
            out.print(text(f"{known} {settings.sources}/{added.office_id}.yaml"))
    if added.refusal:
        say_error(added.address, added.refusal, "give --force to keep it all the same")
        raise typer.Exit(1)


def add_office(
    office_id: Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits, hyphens; for good.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The full Thai name.")],
    province: Annotated[str, typer.Option("--province", metavar="PROVINCE", help="Its province in Thai.")],
    short: Annotated[str, typer.Option("--short", metavar="NAME", help="The short Thai name.")] = "",
    english: Annotated[str, typer.Option("--english", metavar="NAME", help="The English name.")] = "",
    website: Annotated[str, typer.Option("--website", metavar="URL", help="Its home page.")] = "",
) -> None:
    """Add an office of any kind: a municipality, a sub-district, a hospital, a school.

    Documents that name it by its full or short name are then its own. Run `thitthang rebuild` if some
    were loaded before.
    """
    from flows.discovery.source_adding import add_office as keep

    settings = chosen_settings(None, None)
    given = {
        "office_id": office_id,
        "name_th": name,
        "short_name_th": short,
        "name_en": english,
        "province_th": province,
        "website": website,
    }
    keep({key: value for key, value in given.items() if value}, settings)
    console().print(text(f"{office_id} added to {settings.sources}/offices.yaml"))
