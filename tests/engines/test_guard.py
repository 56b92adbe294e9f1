"""The guard's calls: what a hostile document does comes back as a value, and the next one is read."""

import os
import pickle
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest

from engines.frames import Channel
from engines.guard import Guard
from engines.guard_process import GuardedProcess
from engines.limits import MIB, Limits
from schemas.codes import HOLDING_CODES, FindingCode, Severity
from schemas.engines import Stopped
from schemas.errors import EngineError
from tests.hostile import mock_reader

ROOT = Path(__file__).resolve().parents[2]
QUICK = Limits(seconds=0.3)
SOON = Limits(seconds=1.5)
TIGHT = Limits(memory=150 * MIB)


@pytest.fixture
def guard():
    with Guard() as guard:
        yield guard


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def told(folder):
    return [int(path.name) for path in folder.iterdir()]


def test_a_value_comes_back(guard):
    assert guard.run(mock_reader.read, "วิสัยทัศน์".encode()) == "วิสัยทัศน์"


def test_one_process_reads_many_documents(guard):
    first = guard.run(mock_reader.who)
    assert first == guard.run(mock_reader.who) == guard.pid != os.getpid()


def test_megabytes_go_both_ways(guard):
    assert len(guard.run(mock_reader.read_long, b"x" * (5 * MIB), 4)) == 20 * MIB


@pytest.mark.parametrize(
    "reader",
    [
        mock_reader.hang,
        mock_reader.hang_deaf,
        mock_reader.hang_with_the_interpreter_locked,
        mock_reader.spin,
    ],
)
def test_a_hang_is_a_timeout(guard, reader):
    stopped = guard.run(reader, b"", limits=QUICK)
    assert stopped == Stopped(FindingCode.PARSER_TIMEOUT, "reading it took more than 0.3 seconds")
    assert guard.run(mock_reader.read, b"next") == "next"


@pytest.mark.parametrize("reader", [mock_reader.allocate, mock_reader.allocate_at_once])
def test_too_much_memory(guard, reader):
    stopped = guard.run(reader, b"", limits=TIGHT)
    assert stopped == Stopped(FindingCode.PARSER_MEMORY, "reading it took more than 150 MiB of memory")
    assert guard.run(mock_reader.read, b"next") == "next"


ENDED = """
from engines.guard import Guard
from engines.limits import MIB, Limits
from tests.hostile import mock_reader

with Guard() as guard:
    stopped = guard.run(mock_reader.allocate_and_abort, b"", limits=Limits(memory=150 * MIB))
print(stopped.code.value, "SIGABRT" in stopped.detail)
"""


def test_a_process_that_ends_because_memory_does():
    # In a process of its own: Linux hands a process's greatest memory on to what it starts, so under a
    # test runner of some hundred MiB such an end is told as PARSER_CRASH.
    done = subprocess.run([sys.executable, "-c", ENDED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["PARSER_MEMORY", "True"]


def test_memory_of_all_children_counts(guard, tmp_path):
    assert (
        guard.run(mock_reader.allocate_in_children, tmp_path, limits=TIGHT).code is FindingCode.PARSER_MEMORY
    )
    assert told(tmp_path)
    assert not any(map(runs, told(tmp_path)))


@pytest.mark.parametrize(
    ("reader", "how"),
    [
        (mock_reader.abort, "signal SIGABRT"),
        (mock_reader.touch_forbidden_memory, "signal SIGSEGV"),
        (mock_reader.leave, "exit code 0"),
    ],
)
def test_a_crash(guard, reader, how):
    stopped = guard.run(reader, b"")
    assert stopped.code is FindingCode.PARSER_CRASH
    assert stopped.message == f"reading it ended the process ({how})"
    assert guard.run(mock_reader.read, b"next") == "next"


def test_the_place_of_a_crash_is_told(guard):
    assert "mock_reader.py" in guard.run(mock_reader.abort, b"").detail


@pytest.mark.parametrize(
    ("reader", "error"),
    [
        (mock_reader.raise_error, "KeyError"),
        (mock_reader.raise_unpicklable, "LocalError"),
        (mock_reader.give_unpicklable, "TypeError"),
        (mock_reader.exit_politely, "SystemExit"),
    ],
)
def test_an_exception(guard, reader, error):
    stopped = guard.run(reader, b"")
    assert stopped.code is FindingCode.PARSER_ERROR
    assert stopped.message == f"reading it failed: {error}"
    assert error in stopped.detail


def test_a_flood_of_print_goes_nowhere(guard, capfd):
    assert guard.run(mock_reader.flood, b"") == "still here"
    assert capfd.readouterr() == ("", "")


def test_a_flood_of_values(guard):
    stopped = guard.run(mock_reader.read_long, b"x" * MIB, 3, limits=Limits(output=2 * MIB))
    assert stopped == Stopped(FindingCode.PARSER_MEMORY, "what was read out of it is larger than 2 MiB")


def test_a_flood_of_bytes_on_the_channel_itself(guard, monkeypatch):
    monkeypatch.setattr("engines.guarded_call._HEADS", -MIB)  # as if the process did not keep to the limit
    stopped = guard.run(mock_reader.read_long, b"x" * MIB, 3, limits=Limits(output=4 * MIB - 1000))
    assert stopped.code is FindingCode.PARSER_MEMORY


def test_a_file_of_a_terabyte(guard):
    assert "OSError" in guard.run(mock_reader.flood_disk, b"").message


def test_a_fork_bomb(guard):
    stopped = guard.run(mock_reader.fork_bomb, b"", limits=Limits(memory=4096 * MIB, processes=16))
    assert stopped == Stopped(FindingCode.PARSER_CRASH, "reading it started more than 16 processes")


@pytest.mark.parametrize(
    ("reader", "outcome"),
    [
        (mock_reader.fork_and_hang, FindingCode.PARSER_TIMEOUT),
        (mock_reader.fork_and_crash, FindingCode.PARSER_CRASH),
        (mock_reader.fork_and_return, None),
    ],
)
def test_children_do_not_outlive_the_call(guard, tmp_path, reader, outcome):
    result = guard.run(reader, tmp_path, limits=SOON)
    assert getattr(result, "code", None) is outcome
    assert len(told(tmp_path)) >= 3
    assert not any(map(runs, told(tmp_path)))


def test_a_child_that_comes_back_too_is_not_heard(guard):
    assert [guard.run(mock_reader.fork_and_come_back, b"") for _ in range(2)] == ["once", "once"]


def test_a_process_with_a_thread_left_over_is_replaced(guard):
    first = guard.run(mock_reader.who)
    guard.run(mock_reader.start_thread, b"")
    assert guard.run(mock_reader.who) != first


def test_a_crash_of_a_used_process_is_tried_in_a_new_one(guard, tmp_path):
    guard.run(mock_reader.tell_and_abort, tmp_path)
    assert len(told(tmp_path)) == 1
    guard.run(mock_reader.read, b"")
    guard.run(mock_reader.tell_and_abort, tmp_path)
    assert len(told(tmp_path)) == 3


def test_a_timeout_is_not_tried_again(guard, tmp_path):
    guard.run(mock_reader.read, b"")
    guard.run(mock_reader.tell_and_hang, tmp_path, limits=SOON)
    assert len(told(tmp_path)) == 1


def test_an_engine_moves_the_deadline(guard):
    stopped = guard.run(mock_reader.take_more_time_and_hang, 0.2, limits=SOON)
    assert stopped.message == "reading it took more than 1.7 seconds"


def test_the_deadline_has_an_end(guard):
    limits = Limits(seconds=1.5, most_seconds=1.6)
    stopped = guard.run(mock_reader.take_more_time_and_hang, 60.0, limits=limits)
    assert stopped.message == "reading it took more than 1.6 seconds"


def test_the_process_knows_what_it_is(guard):
    from engines.guarded import inside, more_time

    more_time(60)  # does nothing here
    assert not inside()
    assert guard.run(mock_reader.inside_a_guard)


def test_files_go_to_a_folder_that_ends_with_the_process(guard):
    folders = guard.run(mock_reader.where)
    assert len(set(folders)) == 1
    assert Path(folders[0]).is_dir()
    guard.close()
    assert not Path(folders[0]).exists()


def test_no_core_is_dumped_and_the_limit_is_not_final(guard):
    (soft, hard), core = guard.run(mock_reader.limits, limits=TIGHT)
    assert core == (0, 0)
    assert soft < 400 * MIB
    assert hard != soft


def test_a_process_killed_while_idle_is_replaced(guard):
    first = guard.run(mock_reader.who)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert guard.run(mock_reader.who) not in {first, None}


def test_a_process_killed_just_before_the_call_is_replaced(guard, monkeypatch):
    first = guard.run(mock_reader.who)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    monkeypatch.setattr(GuardedProcess, "has_ended", lambda _self: False)
    assert guard.run(mock_reader.who) not in {first, None}


def test_an_interrupt_ends_the_process(guard, monkeypatch):
    pid = guard.run(mock_reader.who)
    receive = Channel.receive

    def interrupted(self, timeout=None):
        if frame := receive(self, timeout):
            return frame
        raise KeyboardInterrupt

    monkeypatch.setattr(Channel, "receive", interrupted)
    with pytest.raises(KeyboardInterrupt):
        guard.run(mock_reader.hang, b"")
    assert guard.pid is None
    assert not runs(pid)


def test_a_function_that_only_the_caller_knows(guard, monkeypatch):
    module = types.ModuleType("only_here")
    exec("def read(data): return data", module.__dict__)  # noqa: S102
    monkeypatch.setitem(sys.modules, "only_here", module)
    with pytest.raises(EngineError, match="only_here"):
        guard.run(module.read, b"")
    with pytest.raises((pickle.PicklingError, AttributeError)):
        guard.run(lambda: None)
    assert guard.run(mock_reader.read, b"next") == "next"


@pytest.mark.parametrize(
    ("program", "cause"),
    [("/no/such/python", "cannot be started"), ("/bin/false", "ended before it could read")],
)
def test_a_process_that_does_not_start(guard, monkeypatch, program, cause):
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(EngineError, match=cause):
        guard.run(mock_reader.read, b"")


def test_a_process_that_does_not_start_in_time(guard):
    with pytest.raises(EngineError, match="did not start within 0 seconds"):
        guard.run(mock_reader.read, b"", limits=Limits(start_seconds=0))


def test_what_stopped_a_document_holds_it():
    finding = Stopped(FindingCode.PARSER_CRASH, "reading it ended the process", detail="words").finding()
    assert finding.code in HOLDING_CODES
    assert finding.severity is Severity.ERROR
    assert finding.evidence == ""
    assert {FindingCode.PARSER_MEMORY, FindingCode.PARSER_TIMEOUT} <= HOLDING_CODES
