"""Tags by which runs are found in Prefect's window."""

from __future__ import annotations

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.logging import get_logger


def tag_run(*tags: str) -> None:
    """Add tags to the flow run that this is called in, if the server takes them.

    Prefect's own `tags` would put them on every task too: two questions to the server for each.
    """
    run_id = runtime.flow_run.id
    if run_id is None:
        return
    try:
        with get_client(sync_client=True) as client:
            known = client.read_flow_run(run_id).tags
            if missing := [tag for tag in tags if tag not in known]:
                client.update_flow_run(run_id, tags=[*known, *missing])
    except Exception as error:  # noqa: BLE001  (a tag is worth no run)
        get_logger("thitthang").warning("no tags: %s", error)
