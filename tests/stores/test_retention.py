from datetime import timedelta

import pytest

from schemas.errors import PinnedError, StoreError
from schemas.kinds import Kind
from stores.curated import find_release, open_release
from stores.curated.catalogue import ReleaseState, catalogue
from stores.curated.pointer import MoveReason, moves
from stores.curated.retention import Keep, prune
from stores.curated.rollback import resume, roll_back
from stores.raw import RawArchive
from tests.stores.factories import START, parsed

DAY = timedelta(days=1)
FEW = Keep(releases=3, days=7)


def vision(number):
    return parsed((Kind.VISION, f"วิสัยทัศน์ที่ {number}"))


def publish_daily(desk, count, **more):
    """One release a day; their ids."""
    made = []
    for number in range(count):
        capture = desk.capture("a.html", vision(number))
        made.append(desk.publish((capture, vision(number)), at=START + number * DAY, **more).release_id)
    return made


def states(desk):
    return {entry.release_id: entry.state for entry in catalogue(desk.root)}


def test_what_is_old_and_not_among_the_newest_goes(desk):
    made = publish_daily(desk, 12, keep=FEW)
    kept = [release for release, state in states(desk).items() if state is not ReleaseState.REMOVED]
    assert kept == made[-8:]
    assert sorted(desk.root.folders("releases")) == sorted(kept)
    prune(desk.root, FEW, START + 40 * DAY)
    assert desk.root.folders("releases") == sorted(made[-3:])


def test_the_latest_and_the_one_before_stay_whatever_is_asked(desk):
    made = publish_daily(desk, 4)
    prune(desk.root, Keep(releases=0, days=0), START + 400 * DAY)
    assert desk.root.folders("releases") == made[-2:]


def test_a_release_that_is_open_is_spared_and_goes_when_it_is_closed(desk):
    made = publish_daily(desk, 5)
    reader = open_release(desk.curated, made[0])
    done = prune(desk.root, Keep(2, 0), START + 99 * DAY)
    assert (done.spared, done.removed) == ((made[0],), tuple(made[1:3]))
    assert reader.table("direction").num_rows == 1
    del reader
    assert prune(desk.root, Keep(2, 0), START + 99 * DAY).removed == (made[0],)


def test_a_dry_run_touches_nothing(desk):
    made = publish_daily(desk, 4)
    assert prune(desk.root, Keep(2, 0), START + 99 * DAY, dry_run=True).removed == tuple(made[:2])
    assert desk.root.folders("releases") == made


def test_a_clock_that_was_set_back_removes_nothing(desk):
    made = publish_daily(desk, 4)
    assert prune(desk.root, Keep(2, 1), START - 10 * DAY).removed == ()
    assert desk.root.folders("releases") == made


def test_removals_that_were_broken_off_are_finished(desk):
    made = publish_daily(desk, 4)
    prune(desk.root, Keep(2, 0), START + 99 * DAY)
    (desk.curated / "releases" / made[0]).mkdir()
    (desk.curated / "releases" / f".removing-{made[1]}").mkdir()
    prune(desk.root, Keep(2, 0), START + 99 * DAY)
    assert [path.name for path in sorted((desk.curated / "releases").iterdir())] == made[-2:]


def test_a_release_that_was_never_pointed_at_is_told_and_goes(desk, monkeypatch):
    publish_daily(desk, 2)
    reading = vision("จม")
    capture = desk.capture("a.html", reading)
    monkeypatch.setattr(
        "stores.curated.publish.move_pointer", lambda *_: (_ for _ in ()).throw(ZeroDivisionError)
    )
    with pytest.raises(ZeroDivisionError):
        desk.publish((capture, reading))
    monkeypatch.undo()
    (lost,) = [one for one, state in states(desk).items() if state is ReleaseState.NEVER_PUBLISHED]
    assert lost in desk.root.folders("releases")
    desk.publish((capture, reading), keep=FEW)
    assert lost not in desk.root.folders("releases")
    assert states(desk)[lost] is ReleaseState.NEVER_PUBLISHED


def test_after_a_rollback_readers_see_the_old_rows_and_nothing_is_published(desk):
    made = publish_daily(desk, 3)
    roll_back(desk.root, made[0], reason="wrong", at=START)
    assert [row["text"] for row in desk.rows("direction")] == ["วิสัยทัศน์ที่ 0"]
    assert (desk.curated / "latest").resolve().name == made[0]
    capture = desk.capture("a.html", vision(9))
    with pytest.raises(PinnedError, match="wrong"):
        desk.publish((capture, vision(9)))
    assert [row["text"] for row in desk.rows("direction")] == ["วิสัยทัศน์ที่ 0"]
    assert resume(desk.root, at=START)
    assert not resume(desk.root, at=START)
    assert desk.publish((capture, vision(9))).previous == made[0]
    assert [move.reason for move in moves(desk.root)][-3:] == [
        MoveReason.ROLLBACK,
        MoveReason.RESUME,
        MoveReason.PUBLISH,
    ]
    assert states(desk)[made[2]] is ReleaseState.KEPT


def test_a_damaged_release_is_not_gone_back_to(desk):
    made = publish_daily(desk, 2)
    part = next((desk.curated / "releases" / made[0] / "direction").glob("*.parquet"))
    data = part.read_bytes()
    part.unlink()
    part.write_bytes(data[:-1])
    with pytest.raises(StoreError, match="not as they were"):
        roll_back(desk.root, made[0], reason="", at=START)
    assert find_release(desk.root).release_id == made[1]


def test_a_pointer_that_moved_meanwhile_is_not_overwritten(desk, monkeypatch):
    made = publish_daily(desk, 2)
    reading = vision("ช้า")
    capture = desk.capture("a.html", reading)
    real = RawArchive.accepted

    def somebody_else(archive):
        desk.root.put("LATEST.json", b'{"release_id": "%s", "pinned": ""}' % made[0].encode())
        return real(archive)

    monkeypatch.setattr(RawArchive, "accepted", somebody_else)
    with pytest.raises(StoreError, match="meanwhile"):
        desk.publish((capture, reading))
    assert find_release(desk.root).release_id == made[0]
