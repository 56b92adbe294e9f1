"""When two texts are seen as the same, and when a text follows from what stands at its spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.printing.proof_text import follows, nearest, pieces, seen, stands_in
from schemas.persons import PERSON_MASK

LETTERS = st.text("กขนมปาเแำํ่้ิี็์ \n\u200b\uf70aab1“", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "นํ้า"),
        ("น้ำ", "น้ํา"),
        ("น้ำ", "นำ้"),
        ("กำลัง", "ก\u200bํ าลัง"),
        ("ที่", "ท่ี"),
        ("ที่", "ที\uf70a"),
        ("ที่", "ท ี ่"),
        ("แผน", "เเผน"),
        ("การ ศึกษา\nไทย", "การศึกษาไทย"),
        ("\uf0b7ข้อ", "•ข้อ"),
        ("cafe\u0301", "café"),
    ],
)
def test_seen_as_the_same(one, other):
    assert seen(one) == seen(other)


@pytest.mark.parametrize(
    ("one", "other"), [("น้ำ", "น้า"), ("ปา", "ป่า"), ("มา", "ม้า"), ("ข้อ 1", "ข้อ 2"), ("ครู", "คร")]
)
def test_seen_as_another(one, other):
    assert seen(one) != seen(other)


@given(LETTERS)
def test_what_is_seen_is_seen_the_same_again(text):
    assert seen(seen(text)) == seen(text)


@given(LETTERS)
def test_white_space_is_not_seen(text):
    assert seen(" ".join(text)) == seen(text)


def test_pieces_stand_together_or_in_order():
    quote = pieces("เป้าหมาย\nระดับ ๑")
    assert stands_in(quote, seen("เป้าหมาย ระดับ ๑"))
    assert stands_in(quote, seen("เป้าหมาย | อื่น ๆ | ระดับ ๑"))
    assert not stands_in(quote, seen("ระดับ ๑ เป้าหมาย"))
    assert not stands_in(quote, seen("เป้าหมาย ระดับ ๒"))


def test_a_masked_quote():
    quote = pieces(f"รายงานต่อ{PERSON_MASK}ทุกเดือน")
    assert stands_in(quote, seen("รายงานต่อนายสมมติ ใจดีทุกเดือน"))
    assert not stands_in(quote, seen("รายงานต่อนายสมมติ ใจดีทุกปี"))


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("พัฒนาครูและบุคลากร", ["พัฒนาครูและ", "บุคลากร"], True),
        ("การดำเนินงานร่วมกัน", ["การด าเนินงาน", "ร่วมกัน"], True),
        (f"มอบ {PERSON_MASK} ดูแล", ["มอบ นายสมมติ ใจดี ดูแล"], True),
        (f"มอบ {PERSON_MASK} ดูแล", ["มอบ นายสมมติ", "ใจดี ดูแล"], True),
        (f"{PERSON_MASK} ดูแล", ["โรงเรียน ดูแล"], False),
        ("พัฒนาครู", ["พัฒนาครูและ", "บุคลากร"], False),
        ("พัฒนาครูและบุคลากร", ["พัฒนานักเรียนและ", "บุคลากร"], False),
    ],
)
def test_a_text_follows_from_its_lines(text, lines, expected):
    assert follows(text, lines) is expected


def test_where_a_changed_text_stands():
    page = seen("วิสัยทัศน์ องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา พันธกิจ")
    assert nearest([seen("องค์กรแห่งการเรียนรู้ มุ่งสู่ความเป็นเลิศ")], page).startswith("องค์กรแห่งการเรียน")
    assert nearest(["ไม่มีที่ไหนเลย"], page) == ""
