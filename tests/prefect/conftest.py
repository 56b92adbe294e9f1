"""One real Prefect server on loopback, with the deployments and a worker; ended by their ids."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
BUSY = 503
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
        return wait_for(lambda: self._answer(request), f"an answer to {path}")[0]

    def _answer(self, request):
        """What the server says, in a list; None while it is too busy, as its own clients ask again then."""
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return [json.load(answer)]
        except urllib.error.HTTPError as error:
            if error.code != BUSY:
                raise
            return None

    @contextlib.contextmanager
    def used(self, address=None):
        """Prefect's clients of this process talk to this server, or to the address."""
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: address or self.url}):
            yield

    def deployment(self, name):
        (found,) = (item for item in self.ask("deployments/filter", {}) if item["name"] == name)
        return found

    def start(self, name, parameters):
        """Ask for a deployment's run; its id."""
        wanted = {"parameters": parameters}
        return self.ask(f"deployments/{self.deployment(name)['id']}/create_flow_run", wanted)["id"]

    def run(self, name, parameters):
        """Start a deployment's run and wait for its end."""
        run_id = self.start(name, parameters)
        return wait_for(lambda: self.final(run_id), f"the run {name} {parameters}")

    def set_state(self, run_id, state):
        """Ask for a state of a run, as its window does."""
        answer = self.ask(f"flow_runs/{run_id}/set_state", {"state": state})
        assert answer["status"] == "ACCEPT", answer

    def is_named(self, run_id, name):
        """Whether the run's state has the name."""
        return self.ask(f"flow_runs/{run_id}")["state_name"] == name

    def in_state(self, run_id, state_type):
        """The run, if it is in the state."""
        run = self.ask(f"flow_runs/{run_id}")
        return run if run["state_type"] == state_type else None

    def scheduled_times(self, name):
        """When the next runs of a deployment begin, the soonest first, once there are two."""
        wanted = {"deployments": {"id": {"any_": [self.deployment(name)["id"]]}}}
        runs = self.ask("flow_runs/filter", wanted | {"sort": "EXPECTED_START_TIME_ASC"})
        times = [run["expected_start_time"] for run in runs if run["auto_scheduled"]]
        return [datetime.fromisoformat(time) for time in times] if len(times) > 1 else None

    def artifacts(self, run_id):
        """The artifacts of a run by key."""
        wanted = {"artifacts": {"flow_run_id": {"any_": [run_id]}}}
        found = self.ask("artifacts/filter", wanted)
        return {artifact["key"]: artifact for artifact in found if artifact["key"]}

    def final(self, run_id):
        """The run, if it is over."""
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


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_for(home, port):
    """The environment of a program that works in `home` and has its server at the port of this machine."""
    foreign = ("THITTHANG", "PREFECT")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(foreign)},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "2",
        "PREFECT_SERVER_EVENTS_PROACTIVE_GRANULARITY": "PT1S",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "THITTHANG_HOME": str(home),
        "THITTHANG_SOURCES": str(home / "sources"),
        "THITTHANG_TEST_LOOPBACK": "1",
    }


def await_health(server, process, log):
    def healthy():
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError):
            return server.ask("health")
        return False

    wait_for(healthy, "the server")


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder that runs on the worker start in."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(home):
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    environment = environment_for(home, port)
    log = home / "server.log"
    with started([sys.executable, "-m", "flows.prefect_server"], environment, log, home) as process:
        answering = Server(url, environment | {"PREFECT_API_URL": url})
        answering.process = process
        await_health(answering, process, log)
        yield answering


def deploy(server):
    """What `make deploy` does; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.prefect_deploy"],
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def deployed(server):
    """The server with the work pool, all deployments of prefect.yaml and the automations."""
    deploy(server)
    return server


@contextlib.contextmanager
def worker(server, home):
    """A worker that takes the runs of the pool."""
    command = [sys.executable, "-m", "flows.prefect_worker"]
    with started(command, server.environment, home / "worker.log", home) as process:
        yield process


@pytest.fixture(scope="module")
def working(deployed, home):
    """The server with a worker that takes runs."""
    with worker(deployed, home):
        yield deployed
