"""Runs that a server's database still has as going on though nobody can be doing them."""

from __future__ import annotations

from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import State, StateType
from prefect.states import Crashed

from flows.prefect_settings import POOL

_UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


def end_leftovers() -> int:
    """Set every run of ours that is said to be under way to Crashed; how many there were.

    Only for a server that has just been started and that nobody else uses.
    """
    ours = FlowRunFilter(
        tags=FlowRunFilterTags(all_=[POOL]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_UNDER_WAY)),
    )
    ended: State[Any] = Crashed(message="the machine or its server ended while it ran")
    count = 0
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_run_filter=ours):
            for run in runs:
                client.set_flow_run_state(run.id, ended, force=True)
            count += len(runs)
    return count
