"""What Prefect is told before it is imported: quiet, private, and its files among ours."""

from __future__ import annotations

import os
from pathlib import Path

from schemas.errors import ThitthangError

ALWAYS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_CLI_PROMPT": "false",
}
"""Settings for every process that uses Prefect; what the environment says already goes before."""

EMBEDDED = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
}
"""Settings for a run that starts its own server: our own report says what went wrong."""


def enter_home() -> None:
    """The first step of a run on a worker: go to the folder that raw/ and curated/ lie in.

    A worker starts runs in a folder that it removes afterwards. Without THITTHANG_HOME the run is
    refused, unless both roots are given as absolute paths.
    """
    if home := os.environ.get("THITTHANG_HOME"):
        os.chdir(home)
        return
    roots = [os.environ.get(name, "") for name in ("THITTHANG_RAW", "THITTHANG_CURATED")]
    if not all(Path(root).is_absolute() for root in roots):
        cause = "THITTHANG_HOME is not set, so what the run makes would be lost"
        remedy = "start the worker with it set to the folder that raw/ and curated/ lie in"
        raise ThitthangError("worker", cause, remedy)


def prepare_prefect(home: Path) -> None:
    """Put the settings into the environment; without a named server, Prefect's files go to `home`.

    Must run before the first import of Prefect, which reads them once.
    """
    chosen = dict(ALWAYS)
    if not os.environ.get("PREFECT_API_URL"):
        chosen |= EMBEDDED | {"PREFECT_HOME": str(home.resolve())}
        home.mkdir(parents=True, exist_ok=True)
    for name, value in chosen.items():
        os.environ.setdefault(name, value)
