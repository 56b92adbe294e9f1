"""A writer that is killed, or refused something, at one chosen call."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest

from tests.stores.faults.tracing import CHANGING_CALLS, Call, calls

_HERE = Path(__file__).parents[3]
_ATTACHED = "attached"


class Kind(Enum):
    """What happens at a call, as strace is asked for it."""

    KILLED = "signal=SIGKILL"
    DISK_FULL = "error=ENOSPC"
    DISK_ERROR = "error=EIO"
    READ_ONLY = "error=EROFS"


@dataclass(frozen=True)
class Fault:
    kind: Kind
    call: Call

    def __str__(self):
        return f"{self.kind.name} at {self.call}"


@dataclass(frozen=True)
class Ended:
    """How a job ended: exit code (below zero: the signal), what it said, its calls up to then."""

    code: int
    said: str
    calls: tuple[Call, ...]


class Writer:
    """Runs jobs (`publish`, `capture`) in processes of their own; see writer.py."""

    def __init__(self, scratch):
        self._said = scratch / "said.txt"
        self._log = scratch / "strace.log"
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.stores.faults.writer"],
            cwd=_HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.communicate()

    def run(self, job, folder, fault=None):
        """Do a job under strace, with a fault or without; `calls` are those that change the folder."""
        process = self._begin(job, folder)
        with self._trace(process, fault) as strace:
            code = self._go_on(process)
            strace.communicate()
        return Ended(code, self._said.read_text(), tuple(calls(self._log, folder)))

    def run_as(self, user, job, folder):
        """Do a job with the rights of a user (a number; None: ours), without strace."""
        code = self._go_on(self._begin(job, folder, user))
        return Ended(code, self._said.read_text(), ())

    def _begin(self, job, folder, user=None):
        """Fork for a job; the process is stopped before its first step."""
        self._said.unlink(missing_ok=True)
        self._server.stdin.write(json.dumps([job, str(folder), str(self._said), user]) + "\n")
        self._server.stdin.flush()
        return int(self._answer())

    def _go_on(self, process):
        """Let a process go on to its end; its exit code."""
        os.kill(process, signal.SIGCONT)
        return int(self._answer())

    def _trace(self, process, fault):
        command = ["strace", "-f", "-y", "-o", self._log, "-p", str(process)]
        command += ["-e", f"trace={','.join(f'?{name}' for name in CHANGING_CALLS)}"]
        if fault is not None:
            command += ["-e", f"inject={fault.call.name}:{fault.kind.value}:when={fault.call.number}"]
        strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        line = strace.stderr.readline()
        if _ATTACHED not in line:
            os.kill(process, signal.SIGKILL)
            pytest.fail(f"strace cannot trace here: {line}{strace.stderr.read()}")
        return strace

    def _answer(self):
        line = self._server.stdout.readline()
        assert line, "the writer has ended"
        return line
