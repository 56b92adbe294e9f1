"""Completeness: what a page says of itself and was not found, and texts that are odd, become findings."""

import pytest

from schemas.codes import FindingCode
from tests.parsers.readings import read

AREA = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 2"
ITEM = "ส่งเสริมการจัดการศึกษาให้ทั่วถึงข้อที่"


def codes(page):
    return [finding.code for finding in read(f"{AREA}\n\n{page}").findings]


def items(count):
    return "\n".join(f"{number}. {ITEM} {number}" for number in range(1, count + 1))


@pytest.mark.parametrize(
    "opening", ["พันธกิจ 4 ข้อ", "พันธกิจ\nสำนักงานมีพันธกิจ 4 ประการ ดังนี้", "พันธกิจ จำนวน 4 ข้อ ดังนี้"]
)
@pytest.mark.parametrize(("found", "told"), [(3, True), (4, False), (5, True)])
def test_a_count_that_the_list_does_not_have_is_told(opening, found, told):
    assert (FindingCode.COUNT_MISMATCH in codes(f"{opening}\n{items(found)}\n")) is told


def test_the_count_of_another_thing_is_no_count_of_the_list():
    page = f"พันธกิจ\nสำนักงานดูแลโรงเรียน 83 แห่ง จึงกำหนดพันธกิจ ดังนี้\n{items(3)}\n"
    assert FindingCode.COUNT_MISMATCH not in codes(page)


def test_a_gap_in_the_numbers_is_told_with_its_place():
    page = f"พันธกิจ\n1. {ITEM} 1\n2. {ITEM} 2\n4. {ITEM} 4\n"
    (finding,) = (f for f in read(page).findings if f.code is FindingCode.NUMBER_GAP)
    assert finding.message == "2 is followed by 4"
    assert finding.spans
    assert finding.evidence.startswith("4.")


def test_a_vision_longer_than_any_is_less_sure_and_told():
    page = f"{AREA}\n\nวิสัยทัศน์\n“{'องค์กรแห่งการเรียนรู้ ' * 30}”\n"
    parsed = read(page)
    assert FindingCode.BODY_TOO_LONG in [finding.code for finding in parsed.findings]
    (vision,) = parsed.statements
    short = read(f"{AREA}\n\nวิสัยทัศน์\n“องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพ”\n").statements[0]
    assert vision.confidence < short.confidence


def test_a_kind_named_but_not_read_is_told():
    page = f"พันธกิจ\n{items(3)}\n\nปีนี้\nค่านิยม ซื่อสัตย์และมุ่งมั่น\n"
    assert FindingCode.KIND_WORD_UNUSED in codes(page)


def test_a_heading_without_content_is_told():
    assert FindingCode.HEADING_WITHOUT_CONTENT in codes(f"วิสัยทัศน์\n\nพันธกิจ\n{items(3)}\n")
