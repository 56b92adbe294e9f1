"""What Prefect is told before it is imported: quiet, private, and its files among ours.

Every door uses it: `--prefect` on the command line, serve, deploy, server and worker.
"""

from __future__ import annotations

import os
from pathlib import Path

from schemas.errors import ThitthangError

POOL = "thitthang"
"""The work pool that deployed runs wait in; the tag of all our runs too."""

HEARTBEAT_SECONDS = 30
"""How often a run says that it lives; the shortest time that Prefect takes."""

_LOOPBACK = "127.0.0.1"
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104  (asked whether a server listens there)

ALWAYS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_API_REQUEST_TIMEOUT": "30",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
    "PREFECT_CLI_PROMPT": "false",
}
"""Settings for every process that uses Prefect; what the environment says already goes before."""

EMBEDDED = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
}
"""Settings for a run that starts its own server: our own report says what went wrong."""

SERVICE = {
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
}
"""Settings for what runs all the time: a few lines a run go to standard output, for the system's journal."""


def home_folder() -> Path:
    """The folder that raw/ and curated/ lie in: THITTHANG_HOME, else where the process was started."""
    return Path(os.environ.get("THITTHANG_HOME") or ".").resolve()


def server_address() -> str:
    """The API of the server: PREFECT_API_URL, else the one that a server has which is started here."""
    host = os.environ.get("PREFECT_SERVER_API_HOST") or _LOOPBACK
    if host in _EVERYWHERE:
        host = _LOOPBACK
    port = os.environ.get("PREFECT_SERVER_API_PORT") or "4200"
    return os.environ.get("PREFECT_API_URL") or f"http://{host}:{port}/api"


def enter_home() -> None:
    """The first step of a run on a worker: go to the folder that raw/ and curated/ lie in.

    A worker starts runs in a folder that it removes afterwards. Without THITTHANG_HOME the run is
    refused, unless both roots are given as absolute paths.
    """
    if home := os.environ.get("THITTHANG_HOME"):
        os.chdir(home)
        return
    roots = [os.environ.get(name, "") for name in ("THITTHANG_RAW", "THITTHANG_CURATED")]
    if not all("://" in root or Path(root).is_absolute() for root in roots):
        cause = "THITTHANG_HOME is not set, so what the run makes would be lost"
        remedy = "start the worker with it set to the folder that raw/ and curated/ lie in"
        raise ThitthangError("worker", cause, remedy)


def prepare_prefect(home: Path) -> None:
    """Put the settings for a run from the command line into the environment.

    Without a named server, Prefect's files go to `home`. Must run before the first import of Prefect,
    which reads the environment once.
    """
    chosen = dict(ALWAYS)
    if not os.environ.get("PREFECT_API_URL"):
        chosen |= EMBEDDED | {"PREFECT_HOME": str(home.resolve())}
        home.mkdir(parents=True, exist_ok=True)
    _set_defaults(chosen)


def prepare_service() -> Path:
    """Put the settings for server, worker, serve and deploy into the environment; go to the home folder.

    The folder is made where it is missing and returned; Prefect's own files lie in `.prefect` there.
    Must run before the first import of Prefect. Raises ThitthangError if the folder cannot be made.
    """
    home = home_folder()
    files = home / ".prefect"
    try:
        files.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "set THITTHANG_HOME to a folder that can be written"
        raise ThitthangError(str(home), error.strerror or str(error), remedy) from error
    os.chdir(home)
    _set_defaults(
        ALWAYS
        | SERVICE
        | {"THITTHANG_HOME": str(home), "PREFECT_HOME": str(files), "PREFECT_API_URL": server_address()}
    )
    return home


def _set_defaults(chosen: dict[str, str]) -> None:
    for name, value in chosen.items():
        if not os.environ.get(name):
            os.environ[name] = value
