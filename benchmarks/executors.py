"""The same documents read by processes of this machine and by a Dask cluster on it, and with a worker killed.

`python -m benchmarks.executors [DOCUMENTS]`. Each round reads all documents both ways, one after the other;
connecting and starting processes is in the time, starting the cluster is not.
"""

from __future__ import annotations

import hashlib
import os
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from distributed import LocalCluster

from benchmarks.executor_steps import LoggedTake, jobs, tree_cpu
from flows.documents import Job
from flows.executors import open_pool
from flows.settings import Settings
from flows.taking import Taken, take_all
from flows.workers import BATCH, map_jobs
from schemas.registry import registry

DOCUMENTS = 2_000
WORKERS = 2
ROUNDS = 3
GOAL = 1.3


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of all documents: wall and CPU seconds, and the hash of all rows, in order."""

    seconds: float
    cpu: float
    digest: str


def main(number: int) -> None:
    """Measure and print."""
    documents = jobs(number)
    size = sum(len(job.data) for job in documents)
    print(f"{number} documents, {size / 2**20:.0f} MiB, {WORKERS} workers")
    with _cluster() as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        own = Settings(workers=WORKERS)
        dask = Settings(workers=address)
        rounds = [(_read(documents, own), _read(documents, dask)) for _ in range(ROUNDS)]
        for processes, clustered in rounds:
            print(f"processes {_told(processes)}   Dask {_told(clustered)}")
        _print_ratio(rounds, number)
        _print_kill(documents, dask, cluster, rounds[0][0].digest)


def _read(documents: Sequence[Job], settings: Settings) -> Round:
    began, before = time.perf_counter(), tree_cpu()
    with open_pool(settings) as pool:
        taken = list(take_all(documents, pool, registry()))
        seconds = time.perf_counter() - began
    return Round(seconds, tree_cpu() - before, _digest(taken))


def _told(one: Round) -> str:
    return f"{one.seconds:6.1f} s, {one.cpu:6.1f} CPU s"


def _digest(taken: Sequence[Taken]) -> str:
    digest = hashlib.sha256()
    for one in taken:
        digest.update(repr(one).encode())
    return digest.hexdigest()


def _print_ratio(rounds: Sequence[tuple[Round, Round]], number: int) -> None:
    ratio = statistics.median(dask.seconds / processes.seconds for processes, dask in rounds)
    work = statistics.median(dask.cpu / processes.cpu for processes, dask in rounds)
    best = [min(both[which].seconds for both in rounds) for which in (0, 1)]
    digests = {one.digest for both in rounds for one in both}
    speeds = " and ".join(f"{number / seconds:.0f}" for seconds in best)
    print(f"same bytes: {len(digests) == 1}; documents a second at best: {speeds}")
    print(
        f"Dask to processes, medians of {len(rounds)} rounds: {ratio:.2f} (goal: {GOAL:g} at most), "
        f"in CPU seconds {work:.2f}"
    )


def _print_kill(documents: Sequence[Job], settings: Settings, cluster: LocalCluster, digest: str) -> None:
    """Read once more, with a worker killed when half of the documents have come."""
    with tempfile.TemporaryDirectory() as folder, open_pool(settings) as pool:
        log = Path(folder) / "begun"
        came = []
        began = time.perf_counter()
        for one in map_jobs(LoggedTake(str(log)), documents, pool):
            came.append(one)
            if len(came) == len(documents) // 2:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        seconds = time.perf_counter() - began
        begun = Counter(log.read_text("utf-8").splitlines())
    places = {job.capture.source.uri: place // BATCH for place, job in enumerate(documents)}
    again = [uri for uri, times in begun.items() if times > 1]
    print(
        f"a worker killed (-9) half way: {seconds:.1f} s, same bytes: {_digest(came) == digest}, "
        f"begun twice: {len(again)} documents of {len({places[uri] for uri in again})} batches, "
        f"lost: {len(documents) - len(begun)}"
    )


def _cluster() -> LocalCluster:
    return LocalCluster(
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        silence_logs="CRITICAL",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
