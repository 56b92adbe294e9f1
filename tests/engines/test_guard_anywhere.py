"""The guard in threads, in processes that may have no children, in forks; and when its own process ends."""

import multiprocessing
import os
import select
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from engines.guard import close_guards, guarded
from engines.limits import Limits
from schemas.codes import FindingCode
from tests.hostile import mock_reader

ROOT = Path(__file__).resolve().parents[2]
QUICK = Limits(seconds=0.3)
FORKS = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # of Python 3.12
STATES = {
    "busy": "guarded(mock_reader.call_and_hang, sys.argv[1])",
    "idle": "guarded(mock_reader.who); guarded(mock_reader.call, sys.argv[1]); sys.stdin.read()",
}


def has_ended(watch):
    poll = select.poll()
    poll.register(watch, select.POLLIN)
    return bool(poll.poll(20_000))


def program(body):
    return f"import sys\nfrom engines.guard import guarded\nfrom tests.hostile import mock_reader\n{body}"


def test_threads_read_side_by_side(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(2) as pool:
        ends = [pool.submit(guarded, mock_reader.meet, pipe, flag) for flag in (os.O_RDONLY, os.O_WRONLY)]
        pids = {end.result() for end in ends}
    assert len(pids) == 2
    with ThreadPoolExecutor(2) as pool:  # other threads, the same processes
        ends = [pool.submit(guarded, mock_reader.meet, pipe, flag) for flag in (os.O_RDONLY, os.O_WRONLY)]
        assert {end.result() for end in ends} == pids


@FORKS
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_in_a_process_pool(start):
    own = guarded(mock_reader.who)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(start)) as pool:
        assert pool.submit(guarded, mock_reader.hang, b"", limits=QUICK).result().code is (
            FindingCode.PARSER_TIMEOUT
        )
        there = pool.submit(guarded, mock_reader.who).result()
        watch = os.pidfd_open(there)
    assert has_ended(watch)
    os.close(watch)
    assert there != own
    assert guarded(mock_reader.who) == own


@FORKS
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_in_a_daemonic_process(start):
    """Such a process, a worker of Dask's among them, may not have children of multiprocessing's."""
    with multiprocessing.get_context(start).Pool(1) as pool:
        assert pool.apply(guarded, (mock_reader.abort, b"")).code is FindingCode.PARSER_CRASH
        assert pool.apply(guarded, (mock_reader.read, b"next")) == "next"


@pytest.mark.parametrize("state", STATES)
def test_a_killed_caller_leaves_nothing_behind(tmp_path, state):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-c", program(STATES[state]), str(pipe)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, env=environment) as caller:
        watch = os.pidfd_open(int(pipe.read_text()))
        caller.kill()
    with closing(os.fdopen(watch)):
        assert has_ended(watch)


def test_a_caller_that_ends_removes_all(tmp_path):
    command = [sys.executable, "-c", program("print(guarded(mock_reader.who))")]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not Path("/proc", done.stdout.strip()).exists()
    assert not list(tmp_path.iterdir())


def test_a_caller_that_waits_for_no_child():
    body = (
        "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nprint(guarded(mock_reader.abort, b''))"
    )
    command = [sys.executable, "-c", program(body)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "PARSER_CRASH" in done.stdout


def test_guards_can_be_closed():
    first = guarded(mock_reader.who)
    close_guards()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert guarded(mock_reader.who) != first
