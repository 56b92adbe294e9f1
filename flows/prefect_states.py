"""What a flow or a task leaves behind: a final state with a message that a person reads, and its result."""

from __future__ import annotations

from typing import Any

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.prefect_summary import keep_summary
from flows.report import RunReport


class NothingWentWellError(Exception):
    """A run without a single good outcome, as Prefect wants it told; `result` is what came all the same."""

    def __init__(self, message: str, result: object) -> None:
        super().__init__(message)
        self.result = result


def told_state(message: str, result: object, *, failed: bool) -> State[Any]:
    """A final state that says what came and carries it."""
    if failed:
        return Failed(message=message, data=NothingWentWellError(message, result))
    return Completed(message=message, data=result)


def told_result(state: State[Any]) -> object:
    """What a state brought, be it a failed one."""
    result: object = state.result(raise_on_failure=False)
    return result.result if isinstance(result, NothingWentWellError) else result


def final_state(report: RunReport) -> State[Any]:
    """The flow's last state: failed only if nothing at all went well, or a release was refused."""
    keep_summary(report)
    message = report.message
    if report.losing:
        message += (
            f"; nothing was published: {len(report.losing)} would lose over a quarter of the statements"
        )
    failed = bool(report.losing or (report.outcomes and not report.good))
    return told_state(message, report, failed=failed)
