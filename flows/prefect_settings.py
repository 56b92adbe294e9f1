"""What Prefect is told before it is imported: quiet, private, and its files among ours."""

from __future__ import annotations

import os
from pathlib import Path

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
