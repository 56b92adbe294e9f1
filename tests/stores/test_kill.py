"""kill -9 at any moment of capturing and publishing: readers see whole releases, the next run succeeds."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from schemas.kinds import Kind
from schemas.tables import TABLES
from stores.curated import find_release, unpublished
from stores.curated.build import Built
from stores.curated.check import problems
from stores.journal import Journal
from tests.stores.factories import Desk, parsed
from tests.stores.killed_publisher import reading

HERE = Path(__file__).parents[2]


def start(folder, number):
    command = [sys.executable, "-m", "tests.stores.killed_publisher", str(folder), str(number)]
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def whole(desk):
    """The release that readers see now, every file of it read and every reference followed."""
    release = find_release(desk.root)
    if release is None:
        return None
    everything = tuple(part.path for table in release.manifest.tables for part in table.parts)
    built = Built(release.key, release.manifest, (), everything, 0)
    assert problems(desk.root, built) == ()
    tables = {name: release.table(name).num_rows for name in TABLES}
    assert tables == {table.name: table.rows for table in release.manifest.tables}
    return release


def kill_and_look(desk, number, after):
    process = start(desk.folder, number)
    deadline = time.monotonic() + after
    while time.monotonic() < deadline:
        whole(desk)
    process.send_signal(signal.SIGKILL)
    _, errors = process.communicate()
    assert process.returncode == -signal.SIGKILL, errors
    return whole(desk)


def check_recovery(desk, before):
    """A publish after the kill succeeds, loses nothing that was published, and leaves no litter."""
    lost = unpublished(before, desk.archive.captures())
    readings = {repr(reading(number)).encode(): reading(number) for number in range(400)}
    changes = [(capture, readings[desk.archive.read(capture)]) for capture in lost]
    result = desk.publish(*changes)
    assert result.published == bool(changes)
    release = whole(desk)
    assert release is not None
    assert not list(desk.curated.rglob(".building-*"))
    assert not list(desk.curated.glob(".tmp-*"))
    everything = [(capture, readings[desk.archive.read(capture)]) for capture in desk.archive.captures()]
    rebuilt = Desk(desk.folder / f"rebuilt-{release.manifest.sequence}", desk.registry)
    rebuilt.publish(*everything, archive=desk.archive, fresh=True)
    assert rebuilt.parts() == desk.parts()
    return release


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.prove) for seed in range(1, 12))])
def test_killed_at_any_moment(tmp_path, seed):
    chance = random.Random(seed)
    desk = Desk(tmp_path)
    number = 0
    for _ in range(4):
        seen = kill_and_look(desk, number, chance.uniform(0.05, 0.9))
        release = check_recovery(desk, seen)
        number += 60
    chain = {record.release_id: record for record in Journal(desk.root).releases()}
    assert release.release_id in chain
    assert all(record.problems == () for record in chain.values())


STEPS = [
    "os.fsync",
    "os.link",
    "os.rename",
    "pathlib.Path.replace",
    "pathlib.Path.symlink_to",
    "pathlib.Path.mkdir",
]


class Killed(BaseException):
    """Stands for the end of the process: no `except Exception` stops it."""


@pytest.mark.parametrize("step", STEPS)
def test_killed_before_every_step(tmp_path, monkeypatch, step):
    """The n-th call of a step never comes, for every n, until a publish gets through."""
    desk = Desk(tmp_path)
    desk.load("0.html", reading(0))
    for number in range(1, 400):
        good = whole(desk)
        calls = [0]
        with monkeypatch.context() as patched:
            _die_at(patched, step, number, calls)
            try:
                desk.days = number
                desk.load(f"{number % 2}.html", reading(number))
            except Killed:
                assert whole(desk).manifest.sequence >= good.manifest.sequence
                continue
        break
    else:
        pytest.fail("no publish got through")
    assert calls[0] < number
    check_recovery(desk, whole(desk))


def _die_at(patched, step, number, calls):
    owner_name, _, name = step.rpartition(".")
    owner = {"os": os, "pathlib.Path": Path}[owner_name]
    real = getattr(owner, name)

    def dying(*arguments, **more):
        calls[0] += 1
        if calls[0] == number:
            raise Killed
        return real(*arguments, **more)

    patched.setattr(owner, name, dying)


def test_two_publishers_at_once_lose_nothing(tmp_path):
    desk = Desk(tmp_path)
    first, second = start(tmp_path, 0), start(tmp_path, 100)
    deadline = time.monotonic() + 60
    while (seen := whole(desk)) is None or seen.manifest.sequence <= 2:
        assert time.monotonic() < deadline, "two publishers made no third release"
    for process in (first, second):
        process.kill()
        process.communicate()
    release = check_recovery(desk, whole(desk))
    ids = [row["kind"] for row in desk.rows("direction")]
    assert Kind.VISION in ids
    assert release.manifest.sequence > 2
    assert desk.load("new.html", parsed((Kind.VISION, "ใหม่"))).published
