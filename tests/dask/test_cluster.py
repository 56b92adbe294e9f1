"""Work on the workers of a Dask cluster: the same result, nothing lost whatever becomes of a worker."""

import os
import shutil
import socket
import sys
from collections import Counter
from pathlib import Path

import pytest

import flows.cluster
import parsers
from flows.cluster import ClusterError, own_build
from flows.executors import open_pool
from flows.settings import Settings
from flows.steps import load, rebuild
from flows.workers import HANDFUL, read_all, run_batches
from schemas.codes import FindingCode
from schemas.errors import ThitthangError
from stores.curated.release import open_release
from tests.dask import work
from tests.dask.conftest import address_of, local_cluster
from tests.flows.test_workers import Hoarder, Killer, job

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.dask, pytest.mark.xdist_group("dask")]


def run(pool, function, works, **sizes):
    return list(run_batches(function, works, pool, size_of=work.size, **sizes))


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """The samples and some of the golden cases, of every kind but scans and .doc, which take long to read."""
    folder = tmp_path_factory.mktemp("documents") / "documents"
    shutil.copytree(ROOT / "raw" / "samples", folder, ignore=shutil.ignore_patterns("*scan*", "*.doc"))
    sources = sorted((ROOT / "tests" / "golden").glob("*/input.*"))
    slow = [source for source in sources if source.suffix == ".doc" or source.parent.name.startswith("scan")]
    for source in sorted({*sources[::2]} - {*slow}):
        shutil.copy(source, folder / f"{source.parent.name}{source.suffix}")
    return folder


def test_the_same_release_whoever_reads(tmp_path, documents, workers):
    load([documents], Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "loaded"), workers=1))
    releases = [published(tmp_path / "loaded")]
    for chosen in (2, workers):
        tables = tmp_path / str(len(releases))
        report = rebuild(Settings(raw=str(tmp_path / "raw"), curated=str(tables), workers=chosen))
        assert not [note for note in report.notes if "again" in note]
        releases.append(published(tables))
    assert len(open_release(str(tmp_path / "loaded")).table("documents")) > HANDFUL
    assert releases == [releases[0]] * 3


def published(tables):
    release = open_release(str(tables))
    return release.release_id, [part for table in release.manifest.tables for part in table.parts]


def test_it_is_workers_that_read(pool):
    assert pool.width == 2
    pids = set(run(pool, work.who, range(40), most=1))
    assert len({worker for worker, _ in pids}) == 2
    assert not {os.getpid()} & {pid for pair in pids for pid in pair}
    assert all(len({reader for worker, reader in pids if worker == one}) == 1 for one, _ in pids)


def test_a_document_that_breaks_its_process_is_the_only_one_held(pool):
    jobs = [job(number) for number in range(20)]
    jobs[3], jobs[12] = job(3, Killer(b"x")), job(12, Hoarder(b"x"))
    readings = list(read_all(iter(jobs), pool))
    codes = [{finding.code for finding in reading.parsed.findings} for reading in readings]
    assert [reading.capture for reading in readings] == [job.capture for job in jobs]
    assert (codes[3], codes[12]) == ({FindingCode.PARSER_CRASH}, {FindingCode.PARSER_MEMORY})
    assert [number for number, reading in enumerate(readings) if not reading.parsed.statements] == [3, 12]
    assert pool.notes == ()


def test_limits_hold_on_workers(pool):
    names = ["read", "hang_deaf", "read", "allocate", "read", "abort", "read", "leave", "read", "raise_error"]
    values = run(pool, work.hostile, names, most=5)
    assert [value if value == "read" else value.code for value in values[::2]] == ["read"] * 5
    assert [value.code for value in values[1::2]] == [
        FindingCode.PARSER_TIMEOUT,
        FindingCode.PARSER_MEMORY,
        FindingCode.PARSER_CRASH,
        FindingCode.PARSER_CRASH,
        FindingCode.PARSER_ERROR,
    ]
    assert pool.notes == ()


def test_large_batches_go_without_a_warning(pool):
    assert [len(value) for value in run(pool, work.large, [30_000_000])] == [30_000_000]
    assert run(pool, work.doubled, [bytes(30_000_000)]) == [bytes(60_000_000)]


def test_a_killed_worker_costs_only_its_batch(pool, tmp_path):
    log = tmp_path / "log"
    works = [(number, str(log), 55) for number in range(200)]
    assert run(pool, work.logged, works, most=5) == [2 * number for number in range(200)]
    begun = Counter(map(int, log.read_text().split()))
    assert begun.keys() == set(range(0, 200, 5))
    assert begun[55] == 2
    assert (
        begun.total() - len(begun) < pool.ahead // 2
    )  # its results that were not fetched yet come again too


def test_what_kills_every_worker_is_done_here(pool, cluster, monkeypatch):
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    here = os.getpid()
    assert run(pool, work.deadly, [here, here], most=2) == [here, here]
    (note,) = pool.notes
    assert note.startswith("1 batch of work was done again: KilledWorker")
    assert run(pool, work.doubled, range(10), most=1) == list(range(0, 20, 2))


def test_a_cluster_that_loses_its_workers(monkeypatch):
    monkeypatch.setattr(flows.cluster, "_LOOK_SECONDS", 0.2)
    monkeypatch.setattr(flows.cluster, "_LOST_SECONDS", 0.5)
    here = os.getpid()
    with local_cluster(1) as own, open_pool(Settings(workers=address_of(own))) as pool:
        values = run_batches(work.wait_until_alone, [here] * 40, pool, size_of=work.size, most=2)
        own.scale(0)
        assert list(values) == [here] * 40
        assert "had no worker for" in pool.notes[0]


def test_a_cluster_that_ends(monkeypatch):
    monkeypatch.setattr(flows.cluster, "_LOOK_SECONDS", 0.2)
    monkeypatch.setattr(flows.cluster, "_LOST_SECONDS", 0.5)
    monkeypatch.setattr(flows.cluster, "_REACH_SECONDS", 2)
    with local_cluster(1) as own, open_pool(Settings(workers=address_of(own))) as pool:
        values = run_batches(work.doubled, range(400), pool, size_of=work.size, most=2)
        assert [next(values) for _ in range(4)] == [0, 2, 4, 6]
        own.close()
        assert list(values) == list(range(8, 800, 2))
    assert "again" in pool.notes[0]


@pytest.fixture
def other_build(monkeypatch):
    def change():
        own_build.cache_clear()
        monkeypatch.setattr(parsers, "PARSER_VERSION", "0.0.1-other")

    yield change
    own_build.cache_clear()


def test_a_worker_of_another_version_is_refused(workers, other_build):
    other_build()
    pattern = r"the worker tcp://127.0.0.1:\d+ has parser \S+ where this run has 0.0.1-other"
    with pytest.raises(ClusterError, match=pattern), open_pool(Settings(workers=workers)):
        pass


def test_a_worker_of_another_version_that_comes_later_does_nothing(workers, other_build):
    with open_pool(Settings(workers=workers)) as pool:
        other_build()
        assert run(pool, work.doubled, range(10), most=5) == list(range(0, 20, 2))
    (note,) = pool.notes
    assert note.startswith("2 batches of work were done again: OtherBuildError: the worker tcp://127.0.0.1:")


def test_a_cluster_out_of_reach(monkeypatch):
    monkeypatch.setattr(flows.cluster, "_REACH_SECONDS", 0.5)
    with pytest.raises(ClusterError, match=r"dask://127\.0\.0\.1:1: no Dask scheduler answers"):
        open_pool(Settings(workers="dask://127.0.0.1:1")).__enter__()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterError, match="no Dask scheduler answers"):
            open_pool(Settings(workers=f"dask://{address}")).__enter__()
    with local_cluster(0) as empty, pytest.raises(ClusterError, match="it has no worker"):
        open_pool(Settings(workers=address_of(empty))).__enter__()


def test_a_run_that_cannot_reach_its_cluster_publishes_nothing(tmp_path, documents, monkeypatch):
    monkeypatch.setattr(flows.cluster, "_REACH_SECONDS", 0.5)
    settings = Settings(
        raw=str(tmp_path / "raw"), curated=str(tmp_path / "tables"), workers="dask://127.0.0.1:1"
    )
    with pytest.raises(ThitthangError, match="no Dask scheduler answers"):
        load([documents], settings)
    assert not (tmp_path / "tables" / "LATEST.json").exists()


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        ClusterError, match=r"distributed is not installed \(pip install 'thitthang\[dask\]'\)"
    ):
        open_pool(Settings(workers="dask://127.0.0.1:1")).__enter__()
