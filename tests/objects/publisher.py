"""Captures and publishes in processes forked from one that has everything imported.

A line of standard input, as JSON, is a job: what is done, and with what. Nothing speaks to the store before
the fork. Each job's exit status is a line of standard output; a job that was killed has a negative one.
"""

import importlib
import json
import os
import signal
import sys
import tempfile
import threading
import traceback
from pathlib import Path

import obstore

from stores.curated import find_release, open_release, publish, unpublished
from stores.curated.retention import Keep
from stores.roots import LocalRoot
from tests.objects.desk import ObjectDesk
from tests.stores.factories import Desk
from tests.stores.killed_publisher import reading

CALLS = ("copy", "delete", "get", "get_range", "head", "list", "list_with_delimiter", "put")
KEEP = Keep(releases=2, days=0)
READINGS = {repr(reading(number)).encode(): reading(number) for number in range(60)}


def load(desk, number, name=None):
    """Capture a reading and publish it; old releases are cleared away."""
    desk.days = number
    capture = desk.capture(f"{name or number % 3}.html", reading(number))
    desk.publish((capture, reading(number)), keep=KEEP)


def publish_rest(desk):
    """Publish what was captured and never published, as every run does."""
    left = unpublished(find_release(desk.root), desk.archive.captures())
    return desk.publish(*((one, READINGS[desk.archive.read(one)]) for one in left), keep=KEEP)


class Call:
    """Ends the process before the call of a number: as kill -9 does."""

    def __init__(self, last):
        self.last = last
        self.made = 0
        self.lock = threading.Lock()

    def wrap(self, name):
        real = getattr(obstore, name)

        def counted(*arguments, **more):
            with self.lock:
                self.made += 1
                if self.made == self.last:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **more)

        setattr(obstore, name, counted)


def killed(folder, address, number, last):
    """A load that ends before its call `last` to the store; how many it made, if it comes to its end."""
    calls = Call(last)
    for name in CALLS:
        calls.wrap(name)
    load(ObjectDesk(Path(folder), address=address), number)
    (Path(folder) / "calls").write_text(str(calls.made))


def waiting(folder, address, number, said, heard):
    """A load that says when it is about to move the pointer for the first time, and waits to be told."""
    real = publish.move_pointer

    def move(*arguments):
        publish.move_pointer = real
        Path(said).write_text("ready")
        Path(heard).read_text()
        real(*arguments)

    publish.move_pointer = move
    load(ObjectDesk(Path(folder), address=address), number, f"waiting-{number}")


def several(folder, address, first, count):
    """Loads one after the other."""
    desk = ObjectDesk(Path(folder), address=address)
    for number in range(first, first + count):
        load(desk, number, f"of-{first}-{number % 3}")


def capturing(folder, address, first, count):
    """Captures of one source, one after the other."""
    desk = ObjectDesk(Path(folder), address=address)
    for number in range(first, first + count):
        desk.capture("same.html", reading(number))


JOBS = {job.__name__: job for job in (killed, waiting, several, capturing)}


def main():
    _rehearse()
    children = {}
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            _work(JOBS[name], arguments)
        children[child] = name
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        threading.Thread(target=_tell_end, args=(child,), daemon=True).start()


def _tell_end(child):
    _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{child} {os.waitstatus_to_exitcode(status)}\n")
    sys.stdout.flush()


def _rehearse():
    """Import what a publish imports, without a thread of a library being left behind: in a fork."""
    with tempfile.TemporaryDirectory() as folder:
        if (child := os.fork()) == 0:
            desk = Desk(Path(folder))
            load(desk, 0)
            open_release(LocalRoot(Path(folder) / "curated"))
            here = [name for name, module in sys.modules.items() if getattr(module, "__spec__", None)]
            (Path(folder) / "modules").write_text("\n".join(here))
            os._exit(0)
        os.waitpid(child, 0)
        for name in (Path(folder) / "modules").read_text().split():
            if name != "__main__":
                importlib.import_module(name)


def _work(job, arguments):
    code = 70
    try:
        job(*arguments)
        code = 0
    except Exception:  # noqa: BLE001  (it is told, and the status is bad)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
