"""`thitthang report`: one self-contained page about a release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Curated, chosen_settings, examples
from flows.printing.terminal import console, text
from flows.release_report.languages import Languages


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(
        "report",
        epilog=examples(
            "thitthang report",
            "thitthang report --out march.html --release 12 --against 9",
            "thitthang report --language th --overwrite",
        ),
    )(report)


def report(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")] = Path(
        "thitthang-report.html"
    ),
    release: Annotated[
        str, typer.Option("--release", metavar="RELEASE", help="Id or number, latest or previous.")
    ] = "latest",
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar="RELEASE", help="What to compare with. [the one it took the place of]"
        ),
    ] = None,
    language: Annotated[
        Languages, typer.Option("--language", help="th, en, or both: Thai with English beneath.")
    ] = Languages.BOTH,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what stands there.")] = False,
    curated: Curated = None,
) -> None:
    """Write one page about a release, to read or to print.

    It tells coverage, what changed, what needs a look and what to do. The file holds all it needs and
    asks for nothing else. Without --against the release is compared with the one before it. Long lists
    are cut and say by how much.
    """
    from flows.history.release_choice import choose_release
    from flows.release_report.predecessor import Predecessor, predecessor
    from flows.release_report.writing import write_report
    from stores.roots import open_root

    root = open_root(chosen_settings(None, curated).curated)
    opened = choose_release(root, release)
    if against is None:
        before = predecessor(root, opened.release_id)
    else:
        other = choose_release(root, against)
        before = Predecessor(other.release_id, other)
    write_report(opened, before, out, languages=language, overwrite=overwrite)
    size = out.stat().st_size / 1000
    compared = f" against {before.release_id}" if before.release else ""
    console().print(text(f"{out}: release {opened.release_id}{compared}, {size:,.0f} kB"))
