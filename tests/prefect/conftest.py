"""One real Prefect server on loopback, with both deployments and a worker; ended by their ids."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
FINAL = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


class Server:
    """A running Prefect server: its environment for commands, and its API."""

    def __init__(self, url, environment):
        self.url = url
        self.environment = environment

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  (loopback)
            f"{self.url}/{path}", data=data, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def deployment(self, name):
        (found,) = (item for item in self.ask("deployments/filter", {}) if item["name"] == name)
        return found

    def run(self, name, parameters):
        """Start a deployment's run and wait for its end."""
        started = self.ask(
            f"deployments/{self.deployment(name)['id']}/create_flow_run", {"parameters": parameters}
        )
        return wait_for(lambda: self._final(started["id"]), f"the run {name} {parameters}")

    def _final(self, run_id):
        run = self.ask(f"flow_runs/{run_id}")
        return run if run["state_type"] in FINAL else None


def wait_for(seen, what, patience=PATIENCE):
    """What `seen` gives once it gives something; fails after a while."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := seen():
            return found
        time.sleep(0.1)
    pytest.fail(f"waited {patience} s for {what}")


@contextlib.contextmanager
def started(command, environment, log, cwd):
    """A process with a session of its own, which is ended as a whole."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, cwd=cwd, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield process
        finally:
            for signal_number in (signal.SIGTERM, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal_number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(15)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("THITTHANG")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with started(command, environment, home / "server.log", home) as process:
        answering = Server(url, environment)

        def healthy():
            assert process.poll() is None, (home / "server.log").read_text()
            with contextlib.suppress(OSError):
                return answering.ask("health")
            return False

        wait_for(healthy, "the server")
        yield answering


@pytest.fixture(scope="session")
def deployed(server):
    """The server with the work pool and all deployments of prefect.yaml."""
    for command in (
        ["work-pool", "create", "thitthang", "--type", "process"],
        ["deploy", "--all", "--no-prompt"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *command],
            cwd=ROOT,
            env=server.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return server


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder that runs on the worker start in."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def working(deployed, home):
    """The server with a worker that takes runs."""
    environment = {
        **deployed.environment,
        "THITTHANG_HOME": str(home),
        "THITTHANG_TEST_LOOPBACK": "1",
        "THITTHANG_SOURCES": str(home / "sources"),
    }
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "thitthang"]
    with started(command, environment, home / "worker.log", home):
        yield deployed
