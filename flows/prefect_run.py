"""A run as a Prefect flow, started from the command line; without a server it goes on all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flows.flow_call import Flow
from flows.guardian import guard_children
from flows.prefect_settings import prepare_prefect
from flows.report import RunReport
from schemas.errors import ThitthangError


def run_flow(flow: Flow, plain: Callable[[], RunReport]) -> RunReport:
    """Run a flow on the server that is named in the environment, or on the embedded one.

    If there is no server, or it is lost on the way, `plain` does the work and the report says so;
    doing work twice changes nothing. Raises the ThitthangError that the flow itself raised.
    """
    guard_children()
    prepare_prefect(flow.prefect_home)
    try:
        missing = _why_no_server()
        result = missing or _result(flow)
    except ThitthangError:
        raise
    except Exception as error:  # noqa: BLE001  (whatever Prefect does, the run goes on)
        result = f"{type(error).__name__}: {error}"
    if isinstance(result, RunReport):
        return result
    if isinstance(result, ThitthangError):
        raise result
    words = " ".join(str(result).split())[:200]
    report = plain()
    return replace(report, notes=(*report.notes, f"ran without Prefect: {words}"))


def _why_no_server() -> str | None:
    """Ask the server whether it is well, starting the embedded one if none is named."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        trouble = client.api_healthcheck()
    return None if trouble is None else f"the Prefect server does not answer: {trouble}"


def _result(flow: Flow) -> object:
    from flows import prefect_flows
    from flows.prefect_states import told_result

    settings = flow.settings
    state = getattr(prefect_flows, flow.name)(
        **flow.parameters,
        raw=settings.raw,
        curated=settings.curated,
        workers=settings.workers,
        return_state=True,
    )
    return told_result(state)
