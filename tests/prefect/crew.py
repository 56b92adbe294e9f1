"""A worker that tests of faults kill and replace, and the processes of the runs that it took."""

from contextlib import ExitStack, suppress
from pathlib import Path

from tests.prefect.conftest import PATIENCE, Server, environment_for, worker


class Crew:
    """A server as runs in a home of their own see it, and the worker that takes them."""

    def __init__(self, server, home):
        self.home = home
        self.environment = environment_for(home, 0) | {
            "PREFECT_API_URL": server.url,
            "THITTHANG_LOCK_SECONDS": str(PATIENCE),
        }
        self.server = Server(server.url, self.environment)
        self.process = None
        self._stack = ExitStack()

    def start(self):
        """Start a worker where there is none."""
        if self.process is None or self.process.poll() is not None:
            self.end()
            self.process = self._stack.enter_context(worker(self.server, self.home))

    def end(self):
        """End the worker."""
        self._stack.close()

    def kill(self):
        """Kill the worker as it stands."""
        self.process.kill()
        self.process.wait()

    def flow(self, run_id):
        """The process that does a run."""
        (found,) = (
            pid
            for pid, environment in self._processes()
            if environment.get("PREFECT__FLOW_RUN_ID") == run_id and "THITTHANG_GUARD" not in environment
        )
        return found

    def guards(self):
        """The processes that read documents."""
        return [pid for pid, environment in self._processes() if "THITTHANG_GUARD" in environment]

    def left(self):
        """All processes that runs started."""
        return [pid for pid, _ in self._processes()]

    def _processes(self):
        """Processes of this home, the worker's apart, with their environments."""
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                lines = (place / "environ").read_bytes().split(b"\0")
                environment = dict(line.decode().split("=", 1) for line in lines if b"=" in line)
                if environment.get("THITTHANG_HOME") == str(self.home) and not self._is_of_worker(place):
                    yield int(place.name), environment

    def _is_of_worker(self, place):
        session = int((place / "stat").read_bytes().rpartition(b")")[2].split()[3])
        return self.process is not None and session == self.process.pid
