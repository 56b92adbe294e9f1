"""Faults of scheduled runs: whatever is killed, ended or doubled, the next run finishes with nothing lost."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack

import pytest

from flows.hosts import Errand, HostTurns
from flows.visits import Visit
from stores.curated.release import open_release
from tests.network.sites import Reply, ordinary
from tests.one_office import HOST, NEW, OFFICE, PATIENCE, Place, wait_until
from tests.pages import LOEI, html_page
from tests.prefect.conftest import await_health, started, wait_for
from tests.prefect.crew import Crew

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
    assert_all_ended(hired)


@pytest.fixture
def place(tmp_path, hired):
    with ordinary() as site:
        place = Place(tmp_path, site, hired.home / "sources")
        yield place
        place.page.free.set()


@pytest.fixture(scope="session")
def restarted():
    """What is started here lives as long as the server that all tests share."""
    with ExitStack() as stack:
        yield stack


def parameters(place, **who):
    return {**who, "raw": str(place.raw), "curated": str(place.curated)}


def one_office(place):
    return parameters(place, office=OFFICE)


def nightly(place, *more):
    return parameters(place, offices=[OFFICE, *more])


def result(run):
    return run["state_type"], run["state"]["message"]


def end_of(crew, run_id):
    return wait_for(lambda: crew.server.final(run_id), "the end of the run")


def assert_all_ended(crew):
    wait_until(lambda: not crew.left(), "the end of all that runs started")


def next_run(place):
    """The next run, which needs no server, publishes what the page says."""
    place.page.free.set()
    assert place.run().exit_code == 0
    place.assert_done()


def fetching(crew, place, run_id):
    """Wait until the run has asked for the page; the flow's process."""
    assert place.page.came.wait(PATIENCE)
    return crew.flow(run_id)


def reading(crew, place, run_id):
    """Wait until a document is read, and stop its reading there; the flow's process."""
    place.page.free.set()
    (guard,) = wait_until(crew.guards, "a document being read", nap=0.005)
    os.kill(guard, signal.SIGSTOP)
    return crew.flow(run_id)


def publishing(crew, place, run_id):
    """Wait until a release is being built, and stop the flow there; the flow's process."""
    flow = fetching(crew, place, run_id)
    place.page.free.set()

    def built():
        return [*place.curated.glob("releases/.building-*")]

    wait_until(built, "a release in the making", nap=0.001)
    os.kill(flow, signal.SIGSTOP)
    assert built()
    return flow


def test_a_flow_that_is_killed_crashes_and_the_next_run_of_its_deployment_finishes(crew, place):
    run_id = crew.server.start("nightly", nightly(place))
    os.kill(fetching(crew, place, run_id), signal.SIGKILL)
    assert end_of(crew, run_id)["state_type"] == "CRASHED"
    assert_all_ended(crew)
    place.assert_old()
    place.page.free.set()
    assert result(crew.server.run("nightly", nightly(place))) == DONE
    place.assert_done()


@pytest.mark.prove
def test_a_run_outlives_its_worker_and_the_next_one_of_its_deployment_waits_for_it(crew, place):
    place.page.free.set()
    with place.locked():
        first = crew.server.start("nightly", nightly(place))
        wait_for(lambda: place.at_the_door() == 2, "the run at the office's door")
        crew.kill()
        second = crew.server.start("nightly", nightly(place))
        crew.start()
        wait_for(lambda: crew.server.is_named(second, "AwaitingConcurrencySlot"), "the next run's turn")
        assert crew.flow(first)
    assert [result(end_of(crew, run_id)) for run_id in (first, second)] == [DONE, DONE]
    place.assert_done()
    place.assert_courteous()


def test_runs_of_one_office_at_once_wait_for_each_other(crew, place):
    """The same deployment twice with the same parameters, and the command line beside them."""
    place.page.free.set()
    with place.locked():
        runs = [crew.server.start("one-office", one_office(place)) for _ in range(2)]
        command = place.command(crew.environment)
        wait_for(lambda: place.at_the_door() == 4, "three runs at the office's door")
        assert place.site.log == []
    assert [result(end_of(crew, run_id)) for run_id in runs] == [DONE, DONE]
    said, _ = command.communicate(timeout=PATIENCE)
    assert command.returncode == 0, said
    place.assert_done()
    place.assert_courteous()
    new = place.page.reply.headers["ETag"]
    assert [request.headers.get("if-none-match") for request in place.asked()] == [None, new, new]


@pytest.mark.prove
def test_a_flow_run_that_is_delivered_twice_is_done_once(crew, place):
    place.page.free.set()
    with place.locked():
        run_id = crew.server.start("one-office", one_office(place))
        wait_for(lambda: place.at_the_door() == 2, "the run at the office's door")
        environment = crew.environment | {"PREFECT__FLOW_RUN_ID": run_id}
        again = subprocess.Popen([sys.executable, "-m", "prefect.engine"], env=environment, cwd=crew.home)
        wait_for(lambda: place.at_the_door() == 3, "its double")
    assert again.wait(PATIENCE) == 0
    assert result(end_of(crew, run_id)) == DONE
    assert_all_ended(crew)
    place.assert_done()
    place.assert_courteous()
    new = place.page.reply.headers["ETag"]
    assert [request.headers.get("if-none-match") for request in place.asked()] == [None, new]


@pytest.mark.prove
def test_a_run_that_is_cancelled_leaves_what_was_published_and_can_be_retried(crew, place):
    """Retry, in the window, is the same flow run again."""
    run_id = crew.server.start("one-office", one_office(place))
    fetching(crew, place, run_id)
    crew.server.set_state(run_id, {"type": "CANCELLING"})
    assert end_of(crew, run_id)["state_type"] == "CANCELLED"
    assert_all_ended(crew)
    place.assert_old()
    place.assert_unlocked()
    place.page.free.set()
    crew.server.set_state(run_id, {"type": "SCHEDULED", "name": "AwaitingRetry"})
    assert result(end_of(crew, run_id)) == DONE
    assert crew.server.ask(f"flow_runs/{run_id}")["run_count"] == 2
    place.assert_done()


@pytest.mark.parametrize(
    "moment", [*(pytest.param(one, marks=pytest.mark.prove) for one in (fetching, reading)), publishing]
)
def test_a_flow_that_is_told_to_end_leaves_what_was_published(crew, place, moment):
    run_id = crew.server.start("one-office", one_office(place))
    flow = moment(crew, place, run_id)
    os.kill(flow, signal.SIGTERM)
    os.kill(flow, signal.SIGCONT)
    crashed = end_of(crew, run_id)
    assert result(crashed) == ("CRASHED", "Execution was aborted by a termination signal.")
    assert_all_ended(crew)
    place.assert_old()
    place.assert_unlocked()
    next_run(place)


@pytest.mark.prove
def test_a_server_that_does_not_answer_holds_up_no_release(crew, place, server):
    run_id = crew.server.start("one-office", one_office(place))
    fetching(crew, place, run_id)
    group = server.process.pid
    os.killpg(group, signal.SIGSTOP)
    try:
        place.page.free.set()
        wait_until(lambda: place.visions() == [NEW], "the release")
    finally:
        os.killpg(group, signal.SIGCONT)
    assert result(end_of(crew, run_id)) == DONE
    assert_all_ended(crew)
    place.assert_done()


def test_offices_are_visited_and_published_though_the_server_was_killed(crew, place, server, restarted):
    """The second office's task begins when the server is gone: they share a host."""
    place.put("esa-p-loei-2", "/loei", Reply(html_page(LOEI)))
    run_id = crew.server.start("nightly", nightly(place, "esa-p-loei-2"))
    fetching(crew, place, run_id)
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    place.page.free.set()
    wait_until(lambda: place.visions() == [NEW], "the release")
    direction = open_release(place.curated).table("direction").to_pylist()
    assert {row["office_id"] for row in direction} == {OFFICE, "esa-p-loei-2"}
    command = [sys.executable, "-m", "flows.prefect_server"]
    home = server.environment["THITTHANG_HOME"]
    log = crew.home / "server.log"
    server.process = restarted.enter_context(started(command, server.environment, log, home))
    await_health(server, server.process, log)
    assert result(end_of(crew, run_id)) == ("COMPLETED", "2/2 offices")
    assert result(crew.server.run("nightly", nightly(place))) == DONE
    place.assert_done()
    place.assert_courteous()


def test_offices_whose_tasks_cannot_begin_are_visited_without_tasks(server, monkeypatch):
    """As when something has a task ask the server, which is lost, before it begins."""
    from prefect import flow, task_engine

    from flows.prefect_visits import VisitTasks, visit_threads

    real = task_engine._concurrency
    lost = threading.Event()
    visited = []

    def asking(*arguments, **more):
        if lost.is_set():
            raise ConnectionRefusedError
        return real(*arguments, **more)

    def visit(office_id):
        lost.set()
        visited.append(office_id)
        return Visit(office_id)

    @flow(task_runner=visit_threads(), persist_result=False)
    def look() -> list[Visit]:
        errands = [Errand(f"office-{number}", frozenset({HOST})) for number in range(3)]
        return list(VisitTasks()(visit, HostTurns(errands)))

    monkeypatch.setattr(task_engine, "_concurrency", asking)
    with server.used():
        seen = look()
    assert visited == [f"office-{number}" for number in range(3)]
    assert [one.office_id for one in seen if not one.is_failed] == visited
