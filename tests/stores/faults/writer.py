"""Publishes and captures in processes forked from one that has everything imported.

Started by `Writer` (writing.py). A line of standard input, as JSON, is a job: kind, folder, file for what is
said, user (a number or null). The fork stops itself before it begins, so that it can be traced from its
first call; its process id and, at its end, its exit code are a line of standard output each.
"""

import ctypes
import importlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

import typer

from flows.cli import Commands
from stores.words import words
from tests.stores.faults import scene
from tests.stores.faults.looking import by_link, by_pointer

_PR_SET_PTRACER = 0x59616D61
_ANYONE = ctypes.c_ulong(-1)

app = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def publish(folder: Path):
    scene.publish_all(scene.desk(folder))


@app.command()
def look(folder: Path):
    typer.echo(f"{by_pointer(folder)[1]} {by_link(folder)[1]}")


@app.command()
def capture(folder: Path):
    scene.capture_more(scene.desk(folder))


def main():
    words("เป็นองค์กรชั้นนำด้านการศึกษา")
    _import_all()
    for line in sys.stdin:
        kind, folder, said, user = json.loads(line)
        child = os.fork()
        if child == 0:
            _work(kind, folder, said, user)
        os.waitpid(child, os.WUNTRACED)
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def _import_all():
    """Import what a publish imports, found out in a fork: publishing here would start threads."""
    with tempfile.TemporaryDirectory() as folder:
        if (child := os.fork()) == 0:
            _rehearse(Path(folder))
        os.waitpid(child, 0)
        for name in (Path(folder) / "modules").read_text().split():
            importlib.import_module(name)


def _rehearse(folder):
    try:
        scene.stage(folder)
        app(["publish", str(folder)])
    except SystemExit:
        here = [name for name, module in sys.modules.items() if getattr(module, "__spec__", None)]
        (folder / "modules").write_text("\n".join(here))
    finally:
        os._exit(0)


def _work(kind, folder, said, user):
    """Do the job as a command does it, from the signal to go on; ends the process."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYONE, 0, 0, 0)
    handle = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    if user is not None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
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
