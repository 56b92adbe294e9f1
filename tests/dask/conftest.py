"""One Dask cluster on loopback: two worker processes of one thread each; no fixed port."""

import pytest
from distributed import LocalCluster

from flows.executors import open_pool
from flows.settings import Settings


def local_cluster(workers):
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        scheduler_port=0,
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        silence_logs="CRITICAL",
    )


def address_of(cluster):
    return cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(scope="session")
def cluster():
    with local_cluster(2) as made:
        yield made


@pytest.fixture(scope="session")
def workers(cluster):
    """What `--workers` is to be."""
    return address_of(cluster)


@pytest.fixture
def pool(workers):
    with open_pool(Settings(workers=workers)) as made:
        yield made
