"""The deployments as prefect.yaml has them, for whoever runs them without a work pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows import prefect_flows
from schemas.errors import ThitthangError


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSchedule:
    """When runs begin."""

    cron: str
    timezone: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDeployment:
    """One deployment; its work pool is left out, which is of no use without a worker."""

    name: str
    description: str
    flow: str
    tags: tuple[str, ...]
    parameters: Mapping[str, object]
    schedules: tuple[WrittenSchedule, ...] = ()
    concurrency_limit: int | None = None


def deployments_file() -> Path:
    """The file prefect.yaml: in a checkout at its root, in an installed package beside this file.

    Raises ThitthangError if there is none.
    """
    here = Path(__file__).resolve().parent
    for folder in (here, here.parent):
        if (folder / "prefect.yaml").is_file():
            return folder / "prefect.yaml"
    raise ThitthangError("prefect.yaml", "the program came without its deployments", "install it again")


def written_deployments(file: Path) -> tuple[WrittenDeployment, ...]:
    """The deployments of a prefect.yaml. Raises ThitthangError if it is not as it must be."""
    try:
        written = yaml.safe_load(file.read_text("utf-8"))["deployments"]
        return tuple(_deployment(**one) for one in written)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        cause = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        raise ThitthangError(
            str(file), cause, "compare it with the one that the program came with"
        ) from error


def _deployment(
    *,
    entrypoint: str,
    work_pool: Mapping[str, object],  # noqa: ARG001  (a key of the file that only workers need)
    tags: Sequence[str] = (),
    schedules: Sequence[Mapping[str, Any]] = (),
    **others: Any,  # noqa: ANN401  (a key that is not known is an error of WrittenDeployment)
) -> WrittenDeployment:
    module, _, name = entrypoint.rpartition(".")
    if module != prefect_flows.__name__ or not isinstance(getattr(prefect_flows, name, None), Flow):
        raise ValueError(f"{entrypoint} is no flow of {prefect_flows.__name__}")
    times = tuple(WrittenSchedule(**schedule) for schedule in schedules)
    return WrittenDeployment(flow=name, tags=tuple(tags), schedules=times, **others)


def served_deployment(written: WrittenDeployment) -> RunnerDeployment:
    """A deployment whose runs are started by the process that serves it."""
    flow: Flow[Any, Any] = getattr(prefect_flows, written.flow)
    deployment = RunnerDeployment.from_flow(
        flow,
        name=written.name,
        description=written.description,
        tags=list(written.tags),
        parameters=dict(written.parameters),
        schedules=[_schedule(schedule) for schedule in written.schedules],
        concurrency_limit=written.concurrency_limit,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # Said outright, so that a deployment that waited for a worker before does so no longer.
    deployment.work_pool_name = None
    deployment.work_queue_name = None
    return deployment


def _schedule(written: WrittenSchedule) -> Schedule:
    return Cron(written.cron, timezone=written.timezone, active=written.active)
