"""`thitthang explore`: pages to look at the newest release with."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Curated, Raw, chosen_settings, examples
from flows.printing.terminal import console, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI

PORT = 8765
_LAST_SECONDS = 5
"""How long answers that are being sent may go on when the process is told to end."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(
        "explore",
        epilog=examples("thitthang explore", "thitthang explore --port 9000 --curated .demo/curated"),
    )(explore)


def explore(
    port: Annotated[int, typer.Option("--port", metavar="N", help="Port; 0: any.", min=0, max=65535)] = PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; 0.0.0.0: to everybody.")
    ] = "127.0.0.1",
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name it is reached by behind a proxy; repeatable."),
    ] = None,
    index: Annotated[
        Path | None, typer.Option("--index", metavar="FOLDER", help="Where search indexes are kept.")
    ] = None,
    raw: Raw = None,
    curated: Curated = None,
) -> None:
    """Show the newest release as pages: search, offices, compare.

    For this machine alone, unless --host says otherwise. Only reads; follows new releases by
    itself; ends with Ctrl-C. The first start on a release makes its search index.
    """
    from explorer.app import make_app
    from flows.stopping import Terminated

    settings = chosen_settings(raw, curated)
    out = console()
    with _listening(host, port) as listener, suppress(KeyboardInterrupt, Terminated):
        app = make_app(settings, index or index_folder(), _hosts(host, names or ()))
        if app.state.current.is_slow_at_first():
            out.print(text("Making the search index of this release (once) …"))
        app.state.current.view()
        out.print(text(f"{_address(listener)}  (Ctrl-C ends it)"))
        if host not in _LOOPBACK:
            out.print(
                text("Whoever reaches this address can read it; put a proxy with TLS before it.", "yellow")
            )
        out.file.flush()
        _serve(app, listener)


def _hosts(host: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names that requests may give: this machine's own and those said; any where others are to read."""
    if host in _LOOPBACK:
        return (*_LOOPBACK, "[::1]", *names)
    return tuple(names) or ("*",)


def _serve(app: FastAPI, listener: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def index_folder() -> Path:
    """Where indexes are kept: they can be made again, so among the caches of this user."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return Path(cache or Path.home() / ".cache") / "thitthang" / "explorer"


def _listening(host: str, port: int) -> socket.socket:
    from schemas.errors import ThitthangError

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        cause = error.strerror or str(error)
        raise ThitthangError(
            f"{host}:{port}", cause, "choose another one with --port, or --port 0"
        ) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each short answer waits 40 ms
    return listener
