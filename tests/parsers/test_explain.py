"""Every line that was weighed as a heading, with its score and the reasons: what --explain shows."""

import pytest

from schemas.kinds import Kind
from tests.parsers.readings import OFFICE, read, read_html

PAGE = f"""{OFFICE}

วิสัยทัศน์ (Vision)
“เป็นองค์กรชั้นนำด้านการศึกษา”

พันธกิจ
1. ส่งเสริมการเรียนรู้
2. พัฒนาครู
พันธกิจที่สำคัญที่สุดของหน่วยงานคือการให้บริการประชาชนอย่างทั่วถึงและเป็นธรรมตลอดมา
"""


def candidates(parsed):
    return {candidate.text: candidate for candidate in parsed.candidates}


def test_accepted_headings_are_candidates_of_their_kind():
    found = candidates(read(PAGE))
    assert found["วิสัยทัศน์ (Vision)"].accepted
    assert found["วิสัยทัศน์ (Vision)"].kind is Kind.VISION
    assert found["พันธกิจ"].accepted


def test_every_section_was_a_candidate():
    for parsed in (read(PAGE), read_html(f"<h1>{OFFICE}</h1><h2>พันธกิจ</h2><p>1. สอนดี</p><p>2. เรียนดี</p>")):
        blocks = {candidate.block for candidate in parsed.candidates if candidate.accepted}
        assert {section.spans[0].block for section in parsed.sections} <= blocks


def test_a_refused_line_keeps_its_reasons():
    refused = [candidate for candidate in read(PAGE).candidates if not candidate.accepted]
    assert all(candidate.reasons and candidate.score < 0.5 for candidate in refused)


def test_reasons_add_up_to_the_score():
    for candidate in read(PAGE).candidates:
        weights = [float(reason.split()[0]) for reason in candidate.reasons if reason[0] in "+-"]
        assert candidate.score == pytest.approx(sum(weights), abs=0.05)


def test_layout_raises_a_score():
    plain = candidates(read_html(f"<h1>{OFFICE}</h1><p>พันธกิจ</p><p>จัดการศึกษา</p>"))["พันธกิจ"]
    strong = candidates(read_html(f"<h1>{OFFICE}</h1><h2>พันธกิจ</h2><p>จัดการศึกษา</p>"))["พันธกิจ"]
    assert strong.score > plain.score


def test_a_menu_lowers_a_score():
    items = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("หน้าแรก", "พันธกิจ", "ข่าว", "ภาพ", "ติดต่อ"))
    menu = candidates(read_html(f"<ul>{items}</ul>"))["พันธกิจ"]
    assert not menu.accepted


def test_explaining_changes_no_reading():
    assert read(PAGE) == read(PAGE)
    assert read(PAGE).candidates


def test_a_long_line_is_shortened():
    assert all(len(candidate.text) <= 120 for candidate in read(PAGE + "พันธกิจ : " + "ก" * 500).candidates)
