"""The clock was set back: what came later stays later, and nothing is taken away for its age."""

from datetime import timedelta

from stores.curated import open_release
from stores.curated.catalogue import catalogue
from stores.curated.retention import Keep
from stores.journal import Journal
from tests.stores.factories import START
from tests.stores.faults import scene
from tests.stores.faults.looking import by_link, by_pointer

YEAR = timedelta(days=365)


def test_captures_go_by_sequence(desk):
    place = scene.desk(desk.folder)
    for number, generation in enumerate((1, 2, 3)):
        for office in scene.CHANGING if number else (*scene.CHANGING, *scene.STEADY):
            data = scene.page(office, generation)
            place.capture(
                f"https://{office}.example/", scene.reading(data), data=data, at=START - number * YEAR
            )
        scene.publish_all(place, at=START - number * YEAR)
    assert by_pointer(place.folder)[1] == by_link(place.folder)[1] == 3
    history = place.rows("statement_history", office_id=scene.CHANGING[0], kind="vision")
    came = [row["text"][-1] for row in sorted(history, key=lambda row: row["valid_from"])]
    assert list(dict.fromkeys(came)) == ["1", "2", "3"]


def test_releases_and_runs_go_by_number(desk):
    place = scene.stage(desk.folder)
    scene.publish_all(place, at=START - YEAR)
    records = Journal(place.root).releases()
    assert [record.release_id[:6] for record in records] == ["000001", "000002", "000003"]
    assert open_release(place.root).release_id == records[-1].release_id
    first, second = (Journal(place.root).start("load", at).run_id for at in (START, START - YEAR))
    assert first < second


def test_a_clock_set_back_takes_no_release_away(desk):
    place = scene.desk(desk.folder)
    keep = Keep(releases=2, days=30)
    for generation, days in enumerate((0, 1, -365, -364), start=1):
        scene.capture_all(place, generation)
        scene.publish_all(place, at=START + timedelta(days=days), keep=keep)
    assert [entry.can_be_read for entry in catalogue(place.root)] == [True] * 4
    assert by_pointer(place.folder)[1] == 4
