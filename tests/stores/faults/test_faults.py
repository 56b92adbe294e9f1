"""The kernel kills, or refuses a call, while a release is published or a page captured.

`make test` takes a sample by position; `make prove` every call that changes something, three faults each.
"""

import math

import pytest

from tests.stores.faults import scene
from tests.stores.faults.capture_trial import capture_with
from tests.stores.faults.trial import copied, first_publish_with, publish_with
from tests.stores.faults.writing import Fault, Kind

FAULTS = (Kind.KILLED, Kind.DISK_FULL, Kind.DISK_ERROR)
READS = 10_500
"""Whole looks at all tables that the readers of an exhaustive run get at least, together."""
SAMPLE = [
    pytest.param(
        name, position, FAULTS[number % 3], id=f"{name}-{position}-{FAULTS[number % 3].name}".lower()
    )
    for number, (name, position) in enumerate(
        (name, position) for name in ("write", "rename", "link", "fsync") for position in (0, 1, 2)
    )
]

pytestmark = pytest.mark.xdist_group("faults")


def chosen(calls, name, position):
    """The first, middle or last call of a name."""
    named = [call for call in calls if call.name == name]
    return named[(len(named) - 1) * position // 2]


@pytest.mark.parametrize(("name", "position", "kind"), SAMPLE)
def test_a_fault_while_publishing(writer, watcher, publishing, tmp_path, name, position, kind):
    fault = Fault(kind, chosen(publishing.calls, name, position))
    publish_with(fault, publishing, writer, watcher, tmp_path / "copy", least=3)


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize("name", ["write", "link"])
def test_a_fault_while_capturing(writer, capturing, tmp_path, name, position):
    kind = FAULTS[position]
    capture_with(Fault(kind, chosen(capturing.calls, name, position)), capturing, writer, tmp_path / "copy")


def test_a_release_that_was_never_pointed_at_is_not_forgotten(writer, watcher, publishing, tmp_path):
    """Killed right after the release got its name: it is listed, and taken away by the next publish."""
    named = next(number for number, call in enumerate(publishing.calls) if call.name == "rename")
    fault = Fault(Kind.KILLED, publishing.calls[named + 1])
    came = publish_with(fault, publishing, writer, watcher, tmp_path / "copy", least=3)
    assert not came.is_new


def test_a_folder_that_became_read_only(writer, watcher, publishing, tmp_path):
    fault = Fault(Kind.READ_ONLY, chosen(publishing.calls, "openat", 0))
    came = publish_with(fault, publishing, writer, watcher, tmp_path / "copy", least=3)
    assert (came.code, came.is_new) == (1, False)


@pytest.mark.prove
@pytest.mark.parametrize("kind", FAULTS, ids=str)
def test_every_fault_while_publishing(writer, watcher, publishing, tmp_path, kind):
    least = math.ceil(READS / len(FAULTS) / len(publishing.calls))
    looks = watcher.looks
    for call in publishing.calls:
        publish_with(Fault(kind, call), publishing, writer, watcher, tmp_path / "copy", least)
    assert watcher.looks - looks >= READS / len(FAULTS)


@pytest.mark.prove
@pytest.mark.parametrize("kind", FAULTS, ids=str)
def test_every_fault_while_publishing_for_the_first_time(writer, tmp_path, kind):
    before = scene.stage(tmp_path / "before", published=0, captured=1).folder
    ended = writer.run("publish", copied(before, tmp_path / "clean"))
    assert (ended.code, ended.said) == (0, "")
    for call in ended.calls:
        first_publish_with(Fault(kind, call), before, writer, tmp_path / "copy")


@pytest.mark.prove
@pytest.mark.parametrize("kind", FAULTS, ids=str)
def test_every_fault_while_capturing(writer, capturing, tmp_path, kind):
    for call in capturing.calls:
        capture_with(Fault(kind, call), capturing, writer, tmp_path / "copy")
