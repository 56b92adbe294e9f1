"""The Prefect server as a program of its own: `python -m flows.prefect_server`.

It listens where PREFECT_SERVER_API_HOST and PREFECT_SERVER_API_PORT say (127.0.0.1:4200) and keeps its
files in `.prefect` in the home folder.
"""

from __future__ import annotations

import os
import sys

from flows.prefect_settings import prepare_service
from flows.printing.terminal import say_error
from schemas.errors import ThitthangError


def run_prefect(*arguments: str) -> None:
    """Become Prefect's own command line, with our settings; never returns.

    Raises ThitthangError if the home folder cannot be made.
    """
    prepare_service()
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "prefect", *arguments])  # noqa: S606  (no shell)


def main() -> int:
    """Run the server until it is told to end."""
    try:
        run_prefect("server", "start")
    except ThitthangError as error:
        say_error(error.what, error.cause, error.remedy)
    return 1


if __name__ == "__main__":
    sys.exit(main())
