"""Processes that publish, driven from a test."""

import json
import queue
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parents[2]
PATIENCE = 60


class Crew:
    """Starts jobs of publisher.py, several at once if asked."""

    def __init__(self, process):
        self._process = process
        self._started = queue.Queue()
        self._ends = {}
        self._change = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, job, *arguments):
        """Begin a job; what to wait for."""
        self._process.stdin.write(json.dumps([job, *map(_plain, arguments)]) + "\n")
        self._process.stdin.flush()
        return self._started.get(timeout=PATIENCE)

    def end(self, child):
        """How a job ended."""
        with self._change:
            assert self._change.wait_for(lambda: child in self._ends, PATIENCE)
            return self._ends.pop(child)

    def run(self, job, *arguments):
        return self.end(self.start(job, *arguments))

    def _listen(self):
        for line in self._process.stdout:
            child, *status = map(int, line.split())
            if not status:
                self._started.put(child)
                continue
            with self._change:
                self._ends[child] = status[0]
                self._change.notify_all()


@contextmanager
def hired():
    """A crew, and its end."""
    command = [sys.executable, "-m", "tests.objects.publisher"]
    with subprocess.Popen(
        command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Crew(process)
        process.stdin.close()


def _plain(argument):
    return str(argument) if isinstance(argument, Path) else argument
