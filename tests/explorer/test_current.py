"""Which release is shown: the newest, the last good one where that is broken, none where there is none."""

import os

import pytest

from explorer.current import LOOK_SECONDS, Current
from schemas.kinds import Kind
from stores.curated import open_release
from tests.stores.factories import Desk, parsed


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def current(desk, clock):
    return Current(str(desk.curated), desk.folder / "indexes", clock)


def later(current, clock):
    """What is shown when the pointer has been looked at again."""
    clock.now += LOOK_SECONDS
    current.view()
    current.wait()
    return current.view()


def texts(view):
    return {row["text"] for row in view.snapshot.release.table("statements").to_pylist()}


def spoil(desk):
    """Change a byte of the newest release; its id."""
    release = open_release(desk.curated)
    (part, *_) = release.parts("direction")
    path = desk.curated / "releases" / release.release_id / "direction" / part.rpartition("/")[2]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.unlink()
    path.write_bytes(data)
    return release.release_id


def test_where_nothing_is_published_there_is_nothing_and_then_something(desk, current, clock):
    assert current.view().snapshot is None
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    assert current.view().snapshot is None
    assert texts(later(current, clock)) == {"น่าอยู่"}


def test_a_snapshot_stays_as_it_is_while_a_new_release_comes(desk, current, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    before = current.view()
    desk.load("a.html", parsed((Kind.VISION, "น่าเรียน")))
    after = later(current, clock)
    assert after.snapshot.release_id != before.snapshot.release_id
    assert "น่าเรียน" in texts(after)
    assert texts(before) == {"น่าอยู่"}
    assert before.snapshot.index.rows("SELECT text FROM statement") == [("น่าอยู่",)]


def test_a_new_release_that_is_broken_is_told_and_the_last_good_one_shown(desk, current, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    good = current.view().snapshot.release_id
    desk.load("a.html", parsed((Kind.VISION, "น่าเรียน")))
    broken = spoil(desk)
    view = later(current, clock)
    assert view.snapshot.release_id == good
    assert (view.trouble.what, bool(view.trouble.remedy)) == (broken, True)
    desk.publish(*desk.handed, fresh=True)
    view = later(current, clock)
    assert view.trouble is None
    assert "น่าเรียน" in texts(view)


def test_at_the_start_a_broken_release_gives_way_to_the_one_before(desk, current):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    good = open_release(desk.curated).release_id
    desk.load("a.html", parsed((Kind.VISION, "น่าเรียน")))
    spoil(desk)
    view = current.view()
    assert view.snapshot.release_id == good
    assert view.trouble is not None


def test_a_pointer_that_cannot_be_read_is_told(desk, current, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    good = current.view().snapshot.release_id
    (desk.curated / "LATEST.json").write_text("{")
    view = later(current, clock)
    assert view.snapshot.release_id == good
    assert "LATEST.json" in view.trouble.what


def test_a_trouble_that_was_mended_is_told_no_longer(desk, current, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    current.view()
    pointer = desk.curated / "LATEST.json"
    whole = pointer.read_bytes()
    pointer.write_text("{")
    assert later(current, clock).trouble is not None
    pointer.write_bytes(whole)
    view = later(current, clock)
    assert view.trouble is None
    assert texts(view) == {"น่าอยู่"}


def test_an_index_that_was_taken_away_is_made_again(desk, current, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    current.view()
    (file,) = (desk.folder / "indexes").iterdir()
    file.unlink()
    assert later(current, clock).snapshot.index.rows("SELECT text FROM statement") == [("น่าอยู่",)]
    assert file.exists()


@pytest.mark.parametrize("spoilt", [b"", b"SQLite format 3\0", b"no index"])
def test_an_index_that_is_damaged_is_made_again(desk, current, spoilt):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    folder = desk.folder / "indexes"
    folder.mkdir()
    (folder / f"{open_release(desk.curated).release_id}-1.sqlite").write_bytes(spoilt)
    view = current.view()
    assert view.trouble is None
    assert view.snapshot.index.rows("SELECT text FROM statement") == [("น่าอยู่",)]


def test_a_place_that_takes_no_index_is_told_with_what_to_do(desk, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    (desk.folder / "file").write_bytes(b"")
    view = Current(str(desk.curated), desk.folder / "file" / "indexes", clock).view()
    assert view.snapshot is None
    assert "--index" in view.trouble.remedy


def test_indexes_that_nobody_opens_any_more_are_taken_away(desk, current, clock):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    first = current.view().snapshot
    (old,) = (desk.folder / "indexes").iterdir()
    desk.load("a.html", parsed((Kind.VISION, "น่าเรียน")))
    second = later(current, clock).snapshot
    assert first.index.rows("SELECT count(*) FROM statement") == [(1,)]
    assert old.exists()
    os.utime(old, (0, 0))
    desk.load("a.html", parsed((Kind.VISION, "น่าเล่น")))
    third = later(current, clock).snapshot
    kept = {path.name.partition(".")[0] for path in (desk.folder / "indexes").iterdir()}
    assert kept == {f"{one.release_id}-1" for one in (second, third)}
