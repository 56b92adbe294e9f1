"""A worker of the pool as a program of its own: `python -m flows.prefect_worker`."""

from __future__ import annotations

import sys

from flows.prefect_server import run_prefect
from flows.prefect_settings import POOL
from flows.printing.terminal import say_error
from schemas.errors import ThitthangError


def main() -> int:
    """Take runs from the pool until it is told to end."""
    try:
        run_prefect("worker", "start", "--pool", POOL, "--type", "process")
    except ThitthangError as error:
        say_error(error.what, error.cause, error.remedy)
    return 1


if __name__ == "__main__":
    sys.exit(main())
