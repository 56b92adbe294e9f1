from datetime import timedelta

import pytest

from schemas.codes import HistoryChange
from schemas.kinds import Kind
from stores.curated.alignment import Wording, align
from stores.curated.captures import SeenCapture, story
from tests.stores.factories import LOEI, NAN, START, parsed, stated, unreadable


def day(number):
    return START + timedelta(days=number)


def vision(*texts, **more):
    return parsed(*[stated(text, block=n) for n, text in enumerate(texts)], **more)


def history(desk, office=LOEI):
    return [
        (
            row["text"],
            row["change"],
            (row["valid_from"] - START).days,
            row["valid_to"] and (row["valid_to"] - START).days,
        )
        for row in desk.rows("statement_history", office_id=office)
    ]


def test_a_wording_and_its_successors(desk):
    first = "เป็นองค์กรชั้นนำด้านการศึกษา"
    desk.load("a.html", vision(first))
    desk.load("a.html", vision("เป็นองค์กร ชั้นนำด้านการศึกษา"))
    desk.load("a.html", vision("เป็นองค์กรชั้นนำด้านการเรียนรู้"))
    desk.load("a.html", parsed(), accepted=True)
    assert history(desk) == [
        (first, "added", 1, 2),
        ("เป็นองค์กร ชั้นนำด้านการศึกษา", "cosmetic", 2, 3),
        ("เป็นองค์กรชั้นนำด้านการเรียนรู้", "reworded", 3, 4),
        ("เป็นองค์กรชั้นนำด้านการเรียนรู้", "removed", 4, 4),
    ]
    rows = desk.rows("statement_history")
    assert {row["statement_key"] for row in rows} == {rows[0]["statement_id"]}
    assert len({row["statement_id"] for row in rows}) == 3


def test_a_capture_without_change_leaves_no_row(desk):
    desk.load("a.html", vision("น่าอยู่", title="1 visitor"))
    desk.load("a.html", vision("น่าอยู่", title="2 visitors"))
    assert history(desk) == [("น่าอยู่", "added", 1, None)]


def test_a_plan_takes_the_place_of_an_older_one(desk):
    desk.load("old.html", vision("น่าอยู่", plan=(2561, 2565)))
    desk.load("new.html", vision("ทันสมัย ก้าวหน้า", plan=(2566, 2570)))
    desk.load("older.html", vision("ไม่ทันใช้", plan=(2555, 2560)))
    assert history(desk) == [
        ("น่าอยู่", "added", 1, 2),
        ("ทันสมัย ก้าวหน้า", "reworded", 2, None),
    ]


def test_a_page_that_goes_to_another_office(desk):
    desk.load("a.html", vision("น่าอยู่"))
    desk.load("a.html", vision("น่าอยู่", office=NAN))
    assert history(desk) == [("น่าอยู่", "added", 1, 2), ("น่าอยู่", "removed", 2, 2)]
    assert history(desk, NAN) == [("น่าอยู่", "added", 2, None)]


def test_a_version_that_cannot_be_read_changes_nothing(desk):
    desk.load("a.html", vision("น่าอยู่"))
    desk.load("a.html", unreadable())
    desk.load("a.html", vision("น่าอยู่"))
    assert history(desk) == [("น่าอยู่", "added", 1, None)]


def test_a_statement_that_comes_back_is_the_same_one(desk):
    for reading in (vision("น่าอยู่"), parsed(), vision("น่าอยู่")):
        desk.load("a.html", reading, accepted=True)
    assert history(desk) == [("น่าอยู่", "added", 1, 2), ("น่าอยู่", "removed", 2, 2), ("น่าอยู่", "added", 3, None)]
    assert len({row["statement_key"] for row in desk.rows("statement_history")}) == 1


def test_a_clock_that_was_set_back_turns_nothing_round(desk):
    desk.load("a.html", vision("หนึ่ง"), at=day(5))
    desk.load("a.html", vision("สอง"), at=day(3))
    assert history(desk) == [("หนึ่ง", "added", 5, 5), ("สอง", "reworded", 5, None)]
    assert [row["text"] for row in desk.rows("direction")] == ["สอง"]


def test_a_clock_that_stands_still_breaks_no_key(desk):
    for text in ("หนึ่ง", "สอง", "หนึ่ง", "สอง", "หนึ่ง"):
        desk.load("a.html", vision(text), at=day(5))
    assert [row["text"] for row in desk.rows("direction")] == ["หนึ่ง"]
    assert len(history(desk)) == 5


def test_documents_of_one_moment_come_together(desk):
    old, new = vision("น่าอยู่", plan=(2561, 2565)), vision("ทันสมัย", plan=(2566, 2570))
    captures = [desk.capture(uri, reading, at=day(1)) for uri, reading in (("a", old), ("b", new))]
    desk.publish(*zip(captures, (old, new), strict=True))
    assert history(desk) == [("ทันสมัย", "added", 1, None)]


def seen(sequence, text, *, at, readable=True):
    return SeenCapture("s", sequence, text, day(at), None, readable)


def test_turns_go_by_sequence_and_never_back_in_time():
    found = story([seen(2, "b", at=3), seen(1, "a", at=5), seen(3, "b", at=6), seen(4, "c", at=7)]).turns
    assert [turn.at for turn in found] == [day(5), day(5) + timedelta(microseconds=1), day(7)]


def test_what_cannot_be_read_is_current_only_while_nothing_can():
    captures = [
        seen(1, "x", at=1, readable=False),
        seen(2, "y", at=2, readable=False),
        seen(3, "a", at=3),
        seen(4, "z", at=4, readable=False),
    ]
    assert [turn.at for turn in story(captures).turns] == [day(1), day(2), day(3)]


def wordings(*texts, kind=Kind.GOAL, paths=None):
    return tuple(
        Wording(f"{text}-{n}", kind, paths[n] if paths else None, text) for n, text in enumerate(texts)
    )


def changes(before, after):
    return [
        (link.before and link.before.text, link.after and link.after.text, link.change)
        for link in align(before, after)
    ]


def test_alignment_goes_by_key_then_likeness_then_number():
    before = wordings("อ่านออก", "เขียนได้ดีมาก", "คิดเป็นทำเป็น", paths=["1", "2", "3"])
    after = wordings("เขียนได้ดีมากขึ้น", "อ่าน ออก", "คิดเลขเร็ว", paths=["9", "2", "3"])
    assert changes(before, after) == [
        ("เขียนได้ดีมาก", "เขียนได้ดีมากขึ้น", HistoryChange.REWORDED),
        ("อ่านออก", "อ่าน ออก", HistoryChange.COSMETIC),
        ("คิดเป็นทำเป็น", "คิดเลขเร็ว", HistoryChange.REWORDED),
    ]


def test_alignment_keeps_kinds_apart():
    found = changes(wordings("ดี"), wordings("ดี", kind=Kind.MISSION))
    assert found == [(None, "ดี", HistoryChange.ADDED), ("ดี", None, HistoryChange.REMOVED)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_equal_texts_pair_in_order(count):
    both = wordings(*["ดี"] * count)
    assert [link.before == link.after for link in align(both, both)] == [True] * count


def test_unlike_texts_are_not_one_statement_whatever_their_number():
    found = changes(wordings("กกกก", "งงงง", paths=["1", "2"]), wordings("ขขขข", "งงงง", paths=["1", "2"]))
    assert [change for *_, change in found] == [HistoryChange.ADDED, None, HistoryChange.REMOVED]


def test_the_only_one_of_its_kind_is_reworded_however_unlike():
    found = changes(wordings("กกกกกกกก"), wordings("ขขขขขขขข"))
    assert [change for *_, change in found] == [HistoryChange.REWORDED]


def goals(*texts, word=""):
    return parsed(*((Kind.GOAL, text) for text in texts), title=word or None)


def test_chains_do_not_fork_when_old_wordings_come_back(desk):
    first = ("อ่านออกเขียนได้", "มีวินัย")
    other = "รู้เท่าทันสื่อและเทคโนโลยี"
    for texts in (first, (other, "มีวินัย"), (other,), first):
        desk.load("a.html", goals(*texts), accepted=True)
    rows = [row for row in desk.rows("statement_history") if row["valid_to"] is None]
    assert sorted(row["text"] for row in rows) == sorted(first)
    assert len({row["statement_key"] for row in rows}) == 2


def test_a_statement_goes_on_with_its_chain_when_it_comes_back_in_other_bytes(desk):
    for reading in (goals("มีวินัย", "ใฝ่เรียนรู้"), goals("ใฝ่เรียนรู้"), goals("มีวินัย", "ใฝ่เรียนรู้", word="2")):
        desk.load("a.html", reading, accepted=True)
    rows = [row for row in desk.rows("statement_history") if row["text"] == "มีวินัย"]
    assert [row["change"] for row in rows] == ["added", "removed", "added"]
    assert len({row["statement_key"] for row in rows}) == 1
