"""The demo on Prefect's embedded server: it runs, says Unchanged when run again, leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.guardian import MARK, marked_processes
from tests.prefect.conftest import ROOT, wait_for

pytestmark = pytest.mark.prefect
NO_SERVER = "http://127.0.0.1:9/api"


def start_demo(folder, **more):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PREFECT", "THITTHANG")) and name != "DO_NOT_TRACK"
    }
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", "demo"],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def servers(folder):
    """Processes that serve the demo of this folder."""
    home = f"PREFECT_HOME={folder / '.demo' / 'prefect'}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            environment = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"uvicorn" in command and home in environment:
            found.append(int(process.name))
    return found


@pytest.mark.prove
def test_the_demo_runs_as_a_flow_and_says_unchanged(tmp_path):
    """A first time as a flow is in tests/newcomer; here it goes without a server, which is quicker."""
    for server in ({"PREFECT_API_URL": NO_SERVER}, {}):
        demo = start_demo(tmp_path, **server)
        out, err = (stream.decode() for stream in demo.communicate(timeout=240))
        assert demo.returncode == 0, err
        assert err == ""
        assert ("ran without Prefect" in out) is bool(server)
        assert ("Unchanged: nothing new to publish" in out) is not bool(server)
        for shown in ("วิสัยทัศน์", "Statements in force", "One office's direction", "Query: select", "latest"):
            assert shown in out
        assert servers(tmp_path) == []
    assert sorted(path.name for path in (tmp_path / ".demo").iterdir()) == ["curated", "prefect", "raw"]


@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.prove)])
def test_a_demo_that_is_ended_takes_its_server_along(tmp_path, how):
    demo = start_demo(tmp_path)
    wait_for(lambda: servers(tmp_path), "the embedded server")
    demo.send_signal(how)
    demo.communicate(timeout=60)
    deadline = time.monotonic() + 30
    while servers(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert servers(tmp_path) == []


def test_marks_are_of_this_run_only():
    assert marked_processes("no such mark") == []
    assert MARK not in os.environ
