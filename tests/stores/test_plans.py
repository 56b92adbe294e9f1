import pytest

from schemas.kinds import Kind
from tests.stores.factories import LOEI, NAN, parsed, stated

OLD, NEW = "น่าอยู่ที่สุด", "ทันสมัยที่สุด"


def vision(text, **more):
    return parsed((Kind.VISION, text), **more)


def in_force(desk, **wanted):
    return [row["text"] for row in desk.rows("statements", in_force=True, **wanted)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"plan": (2561, 2565)}, {"plan": (2566, 2570)}),
        ({"plan": (2566, 2569)}, {"plan": (2560, 2570)}),
        ({}, {"plan": (2560, 2561)}),
        ({}, {"fiscal": 2550}),
        ({"plan": (2566, 2570)}, {"plan": (2566, 2570), "fiscal": 2567}),
        ({"plan": (2566, 2570), "fiscal": 2567}, {"plan": (2566, 2570), "fiscal": 2568}),
        ({"fiscal": 2567}, {"plan": (2566, 2570)}),
        ({"fiscal": 2566}, {"fiscal": 2567}),
    ],
    ids=["later plan", "later end", "dated", "fiscal only", "a year of it", "later year", "plan", "years"],
)
@pytest.mark.parametrize("newest_first", [False, True], ids=["in order", "newest first"])
def test_the_newest_plan_is_in_force(desk, old, new, newest_first):
    documents = [("old.html", vision(OLD, **old)), ("new.html", vision(NEW, **new))]
    for uri, reading in reversed(documents) if newest_first else documents:
        desk.load(uri, reading)
    assert in_force(desk) == [NEW]
    assert [row["text"] for row in desk.rows("direction")] == [NEW]


def test_kinds_are_decided_one_by_one(desk):
    desk.load("old.html", parsed((Kind.VISION, OLD), (Kind.MOTTO, "ขยัน"), plan=(2561, 2565)))
    desk.load("new.html", vision(NEW, plan=(2566, 2570)))
    desk.load("undated.html", parsed((Kind.VISION, "ไม่มีปี"), (Kind.IDENTITY, "ยิ้มง่าย")))
    assert {row["kind"]: row["text"] for row in desk.rows("direction")} == {
        "vision": NEW,
        "motto": "ขยัน",
        "identity": "ยิ้มง่าย",
    }


def test_undated_documents_stand_side_by_side(desk):
    desk.load("a.html", vision(OLD))
    desk.load("b.html", vision(NEW))
    assert in_force(desk) == [OLD, NEW]


def test_an_office_is_not_measured_by_anothers_plan(desk):
    desk.load("a.html", vision(OLD, plan=(2561, 2565)))
    desk.load("b.html", vision(NEW, plan=(2566, 2570), office=NAN))
    assert in_force(desk, office_id=LOEI) == [OLD]


def test_an_older_version_is_not_in_force(desk):
    desk.load("a.html", vision(OLD, plan=(2566, 2570)))
    desk.load("a.html", vision(NEW))
    assert in_force(desk) == [NEW]
    assert [row["is_current"] for row in desk.rows("documents")] == [False, True]


def test_a_version_that_cannot_be_read_does_not_take_over(desk):
    from tests.stores.factories import unreadable

    desk.load("a.html", vision(OLD))
    desk.load("a.html", unreadable())
    desk.load("a.html", vision(NEW), cut="short body")
    assert in_force(desk) == [OLD]
    desk.load("b.html", unreadable())
    current = {row["source_uri"]: row["media_type"] for row in desk.rows("documents", is_current=True)}
    assert current == {"a.html": "text/html", "b.html": "application/pdf"}


def test_a_version_that_comes_back_is_current_again(desk):
    for text in (OLD, NEW, OLD):
        desk.load("a.html", vision(text))
    assert in_force(desk) == [OLD]
    assert len(desk.rows("documents")) == 2


def test_repeats_point_at_the_first(desk):
    goals = [stated("เรียนดี", Kind.GOAL, number="6", path=f"{n}/6", block=n) for n in (1, 2, 3)]
    spaced = stated("เรียน  ดี", Kind.GOAL, block=4)
    other_kind = stated("เรียนดี", Kind.MISSION, block=5)
    desk.load("a.html", parsed(*goals, spaced, other_kind))
    rows = desk.rows("statements")
    first = rows[0]["statement_id"]
    assert [row["repeat_of"] for row in rows] == [None, first, first, first, None]
    assert len(desk.rows("direction")) == 2


def test_equal_keys_are_the_same_words(desk):
    texts = ["มีครู ๓ คน", "“มีครู  3 คน”", "มีครู 4 คน", "-"]
    desk.load("a.html", parsed(*((Kind.GOAL, text) for text in texts)))
    desk.load("b.html", parsed((Kind.GOAL, "มีครู๓คน"), office=NAN))
    keys = [row["text_key"] for row in desk.rows("statements", office_id=LOEI)]
    assert keys == ["มีครู3คน", "มีครู3คน", "มีครู4คน", ""]
    (elsewhere,) = desk.rows("direction", office_id=NAN)
    assert elsewhere["text_key"] == keys[0]


def test_direction_has_the_order_of_reading(desk):
    items = [(Kind.GOAL, "ก"), (Kind.VISION, "ข"), (Kind.GOAL, "ค")]
    desk.load("a.html", parsed(*items))
    shown = desk.rows("direction")
    assert [(row["text"], row["ordinal"]) for row in shown] == [("ข", 1), ("ก", 0), ("ค", 2)]


def test_repeats_are_found_across_documents_of_one_plan(desk):
    desk.load("z.html", vision(OLD, plan=(2566, 2570)))
    desk.load("a.html", vision(OLD, plan=(2566, 2570)))
    desk.load("b.html", vision(OLD, plan=(2561, 2565)))
    desk.load("c.html", vision(OLD, plan=(2566, 2570), office=NAN))
    first = desk.rows("documents", source_uri="z.html")[0]["document_id"]
    repeats = [row for row in desk.rows("statements") if row["repeat_of"]]
    assert len(repeats) == 1
    assert desk.rows("statements", statement_id=repeats[0]["repeat_of"])[0]["document_id"] == first
    assert repeats[0]["office_id"] == LOEI


def test_an_older_version_repeats_only_itself(desk):
    desk.load("a.html", parsed((Kind.VISION, OLD), (Kind.VISION, OLD)))
    desk.load("a.html", vision(OLD))
    old, current = desk.rows("documents")
    by_document = {
        one["document_id"]: desk.rows("statements", document_id=one["document_id"]) for one in (old, current)
    }
    first, second = by_document[old["document_id"]]
    assert (first["repeat_of"], second["repeat_of"]) == (None, first["statement_id"])
    assert by_document[current["document_id"]][0]["repeat_of"] is None


def test_a_text_of_marks_only_repeats_nothing(desk):
    desk.load("a.html", parsed((Kind.GOAL, "-"), (Kind.GOAL, "-")))
    assert [row["repeat_of"] for row in desk.rows("statements")] == [None, None]
