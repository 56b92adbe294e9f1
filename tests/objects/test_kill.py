"""kill -9 before any call to the store: readers see whole releases, the next run finishes."""

from datetime import timedelta

import pytest

from stores.curated import open_release
from stores.curated.catalogue import catalogue
from stores.object_root import ObjectRoot
from tests.objects.conftest import make_bucket
from tests.objects.desk import ObjectDesk
from tests.objects.publisher import KEEP, load, publish_rest
from tests.stores.factories import Desk

pytestmark = pytest.mark.xdist_group("killed-in-a-bucket")  # they share one stage

NEXT = 5
"""The load that is killed; two before it are published, and one of them is cleared away by it."""
SAMPLES = 6


@pytest.fixture(scope="module")
def stage(store, crew, tmp_path_factory):
    """A place where two releases are published, the tables that the next load makes, and its calls."""
    folder = tmp_path_factory.mktemp("stage")
    bucket = make_bucket(store)
    desk = ObjectDesk(folder, address=f"s3://{bucket}/stage")
    for number in (0, 1):
        load(desk, number)
    expected = Desk(folder / "expected")
    for number in (0, 1, NEXT):
        load(expected, number)
    place = copied(bucket, "counted")
    assert crew.run("killed", folder, place, NEXT, 0) == 0
    return bucket, expected.parts(), int((folder / "calls").read_text())


def copied(bucket, name):
    """The stage under another name."""
    root = ObjectRoot(f"s3://{bucket}")
    for key in root.keys("stage"):
        root.stage_link(key, f"{name}{key.removeprefix('stage')}")
    return f"s3://{bucket}/{name}"


def sequence(desk):
    """The number of the release that readers see, all of it read."""
    release = open_release(desk.root)
    assert release.is_intact()
    return release.manifest.sequence


def kill_and_recover(crew, stage, tmp_path, last, monkeypatch):
    bucket, expected, _ = stage
    desk = ObjectDesk(tmp_path, address=copied(bucket, f"killed-{last}"))
    assert crew.run("killed", tmp_path, desk.address, NEXT, last) == -9
    seen = sequence(desk)
    assert seen in {2, 3}
    publish_rest(desk)
    assert sequence(desk) >= seen
    if len(desk.archive.captures()) == 2:  # killed before anything was captured
        load(desk, NEXT)
    assert desk.parts() == expected
    records = desk.root.keys("journal/releases")
    monkeypatch.setattr("stores.curated.retention.UNFINISHED", timedelta(seconds=-1))
    publish_rest(desk)
    there = [entry.release_id for entry in catalogue(desk.root) if entry.can_be_read]
    assert desk.root.folders("releases") == there
    assert len(there) == KEEP.releases
    assert desk.root.keys("journal/releases") == records
    numbers = [capture.sequence for capture in desk.archive.captures_of(source(desk))]
    assert len(numbers) == len(set(numbers))


def source(desk):
    return next(
        one.source.source_id for one in desk.archive.captures() if one.source.uri == f"{NEXT % 3}.html"
    )


@pytest.mark.parametrize("part", range(SAMPLES))
def test_killed_before_a_call(crew, stage, tmp_path, monkeypatch, part):
    kill_and_recover(crew, stage, tmp_path, 1 + part * (stage[2] - 1) // (SAMPLES - 1), monkeypatch)


@pytest.mark.prove
def test_killed_before_every_call(crew, stage, tmp_path):
    for last in range(1, stage[2] + 1):
        with pytest.MonkeyPatch.context() as patched:
            kill_and_recover(crew, stage, tmp_path / str(last), last, patched)


def test_a_load_makes_few_requests(stage):
    assert stage[2] < 150
