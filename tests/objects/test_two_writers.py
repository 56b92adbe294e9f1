"""Two writers at once where there are no locks: nothing is lost, no number is given twice."""

import os
from collections import Counter

import pytest

from schemas.errors import BusyError, OvertakenError, PinnedError
from stores.curated import open_release, unpublished
from stores.curated.catalogue import ReleaseState, catalogue
from stores.curated.retention import prune
from stores.curated.rollback import roll_back
from tests.objects.publisher import KEEP, READINGS, load
from tests.stores.factories import LOEI, NAN, START, TRAT, Desk
from tests.stores.killed_publisher import reading


def pipes(folder):
    """What a writer says when it is about to move the pointer, and what lets it go on."""
    made = folder / "said", folder / "heard"
    for pipe in made:
        os.mkfifo(pipe)
    return made


def test_the_loser_publishes_again_on_what_the_winner_made(desk, crew, tmp_path):
    load(desk, 0)
    said, heard = pipes(tmp_path)
    slow = crew.start("waiting", tmp_path, desk.address, 1, said, heard)
    assert said.read_text() == "ready"
    load(desk, 2)
    winner = open_release(desk.root)
    heard.write_text("go on")
    assert crew.end(slow) == 0
    last = open_release(desk.root)
    assert last.manifest.sequence > winner.manifest.sequence
    assert {row["office_id"] for row in desk.rows("documents")} == {LOEI, NAN, TRAT}
    assert unpublished(last, desk.archive.captures()) == []
    states = Counter(entry.state for entry in catalogue(desk.root))
    assert states[ReleaseState.LATEST] == states[ReleaseState.NEVER_PUBLISHED] == 1
    lost = next(entry for entry in catalogue(desk.root) if entry.state is ReleaseState.NEVER_PUBLISHED)
    assert lost.release_id not in desk.root.folders("releases")
    assert not [folder for folder in desk.root.folders("releases") if folder.startswith(".")]


def test_several_writers_lose_nothing(desk, crew, tmp_path):
    jobs = [crew.start("several", tmp_path, desk.address, 10 * number, 3) for number in range(2)]
    assert [crew.end(job) for job in jobs] == [0, 0]
    release = open_release(desk.root)
    assert release.is_intact()
    captures = desk.archive.captures()
    assert len(captures) == 6
    assert unpublished(release, captures) == []
    current = [row for row in desk.rows("documents") if row["is_current"]]
    assert len(current) == len({capture.source.source_id for capture in captures}) == 6
    numbers = [entry.release_id.partition("-")[0] for entry in catalogue(desk.root)]
    assert len(numbers) == len(set(numbers))
    again = Desk(tmp_path / "again")
    again.publish(*((one, READINGS[desk.archive.read(one)]) for one in captures), archive=desk.archive)
    assert again.parts() == desk.parts()


def test_captures_of_one_source_have_numbers_of_their_own(desk, crew, tmp_path):
    jobs = [crew.start("capturing", tmp_path, desk.address, first, 10) for first in (0, 20)]
    assert [crew.end(job) for job in jobs] == [0, 0]
    captures = desk.archive.captures()
    assert sorted(capture.sequence for capture in captures) == list(range(1, 21))
    assert len({capture.content_sha256 for capture in captures}) == 20


def test_a_number_that_was_claimed_is_not_given_again(desk):
    first = desk.capture("same.html", reading(0))
    desk.archive.root.put(f"captures/{first.source.source_id}/000002.claim", b"")
    assert desk.capture("same.html", reading(1)).sequence == 3


def test_a_loser_gives_up_after_some_attempts(desk, monkeypatch):
    load(desk, 0)
    moved = []

    def always_first(*_):
        moved.append(1)
        raise OvertakenError("pointer", "another run has published meanwhile")

    monkeypatch.setattr("stores.curated.publish.move_pointer", always_first)
    monkeypatch.setattr("stores.curated.contest.ATTEMPTS", 3)
    monkeypatch.setattr("stores.curated.contest._FIRST_WAIT", 0.0)
    monkeypatch.setattr("stores.curated.contest._JITTER", 0.0)
    with pytest.raises(BusyError):
        load(desk, 1)
    assert len(moved) == 3
    assert len(desk.root.folders("releases")) == 1


def test_a_writer_stops_where_the_other_rolled_back(desk, crew, tmp_path):
    load(desk, 0)
    first = open_release(desk.root).release_id
    load(desk, 1)
    said, heard = pipes(tmp_path)
    slow = crew.start("waiting", tmp_path, desk.address, 2, said, heard)
    assert said.read_text() == "ready"
    roll_back(desk.root, first, reason="wrong", at=START)
    heard.write_text("go on")
    assert crew.end(slow) != 0
    assert open_release(desk.root).release_id == first
    with pytest.raises(PinnedError):
        load(desk, 3)


def test_a_clean_up_spares_what_another_run_is_about_to_point_at(desk, crew, tmp_path):
    load(desk, 0)
    said, heard = pipes(tmp_path)
    slow = crew.start("waiting", tmp_path, desk.address, 1, said, heard)
    assert said.read_text() == "ready"
    before = desk.root.folders("releases")
    assert len(before) == 2
    prune(desk.root, KEEP, START)
    assert desk.root.folders("releases") == before
    heard.write_text("go on")
    assert crew.end(slow) == 0
    assert open_release(desk.root).release_id == before[1]
