import dataclasses
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schemas.kinds import Kind
from stores.curated import open_release
from stores.curated.captures import SeenCapture, is_drift, story
from tests.stores.factories import LOEI, NAN, START, parsed


def goals(count, office=LOEI, word="เป้าหมาย"):
    return parsed(*((Kind.GOAL, f"{word}ที่ {number}") for number in range(count)), office=office)


def texts(desk):
    return [row["text"] for row in desk.rows("direction")]


def drifts(desk):
    return [row["message"] for row in desk.rows("findings", code="DRIFT")]


def test_a_version_that_lost_much_does_not_take_the_place_of_the_last_one(desk):
    desk.load("a.html", goals(4))
    desk.load("a.html", goals(2))
    assert len(texts(desk)) == 4
    (message,) = drifts(desk)
    assert message.startswith("2 statements where the version before has 4")
    assert [row["is_current"] for row in desk.rows("documents")] == [True, False]
    (covered,) = desk.rows("coverage", office_id=LOEI, kind="goal")
    assert (covered["status"], covered["statement_count"]) == ("found", 4)


def test_three_of_four_are_enough(desk):
    desk.load("a.html", goals(4))
    desk.load("a.html", goals(3))
    assert (len(texts(desk)), drifts(desk)) == (3, [])


def test_an_accepted_version_comes_into_force_by_the_next_publish(desk):
    desk.load("a.html", goals(4))
    lean = desk.capture("a.html", goals(2))
    desk.publish((lean, goals(2)))
    desk.accept(lean)
    assert desk.publish().published
    assert (len(texts(desk)), drifts(desk)) == (2, [])
    removed = [row for row in desk.rows("statement_history") if row["change"] == "removed"]
    assert len(removed) == 2
    assert not desk.publish().published


def test_what_is_kept_back_is_measured_by_the_last_good_version(desk):
    desk.load("a.html", goals(8))
    desk.load("a.html", goals(1))
    desk.load("a.html", goals(2))
    desk.load("a.html", goals(7))
    assert len(texts(desk)) == 7
    assert len(drifts(desk)) == 2


def test_a_page_that_comes_back_as_it_was_needs_no_word(desk):
    desk.load("a.html", goals(4))
    desk.load("a.html", goals(1))
    desk.load("a.html", goals(4))
    assert len(texts(desk)) == 4
    assert [message.endswith("kept back") for message in drifts(desk)] == [True]


def test_an_office_whose_only_page_is_kept_back_is_held(desk):
    desk.load("a.html", goals(4))
    desk.load("a.html", goals(1, office=NAN))
    (covered,) = desk.rows("coverage", office_id=NAN, kind="goal")
    assert (covered["status"], covered["reason"]) == ("held", "DOCUMENT_KEPT_BACK")
    assert len(texts(desk)) == 4


def test_acceptances_are_part_of_what_a_rebuild_is_made_from(desk):
    desk.load("a.html", goals(4))
    desk.load("a.html", goals(1), accepted=True)
    desk.load("a.html", goals(3))
    desk.load("a.html", goals(1, word="อื่น"))
    assert desk.rebuild().parts() == desk.parts()


def seen(sequence, statements, readable, accepted):
    return SeenCapture("s", sequence, f"{sequence:064x}", START, None, readable, statements, accepted)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans(), st.booleans()), max_size=12))
def test_only_accepted_versions_lose_much(versions):
    captures = [seen(number, *version) for number, version in enumerate(versions, start=1)]
    by_document = {one.document_id: one for one in captures}
    current = [by_document[turn.document_id] for turn in story(captures).turns]
    for before, after in pairwise(current):
        if before.readable:
            assert after.readable
            assert after.accepted or not is_drift(before.statements, after.statements)
    kept_back = {drift.document_id for drift in story(captures).drifts}
    assert kept_back.isdisjoint(one.document_id for one in current)


def archived(day):
    return {"at": START + timedelta(days=day), "archived": True}


def test_an_older_archive_never_holds_back_what_was_published(desk):
    desk.load("a.html", goals(2))
    desk.load("a.html", goals(9), **archived(-9))
    assert (len(texts(desk)), drifts(desk)) == (2, [])
    removed = [row["valid_from"] for row in desk.rows("statement_history") if row["change"] == "removed"]
    assert removed == [START + timedelta(days=1)] * 7
    assert desk.rebuild().parts() == desk.parts()


def test_what_comes_after_an_archive_is_measured_by_it(desk):
    desk.load("a.html", goals(9), **archived(-9))
    desk.load("a.html", goals(2))
    assert (len(texts(desk)), len(drifts(desk))) == (9, 1)
    assert desk.rebuild().parts() == desk.parts()


def test_an_archived_page_that_lost_much_is_kept_back_in_its_time(desk):
    desk.load("a.html", goals(9), **archived(-9))
    desk.load("a.html", goals(8), **archived(-3))
    desk.load("a.html", goals(1), **archived(-6))
    assert (len(texts(desk)), len(drifts(desk))) == (8, 1)
    assert drifts(desk)[0].startswith("1 statements where the version before has 9")


def test_a_fetched_page_is_measured_by_the_fetched_one_before_it(desk):
    desk.load("a.html", goals(4))
    desk.load("a.html", goals(9), at=START + timedelta(days=1, hours=1), archived=True)
    assert len(texts(desk)) == 9
    desk.load("a.html", goals(4), at=START + timedelta(days=9))
    assert (len(texts(desk)), drifts(desk)) == (4, [])


def test_what_waits_to_be_accepted_stays_the_newest_of_its_page(desk):
    desk.load("a.html", goals(9))
    lean = desk.capture("a.html", goals(2))
    desk.publish((lean, goals(2)))
    desk.load("a.html", goals(8), **archived(-3))
    assert [message.endswith("(thitthang accept)") for message in drifts(desk)] == [True]
    assert open_release(desk.curated).manifest.captures[-1].content_sha256 == lean.content_sha256
    desk.accept(lean)
    assert desk.publish().published
    assert len(texts(desk)) == 2


dated_versions = st.tuples(st.integers(0, 9), st.integers(0, 20), st.booleans(), st.booleans(), st.booleans())


@given(st.lists(dated_versions, min_size=1, max_size=9))
def test_what_comes_later_changes_no_verdict(versions):
    captures = [
        dataclasses.replace(
            seen(number, *version), captured_at=START + timedelta(days=day), archived=from_archive
        )
        for number, (day, *version, from_archive) in enumerate(versions, start=1)
    ]
    kept_back: set[str] = set()
    current = None
    for count in range(1, len(captures) + 1):
        told = story(captures[:count])
        now = {drift.document_id for drift in told.drifts}
        assert now >= kept_back
        last = told.turns[-1]
        assert current is None or last.at >= current.at or not _readable(captures, current)
        kept_back, current = now, last


def _readable(captures, turn):
    return next(one.readable for one in captures if one.document_id == turn.document_id)
