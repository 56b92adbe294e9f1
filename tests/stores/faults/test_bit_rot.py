"""One byte of a part changed on disk: never carried on, never read as something else, mended by a rebuild."""

from pathlib import Path

import pytest

from schemas.errors import StoreError
from schemas.tables import TABLES
from stores.curated import open_release
from tests.stores.faults import scene
from tests.stores.faults.looking import by_pointer

EVERY = 41
"""Of so many bytes one is tried: a number that no page or row group is a multiple of."""


MADE_AGAIN = {("coverage", 0), ("statement_history", 0), ("terms", 0)}
"""Parts that the next publish makes without reading them."""


def flip(path, position):
    """Change a byte; a part may be shared with another release, and so it is one file in both."""
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("number", [0, 1], ids=["changing", "steady"])
@pytest.mark.parametrize("table", TABLES)
def test_it_is_not_carried_on(place, table, number):
    """The publish says which part is damaged, or makes all of its rows again and needs none of it."""
    before = by_pointer(place.folder)
    part = Path(open_release(place.root).parts(table)[number])
    whole = part.read_bytes()
    flip(part, len(whole) // 3)
    if (table, number) in MADE_AGAIN:
        scene.publish_all(place)
        assert by_pointer(place.folder)[1] == 3
        assert open_release(place.root).is_intact()
        return
    with pytest.raises(StoreError, match=f"{table}/part-0000{number}.parquet") as told:
        scene.publish_all(place)
    assert "rebuild" in told.value.remedy
    part.write_bytes(whole)
    assert by_pointer(place.folder) == before


@pytest.mark.parametrize("table", ["direction", "statements"])
def test_it_is_never_read_as_other_rows(place, table):
    release = open_release(place.root)
    good = release.table(table)
    part = Path(release.parts(table)[0])
    whole = part.read_bytes()
    wrong = []
    for position in range(0, len(whole), EVERY):
        flip(part, position)
        try:
            if not open_release(place.root).table(table).equals(good):
                wrong.append(position)
        except StoreError:
            pass
        part.write_bytes(whole)
    assert wrong == []


@pytest.mark.parametrize("table", ["statements", "offices"])
def test_a_rebuild_mends_it(place, table):
    scene.publish_all(place)
    release = open_release(place.root)
    for path in release.parts(table):
        flip(Path(path), 100)
    captures = place.archive.captures()
    place.publish(*((one, scene.reading(place.archive.read(one))) for one in captures), fresh=True)
    mended = open_release(place.root)
    assert mended.release_id != release.release_id
    assert mended.manifest.facts_sha256 == release.manifest.facts_sha256
    assert mended.is_intact()
    assert by_pointer(place.folder) == (mended.release_id, 3)


def test_raw_bytes_that_rotted_are_named_and_put_right_by_the_next_capture(place):
    office = scene.CHANGING[0]
    capture = next(one for one in place.archive.captures() if one.source.office_id == office)
    content = capture.content_sha256
    flip(place.folder / "raw" / "objects" / content[:2] / content, 0)
    with pytest.raises(StoreError, match="CORRUPT_RAW"):
        place.archive.read(capture)
    scene.capture(place, office, 1)
    assert place.archive.read(capture) == scene.page(office, 1)
