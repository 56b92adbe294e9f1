"""Taking the runs of served deployments from a Prefect server, each in a process of its own."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Sequence

from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner


class EndingRunner(Runner):
    """Prefect's runner, which on SIGTERM says that it is to end; Prefect's own leaves its runs behind."""

    def __init__(self, ending: asyncio.Event) -> None:
        super().__init__(pause_on_shutdown=False)
        self._ending = ending
        self._own_loop = asyncio.get_running_loop()

    def handle_sigterm(self, *_signal: object, **_more: object) -> None:
        """Let the loop know; it may be waiting for something else."""
        self._own_loop.call_soon_threadsafe(self._ending.set)


async def take_runs(deployments: Sequence[RunnerDeployment], ready: Callable[[], None]) -> None:
    """Run what is due of the deployments until SIGTERM or SIGINT; runs under way are cancelled then.

    `ready` is called once the deployments are on the server.
    """
    ending = asyncio.Event()
    runner = EndingRunner(ending)
    for deployment in deployments:
        await runner.aadd_deployment(deployment)
    ready()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, ending.set)
    working = asyncio.create_task(runner.start())
    waiting = asyncio.create_task(ending.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not working.done():
        await runner.astop()
    waiting.cancel()
    await working
