"""Hosts' turns among processes: one at a time, the pause between two kept, a dead holder no hindrance."""

import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from sources.gates import HostGate
from sources.host_files import HostFiles

ROOT = Path(__file__).resolve().parents[2]
HOST = "www.example.go.th"
VISITOR = """
import sys, time
from pathlib import Path
from sources.gates import HostGate
from sources.host_files import HostFiles
gate = HostGate(float(sys.argv[3]), HostFiles(Path(sys.argv[1])))
for _ in range(int(sys.argv[2])):
    with gate.at("www.example.go.th"):
        print("in", time.time(), flush=True)
        if sys.argv[3] == "0.001":
            sys.stdin.read()
        print("out", time.time(), flush=True)
"""


def visitor(folder, times, pause):
    command = [sys.executable, "-c", VISITOR, str(folder), str(times), str(pause)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def spans(*told):
    """When each visit began and ended, in the order of their beginnings."""
    found = []
    for text in told:
        moments = [float(line.split()[1]) for line in text.splitlines()]
        found += list(zip(moments[::2], moments[1::2], strict=True))
    return sorted(found)


def test_visits_of_two_processes_are_apart(tmp_path):
    both = [visitor(tmp_path, 5, 0.1) for _ in range(2)]
    found = spans(*(process.communicate(timeout=60)[0] for process in both))
    assert len(found) == 10
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(found)]
    assert min(gaps) >= 0.0999


def test_a_killed_visitor_keeps_nobody_out(tmp_path):
    process = visitor(tmp_path, 1, 0.001)
    assert process.stdout.readline().startswith("in")
    entered = threading.Event()
    gate = HostGate(0.001, HostFiles(tmp_path))

    def enter():
        with gate.at(HOST):
            entered.set()

    thread = threading.Thread(target=enter)
    thread.start()
    assert not entered.wait(0.2)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert entered.wait(30)
    thread.join()


def test_who_is_inside_goes_through_again(tmp_path):
    gate = HostGate(0.0, HostFiles(tmp_path))
    with gate.at(HOST), gate.at(HOST):
        pass


def test_the_end_of_a_run_ends_the_wait(tmp_path):
    holder, waiter = (HostGate(0.0, HostFiles(tmp_path)) for _ in range(2))
    came = threading.Event()

    def wait():
        with waiter.at(HOST):
            came.set()

    with holder.at(HOST):
        thread = threading.Thread(target=wait)
        thread.start()
        waiter.end()
        assert came.wait(30)
    thread.join()


@pytest.mark.parametrize("kept", ["nonsense", "99999999999.0", ""])
def test_a_time_that_cannot_be_is_no_reason_to_wait(tmp_path, kept):
    files = HostFiles(tmp_path)
    with files.turn(HOST, 0.0, time.sleep):
        pass
    (path,) = tmp_path.iterdir()
    path.write_text(kept)
    rested = []
    with files.turn(HOST, 60.0, rested.append):
        pass
    assert rested == []


def test_a_folder_that_cannot_be_made_keeps_nobody_out(tmp_path):
    (tmp_path / "file").write_text("")
    with HostFiles(tmp_path / "file" / "hosts").turn(HOST, 60.0, time.sleep):
        pass
