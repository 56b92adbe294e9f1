"""The runs as Prefect flows: one task an office, the result in the state's message and an artifact.

Prefect schedules and shows; what was done is in our own journal. Every flow here does the same as the
plain step of its name, and may be run twice without harm.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed, State
from prefect.task_runners import ThreadPoolTaskRunner

from flows import steps
from flows.offices import find_office
from flows.prefect_summary import keep_summary
from flows.report import RunReport, needs_a_look, trouble
from flows.settings import Settings, settings_from
from schemas.registry import registry

THREADS = 8


def _settings(raw: str | None, curated: str | None, workers: int) -> Settings:
    return settings_from(os.environ, raw=raw, curated=curated, workers=workers)


def _final(report: RunReport) -> State[RunReport]:
    """The flow's last state: failed only if nothing at all went well."""
    keep_summary(report)
    state = Failed if report.outcomes and not report.good else Completed
    return state(message=report.message, data=report)


@flow(name="load_documents", flow_run_name="load {paths}", persist_result=False)
def load_documents(
    paths: list[str],
    office: str | int | None = None,
    raw: str | None = None,
    curated: str | None = None,
    workers: int = 0,
) -> State[RunReport]:
    """Load documents from files and folders on the worker's machine and publish what they say."""
