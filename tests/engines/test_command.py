"""Programs run by engines, inside a guarded process and outside."""

import os
import resource

import pytest

from engines.command import Command, Finished, read_output, run
from engines.guard import Guard
from engines.limits import Limits
from schemas.codes import FindingCode
from schemas.engines import Stopped
from tests.hostile.mock_reader import run_script

HANGS = {
    "a child": "(echo alive; sleep 1000) > {pipe} & sleep 1000",
    "a child of its own session": "setsid sh -c 'echo alive; sleep 1000' > {pipe} & sleep 1000",
    "an orphan that ignores signals": "(trap '' TERM HUP; (echo alive; sleep 1000) &) > {pipe}; sleep 1000",
}


@pytest.fixture
def pipe(tmp_path):
    """A named pipe whose reader comes to its end when nobody who writes to it is alive."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(end, True)
    with os.fdopen(end) as told:
        yield told


def test_its_end_and_its_words(tmp_path):
    assert run_script("echo out; echo error >&2; exit 3", tmp_path, 60) == Finished(3, "out\nerror")
    assert run_script("kill -9 $$", tmp_path, 60) == Finished(-9, "")
    assert run_script("cat; pwd; echo $TMPDIR", tmp_path, 60).words == f"{tmp_path}\n{tmp_path}"


def test_the_end_of_many_words(tmp_path):
    words = run_script("yes | head -c 1000000; echo end", tmp_path, 60).words
    assert words.endswith("y\nend")
    assert len(words) < 5000


def test_a_flood_of_words(tmp_path):
    assert run_script("ulimit -f 100; exec yes", tmp_path, 60).exit_code != 0
    assert (tmp_path / "printed").stat().st_size < 1_000_000


def test_its_limits(tmp_path):
    words = run_script("read x < /dev/null; sleep 0.5; ulimit -v; ulimit -f", tmp_path, 60).words
    assert words.split() == [str(1 << 20), str(256 << 11)]


def test_a_program_that_is_not_there(tmp_path):
    stopped = run(Command("it", ["/no/such/program"], tmp_path, 60, 1 << 30, {}))
    assert stopped == Stopped(FindingCode.NEEDS_TOOL, "it cannot be started: No such file or directory")


@pytest.mark.parametrize("script", HANGS.values(), ids=HANGS)
def test_all_it_started_dies_with_it(tmp_path, pipe, script):
    stopped = run_script(script.format(pipe=tmp_path / "pipe"), tmp_path, 2)
    assert stopped == Stopped(FindingCode.PARSER_TIMEOUT, "the script took more than 2 seconds")
    assert pipe.read() == "alive\n"


@pytest.mark.parametrize("script", HANGS.values(), ids=HANGS)
def test_all_it_started_dies_with_the_guarded_process(tmp_path, pipe, script):
    with Guard() as guard:
        script = script.format(pipe=tmp_path / "pipe")
        stopped = guard.run(run_script, script, tmp_path, 1000, limits=Limits(most_seconds=2))
        assert stopped.message == "reading it took more than 2 seconds"
        assert pipe.read() == "alive\n"


def test_what_it_leaves_behind_dies_when_it_ends(tmp_path, pipe):
    script = f"setsid sh -c 'echo alive; sleep 1000' > {tmp_path / 'pipe'} & sleep 1"
    assert run_script(script, tmp_path, 60) == Finished(0, "")
    assert pipe.read() == "alive\n"


def test_its_time_does_not_count_as_the_readers(tmp_path):
    with Guard() as guard:
        assert guard.run(run_script, "sleep 1.5", tmp_path, 60, limits=Limits(seconds=1)) == Finished(0, "")


def test_time_it_left_over_is_given_back(tmp_path):
    with Guard() as guard:
        limits = Limits(seconds=1.5)
        stopped = guard.run(run_script_and_hang, tmp_path, limits=limits)
        assert stopped.code is FindingCode.PARSER_TIMEOUT
        assert 1.5 < float(stopped.message.split()[-2]) < 60


def run_script_and_hang(folder):
    from tests.hostile.mock_reader import hang

    run_script("exit 0", folder, 1000)
    hang()


def test_outputs(tmp_path):
    (tmp_path / "empty").touch()
    (tmp_path / "some").write_bytes(b"some")
    assert read_output(tmp_path / "some") == b"some"
    assert read_output(tmp_path / "some", largest=3) is None
    assert read_output(tmp_path / "empty") is None
    assert read_output(tmp_path / "none") is None


def test_own_limits_stay(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_FSIZE)
    run_script("exit 0", tmp_path, 60)
    assert (resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_FSIZE)) == before
