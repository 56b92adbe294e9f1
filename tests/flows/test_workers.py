"""Reading many documents in processes: the same result, and a document that kills one kills only itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from engines.limits import Limits
from flows.documents import Job, read_document
from flows.executors import open_pool
from flows.guardian import MARK, marked_processes
from flows.local_pool import LocalPool, apart
from flows.pools import OwnPool, Pool
from flows.settings import Settings, settings_from
from flows.workers import BATCH, HANDFUL, read_all, run_batches
from schemas.codes import FindingCode, MediaType
from schemas.errors import EngineError, StoreError, ThitthangError
from schemas.ids import sha256, source_id
from schemas.records import Capture, Source
from tests.cli.conftest import thitthang
from tests.pages import LOEI, html_page


def job(number, data=None):
    data = html_page(LOEI, vision=f"องค์กรแห่งการเรียนรู้ลำดับที่ {number}") if data is None else data
    uri = f"pages/{number}.html"
    return Job(
        Capture(
            source=Source(source_id(uri), uri),
            sequence=1,
            captured_at=datetime(2026, 1, 1, tzinfo=UTC),
            content_sha256=sha256(bytes(data)),
            byte_count=len(data),
            sniffed_type=MediaType.HTML,
        ),
        data,
    )


class Killer(bytes):
    """Bytes that end the process that looks at them."""

    __slots__ = ()

    def startswith(self, *_arguments):
        os._exit(1)


class Hoarder(bytes):
    """Bytes that fill the memory of the process that looks at them."""

    __slots__ = ()

    def startswith(self, *_arguments):
        kept = []
        while True:
            kept.append(bytes(64 * 1024 * 1024))


JOBS = [job(number) for number in range(HANDFUL + 10)]


@pytest.fixture(scope="module")
def one_by_one():
    return [read_document(job) for job in JOBS]


def read(jobs, processes):
    with open_pool(Settings(workers=processes)) as pool:
        return list(read_all(iter(jobs), pool))


def test_processes_give_the_same_in_the_same_order(one_by_one):
    assert read(JOBS, 2) == one_by_one


def test_any_executor_will_do(one_by_one):
    with ThreadPoolExecutor(3) as threads, open_pool(Settings(), threads) as pool:
        assert list(read_all(iter(JOBS), pool)) == one_by_one
        assert threads.submit(str, 1).result() == "1"
    assert pool.notes == ()


def test_a_handful_needs_one_process(monkeypatch, one_by_one):
    monkeypatch.setattr(LocalPool, "submit", None)
    assert read(JOBS[:HANDFUL], 8) == one_by_one[:HANDFUL]
    assert read(JOBS, 1) == one_by_one


@pytest.mark.parametrize("count", [HANDFUL, len(JOBS)])
@pytest.mark.parametrize(
    ("document", "code"), [(Killer, FindingCode.PARSER_CRASH), (Hoarder, FindingCode.PARSER_MEMORY)]
)
def test_a_document_that_breaks_its_process_is_the_only_one_held(one_by_one, count, document, code):
    jobs = [*JOBS[:5], job(5, document(b"x")), *JOBS[6:count]]
    readings = read(jobs, 2)
    held = readings.pop(5)
    assert readings == one_by_one[:5] + one_by_one[6:count]
    assert [finding.code for finding in held.parsed.findings] == [code]
    assert held.parsed.statements == ()


def test_jobs_are_taken_as_they_are_needed():
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield job(number)
            number += 1

    with ThreadPoolExecutor(1) as threads:
        readings = read_all(endless(), Pool(threads, 1))
        for _ in range(10):
            next(readings)
        readings.close()
    assert len(taken) < 100


def doubled(batch):
    return [2 * number for number in batch]


def refused(batch):
    if 11 in batch:
        raise StoreError("the tables", "cannot be read")
    return doubled(batch)


class Unsteady(Executor):
    """Loses batches: each error, in its turn, is what becomes of the next batch; None does it."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.done = []

    def submit(self, fn, /, *args):
        error = self.errors.pop(0) if self.errors else None
        if isinstance(error, type):
            raise error
        future = Future()
        if error is None:
            self.done.append(args)
            future.set_result(fn(*args))
        else:
            future.set_exception(error)
        return future


def run(executor, function=doubled, works=range(40), **sizes):
    pool = Pool(executor, 2)
    return list(run_batches(function, works, pool, size_of=lambda _: 1, **sizes)), pool.notes


@pytest.mark.parametrize(
    "error",
    [
        BrokenExecutor("a process is gone"),
        CancelledError(),
        OSError("a worker is gone"),
        EngineError("x", "y"),
        RuntimeError,
    ],
)
@pytest.mark.parametrize("times", [1, 2, 99])
def test_a_lost_batch_is_done_again(error, times):
    executor = Unsteady(None, *[error] * times)
    values, notes = run(executor, most=10)
    assert values == [2 * number for number in range(40)]
    assert len(notes) == 1
    assert len(executor.done) == (4 if times < 4 else 1)


def test_what_is_told_of_lost_batches():
    assert run(Unsteady())[1] == ()
    _, (note,) = run(Unsteady(OSError("a worker is gone")), most=10)
    assert note == "1 batch of work was done again: OSError: a worker is gone"
    _, (note,) = run(Unsteady(CancelledError(), None, OSError("other")), most=10)
    assert note == "2 batches of work were done again: CancelledError"


def test_an_error_of_the_work_is_raised():
    executor = Unsteady()
    with pytest.raises(StoreError, match="cannot be read"):
        run(executor, refused, most=10)
    failing = Unsteady(ThitthangError("what", "why"))
    with pytest.raises(ThitthangError, match="why"):
        run(failing, most=10)
    assert len(failing.done) <= 6


def test_batches_are_bounded_by_number_and_size():
    executor = Unsteady()
    run(executor, works=range(2 * BATCH + 1))
    assert [len(batch) for (batch,) in executor.done] == [BATCH, BATCH, 1]
    executor = Unsteady()
    run(executor, works=range(5), most_bytes=2)
    assert [len(batch) for (batch,) in executor.done] == [2, 2, 1]


def who():
    return os.getpid()


def wait_for(path):
    return path.read_bytes()


def test_work_apart_goes_to_the_processes_of_its_pool():
    with OwnPool(2) as pool:
        first, second = (pool.submit(apart_pids, [0]).result() for _ in range(2))
        assert first == second
        assert os.getpid() not in first
    assert not any(map(has_process, first))


def apart_pids(batch):
    return [apart(who) for _ in batch]


def has_process(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_leaving_a_pool_breaks_off_what_runs(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    calls = []

    def hang(batch):
        calls.extend(apart(wait_for, pipe, limits=Limits(seconds=240)) for _ in batch)
        return batch

    with OwnPool(1) as pool:
        running, waiting = pool.submit(hang, [1, 2, 3]), pool.submit(hang, [4])
        writer = os.open(pipe, os.O_WRONLY)  # comes back once the process reads
    os.close(writer)
    for future in (running, waiting):
        with pytest.raises(CancelledError):
            future.result(timeout=0)
    assert calls == []
    assert not pool.may_repeat(CancelledError())


def test_a_run_that_fails_leaves_no_thread():
    with pytest.raises(ZeroDivisionError), open_pool(Settings(workers=2)) as pool:  # noqa: PT012
        readings = read_all(iter(JOBS), pool)
        next(readings)
        _ = 1 / 0
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("read")]


@pytest.mark.parametrize(
    ("text", "processes", "cluster"),
    [
        ("12", 12, None),
        (3, 3, None),
        ("dask://localhost:8786", None, "localhost:8786"),
        ("dask://10.0.0.1:8786/", None, "10.0.0.1:8786"),
        ("dask://[::1]:65535", None, "[::1]:65535"),
    ],
)
def test_workers_are_processes_or_a_cluster(text, processes, cluster):
    for settings in (settings_from({}, workers=text), settings_from({"THITTHANG_WORKERS": str(text)})):
        assert settings.cluster == cluster
        assert settings.processes == (processes or len(os.sched_getaffinity(0)))
    assert settings_from({"THITTHANG_WORKERS": "7"}, workers=text) == settings_from({}, workers=text)
    assert settings_from({"THITTHANG_WORKERS": "7"}, workers=0).workers == 0


@pytest.mark.parametrize(
    "text",
    ["-1", "513", "many", "1.5", "", "٣", "tcp://host:1", "dask://host", "dask://:1", "dask://host:0",
     "dask://host:65536", "dask://host:1/path", "dask://user@host:1", "dask:// host:1"],
)  # fmt: skip
def test_other_workers_are_refused(text):
    with pytest.raises(ThitthangError, match=r"workers.* 512, or dask://HOST:PORT"):
        settings_from({}, workers=text)
    if text:
        with pytest.raises(ThitthangError, match=r"THITTHANG_WORKERS.* 512, or dask://HOST:PORT"):
            settings_from({"THITTHANG_WORKERS": text})


@pytest.mark.parametrize("command", ["load .", "ingest --all", "rebuild"])
def test_other_workers_are_a_usage_error(command):
    done = thitthang(*command.split(), "--workers", "dask://host")
    assert done.code == 2
    assert "'--workers'" in done.err
    assert "a number from 0 to 512, or dask://HOST:PORT" in done.err


CHILDREN = """
import os
from itertools import count
from flows.executors import open_pool
from flows.guardian import MARK, guard_children
from flows.settings import Settings
from flows.workers import read_all
from tests.flows.test_workers import JOBS, job

if __name__ == "__main__":
    guard_children()
    with open_pool(Settings(workers=2)) as pool:
        for number, _ in enumerate(read_all((job(n) for n in count()), pool)):
            if number == 5:
                print(os.environ[MARK], flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_the_run(tmp_path, how):
    script = tmp_path / "run.py"
    script.write_text(CHILDREN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop(MARK, None)
    run = subprocess.Popen([sys.executable, str(script)], env=environment, stdout=-1, stderr=-3)
    try:
        mark = run.stdout.readline().decode().strip()
        assert len(marked_processes(mark)) >= 2
    finally:
        run.send_signal(how)
        run.wait(30)
        run.stdout.close()
    deadline = time.monotonic() + 15
    while marked_processes(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert marked_processes(mark) == []
