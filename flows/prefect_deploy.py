"""Puts all deployments on a Prefect server whose runs workers take: `python -m flows.prefect_deploy`.

Makes the work pool where it is missing, deploys prefect.yaml, sets the automations; again changes nothing.
"""

from __future__ import annotations

import subprocess
import sys

from flows.prefect_settings import POOL, prepare_service, server_address
from flows.printing.terminal import say_error
from schemas.errors import ThitthangError

_PATIENCE_SECONDS = 30.0


def main() -> int:
    """Deploy everything and say what is to be started next; 1 if that failed."""
    try:
        home = prepare_service()
        _deploy()
    except ThitthangError as error:
        say_error(error.what, error.cause, error.remedy)
        return 1
    address = server_address()
    sys.stdout.write(
        f"deployed to {address}\n"
        "Start a worker next, on each machine that is to do the work:\n"
        f"  PREFECT_API_URL={address} THITTHANG_HOME={home} {sys.executable} -m flows.prefect_worker\n"
    )
    return 0


def _deploy() -> None:
    from flows.prefect_automations import set_automations
    from flows.prefect_deployments import deployments_file, written_deployments
    from flows.prefect_reach import await_server

    address = server_address()
    await_server(address, patience_seconds=_PATIENCE_SECONDS)
    file = deployments_file()
    written_deployments(file)
    _make_pool()
    command = [sys.executable, "-m", "prefect", "deploy", "--all", "--no-prompt", "--prefect-file", str(file)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        cause = " ".join((done.stderr or done.stdout).split())[-500:]
        raise ThitthangError(str(file), f"prefect deploy failed: {cause}", f"look at the server {address}")
    set_automations()


def _make_pool() -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.exceptions import ObjectAlreadyExists
    from prefect.workers.process import ProcessWorker

    template = ProcessWorker.get_default_base_job_template()
    with get_client(sync_client=True) as client:
        try:
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
        except ObjectAlreadyExists:
            return


if __name__ == "__main__":
    sys.exit(main())
