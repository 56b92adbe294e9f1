"""The runs as Prefect flows: one task an office, the result in the state's message and an artifact.

Prefect schedules and shows; what was done is in our own journal. Every flow does what the plain step
of its name does, and may be run twice without harm.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import steps
from flows.prefect_summary import keep_summary
from flows.publishing import Consent
from flows.report import RunReport
from flows.settings import Settings, settings_from
from flows.targets import choose_offices
from flows.visits import THREADS, Visit, failed_visit, visit_message

Text = str | int
"""A parameter typed on Prefect's command line: an EMIS code arrives there as a number."""


def _threads(count: int) -> TaskRunner[PrefectFuture[Any]]:
    """Threads for a flow's tasks; Prefect's own type for them is narrower than what a flow takes."""
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=count))


def _load_name() -> str:
    """`load pages`, with the office if one is given."""
    parameters = runtime.flow_run.parameters
    names = [Path(path).name for path in parameters["paths"][:3]]
    office = parameters.get("office")
    return f"load {', '.join(names)}" + (f" for {office}" if office else "")


def _rebuild_name() -> str:
    """`rebuild`, with what it is bound to."""
    parameters = runtime.flow_run.parameters
    bounds = [name for name in ("stale", "failed") if parameters.get(name)]
    return " ".join(["rebuild", *map(str, filter(None, [parameters.get("office")])), *bounds])


@flow(name="load_documents", flow_run_name=_load_name, persist_result=False)
def load_documents(
    paths: list[str],
    office: Text | None = None,
    raw: str | None = None,
    curated: str | None = None,
    workers: int = 0,
) -> State[Any]:
    """Load documents from files and folders of the worker's machine and publish what they say."""
    settings = _settings(raw, curated, workers)
    report = steps.load([Path(path) for path in paths], settings, office=_text(office))
    return _final(report)


@flow(
    name="ingest_all",
    flow_run_name="ingest all",
    persist_result=False,
    task_runner=_threads(THREADS),
)
def ingest_all(
    offices: list[Text] | None = None,
    sample: int = 0,
    raw: str | None = None,
    curated: str | None = None,
    workers: int = 0,
) -> State[Any]:
    """Fetch the known pages of all offices, or of those named, and publish what they say."""
    settings = _settings(raw, curated, workers)
    chosen = choose_offices([str(office) for office in offices or ()], settings, sample=sample)
    report = steps.ingest(chosen, settings, everything=not offices, run_visits=_visit_in_tasks)
    return _final(report)


@flow(
    name="ingest_office",
    flow_run_name="ingest {office}",
    persist_result=False,
    task_runner=_threads(1),
)
def ingest_office(
    office: Text, raw: str | None = None, curated: str | None = None, workers: int = 0
) -> State[Any]:
    """Fetch the known pages of one office, by id or any printed name, and publish what they say."""
    settings = _settings(raw, curated, workers)
    chosen = choose_offices([str(office)], settings)
    return _final(steps.ingest(chosen, settings, run_visits=_visit_in_tasks))


@flow(name="rebuild", flow_run_name=_rebuild_name, persist_result=False)
def rebuild(
    office: Text | None = None,
    stale: bool = False,
    failed: bool = False,
    consent: Consent = Consent.UNLESS_LOSSES,
    raw: str | None = None,
    curated: str | None = None,
    workers: int = 0,
) -> State[Any]:
    """Read the captured documents again and publish what they say now."""
    settings = _settings(raw, curated, workers)
    report = steps.rebuild(settings, office=_text(office), stale=stale, failed=failed, consent=consent)
    return _final(report)


def _settings(raw: str | None, curated: str | None, workers: int) -> Settings:
    return settings_from(os.environ, raw=raw, curated=curated, workers=workers)


def _text(value: Text | None) -> str | None:
    return None if value is None else str(value)


class NothingWentWellError(Exception):
    """A run without a single good outcome, as Prefect wants it told; `result` is what came all the same."""

    def __init__(self, message: str, result: object) -> None:
        super().__init__(message)
        self.result = result


def _final(report: RunReport) -> State[Any]:
    """The flow's last state: failed only if nothing at all went well."""
    keep_summary(report)
    if report.outcomes and not report.good:
        return Failed(message=report.message, data=NothingWentWellError(report.message, report))
    return Completed(message=report.message, data=report)


def told_result(state: State[Any]) -> object:
    """What a state brought, be it a failed one."""
    result: object = state.result(raise_on_failure=False)
    return result.result if isinstance(result, NothingWentWellError) else result


def _visit_in_tasks(visit: Callable[[str], Visit], office_ids: Sequence[str]) -> Iterator[Visit]:
    """Visit each office in a task that carries its name; a lost task is a failed visit."""

    @task(name="visit_office", task_run_name="{office_id}", cache_policy=NO_CACHE, persist_result=False)
    def visit_office(office_id: str) -> State[Any]:
        """Look for one office: fetch, keep, read."""
        result = visit(office_id)
        message = visit_message(result)
        if result.is_failed:
            return Failed(message=message, data=NothingWentWellError(message, result))
        return Completed(message=message, data=result)

    futures = [(office_id, visit_office.submit(office_id)) for office_id in office_ids]
    for office_id, future in futures:
        future.wait()
        result = told_result(future.state)
        yield result if isinstance(result, Visit) else failed_visit(office_id, str(result))
