"""Everything on one machine, with one command: `python -m flows.prefect_serve`.

Serves the deployments of prefect.yaml. With PREFECT_API_URL on that server, else on one of its own whose
files lie in `.prefect` in the home folder. What it starts ends with it, even if it is killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flows.guardian import guard_children
from flows.prefect_settings import home_folder, prepare_service, server_address
from flows.printing.terminal import say_error
from schemas.errors import ThitthangError


def main() -> int:
    """Serve until told to end; 0 if that was by a signal, 1 if something is broken."""
    own = not os.environ.get("PREFECT_API_URL")
    try:
        guard_children()
        prepare_service()
        if not own:
            _serve()
            return 0
        with _own_server() as lost:
            _serve()
            return int(lost.is_set())
    except ThitthangError as error:
        say_error(error.what, error.cause, error.remedy)
        return 1


@contextmanager
def _own_server() -> Iterator[threading.Event]:
    """A server of our own; should it end by itself, so does this process, and the event is set."""
    from flows.prefect_leftovers import end_leftovers
    from flows.prefect_reach import OwnServer

    server = OwnServer(server_address())
    end_leftovers()
    lost, ending = threading.Event(), threading.Event()

    def watch() -> None:
        server.process.wait()
        if not ending.is_set():
            lost.set()
            say_error("Prefect server", "it ended by itself", "start again; its database is in .prefect")
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield lost
    finally:
        ending.set()
        server.end()


def _serve() -> None:
    """Put deployments and automations on the server and take runs from it until told to end."""
    import asyncio

    from flows.prefect_automations import set_automations
    from flows.prefect_deployments import deployments_file, served_deployment, written_deployments
    from flows.prefect_reach import await_server
    from flows.prefect_runner import take_runs

    address = server_address()
    await_server(address)
    written = written_deployments(deployments_file())
    set_automations()
    served = [served_deployment(deployment) for deployment in written]

    def ready() -> None:
        names = ", ".join(deployment.name for deployment in written)
        window = address.removesuffix("/api")
        sys.stdout.write(f"serving {names}\n  in {home_folder()}\n  window {window}\n")
        sys.stdout.flush()

    asyncio.run(take_runs(served, ready))


if __name__ == "__main__":
    sys.exit(main())
