"""Numbers, dates, cut texts and sentences as a page has them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.history.word_diff import Edit
from flows.release_report import thai_forms
from flows.release_report.excerpts import LONGEST, changed_excerpt, excerpt
from flows.release_report.heat_map import HeatCell
from flows.release_report.page import commands, is_web_address

NEW_YEAR_IN_BANGKOK = datetime(2027, 1, 1, 6, 30, tzinfo=timezone(timedelta(hours=7)))


def test_days_are_those_of_utc_in_either_era():
    assert thai_forms.thai_date(NEW_YEAR_IN_BANGKOK) == "31 ธันวาคม 2569"
    assert thai_forms.english_date(NEW_YEAR_IN_BANGKOK) == "31 December 2026"
    assert thai_forms.thai_date(datetime(2024, 2, 29, tzinfo=UTC)) == "29 กุมภาพันธ์ 2567"


@pytest.mark.parametrize(
    ("number", "told", "difference"), [(0, "0", "0"), (1234567, "1,234,567", "+1,234,567"), (-3, "−3", "−3")]
)
def test_numbers_have_commas_and_differences_a_sign(number, told, difference):
    assert (thai_forms.grouped(number), thai_forms.signed(number)) == (told, difference)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 0, 0), (0, 9, 0), (1, 1000, 1), (999, 1000, 99), (9, 9, 100), (1, 2, 50)],
)
def test_a_share_is_nothing_or_all_only_if_it_is(part, whole, percent):
    assert thai_forms.percent(part, whole) == percent


def test_years_of_a_plan():
    assert (thai_forms.span_of_years(2566, 2570), thai_forms.span_of_years(2569, 2569)) == (
        "2566–2570",
        "2569",
    )


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_shade_says_in_which_fifth_the_share_lies(found, of):
    cell = HeatCell(min(found, of), of)
    assert (cell.shade == 0) == (cell.found == 0)
    assert (cell.shade - 1) / 5 < cell.found / of <= cell.shade / 5 or cell.shade == 0


def test_a_long_text_is_cut_and_counted():
    text = "กำลังใจ" * 1_000
    cut = excerpt(text, Edit.ADDED)
    assert len(cut.pieces[0].text) + cut.left_out == len(text)
    assert LONGEST - 3 <= len(cut.pieces[0].text) <= LONGEST
    assert excerpt("กำลังใจ", Edit.SAME).left_out == 0


def test_a_cut_does_not_part_a_letter_from_its_mark():
    assert not excerpt("ก่" * LONGEST, Edit.ADDED).pieces[0].text.endswith("ก")


def test_of_long_texts_the_change_is_shown_wherever_it_is():
    text = "การเรียนรู้ตลอดชีวิต" * 400
    told = changed_excerpt(text + "เก่า" + text, text + "ใหม่" + text)
    by_edit = {piece.edit: piece.text for piece in told.pieces}
    assert "เก่า" in by_edit[Edit.REMOVED]
    assert "ใหม่" in by_edit[Edit.ADDED]
    assert sum(len(piece.text) for piece in told.pieces) < 1_000
    assert told.left_out > 10_000


def test_commands_become_code_and_all_else_is_text():
    assert commands("<b> `thitthang show <X>` หรือ `y`") == (
        "&lt;b&gt; <code>thitthang show &lt;X&gt;</code> หรือ <code>y</code>"
    )


def test_links_lead_to_the_web_only():
    assert is_web_address("HTTPS://example.org")
    assert not any(map(is_web_address, ("javascript:x", "data:text/html,x", "//example.org", "a.html", "")))
