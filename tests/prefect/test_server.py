"""With a real server: deployments, scheduled runs, and one office on a worker down to its rows."""

import json
import subprocess
import sys
from itertools import pairwise

import pytest

from flows.remedies import remedy
from schemas.codes import FindingCode
from schemas.errors import ThitthangError
from stores.curated.release import open_release
from tests.pages import LOEI, TRAT, html_page, office_file, serve, text_page
from tests.prefect.conftest import ROOT, deploy, free_port, wait_for

pytestmark = pytest.mark.prefect


def test_the_nightly_run_is_scheduled_for_half_past_one_in_bangkok(deployed):
    times = wait_for(lambda: deployed.scheduled_times("nightly"), "scheduled runs")
    assert {(time.hour, time.minute, time.utcoffset().total_seconds()) for time in times} == {(18, 30, 0)}
    assert {(later - earlier).days for earlier, later in pairwise(times)} == {1}


def test_the_inbox_is_looked_into_every_hour(deployed):
    times = wait_for(lambda: deployed.scheduled_times("load-folder"), "scheduled runs")
    assert {time.minute for time in times} == {10}
    assert {(later - earlier).seconds for earlier, later in pairwise(times)} == {3600}


def test_deploying_again_changes_nothing(deployed):
    def stock():
        deployments = {item["name"]: item["id"] for item in deployed.ask("deployments/filter", {})}
        automations = {item["name"]: item["id"] for item in deployed.ask("automations/filter", {})}
        return deployments, automations, len(deployed.ask("work_pools/filter", {}))

    before = stock()
    said = deploy(deployed)
    assert stock() == before
    assert "flows.prefect_worker" in said
    assert len(before[0]) == 4
    assert set(before[1]) == {"thitthang: runs that fell silent", "thitthang: runs that never began"}


def test_a_server_that_does_not_answer_is_told_with_what_to_start(server):
    from flows.prefect_reach import await_server

    address = f"http://127.0.0.1:{free_port()}/api"
    with (
        server.used(address),
        pytest.raises(ThitthangError, match="does not answer") as told,
    ):
        await_server(address, patience_seconds=0)
    assert "python -m flows.prefect_server" in told.value.remedy


def test_nothing_of_this_machine_is_deployed(deployed):
    for name in ("nightly", "one-office", "load-folder", "rebuild"):
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
    assert set(failed["tags"]) == {"thitthang", "esa-p-trat", "primary"}
    artifacts = working.artifacts(failed["id"])
    assert set(artifacts) == {"ingest-summary", "ingest-needs-a-look"}
    assert "GONE" in artifacts["ingest-summary"]["data"]
    (row,) = json.loads(artifacts["ingest-needs-a-look"]["data"])
    assert (row["outcome"], row["office_id"], row["code"]) == ("failed", "esa-p-trat", "GONE")
    assert row["what to do"] == remedy(FindingCode.GONE)


def test_a_name_that_no_office_has_is_told_in_the_state(working):
    run = working.run("one-office", {"office": "no such place"})
    assert run["state_type"] == "FAILED"
    assert "no such place: no such office" in run["state"]["message"]


def test_the_inbox_is_loaded_once_it_holds_something(working, home):
    missing = working.run("load-folder", {})
    assert missing["name"] == "load inbox"
    assert (missing["state_type"], missing["state"]["message"]) == (
        "COMPLETED",
        f"nothing to load: there is no folder {home}/inbox; make it and put documents into it",
    )
    (home / "inbox").mkdir()
    (home / "inbox" / "loei.txt").write_bytes(text_page(LOEI))
    loaded = working.run("load-folder", {})
    assert (loaded["state_type"], loaded["state"]["message"]) == ("COMPLETED", "1/1 document")
    direction = open_release(home / "curated").table("direction").to_pylist()
    assert "esa-p-loei-2" in {row["office_id"] for row in direction}
    again = working.run("load-folder", {})
    assert again["state"]["message"] == f"nothing new in {home}/inbox: its file was loaded before"


def test_rebuild_reads_the_captures_again(working):
    run = working.run("rebuild", {"office": "สพป.เลย เขต 2"})
    assert run["name"] == "rebuild สพป.เลย เขต 2"
    assert run["state_type"] == "COMPLETED"


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
