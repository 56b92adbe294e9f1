"""The command line. Commands import what they need when they run, so that help comes at once."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from flows.commands import (
    accept,
    demo,
    discover,
    doctor,
    explore,
    export,
    forget,
    history,
    look,
    parse,
    query,
    releases,
    report,
    run,
    source,
    verify,
)
from flows.printing.terminal import prepare_streams, say_error
from flows.stopping import INTERRUPTED, TERMINATED, Terminated, stop_on_sigterm
from schemas.errors import QueryError, ThitthangError, UnknownOfficeError

USAGE = 2


class Commands(TyperGroup):
    """All commands; turns what they raise into a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (Typer's own type is private)
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ThitthangError as error:
            say_error(error.what, error.cause, error.remedy)
            usage = isinstance(error, (UnknownOfficeError, QueryError))
            raise typer.Exit(USAGE if usage else 1) from error
        except KeyboardInterrupt:
            say_error("", "interrupted", "what was published before stays as it was")
            raise typer.Exit(INTERRUPTED) from None
        except Terminated:
            say_error("", "asked to end", "what was published before stays as it was")
            raise typer.Exit(TERMINATED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from None


app = typer.Typer(
    name="thitthang",
    cls=Commands,
    help="What Thai public offices say they are for, read from their documents, published as tables.",
    epilog="Start with `thitthang demo`. Each command's --help has examples.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    demo,
    run,
    accept,
    discover,
    source,
    parse,
    look,
    history,
    releases,
    verify,
    query,
    export,
    forget,
    report,
    explore,
    doctor,
):
    group.register(app)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"thitthang {version('thitthang')}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[  # noqa: ARG001  (the callback answers)
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    prepare_streams()
    stop_on_sigterm()


def main() -> None:
    """The console script."""
    app()
