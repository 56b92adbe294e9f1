"""Texts joined into one: what is found in the whole is what is found in each."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.joined import JoinedTexts
from parsers.line_splits import split_points
from parsers.markers import read_marker
from parsers.split_cues import may_hold_several

TEXTS = st.lists(st.text(alphabet="กข 12.)\n", max_size=8), max_size=6)


@settings(max_examples=200)
@given(texts=TEXTS, words=st.lists(st.text(alphabet="กข 1.", min_size=1, max_size=3), max_size=3))
def test_a_word_of_the_whole_is_a_word_of_a_text(texts, words):
    found = JoinedTexts(texts).holding(words)
    assert found == {at for at, text in enumerate(texts) if any(word in text for word in words)}


@settings(max_examples=200)
@given(texts=TEXTS)
def test_a_match_in_the_whole_is_a_match_in_a_text(texts):
    pattern = re.compile(r"\d\s*[.)]")
    each = [(at, found.start()) for at, text in enumerate(texts) for found in pattern.finditer(text)]
    assert JoinedTexts(texts).matches(pattern) == each


WORDS = ("พันธกิจ", "กลยุทธ์ที่ 1", "กลยุทธ์ที่ 2", "พัฒนาครูและบุคลากร", "หมายเหตุ", "(Vision)", "พ.ศ. 2566")
NUMBERS = ("1.", "2.", "3)", "(1)", "(2)", "1.1 ", "1 ", "2 ", "K - ", "W - ")
PARTS = st.sampled_from((*WORDS, *NUMBERS, " ", " ", ":", "-", "“"))
LINES = st.lists(st.lists(PARTS, min_size=1, max_size=9).map("".join).map(str.strip), min_size=1, max_size=4)


@settings(max_examples=400)
@given(lines=LINES.map(lambda lines: [line for line in lines if line]))
def test_no_line_that_is_split_is_left_out(lines):
    markers = [read_marker(line) for line in lines]
    several = may_hold_several(lines, markers)
    for at, line in enumerate(lines):
        following = (lines[at + 1], markers[at + 1]) if at + 1 < len(lines) else ("", None)
        series = next((marker for marker in reversed(markers[:at]) if marker and marker.values), None)
        if split_points(line, markers[at], *following, None if series and series.weak else series):
            assert at in several
