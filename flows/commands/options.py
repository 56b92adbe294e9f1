"""Options that several commands share, each said once."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from flows.settings import WORKERS_ALLOWED, Settings, chosen_workers, settings_from

Raw = Annotated[
    str | None,
    typer.Option("--raw", metavar="FOLDER|s3:…", help="Captured documents. [THITTHANG_RAW, else ./raw]"),
]
Curated = Annotated[
    str | None,
    typer.Option(
        "--curated", metavar="FOLDER|s3:…", help="Published tables. [THITTHANG_CURATED, else ./curated]"
    ),
]


def _workers(text: str) -> str:
    try:
        return str(chosen_workers(text))
    except ValueError:
        raise typer.BadParameter(f"{text[:100]!r} is not {WORKERS_ALLOWED}") from None


Workers = Annotated[
    str | None,
    typer.Option(
        "--workers",
        metavar="N|dask://HOST:PORT",
        parser=_workers,
        help="Parsing processes (0: one a processor), or a Dask cluster. [THITTHANG_WORKERS, else 0]",
    ),
]
Processes = Annotated[
    int,
    typer.Option("--workers", metavar="N", min=0, max=512, help="Parsing processes; 0: one a processor."),
]
Prefect = Annotated[
    bool,
    typer.Option("--prefect", help="Run as a Prefect flow (also when PREFECT_API_URL is set)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value instead of text.")]


def chosen_settings(raw: str | None, curated: str | None, workers: int | str | None = None) -> Settings:
    """Settings from a command's options and the environment."""
    return settings_from(os.environ, raw=raw, curated=curated, workers=workers)


def wants_prefect(asked: bool) -> bool:
    """Whether a run goes through Prefect: asked for, or a server is named in the environment."""
    return asked or bool(os.environ.get("PREFECT_API_URL"))


def examples(*lines: str) -> str:
    """The end of a command's help: its examples, one a line, not wrapped."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
