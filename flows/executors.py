"""Choosing where a run's work for processors is done: processes of its own, a cluster, any executor."""

from __future__ import annotations

from concurrent.futures import Executor

from flows.pools import OwnPool, Pool
from flows.settings import Settings


def open_pool(settings: Settings, executor: Executor | None = None) -> Pool:
    """The pool of a run: that of the executor, if one is given, else what the settings choose.

    Nothing is started or asked before the pool is entered: `with open_pool(settings) as pool`. Entering
    one on a cluster raises ThitthangError if the cluster cannot be reached, has no worker, or a worker
    has another version than this process.
    """
    if executor is not None:
        return Pool(executor, settings.processes)
    if settings.cluster is not None:
        from flows.cluster import ClusterPool

        return ClusterPool(settings.cluster)
    return OwnPool(settings.processes)
