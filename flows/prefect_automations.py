"""The automations that end zombies: runs whose process is gone, and that would block the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from prefect.automations import AutomationCore, ChangeFlowRunState, EventTrigger, Posture
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import StateType

from flows.prefect_settings import HEARTBEAT_SECONDS, POOL

SILENT_SECONDS = 4 * HEARTBEAT_SECONDS
"""A run that was heard and is silent for so long has crashed."""

STARTING_SECONDS = 600
"""A run that a worker took and that was not heard for so long has crashed."""

_HEARD = "prefect.flow-run.heartbeat"
_BEGUN = "prefect.flow-run.Running"
_TAKEN = "prefect.flow-run.Pending"
_ENDS = frozenset(
    f"prefect.flow-run.{name}"
    for name in ("Completed", "Failed", "Crashed", "Cancelled", "TimedOut", "Paused", "Suspended")
)


def set_automations(
    silent_seconds: float = SILENT_SECONDS, starting_seconds: float = STARTING_SECONDS
) -> None:
    """Create the automations, or bring those of the same names to what is asked for.

    Both times are seconds, 10 at least. Raises what Prefect raises if the server does not take them.
    """
    with get_client(sync_client=True) as client:
        for wanted in _automations(silent_seconds, starting_seconds):
            _set(client, wanted)


def _set(client: SyncPrefectClient, wanted: AutomationCore) -> None:
    known = client.read_automations_by_name(wanted.name)
    if not known:
        client.create_automation(wanted)
        return
    first, *others = known
    client.update_automation(first.id, wanted)
    for other in others:
        client.delete_automation(other.id)


def _automations(silent_seconds: float, starting_seconds: float) -> Iterator[AutomationCore]:
    yield AutomationCore(
        name="thitthang: runs that fell silent",
        description="A run that stopped saying that it lives is set to Crashed, so that the next one starts.",
        trigger=_silence({_BEGUN, _HEARD}, _ENDS | {_HEARD}, silent_seconds),
        actions=[_crashed(f"no sign of life for {silent_seconds:g} s: its process is gone")],
    )
    yield AutomationCore(
        name="thitthang: runs that never began",
        description="A run that was taken and did not begin is set to Crashed, so that the next one starts.",
        trigger=_silence({_TAKEN}, _ENDS | {_BEGUN}, starting_seconds),
        actions=[_crashed(f"taken, and not begun within {starting_seconds:g} s")],
    )


def _silence(after: set[str], expected: frozenset[str], seconds: float) -> EventTrigger:
    """Fires for a run of ours of which nothing that is expected comes within the time."""
    return EventTrigger(
        after=after,
        expect=set(expected),
        match={"prefect.resource.id": "prefect.flow-run.*"},
        match_related={"prefect.resource.id": f"prefect.tag.{POOL}", "prefect.resource.role": "tag"},
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=timedelta(seconds=seconds),
    )


def _crashed(message: str) -> ChangeFlowRunState:
    return ChangeFlowRunState(name=None, state=StateType.CRASHED, message=message, force=False)
