"""Searching: the index finds what a look at every text finds, and counts it as one would by hand."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.facets import IN_FORCE, NOT_IN_FORCE, Facet, Narrowing
from explorer.questions import LONGEST, MOST_WORDS, SHORTEST, Question, marked, read_question
from explorer.search import PAGE_ROWS
from explorer.snapshot import take_snapshot
from schemas.kinds import Kind
from stores.curated import open_release
from stores.exports.folding import folded
from tests.stores.factories import LOEI, NAN, Desk, parsed

EVERYTHING = Narrowing(in_force=None)
LETTERS = "กขนมาำิ้่เแ๑๒12 abA\u0e4d\u200b"
OLD = ((Kind.VISION, "เด็กดีมีน้ำใจ ปี 2565"), (Kind.GOAL, "อ่านออก"))
NEW = (
    (Kind.VISION, "เด็กดีมีน\u0e4d\u0e49\u0e32ใจ ปี ๒๕๗๐"),
    (Kind.GOAL, "อ่านออกเขียนได้ทุกคน"),
    (Kind.GOAL, "อ่านออกเขียนได้ทุกคน"),
    *((Kind.STRATEGY, f"พัฒนาห้องเรียนที่ {number} ให้น่าเรียน") for number in range(45)),
)
OTHER = ((Kind.VISION, "อ่านออกเขียนได้ทุกคน"), (Kind.MISSION, "ดูแลแหล่งน้ำ Water for all"))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("searched"))
    desk.load("old.html", parsed(*OLD, plan=(2561, 2565)))
    desk.load("new.html", parsed(*NEW, plan=(2566, 2570)))
    desk.load("other.html", parsed(*OTHER, office=NAN, plan=(2568, 2570)))
    return take_snapshot(open_release(desk.curated), desk.folder)


def rows(snapshot):
    return snapshot.release.table("statements").to_pylist()


def found(snapshot, text, narrowing=EVERYTHING):
    return list(snapshot.index.all_hits(read_question(text), narrowing))


def ids(statements):
    return {one.statement_id for one in statements}


def by_hand(snapshot, question):
    return {
        row["statement_id"]
        for row in rows(snapshot)
        if all(word in folded(row["text"]) for word in question.words)
    }


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("น้ำใจ", 2),
        ("น\u0e4d\u0e49\u0e32ใจ", 2),
        ("ปี 2570", 1),
        ("๒๕๗๐", 1),
        ('"อ่านออกเขียนได้"', 3),
        ("อ่านออก ทุกคน", 3),
        ("WATER", 1),
        ("ไม่มีคำนี้", 0),
        ('"ใจ ปี"', 2),
        ("ปี ใจ เด็กดี", 2),
    ],
)
def test_either_spelling_and_either_digits_find_the_same(snapshot, asked, hits):
    assert len(found(snapshot, asked)) == hits


@settings(max_examples=60)
@given(st.text(LETTERS, min_size=1, max_size=12))
@example("อ่านออก")
@example("้าใจ")
@example('"')
@example("NEAR(a b) OR c*")
def test_the_index_finds_what_reading_every_text_finds(snapshot, asked):
    question = read_question(asked)
    if question.words:
        assert ids(found(snapshot, asked)) == by_hand(snapshot, question)
    elif question.left_out:
        assert found(snapshot, asked) == []
    else:
        assert len(found(snapshot, asked)) == len(rows(snapshot))


def test_what_is_too_short_is_told_and_the_rest_is_looked_for(snapshot):
    question = read_question("ปี น้ำใจ")
    assert (question.words, question.left_out) == (("น้ำใจ",), ("ปี",))
    assert all(len(word) < SHORTEST for word in question.left_out)
    assert snapshot.index.search(read_question("ปี"), EVERYTHING).total == 0


@pytest.mark.parametrize("asked", ["ก" * (LONGEST + 1), " ".join(f"คำ{n}ยาว" for n in range(MOST_WORDS + 1))])
def test_what_is_too_long_is_refused(asked):
    with pytest.raises(ValueError, match="at most"):
        read_question(asked)


def test_what_is_in_force_comes_first_and_pages_do_not_overlap(snapshot):
    whole = found(snapshot, "")
    assert [one.in_force for one in whole] == sorted((one.in_force for one in whole), reverse=True)
    pages = [snapshot.index.search(read_question(""), EVERYTHING, page) for page in range(1, 5)]
    assert [hit.statement.statement_id for page in pages for hit in page.hits] == [
        one.statement_id for one in whole
    ]
    assert {page.total for page in pages} == {len(whole)}
    assert pages[0].pages == -(-len(whole) // PAGE_ROWS)
    assert [one.kind for one in whole[:2]] == [Kind.VISION, Kind.VISION]


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(),
        Narrowing(in_force=None),
        Narrowing(in_force=NOT_IN_FORCE),
        Narrowing(kind="goal"),
        Narrowing(kind="goal", year=2566),
        Narrowing(province="เลย"),
        Narrowing(level="primary", in_force=None, year=2565),
        Narrowing(kind="nothing of the kind"),
        Narrowing(year=9999),
    ],
)
@pytest.mark.parametrize("asked", ["", "อ่านออก"])
def test_facets_count_as_one_would_by_hand(snapshot, asked, narrowing):
    offices = {row["office_id"]: row for row in snapshot.release.table("offices").to_pylist()}
    plans = {row["document_id"]: row for row in snapshot.release.table("documents").to_pylist()}

    def values(row, facet):
        office, plan = offices[row["office_id"]], plans[row["document_id"]]
        years = range(plan["plan_start_be"], plan["plan_end_be"] + 1)
        return {
            Facet.KIND: [row["kind"]],
            Facet.PROVINCE: [office["province_th"]],
            Facet.LEVEL: [office["level"]],
            Facet.YEAR: list(years),
            Facet.FORCE: [IN_FORCE if row["in_force"] else NOT_IN_FORCE],
        }[facet]

    question = read_question(asked)
    matching = [row for row in rows(snapshot) if row["statement_id"] in by_hand(snapshot, question)]

    def left(wanted):
        return [
            row
            for row in matching
            if all(
                wanted.value(facet) is None or wanted.value(facet) in values(row, facet) for facet in Facet
            )
        ]

    answer = snapshot.index.search(question, narrowing)
    assert answer.total == len(left(narrowing))
    for facet in Facet:
        expected = Counter(value for row in left(narrowing.without(facet)) for value in values(row, facet))
        assert {one.value: one.count for one in answer.facets[facet]} == expected


@given(
    st.text(LETTERS, max_size=30),
    st.lists(st.text(LETTERS.replace(" ", ""), min_size=1, max_size=4), max_size=3),
)
@example("น\u0e4d\u0e49\u0e32ใจ ๑๒", ["น้ำ", "12"])
def test_marking_keeps_the_text_and_marks_what_was_asked_for(text, words):
    asked = tuple(filter(None, map(folded, words)))
    stretches = marked(text, asked)
    assert "".join(one.text for one in stretches) == text
    assert all(folded(one.text) in asked for one in stretches if one.found)
    if any(word in folded(text) for word in asked) and "\u0e4d" not in text + "".join(words):
        assert any(one.found for one in stretches)


def test_the_same_words_in_other_offices(snapshot):
    (goal, *_) = (one for one in found(snapshot, "เขียนได้") if one.kind is Kind.GOAL)
    (vision,) = (one for one in found(snapshot, "เขียนได้") if one.office.office_id == NAN)
    assert snapshot.index.same_words(goal, 10) == []
    assert ids(snapshot.index.holding(Question("", ("เขียนได้",)), Kind.VISION, 10)) == {vision.statement_id}
    assert {one.office.office_id for one in found(snapshot, "อ่านออก")} == {LOEI, NAN}
