"""Faults of scheduled runs: whatever is killed, ended or doubled, nothing is lost and the next run finishes."""

import os
import signal
import subprocess

import pytest

from tests.network.sites import ordinary
from tests.prefect.conftest import PATIENCE, wait_for
from tests.prefect.faults import Crew, Place, wait_until

pytestmark = pytest.mark.prefect

DONE = ("COMPLETED", "1/1 office")


@pytest.fixture(scope="module")
def hired(deployed, tmp_path_factory):
    crew = Crew(deployed, tmp_path_factory.mktemp("crew"))
    yield crew
    crew.end()


@pytest.fixture
def crew(hired):
    """A server with a worker that takes runs; no process of a run is left afterwards."""
    hired.start()
    yield hired
    wait_until(lambda: not hired.left(), "the end of all that runs started")


@pytest.fixture
def place(tmp_path, hired):
    with ordinary() as site:
        place = Place(tmp_path, site, hired.home / "sources")
        yield place
        place.page.free.set()


def result(run):
    return run["state_type"], run["state"]["message"]


def end_of(crew, run_id):
    return wait_for(lambda: crew.server.final(run_id), "the end of the run")


def fetching(crew, place, run_id):
    """Wait until the run has asked for the page, which does not come; the flow's process."""
    assert place.page.came.wait(PATIENCE)
    (flow,) = crew.flows(run_id)
    return flow


def reading(crew, place, run_id):
    """Wait until a document is read, and stop its reading there; the flow's process."""
    place.page.free.set()
    (guard,) = wait_until(crew.guards, "a document being read", nap=0.005)
    os.kill(guard, signal.SIGSTOP)
    (flow,) = crew.flows(run_id)
    return flow


def publishing(crew, place, run_id):
    """Wait until a release is being built, and stop the flow there; the flow's process."""
    flow = fetching(crew, place, run_id)
    place.page.free.set()
    building = lambda: [*place.curated.glob("releases/.building-*")]  # noqa: E731
    wait_until(building, "a release in the making", nap=0.001)
    os.kill(flow, signal.SIGSTOP)
    assert building()
    return flow


def finish(crew, place):
    """The next run publishes what the page says."""
    place.page.free.set()
    crew.start()
    assert result(crew.server.run("one-office", place.parameters)) == DONE
    place.assert_done()


def test_a_flow_that_is_killed_crashes_and_the_next_run_finishes(crew, place):
    run_id = crew.server.start("one-office", place.parameters)
    os.kill(fetching(crew, place, run_id), signal.SIGKILL)
    assert end_of(crew, run_id)["state_type"] == "CRASHED"
    place.assert_old()
    finish(crew, place)


@pytest.mark.parametrize("moment", [fetching, reading, publishing])
def test_sigterm(crew, place, moment):
    run_id = crew.server.start("one-office", place.parameters)
    flow = moment(crew, place, run_id)
    os.kill(flow, signal.SIGTERM)
    os.kill(flow, signal.SIGCONT)
    run = end_of(crew, run_id)
    print(result(run))
    wait_until(lambda: not crew.left(), "the end of all that runs started")
    place.assert_old()
    place.assert_clean()
    finish(crew, place)


def test_cancel(crew, place):
    run_id = crew.server.start("one-office", place.parameters)
    fetching(crew, place, run_id)
    crew.server.ask(f"flow_runs/{run_id}/set_state", {"state": {"type": "CANCELLING"}})
    run = end_of(crew, run_id)
    print(result(run))
    wait_until(lambda: not crew.left(), "the end of all that runs started")
    place.assert_old()
    place.assert_clean()
    finish(crew, place)
