"""Everything on one machine: a serve process with a server of its own, from an empty folder to rows."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.guardian import MARK
from stores.curated.release import open_release
from tests.pages import TRAT, html_page, office_file, serve
from tests.prefect.conftest import Server, await_health, environment_for, free_port, started, wait_for

pytestmark = pytest.mark.prefect

COMMAND = [sys.executable, "-m", "flows.prefect_serve"]
NAMES = {"nightly", "one-office", "load-folder", "rebuild"}


@contextlib.contextmanager
def serving(home):
    """A serve process that works in `home` on a server of its own, once it has put its deployments there."""
    port = free_port()
    environment = environment_for(home, port)
    log = home / "serve.log"
    with started(COMMAND, environment, log, home) as process:
        server = Server(f"http://127.0.0.1:{port}/api", environment)
        await_health(server, process, log)
        wait_for(
            lambda: {item["name"] for item in server.ask("deployments/filter", {})} == NAMES, "deployments"
        )
        yield server, process


def left_behind(home):
    """Processes of the serve process of this folder."""
    wanted = f"THITTHANG_HOME={home}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            environment = (place / "environ").read_bytes().split(b"\0")
            if wanted in environment and int(place.name) != os.getpid():
                found.append(int(place.name))
    return found


def test_one_command_serves_from_an_empty_folder_until_it_is_told_to_end(tmp_path):
    with serve() as site:
        site.pages["vision"] = html_page(TRAT)
        office_file(tmp_path / "sources", "esa-p-trat", site.url("vision"))
        with serving(tmp_path) as (server, process):
            run = server.run("one-office", {"office": "สพป.ตราด"})
            assert (run["state_type"], run["state"]["message"]) == ("COMPLETED", "1/1 office")
            direction = open_release(tmp_path / "curated").table("direction").to_pylist()
            assert {row["office_id"] for row in direction} == {"esa-p-trat"}
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
            assert left_behind(tmp_path) == []


@pytest.mark.prove
def test_one_command_serves_from_an_empty_folder_and_after_a_kill(tmp_path):
    with serve() as site:
        site.pages["vision"] = html_page(TRAT)
        site.pages["slow"] = (60, html_page(TRAT))
        office_file(tmp_path / "sources", "esa-p-trat", site.url("vision"))
        with serving(tmp_path) as (server, process):
            times = wait_for(lambda: server.scheduled_times("nightly"), "scheduled runs")
            assert {(time.hour, time.minute, time.utcoffset().total_seconds()) for time in times} == {
                (18, 30, 0)
            }
            run = server.run("one-office", {"office": "สพป.ตราด"})
            assert (run["state_type"], run["state"]["message"]) == ("COMPLETED", "1/1 office")
            direction = open_release(tmp_path / "curated").table("direction").to_pylist()
            assert {row["office_id"] for row in direction} == {"esa-p-trat"}
            assert {item["work_pool_name"] for item in server.ask("deployments/filter", {})} == {None}

            office_file(tmp_path / "sources", "esa-p-trat", site.url("slow"))
            lost = server.start("nightly", {"offices": ["esa-p-trat"]})
            wait_for(lambda: server.in_state(lost, "RUNNING"), "the run that is to be lost")
            process.kill()
            wait_for(lambda: not left_behind(tmp_path), "the end of all that was started")

        office_file(tmp_path / "sources", "esa-p-trat", site.url("vision"))
        with serving(tmp_path) as (server, process):
            crashed = wait_for(lambda: server.in_state(lost, "CRASHED"), "the end of the lost run")
            assert crashed["state"]["message"] == "the machine or its server ended while it ran"
            run = server.run("nightly", {"offices": ["esa-p-trat"]})
            assert (run["state_type"], run["state"]["message"]) == ("COMPLETED", "1/1 office")
            assert run["name"] == "ingest 1 offices"
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
            assert left_behind(tmp_path) == []


def test_a_port_that_is_taken_is_told(tmp_path):
    with serve() as site:
        port = int(site.base.rpartition(":")[2])
        done = subprocess.run(
            COMMAND, env=environment_for(tmp_path, port), capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}: no server can listen there" in done.stderr
    assert "PREFECT_API_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert MARK not in os.environ


def test_a_home_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    environment = environment_for(tmp_path / "file" / "home", free_port())
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "set THITTHANG_HOME to a folder that can be written" in done.stderr
    assert "Traceback" not in done.stderr
