"""Reaching a Prefect server: waiting until it answers, or starting one that ends with this process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from prefect.client.orchestration import get_client

from schemas.errors import ThitthangError

PATIENCE_SECONDS = 120.0
_PAUSE_SECONDS = 0.2
_GRACE_SECONDS = 10.0


def await_server(
    address: str, still_wanted: Callable[[], bool] = lambda: True, patience_seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait until the server answers. Raises ThitthangError if it does not, or as soon as it is not wanted."""
    deadline = time.monotonic() + patience_seconds
    with get_client(sync_client=True) as client:
        while (trouble := client.api_healthcheck()) is not None:
            if time.monotonic() > deadline or not still_wanted():
                cause = f"the Prefect server does not answer: {trouble}"
                remedy = "start it (python -m flows.prefect_server), or name another one by PREFECT_API_URL"
                raise ThitthangError(address, cause, remedy)
            time.sleep(_PAUSE_SECONDS)


class OwnServer:
    """A Prefect server that is a child of this process; it ends with `end`, and with a guarded process."""

    def __init__(self, address: str) -> None:
        """Start it where `address` says and wait until it answers.

        Raises ThitthangError if the port is taken or the server does not start.
        """
        where = urlsplit(address)
        host, port = where.hostname or "", where.port or 0
        _check_free(host, port)
        command = [sys.executable, "-m", "prefect", "server", "start"]
        environment = os.environ | {"PREFECT_SERVER_API_PORT": str(port)}
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            await_server(address, lambda: self.process.poll() is None)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the server: kindly, then by force."""
        self.process.terminate()
        try:
            self.process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            cause = f"no server can listen there: {error.strerror}"
            remedy = (
                "if a Prefect server does already, name it by PREFECT_API_URL; "
                "else set PREFECT_SERVER_API_PORT to a free port"
            )
            raise ThitthangError(f"{host}:{port}", cause, remedy) from error
