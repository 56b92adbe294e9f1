"""Visits of offices as Prefect's tasks: one an office, or a batch of offices where they are very many.

A task is given out when its hosts are free, so that no thread waits at the gate of a host that another
one is asking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, cast

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.hosts import Errand, FreeHosts, HostTurns
from flows.prefect_states import told_result, told_state
from flows.visits import THREADS, Visit, failed_visit, visit_message
from schemas.registry import Registry

ALONE = 1000
"""Up to so many offices have a task each."""

BATCH = 50
"""How many offices a task has where there are more."""

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Parcel:
    """The offices of one task, and its name and tags."""

    name: str
    errands: tuple[Errand, ...]
    tags: frozenset[str] = frozenset()

    @property
    def office_ids(self) -> list[str]:
        """The offices, in the order in which they are visited."""
        return [errand.office_id for errand in self.errands]

    @property
    def errand(self) -> Errand:
        """What the parcel wants of hosts, all in all."""
        return Errand(self.name, frozenset().union(*(errand.hosts for errand in self.errands)))


@dataclass(frozen=True, slots=True)
class VisitTasks:
    """Visits offices in tasks on the threads of the flow that it is called in."""

    registry: Registry

    def __call__(self, visit: Callable[[str], Visit], turns: HostTurns, /) -> Iterator[Visit]:
        """Visit every office; a lost task is a failed visit of each of its offices."""
        parcels = {parcel.name: parcel for parcel in parcels_of(turns.errands, self._tags)}
        hosts = FreeHosts([parcel.errand for parcel in parcels.values()])
        came: SimpleQueue[tuple[Parcel, PrefectFuture[Any]]] = SimpleQueue()
        work = _visiting(visit)
        under_way = 0
        while errand := hosts.take():
            parcel = parcels[errand.office_id]

            def done(future: PrefectFuture[Any], parcel: Parcel = parcel, errand: Errand = errand) -> None:
                came.put((parcel, future))
                hosts.give_back(errand)

            named = work.with_options(task_run_name=parcel.name, tags=parcel.tags)
            named.submit(parcel.office_ids).add_done_callback(done)
            under_way += 1
            while under_way == THREADS or not came.empty():
                yield from _visits(*came.get())
                under_way -= 1
        for _ in range(under_way):
            yield from _visits(*came.get())

    def _tags(self, office_id: str) -> frozenset[str]:
        """What a task is found by: the office's level and province."""
        office = self.registry.get(office_id)
        return frozenset() if office is None else frozenset({office.level.value, office.province_th} - {""})


def visit_threads() -> TaskRunner[PrefectFuture[Any]]:
    """The threads of visits; Prefect's own type for them is narrower than what a flow takes."""
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=THREADS))


def parcels_of(errands: Sequence[Errand], tags: Callable[[str], frozenset[str]]) -> list[Parcel]:
    """The tasks of a run: one an office, above `ALONE` batches in which a host's offices lie together."""
    if len(errands) <= ALONE:
        return [Parcel(errand.office_id, (errand,), tags(errand.office_id)) for errand in errands]
    together = sorted(errands, key=lambda errand: sorted(errand.hosts))
    batches = [tuple(together[first : first + BATCH]) for first in range(0, len(together), BATCH)]
    return [
        Parcel(f"{batch[0].office_id} and {len(batch) - 1} more", batch)
        if len(batch) > 1
        else Parcel(batch[0].office_id, batch)
        for batch in batches
    ]


def _visiting(visit: Callable[[str], Visit]) -> Task[[list[str]], State[Any]]:
    @task(name="visit", cache_policy=NO_CACHE, persist_result=False)
    def visit_offices(office_ids: list[str]) -> State[Any]:
        """Look for offices: fetch, keep, read."""
        visits = [visit(office_id) for office_id in office_ids]
        return told_state(_message(visits), visits, failed=all(one.is_failed for one in visits))

    return visit_offices


def _message(visits: Sequence[Visit]) -> str:
    if len(visits) == 1:
        return visit_message(visits[0])
    failed = [visit.office_id for visit in visits if visit.is_failed]
    message = f"{len(visits) - len(failed)}/{len(visits)} offices"
    if not failed:
        return message
    return f"{message}, failed: {', '.join(failed[:_NAMED])}{' …' if len(failed) > _NAMED else ''}"


def _visits(parcel: Parcel, future: PrefectFuture[Any]) -> Iterator[Visit]:
    future.wait()
    result = told_result(future.state)
    if isinstance(result, list):
        yield from result
        return
    for office_id in parcel.office_ids:
        yield failed_visit(office_id, str(result))
