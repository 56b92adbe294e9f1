"""Publishes and captures in processes forked from one that has everything imported.

Started by `Writer` (writing.py). A line of standard input is a job: kind, folder and file for what is said, as
JSON. The fork stops itself before it begins, so that it can be traced from its first call; its process id
and, at its end, its exit code are a line of standard output each.
"""

import ctypes
import json
import os
import signal
import sys
from pathlib import Path

import typer

from flows.cli import Commands
from schemas.registry import registry
from stores.curated import publish as _warm  # noqa: F401  (the fork imports nothing, so its calls can be counted)
from stores.words import words
from tests.stores.faults import scene

_PR_SET_PTRACER = 0x59616D61
_ANYONE = ctypes.c_ulong(-1)

app = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def publish(folder: Path):
    scene.publish_all(scene.desk(folder))


@app.command()
def capture(folder: Path):
    """Capture one page of the next generation, and a page of an address that is new."""
    desk = scene.desk(folder)
    desk.days = 1_000
    scene.capture(desk, scene.CHANGING[0], 3)
    scene.capture(desk, scene.CHANGING[-1], 1)


def main():
    registry()
    words("เป็นองค์กรชั้นนำด้านการศึกษา")
    for line in sys.stdin:
        kind, folder, said = json.loads(line)
        child = os.fork()
        if child == 0:
            _work(kind, folder, said)
        os.waitpid(child, os.WUNTRACED)
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def _work(kind, folder, said):
    """Do the job as a command does it, from the signal to go on; ends the process."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYONE, 0, 0, 0)
    handle = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    os.kill(os.getpid(), signal.SIGSTOP)
    code = 70
    try:
        app([kind, folder])
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
