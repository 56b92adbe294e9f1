"""Text that remembers where it stands: cuts and joins lead back to the very characters of the blocks."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.mapped import MappedText, join
from parsers.thai import normalise
from schemas.records import Block

SETTINGS = settings(max_examples=60)


def raw(text, *blocks):
    """What stands in the raw blocks at a mapped text's spans."""
    made = [Block(block) for block in blocks]
    spans = text.spans([normalise(block) for block in blocks], made)
    return [blocks[span.block][span.start : span.end] for span in spans]


def mapped(*blocks):
    return [MappedText.of(index, normalise(block).text) for index, block in enumerate(blocks)]


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        pytest.param(0, None, "1. พัฒนาครู", id="whole"),
        pytest.param(2, None, "พัฒนาครู", id="space before goes"),
        pytest.param(0, 3, "1.", id="space behind goes"),
        pytest.param(2, 3, "", id="only a space"),
        pytest.param(0, 0, "", id="nothing"),
        pytest.param(11, None, "", id="behind the end"),
    ],
)
def test_a_cut_has_no_white_space_at_its_ends(start, end, value):
    assert MappedText.of(0, "1. พัฒนาครู").cut(start, end).value == value


def test_a_cut_of_everything_is_the_text_itself():
    text = MappedText.of(0, "พัฒนาครู")
    assert text.cut(0) is text


@pytest.mark.parametrize(
    ("first", "second", "soft", "value"),
    [
        pytest.param("ความเป็น", "ไทย", True, "ความเป็นไทย", id="Thai meets Thai at a soft wrap"),
        pytest.param("ความเป็น", "ไทย", False, "ความเป็น ไทย", id="Thai meets Thai elsewhere"),
        pytest.param("ระบบ", "ICT", True, "ระบบ ICT", id="Thai meets Latin"),
        pytest.param("ICT", "ระบบ", True, "ICT ระบบ", id="Latin meets Thai"),
        pytest.param("ปี", "2566", True, "ปี 2566", id="Thai meets a digit"),
        pytest.param("สุข”", "พันธกิจ", True, "สุข” พันธกิจ", id="a quotation mark meets Thai"),
        pytest.param("", "ไทย", True, "ไทย", id="nothing before"),
        pytest.param("ไทย", "", True, "ไทย", id="nothing behind"),
    ],
)
def test_thai_joins_without_a_space_at_a_soft_wrap_only(first, second, soft, value):
    assert join(mapped(first, second), soft=soft).value == value


def test_nothing_joined_is_empty():
    assert join([]).value == ""


def test_a_joined_text_stands_in_all_its_blocks():
    text = join(mapped("พัฒนาคุณภาพ", "ของครู"))
    assert text.block == 0
    assert raw(text, "พัฒนาคุณภาพ", "ของครู") == ["พัฒนาคุณภาพ", "ของครู"]


def test_a_cut_over_a_joint_keeps_what_it_covers_of_each_block():
    text = join(mapped("พัฒนา ICT", "ของครู")).cut(6, 12)
    assert text.value == "ICT ขอ"
    assert raw(text, "พัฒนา ICT", "ของครู") == ["ICT", "ขอ"]


def test_a_cut_behind_a_joint_begins_in_the_later_block():
    text = join(mapped("พัฒนาครู", "ทุกคน")).cut(8)
    assert text.block == 1
    assert raw(text, "พัฒนาครู", "ทุกคน") == ["ทุกคน"]


def test_pieces_that_touch_are_one_span():
    whole = MappedText.of(0, "กลยุทธ์ที่ 1")
    text = join([whole.cut(0, 7), whole.cut(7)])
    assert raw(text, "กลยุทธ์ที่ 1") == ["กลยุทธ์ที่ 1"]


@pytest.mark.parametrize(
    ("block", "word", "found"),
    [
        pytest.param("น\u0e4dาใจ พัฒนา", "นำใจ", "น\u0e4dาใจ", id="decomposed sara am"),
        pytest.param("ก\u200bล้าคิด ดี", "กล้าคิด", "ก\u200bล้าคิด", id="zero-width space inside"),
        pytest.param("เเก่งดี มีสุข", "แก่งดี", "เเก่งดี", id="sara e typed twice"),
        pytest.param("ที่่ดี มีสุข", "ที่ดี", "ที่่ดี", id="tone mark typed twice"),
        pytest.param("\ufeffมีสุข ดี", "มีสุข", "มีสุข", id="deleted before"),
    ],
)
def test_a_repaired_word_leads_back_to_the_damaged_one(block, word, found):
    text = mapped(block)[0]
    start = text.value.index(word)
    assert raw(text.cut(start, start + len(word)), block) == [found]


WORDS = st.lists(
    st.text(alphabet="กขนเแ\u0e31\u0e32\u0e33\u0e48\u0e4d\u200b \u00a0a1.”", max_size=12),
    min_size=1,
    max_size=4,
)


@SETTINGS
@given(blocks=WORDS, cut=st.tuples(st.integers(0, 40), st.integers(0, 40)), soft=st.booleans())
def test_a_cut_of_a_join_says_what_its_raw_characters_say(blocks, cut, soft):
    text = join(mapped(*blocks), soft=soft)
    low, high = sorted(min(place, len(text.value)) for place in cut)
    part = text.cut(low, high)
    assert part.value == text.value[low:high].strip()
    again = join([normal for found in raw(part, *blocks) for normal in mapped(found)])
    assert "".join(again.value.split()) == "".join(part.value.split())


@SETTINGS
@given(blocks=WORDS)
def test_spans_are_in_order_and_never_overlap(blocks):
    text = join(mapped(*blocks))
    spans = text.spans([normalise(block) for block in blocks], [Block(block) for block in blocks])
    places = [(span.block, span.start, span.end) for span in spans]
    assert places == sorted(places)
    assert all(start < end <= len(blocks[block]) for block, start, end in places)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(places))
