"""A run whose process and worker were killed: the automation ends it, and the next one starts."""

import contextlib
import os
import signal
from pathlib import Path

import pytest

from flows.prefect_settings import HEARTBEAT_SECONDS
from tests.pages import TRAT, html_page, office_file, serve
from tests.prefect.conftest import wait_for, worker

pytestmark = pytest.mark.prefect

SHORT = 12


def silent_seconds(server):
    (found,) = (item for item in server.ask("automations/filter", {}) if item["name"].endswith("fell silent"))
    return found["trigger"]["within"]


def processes_of(run_id):
    """Processes that do the run."""
    wanted = f"PREFECT__FLOW_RUN_ID={run_id}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                yield int(place.name)


@pytest.fixture
def short_silence(deployed):
    """The automations with short times, which no healthy run of this test outlasts."""
    assert silent_seconds(deployed) == 4 * HEARTBEAT_SECONDS
    from flows.prefect_automations import set_automations

    with deployed.used():
        set_automations(silent_seconds=SHORT)
    assert silent_seconds(deployed) == SHORT
    yield deployed
    with deployed.used():
        set_automations()
    assert silent_seconds(deployed) == 4 * HEARTBEAT_SECONDS


def test_a_run_that_was_killed_with_its_worker_crashes_and_the_next_one_starts(short_silence, home):
    server = short_silence
    with serve() as site:
        site.pages["slow"] = (90, html_page(TRAT))
        site.pages["vision"] = html_page(TRAT)
        office_file(home / "sources", "esa-p-trat", site.url("slow"))
        with worker(server, home) as first:
            killed = server.start("nightly", {"offices": ["esa-p-trat"]})
            wait_for(lambda: server.in_state(killed, "RUNNING"), "the run")
            wait_for(lambda: site.asked, "its request")
            first.kill()
            first.wait()
            for process in processes_of(killed):
                os.kill(process, signal.SIGKILL)
        office_file(home / "sources", "esa-p-trat", site.url("vision"))
        waiting = server.start("nightly", {"offices": ["esa-p-trat"]})
        with worker(server, home):
            assert server.in_state(killed, "RUNNING"), "nobody has noticed yet"
            crashed = wait_for(lambda: server.in_state(killed, "CRASHED"), "the automation")
            assert crashed["state"]["message"] == f"no sign of life for {SHORT} s: its process is gone"
            done = wait_for(lambda: server.final(waiting), "the next run")
    assert (done["state_type"], done["state"]["message"]) == ("COMPLETED", "1/1 office")
