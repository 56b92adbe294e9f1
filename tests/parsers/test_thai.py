"""Normalising mends what a rule can mend safely, and every character keeps its way back."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.private_use import THAI_MARKS, unknown_codes
from parsers.thai import normalise

LETTERS = re.compile("[\u0e01-\u0e2e\u0e30\u0e32\u0e40-\u0e46\u0e50-\u0e59]")


@pytest.mark.parametrize(
    ("damaged", "sound", "repairs"),
    [
        ("น\u0e4d\u0e32", "นำ", {"sara_am": 1}),
        ("น\u0e49\u0e4d\u0e32", "น้ำ", {"sara_am": 1}),
        ("น\u0e4d\u0e49\u0e32", "น้ำ", {"sara_am": 1}),
        ("น\u0e4d \u0e32", "นำ", {"sara_am": 1}),
        ("น\u0e33\u0e49", "น้ำ", {"mark_order": 1}),
        ("ท\u0e48\u0e35", "ที่", {"mark_order": 1}),
        ("ร\u0e49\u0e39", "รู้", {"mark_order": 1}),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์", {"mark_order": 1}),
        ("เป้าประสงค์\u0e4c", "เป้าประสงค์", {"doubled_mark": 1}),
        ("ท\u0e48\u0e48\u0e35", "ที่", {"doubled_mark": 1}),
        ("เเละ", "และ", {"sara_ae": 1}),
        ("ท\uf70aา", "ท่า", {"private_use_mark": 1}),
        ("ป\uf712น", "ป็น", {"private_use_mark": 1}),
        ("\uf0b7 ข้อ", "• ข้อ", {"symbol_bullet": 1}),
        ("พันธ\u200bกิจ", "พันธกิจ", {"zero_width": 1}),
        ("\ufeffก\u00adข", "กข", {"zero_width": 2}),
        ("ก\u00a0\u2003ข", "ก  ข", {}),
        ("ก\r\nข\rค\u2028ง\x0cจ", "ก\nข\nค\nง\nจ", {}),
        ("ส \u0e32นักงาน", "สำนักงาน", {"sara_am_restored": 1}),
        ("น้ \u0e32ท่วม", "น้ำท่วม", {"sara_am_restored": 1}),
        ("ส \u0e33คัญ", "สำคัญ", {"sara_am_gap": 1}),
        ("cafe\u0301", "café", {"composed": 1}),
    ],
)
def test_damage_is_mended_and_counted(damaged, sound, repairs):
    done = normalise(damaged)
    assert (done.text, dict(done.repairs)) == (sound, repairs)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "สำนักงานเขตพื้นที่การศึกษา เขต ๑",
        "   2.1 ข้อย่อย\n\n\tข้อถัดไป",
        "“คำพูด” – 'อีกคำ' …",
        "หน่วยงำน",  # D3: the rule backwards is how such pages arose
        "ก ล ย า ท",  # letters set apart: no lost sara am
        "ว ่า น ้ำ ส านัก",  # other marks stand off too: the gap says nothing
        "สง่่า"[:3],
        "\uf71d",
    ],
)
def test_left_as_it_is(text):
    done = normalise(text)
    assert done.text == text
    assert done.offsets is None
    assert done.repairs == ()


def test_sara_am_is_never_split():
    assert normalise("\ufb01 น้ำ ½").text == "\ufb01 น้ำ ½"  # NFC, never NFKC


def test_gaps_are_closed_only_where_asked():
    assert normalise("ท ี่ ก ่อน").text == "ท ี่ ก ่อน"
    done = normalise("ท ี่ ก ่อน", gaps=True)
    assert (done.text, dict(done.repairs)) == ("ที่ ก่อน", {"gap": 2})


def test_offsets_lead_back():
    raw = "เเผน\u200bงาน นํ้า"
    done = normalise(raw)
    assert done.text == "แผนงาน น้ำ"
    start = done.text.index("น้ำ")
    assert slice_of(raw, done.raw(start, start + 3)) == "นํ้า"
    assert slice_of(raw, done.raw(0, 1)) == "เเ"
    assert slice_of(raw, done.raw(0, len(done.text))) == raw
    assert done.raw(2, 2) == (3, 3)


def slice_of(text, span):
    return text[span[0] : span[1]]


def test_the_table_maps_marks_to_thai():
    assert len(THAI_MARKS) == 54
    assert all("\u0e01" <= mark <= "\u0e5b" for mark in THAI_MARKS.values())
    assert normalise("".join(map(chr, THAI_MARKS))).text.isprintable()
    assert unknown_codes("\uf70a\uf0b7 \uf71d\uf71d \ue000") == Counter({"\uf71d": 2, "\ue000": 1})


DAMAGED = st.text(
    alphabet=st.sampled_from("กสนทเแาำะิีึืุูัํ็่้๊๋์ๆฺ \n\u200b\u00a0a1\uf70a\uf0b7\u0301\r\x0c"), max_size=16
)
ANY = st.one_of(DAMAGED, st.text(max_size=12), st.lists(DAMAGED).map("".join))


@given(ANY, st.booleans())
def test_normalising_is_idempotent(text, gaps):
    done = normalise(text, gaps=gaps)
    assert normalise(done.text, gaps=gaps).text == done.text
    assert unicodedata.is_normalized("NFC", done.text)


@given(ANY, st.booleans())
def test_offsets_are_monotone_and_whole(text, gaps):
    done = normalise(text, gaps=gaps)
    if done.offsets is None:
        assert len(done.text) == len(text)
        return
    assert len(done.offsets) == len(done.text) + 1
    assert done.offsets[-1] == len(text)
    assert all(a <= b for a, b in zip(done.offsets, done.offsets[1:], strict=False))


@given(ANY)
def test_no_thai_letter_is_lost_but_by_named_merges(text):
    """Consonants, leading vowels and digits all stay; sara ae and sara am are written as one."""

    def letters(value):
        value = re.sub("[\u0e47-\u0e4e]|[\u0e31\u0e34-\u0e3a]", "", value)
        return Counter(LETTERS.findall(value.translate(THAI_MARKS).replace("แ", "เเ").replace("ำ", "")))

    before, after = letters(text), letters(normalise(text).text)
    merged_aa = before["\u0e32"] - after["\u0e32"]
    assert 0 <= merged_aa <= text.count("\u0e4d") + text.count(" \u0e32") + text.count("\u00a0\u0e32") + 9
    del before["\u0e32"], after["\u0e32"]
    assert before == after


def test_time_is_linear():
    for unit in ("ัี", "ํ่", "เ", "ํ ", "่ี", "ก า"):
        assert normalise(unit * 20_000) is not None
