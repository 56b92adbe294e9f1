"""What a publish reads of the release it is built on, and what is read of one office."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from schemas.errors import StoreError
from schemas.kinds import Kind
from stores.curated import open_release
from stores.curated.arrow import from_arrow
from stores.curated.base import Base
from stores.curated.parquet import read_office
from tests.stores.factories import LOEI, NAN, TRAT, parsed

OFFICES = (LOEI, NAN, TRAT)


@pytest.fixture
def base(desk):
    changes = []
    for number, office in enumerate(OFFICES):
        items = [(Kind.GOAL, f"เป้าหมาย {number} ข้อ {item}") for item in range(number + 1)]
        reading = parsed(*items, office=office, plan=(2566, 2570))
        changes.append((desk.capture(f"{office}.html", reading), reading))
    desk.publish(*changes)
    return Base(open_release(desk.root))


def ids(base, *offices):
    found = base.rows("statements", offices)
    return [] if found is None else [row.statement_id for row in from_arrow("statements", found)]


def test_rows_of_neighbours_come_in_the_order_of_the_table(desk, base):
    every = [row["statement_id"] for row in desk.rows("statements")]
    assert ids(base, *OFFICES) == every
    assert [len(ids(base, office)) for office in OFFICES] == [1, 2, 3]


def test_an_office_left_out_between_two_is_left_out(base):
    assert ids(base, LOEI, TRAT) == ids(base, LOEI) + ids(base, TRAT)


def test_an_office_that_is_not_there_has_no_rows(base):
    assert base.rows("statements", ["x-unknown"]) is None
    assert ids(base, LOEI, "x-unknown", NAN) == ids(base, LOEI) + ids(base, NAN)


def test_periods_have_their_office_through_their_document(base):
    for office in OFFICES:
        (facts,) = base.documents_of(office)
        assert [period.document_id for period in facts.periods] == [facts.document.document_id]


def test_documents_are_known_with_the_moment_they_were_captured(desk, base):
    known = {one.office_id: one.captured_at for one in base.known_documents()}
    assert known == {row["office_id"]: row["captured_at"] for row in desk.rows("documents")}
    assert {at.utcoffset().total_seconds() for at in known.values()} == {0}


def test_a_part_that_changed_is_not_built_on(desk, base):
    part = desk.curated / "latest" / "documents" / "part-00000.parquet"
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    with pytest.raises(StoreError, match="changed since"):
        base.known_documents()


@pytest.mark.parametrize("name", ["offices", "documents", "statements", "coverage", "findings", "terms"])
def test_one_office_is_read_as_the_whole_table_has_it(desk, base, name):
    release = base.release
    whole = release.table(name)
    for office in (*OFFICES, "x-unknown"):
        assert read_office(desk.root, name, release.part_keys(name), office).equals(
            whole.filter(pc.equal(whole["office_id"], office))
        )


def test_a_damaged_part_of_an_office_is_named(desk, base):
    path = base.release.parts("statements")[0]
    with Path(path).open("r+b") as file:
        file.truncate(100)
    with pytest.raises(StoreError, match="statements/part-00000"):
        read_office(desk.root, "statements", base.release.part_keys("statements"), LOEI)
