"""What outcomes mean for message and exit code; settings; the host gate; steps without Prefect."""

import subprocess
import sys
import threading
import time
from itertools import pairwise

import pytest

from flows.prefect_settings import enter_home, prepare_prefect
from flows.report import RunReport, as_json
from flows.settings import NO_CONTACT, settings_from, user_agent
from schemas.codes import FindingCode, OutcomeStatus, Severity
from schemas.errors import ThitthangError
from schemas.records import Finding, Outcome
from sources.gates import HostGate
from tests.pages import LOEI, text_page

PUBLISHED, UNCHANGED, HELD, FAILED = OutcomeStatus


def outcome(status, code=None):
    findings = () if code is None else (Finding(code, Severity.ERROR, "why"),)
    return Outcome(status, "x", findings=findings)


def report(*outcomes, forgiven=()):
    return RunReport("ingest", "office", outcomes, forgiven=frozenset(forgiven))


@pytest.mark.parametrize(
    ("outcomes", "exit_code", "message"),
    [
        ((), 0, "0/0 offices"),
        ((outcome(PUBLISHED),), 0, "1/1 office"),
        ((outcome(PUBLISHED), outcome(UNCHANGED)), 0, "2/2 offices"),
        ((outcome(PUBLISHED), outcome(HELD, FindingCode.DAMAGED)), 1, "1/2 offices, 1 held"),
        (
            (outcome(FAILED, FindingCode.TLS), outcome(FAILED, FindingCode.FETCH_FAILED)),
            1,
            "0/2 offices, 2 unreachable",
        ),
        ((outcome(FAILED, FindingCode.GONE),), 1, "0/1 office, 1 gone"),
        ((outcome(FAILED, FindingCode.NO_SOURCE),), 1, "0/1 office, 1 without a known address"),
        ((outcome(FAILED, FindingCode.STEP_FAILED),), 1, "0/1 office, 1 failed"),
        ((outcome(UNCHANGED, FindingCode.NO_SECTION),), 1, "1/1 office"),
    ],
)
def test_exit_code_and_message(outcomes, exit_code, message):
    assert (report(*outcomes).exit_code, report(*outcomes).message) == (exit_code, message)
    assert as_json(report(*outcomes))["exit_code"] == exit_code


def test_only_what_is_expected_is_forgiven():
    missing = outcome(FAILED, FindingCode.NO_SOURCE)
    forgiven = [FindingCode.NO_SOURCE]
    assert report(missing, forgiven=forgiven).exit_code == 0
    assert report(missing, outcome(HELD, FindingCode.EMPTY), forgiven=forgiven).exit_code == 1


def test_what_is_asked_for_goes_before_the_environment():
    environment = {"THITTHANG_RAW": "r", "THITTHANG_CURATED": "c", "THITTHANG_LOCK_SECONDS": "3"}
    assert settings_from(environment, raw="mine").raw == "mine"
    assert settings_from(environment).curated == "c"
    assert settings_from(environment).lock_seconds == 3
    assert (settings_from({}).raw, settings_from({}).curated, settings_from({}).contact) == (
        "raw",
        "curated",
        NO_CONTACT,
    )
    assert settings_from({}).processes >= 1
    assert settings_from({}, workers=3).processes == 3
    with pytest.raises(ThitthangError, match="THITTHANG_LOCK_SECONDS"):
        settings_from({"THITTHANG_LOCK_SECONDS": "soon"})


def test_sites_are_told_who_asks():
    agent = user_agent(settings_from({"THITTHANG_CONTACT": "+66 2 000 0000"}))
    assert agent.startswith("thitthang/")
    assert "+66 2 000 0000" in agent


def test_a_gate_lets_one_in_a_host_and_keeps_the_pause():
    gate = HostGate(0.1)
    times = {"a": [], "b": []}

    def visit(host):
        with gate.at(host):
            begun = time.monotonic()
            time.sleep(0.05)
            times[host].append((begun, time.monotonic()))

    threads = [threading.Thread(target=visit, args=(host,)) for host in "aaabbb"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for visits in times.values():
        visits.sort()
        assert all(later[0] - earlier[1] >= 0.09 for earlier, later in pairwise(visits))
    assert times["b"][0][0] < times["a"][1][0]


def test_a_worker_without_a_home_refuses(tmp_path, monkeypatch):
    for name in ("THITTHANG_HOME", "THITTHANG_RAW", "THITTHANG_CURATED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ThitthangError, match="THITTHANG_HOME"):
        enter_home()
    monkeypatch.setenv("THITTHANG_RAW", "/data/raw")
    with pytest.raises(ThitthangError):
        enter_home()
    monkeypatch.setenv("THITTHANG_CURATED", "/data/curated")
    enter_home()
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("THITTHANG_HOME", str(tmp_path / "home"))
    enter_home()
    from pathlib import Path

    assert Path.cwd() == tmp_path / "home"


def test_prefect_is_told_to_be_quiet_and_private(tmp_path, monkeypatch):
    import os

    names = ("PREFECT_HOME", "DO_NOT_TRACK", "PREFECT_API_URL", "PREFECT_LOGGING_LEVEL")
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    prepare_prefect(tmp_path / "a" / "prefect")
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "a" / "prefect")
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert (tmp_path / "a" / "prefect").is_dir()


def test_a_whole_load_runs_without_prefect(tmp_path):
    (tmp_path / "loei.txt").write_bytes(text_page(LOEI))
    program = (
        "import sys\nfrom pathlib import Path\nfrom flows.settings import Settings\n"
        "from flows.steps import load, rebuild\n"
        f"settings = Settings(raw={str(tmp_path / 'raw')!r}, curated={str(tmp_path / 'curated')!r})\n"
        f"report = load([Path({str(tmp_path / 'loei.txt')!r})], settings)\n"
        "assert report.good == 1, report\nassert rebuild(settings).exit_code == 0\n"
        "sys.exit('prefect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
