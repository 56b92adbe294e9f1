"""A reader across a clean-up reads on; what nobody reads goes."""

import pytest

from schemas.errors import StoreError
from schemas.tables import TABLES
from stores.curated import open_release
from stores.curated.pointer import RELEASES
from stores.query import connect
from tests.stores.faults import scene
from tests.stores.faults.looking import by_link, by_pointer


def publish_next(place, generations):
    for generation in generations:
        scene.capture_all(place, generation)
        scene.publish_all(place)


def test_a_release_that_is_held_open_is_read_on(desk):
    place = scene.stage(desk.folder, published=1, captured=1)
    held = open_release(place.root)
    before = {name: held.table(name) for name in TABLES}
    publish_next(place, (2, 3, 4, 5))
    assert {name: held.table(name) for name in TABLES} == before
    assert held.release_id in place.root.folders(RELEASES)
    assert by_pointer(place.folder)[1] == by_link(place.folder)[1] == 5


def test_it_goes_once_nobody_holds_it(desk):
    place = scene.stage(desk.folder, published=1, captured=1)
    held = open_release(place.root)
    gone = held.release_id
    publish_next(place, (2, 3))
    del held
    publish_next(place, (4,))
    assert gone not in place.root.folders(RELEASES)
    with pytest.raises(StoreError, match=gone):
        open_release(place.root, gone)


def test_a_question_is_answered_across_a_clean_up(desk):
    place = scene.stage(desk.folder, published=1, captured=1)
    held = open_release(place.root)
    connection = connect(held)
    publish_next(place, (2, 3, 4))
    texts = [text for (text,) in connection.execute("SELECT text FROM direction").fetchall()]
    assert scene.generation_of(texts) == 1
    assert held.release_id != open_release(place.root).release_id


def test_the_release_before_stays_for_who_resolved_the_link(desk):
    place = scene.stage(desk.folder, published=1, captured=1)
    resolved = (place.curated / "latest").resolve()
    publish_next(place, (2,))
    assert len(list(resolved.glob("*/*.parquet"))) == 2 * len(TABLES)
