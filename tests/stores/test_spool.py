"""What was read and not yet published: kept from a killed run, and for nobody else."""

import fcntl

import pytest

from schemas.kinds import Kind
from stores.curated import spool
from stores.curated.handed import hand_in
from stores.curated.packing import unpack
from stores.curated.spool import Spool, drop_readings, left_over, spooled
from tests.stores.factories import parsed

NAME = "reader"


@pytest.fixture(autouse=True)
def _always_a_file(monkeypatch, desk):
    desk.root.check_writable()
    monkeypatch.setattr(spool, "IN_MEMORY", 0)


@pytest.fixture
def handed(desk):
    return [made(desk, number) for number in range(3)]


def made(desk, number):
    reading = parsed((Kind.VISION, f"วิสัยทัศน์ข้อ {number}"))
    return hand_in(desk.capture(f"page{number}.html", reading), reading)


def files(desk):
    return sorted((desk.curated / ".reading").glob("*"))


def break_off(desk, handed):
    """A run that is broken off with everything read."""
    with pytest.raises(KeyboardInterrupt), spooled(desk.root, NAME, handed):
        raise KeyboardInterrupt


def test_rows_come_back_as_they_were_put_away(desk, handed):
    with spooled(desk.root, NAME, handed) as (kept, noted):
        assert len(files(desk)) == 1
        for one, note in reversed(list(zip(handed, noted, strict=True))):
            assert unpack(kept.packed(note.place)) == unpack(one.packed)
        more = kept.keep(handed[0])
        assert kept.packed(more.place) == handed[0].packed
    assert files(desk) == []


def test_little_is_kept_in_memory(desk, handed, monkeypatch):
    monkeypatch.setattr(spool, "IN_MEMORY", 1_000_000)
    with spooled(desk.root, NAME, handed) as (kept, noted):
        assert files(desk) == []
        assert [kept.packed(note.place) for note in noted] == [one.packed for one in handed]


def test_a_run_that_was_broken_off_leaves_what_it_had_read(desk, handed):
    break_off(desk, handed)
    captures = [one.capture for one in handed]
    with left_over(desk.root, NAME) as left:
        assert all(map(left.holds, captures))
        assert list(left.of(captures)) == handed
        left.discard()
    assert files(desk) == []


def test_a_reading_that_was_torn_is_left_out(desk, handed):
    break_off(desk, handed)
    (path,) = files(desk)
    path.write_bytes(path.read_bytes()[:-1])
    with left_over(desk.root, NAME) as left:
        assert [left.holds(one.capture) for one in handed] == [True, True, False]


def test_a_reading_that_rotted_is_left_out_with_all_behind_it(desk, handed):
    break_off(desk, handed)
    (path,) = files(desk)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with left_over(desk.root, NAME) as left:
        assert [left.holds(one.capture) for one in handed] == [True, False, False]


def test_what_another_parser_read_is_taken_away(desk, handed):
    break_off(desk, handed)
    with left_over(desk.root, "another") as left:
        assert not left.holds(handed[0].capture)
    assert files(desk) == []


def test_the_file_of_a_run_that_lives_is_left_alone(desk, handed):
    break_off(desk, handed)
    (path,) = files(desk)
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with left_over(desk.root, NAME) as left:
            assert not left.holds(handed[0].capture)
        drop_readings(desk.root)
    assert files(desk) == [path]


def test_a_file_that_others_can_write_is_not_read(desk, handed):
    break_off(desk, handed)
    (path,) = files(desk)
    path.chmod(0o666)
    with left_over(desk.root, NAME) as left:
        assert not left.holds(handed[0].capture)


def test_a_folder_that_cannot_be_written_is_done_without(desk, handed):
    (desk.curated / ".reading").write_text("in the way")
    with spooled(desk.root, NAME, handed) as (kept, noted):
        assert [kept.packed(note.place) for note in noted] == [one.packed for one in handed]


def test_a_publish_leaves_nothing_behind(desk):
    desk.load("a.html", parsed((Kind.VISION, "เป็นเลิศ")))
    assert files(desk) == []


def test_a_spool_without_a_folder_has_a_file_without_a_name(handed):
    kept = Spool(None, NAME)
    places = [kept.keep(one).place for one in handed]
    assert [kept.packed(place) for place in places] == [one.packed for one in handed]
    kept.close(discard=False)
