"""A run as a Prefect flow, started from the command line; without a server it goes on all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from flows.guardian import guard_children
from flows.prefect_settings import prepare_prefect
from flows.report import RunReport
from flows.settings import Settings
from schemas.errors import ThitthangError


def run_flow(
    name: str,
    settings: Settings,
    parameters: Mapping[str, object],
    plain: Callable[[], RunReport],
    *,
    home: Path | None = None,
) -> RunReport:
    """Run a flow of `flows.prefect_flows`, on the server that is named or on the embedded one.

    If there is no server, or it is lost on the way, `plain` does the work and the report says so;
    doing work twice changes nothing. Raises the ThitthangError that the flow itself raised.
    """
    guard_children()
    prepare_prefect(home or Path(settings.curated) / ".prefect")
    try:
        missing = _why_no_server()
        result = missing or _result(name, settings, parameters)
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


def _result(name: str, settings: Settings, parameters: Mapping[str, object]) -> object:
    from flows import prefect_flows

    flow = getattr(prefect_flows, name)
    state = flow(
        **parameters,
        raw=settings.raw,
        curated=settings.curated,
        workers=settings.workers,
        return_state=True,
    )
    return prefect_flows.told_result(state)
