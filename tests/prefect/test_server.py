"""With a real server: deployments, scheduled runs, and one office on a worker down to its rows."""

import subprocess
import sys
from datetime import datetime
from itertools import pairwise

import pytest

from stores.curated.release import open_release
from tests.pages import TRAT, html_page, office_file, serve, text_page
from tests.prefect.conftest import ROOT, wait_for

pytestmark = pytest.mark.prefect


def test_the_nightly_run_is_scheduled_for_half_past_one_in_bangkok(deployed):
    nightly = deployed.deployment("nightly")

    def scheduled():
        wanted = {"deployments": {"id": {"any_": [nightly["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
        runs = deployed.ask("flow_runs/filter", wanted)
        return runs if len(runs) >= 2 else None

    times = [
        datetime.fromisoformat(run["expected_start_time"]) for run in wait_for(scheduled, "scheduled runs")
    ]
    assert {(time.hour, time.minute, time.utcoffset().total_seconds()) for time in times} == {(18, 30, 0)}
    assert {(later - earlier).days for earlier, later in pairwise(times)} == {1}


def test_nothing_of_this_machine_is_deployed(deployed):
    for name in ("nightly", "one-office"):
        deployment = deployed.deployment(name)
        assert str(ROOT) not in str(deployment)
        assert deployment["entrypoint"].startswith("flows.prefect_flows.")
        assert deployment["pull_steps"] == [{"flows.prefect_settings.enter_home": {}}]


def test_one_office_runs_on_a_worker_down_to_its_rows(working, home):
    with serve() as site:
        site.pages["vision"] = html_page(TRAT)
        office_file(home / "sources", "esa-p-trat", site.url("vision"))
        run = working.run("one-office", {"office": "สพป.ตราด"})
        assert (run["state_type"], run["state"]["message"]) == ("COMPLETED", "1/1 office")
        assert run["name"] == "ingest สพป.ตราด"
        direction = open_release(home / "curated").table("direction").to_pylist()
        assert {row["office_id"] for row in direction} == {"esa-p-trat"}
        assert {row["kind"] for row in direction} == {"vision", "mission"}

        site.pages["vision"] = 404
        failed = working.run("one-office", {"office": 2301})
    assert (failed["state_type"], failed["state"]["message"]) == ("FAILED", "0/1 office, 1 gone")
    assert open_release(home / "curated").table("direction").to_pylist() == direction
    tasks = working.ask("task_runs/filter", {"flow_runs": {"id": {"any_": [failed["id"]]}}})
    assert [task["name"] for task in tasks] == ["esa-p-trat"]
    summaries = working.ask("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [failed["id"]]}}})
    assert [summary["key"] for summary in summaries] == ["ingest-summary"]
    assert "GONE" in summaries[0]["data"]


def test_the_command_line_uses_a_server_that_is_named(server, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "trat.txt").write_bytes(text_page(TRAT))
    done = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "load", "pages"],
        cwd=tmp_path,
        env={**server.environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ran without Prefect" not in done.stdout
    runs = server.ask("flow_runs/filter", {"flow_runs": {"name": {"any_": ["load pages"]}}})
    assert [run["state"]["message"] for run in runs] == ["1/1 document"]
