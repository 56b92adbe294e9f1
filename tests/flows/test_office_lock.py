"""One run at a time looks for an office: the next one waits, or says that it is busy."""

import os
import signal
import threading
from pathlib import Path

import pytest

from schemas.codes import FindingCode, OutcomeStatus
from tests.network.sites import ordinary
from tests.one_office import PATIENCE, Place, wait_until

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path):
    with ordinary() as site:
        place = Place(tmp_path, site, tmp_path / "sources")
        yield place
        place.page.free.set()


def test_the_second_of_two_runs_asks_whether_the_page_has_changed_since_the_first(place):
    reports = []
    runs = [threading.Thread(target=lambda: reports.append(place.run())) for _ in range(2)]
    runs[0].start()
    assert place.page.came.wait(PATIENCE)
    runs[1].start()
    wait_until(lambda: place.at_the_door() == 2, "the second run at the office's door")
    assert len(place.asked()) == 1
    place.page.free.set()
    for run in runs:
        run.join()
    assert [report.exit_code for report in reports] == [0, 0]
    assert sorted(report.published for report in reports) == [False, True]
    place.assert_done()
    conditions = [request.headers.get("if-none-match") for request in place.asked()]
    assert conditions == [None, place.page.reply.headers["ETag"]]


def test_a_run_that_waited_long_enough_says_so_and_changes_nothing(place):
    place.page.free.set()
    with place.locked():
        report = place.run(lock_seconds=0.05)
    (outcome,) = report.outcomes
    assert outcome.status is OutcomeStatus.FAILED
    assert [finding.code for finding in outcome.findings] == [FindingCode.STEP_FAILED]
    assert "another run has been writing here for 0.05 s" in outcome.reason
    assert place.site.log == []
    place.assert_old()
    assert place.run().exit_code == 0
    place.assert_done()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_ended_keeps_nobody_from_the_office(place, how):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THITTHANG")}
    own = {"THITTHANG_SOURCES": str(place.sources), "THITTHANG_TEST_LOOPBACK": "1", "PYTHONPATH": str(ROOT)}
    ended = place.command(kept | own)
    assert place.page.came.wait(PATIENCE)
    ended.send_signal(how)
    ended.communicate(timeout=PATIENCE)
    assert ended.returncode != 0
    place.assert_old()
    place.assert_unlocked()
    place.page.free.set()
    assert place.run().exit_code == 0
    place.assert_done()
