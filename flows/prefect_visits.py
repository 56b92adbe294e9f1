"""Visits of offices as Prefect's tasks: one an office, or a batch of offices where they are very many.

A task is given out when its hosts are free, so that no thread waits at the gate of a host that another
one is asking.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, cast

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.logging import get_logger
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.hosts import Errand, FreeHosts, HostTurns
from flows.prefect_states import told_result, told_state
from flows.visits import THREADS, Visit, failed_visit, visit_in_threads, visit_message

ALONE = 1000
"""Up to so many offices have a task each."""

BATCH = 50
"""How many offices a task has where there are more."""

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Parcel:
    """The offices of one task, and its name.

    A task has no tags: each would be two questions to the server, 0.2 s a task, one task after the other.
    """

    name: str
    errands: tuple[Errand, ...]

    @property
    def office_ids(self) -> list[str]:
        """The offices, in the order in which they are visited."""
        return [errand.office_id for errand in self.errands]

    @property
    def errand(self) -> Errand:
        """What the parcel wants of hosts, all in all."""
        return Errand(self.name, frozenset().union(*(errand.hosts for errand in self.errands)))


class Claims:
    """Which offices tasks have begun to visit; once it is closed, no task begins."""

    def __init__(self, visit: Callable[[str], Visit]) -> None:
        self._visit = visit
        self._lock = threading.Lock()
        self._begun: set[str] = set()
        self._closed = False

    def visit(self, office_ids: Sequence[str]) -> list[Visit]:
        """Visit the offices of a task. Raises RuntimeError once it is closed."""
        with self._lock:
            if self._closed:
                raise RuntimeError("these offices are visited without a task")
            self._begun.update(office_ids)
        return [self._visit(office_id) for office_id in office_ids]

    def close(self) -> None:
        """Let no task begin any more."""
        with self._lock:
            self._closed = True

    def may_begin(self) -> bool:
        """Whether tasks may still begin."""
        return not self._closed

    def has_begun(self, office_id: str) -> bool:
        """Whether a task has begun to visit the office."""
        return office_id in self._begun

    def is_due(self, parcel: Parcel) -> bool:
        """Whether anything will come of a task that was given out."""
        return not self._closed or self.has_begun(parcel.office_ids[0])


@dataclass(frozen=True, slots=True)
class VisitTasks:
    """Visits offices in tasks on the threads of the flow that it is called in."""

    def __call__(self, visit: Callable[[str], Visit], turns: HostTurns, /) -> Iterator[Visit]:
        """Visit every office; a lost task is a failed visit of each of its offices.

        When the server is lost on the way, the offices that no task has begun are visited without tasks.
        """
        claims = Claims(visit)
        yield from self._in_tasks(claims, turns)
        rest = [errand for errand in turns.errands if not claims.has_begun(errand.office_id)]
        if rest:
            get_logger("thitthang").warning("server lost: %d offices are visited without tasks", len(rest))
            yield from visit_in_threads(visit, HostTurns(rest))

    def _in_tasks(self, claims: Claims, turns: HostTurns) -> Iterator[Visit]:
        """Visit offices in tasks, all of them or until a task ends that could not begin."""
        parcels = {parcel.name: parcel for parcel in parcels_of(turns.errands)}
        hosts = FreeHosts([parcel.errand for parcel in parcels.values()])
        came: SimpleQueue[tuple[Parcel, PrefectFuture[Any]]] = SimpleQueue()
        work = _visiting(claims.visit)
        under_way: dict[str, Parcel] = {}

        def arrived() -> Iterator[Visit]:
            parcel, future = came.get()
            del under_way[parcel.name]
            yield from _visits(parcel, future, claims)

        while claims.may_begin() and (errand := hosts.take()):
            parcel = parcels[errand.office_id]

            def done(future: PrefectFuture[Any], parcel: Parcel = parcel, errand: Errand = errand) -> None:
                came.put((parcel, future))
                hosts.give_back(errand)

            named = work.with_options(task_run_name=parcel.name)
            named.submit(parcel.office_ids).add_done_callback(done)
            under_way[parcel.name] = parcel
            while claims.may_begin() and (len(under_way) == THREADS or not came.empty()):
                yield from arrived()
        while any(map(claims.is_due, under_way.values())):
            yield from arrived()


def visit_threads() -> TaskRunner[PrefectFuture[Any]]:
    """The threads of visits; Prefect's own type for them is narrower than what a flow takes."""
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=THREADS))


def parcels_of(errands: Sequence[Errand]) -> list[Parcel]:
    """The tasks of a run: one an office, above `ALONE` batches in which a host's offices lie together."""
    if len(errands) <= ALONE:
        return [Parcel(errand.office_id, (errand,)) for errand in errands]
    together = sorted(errands, key=lambda errand: sorted(errand.hosts))
    batches = [tuple(together[first : first + BATCH]) for first in range(0, len(together), BATCH)]
    return [
        Parcel(f"{batch[0].office_id} and {len(batch) - 1} more", batch)
        if len(batch) > 1
        else Parcel(batch[0].office_id, batch)
        for batch in batches
    ]


def _visiting(visit: Callable[[Sequence[str]], list[Visit]]) -> Task[[list[str]], State[Any]]:
    @task(name="visit", cache_policy=NO_CACHE, persist_result=False)
    def visit_offices(office_ids: list[str]) -> State[Any]:
        """Look for offices: fetch, keep, read."""
        visits = visit(office_ids)
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


def _visits(parcel: Parcel, future: PrefectFuture[Any], claims: Claims) -> Iterator[Visit]:
    """What came of a parcel; one whose task could not begin closes the claims."""
    result = _result(future)
    if isinstance(result, list):
        yield from result
    elif claims.has_begun(parcel.office_ids[0]):
        for office_id in parcel.office_ids:
            yield failed_visit(office_id, str(result))
    else:
        claims.close()


def _result(future: PrefectFuture[Any]) -> object:
    """What a task brought, or why it was lost: one that could not reach the server has no state."""
    try:
        future.wait()
    except Exception as error:  # noqa: BLE001  (whatever Prefect meets on the way to a task)
        return f"{type(error).__name__}: {error}"
    return told_result(future.state)
