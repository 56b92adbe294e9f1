"""Reading many documents in processes: the same result, and a document that kills one kills only itself."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from flows.documents import Job, read_document
from flows.guardian import MARK, marked_processes
from flows.workers import HANDFUL, read_all
from schemas.codes import FindingCode, MediaType
from schemas.ids import sha256, source_id
from schemas.records import Capture, Source
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


def test_processes_give_the_same_in_the_same_order(one_by_one):
    assert list(read_all(iter(JOBS), processes=2)) == one_by_one


def test_any_executor_will_do(one_by_one):
    with ThreadPoolExecutor(3) as pool:
        assert list(read_all(iter(JOBS), executor=pool)) == one_by_one


def test_a_handful_needs_one_process(monkeypatch, one_by_one):
    monkeypatch.setattr("flows.workers._Readers", None)
    assert list(read_all(iter(JOBS[:HANDFUL]), processes=8)) == one_by_one[:HANDFUL]
    assert list(read_all(iter(JOBS), processes=1)) == one_by_one


@pytest.mark.parametrize("count", [HANDFUL, len(JOBS)])
@pytest.mark.parametrize(
    ("document", "code"), [(Killer, FindingCode.PARSER_CRASH), (Hoarder, FindingCode.PARSER_MEMORY)]
)
def test_a_document_that_breaks_its_process_is_the_only_one_held(one_by_one, count, document, code):
    jobs = [*JOBS[:5], job(5, document(b"x")), *JOBS[6:count]]
    readings = list(read_all(iter(jobs), processes=2))
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

    with ThreadPoolExecutor(1) as pool:
        readings = read_all(endless(), executor=pool)
        for _ in range(10):
            next(readings)
        readings.close()
    assert len(taken) < 100


CHILDREN = """
import os
from itertools import count
from flows.guardian import MARK, guard_children
from flows.workers import read_all
from tests.flows.test_workers import JOBS, job

if __name__ == "__main__":
    guard_children()
    for number, _ in enumerate(read_all((job(n) for n in count()), processes=2)):
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
