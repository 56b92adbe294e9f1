"""Whose texts are left out: the nation's, a parent body's, a sub-unit's, another office's (GOLD.md 12)."""

import pytest

from schemas.codes import FindingCode
from tests.parsers.readings import OFFICE, codes, read, read_html, texts

OWN = "วิสัยทัศน์\nเป็นองค์กรชั้นนำด้านการศึกษา\n\nพันธกิจ\n1. ส่งเสริมการเรียนรู้\n2. พัฒนาครู\n\n"
OWN_TEXTS = ["เป็นองค์กรชั้นนำด้านการศึกษา", "ส่งเสริมการเรียนรู้", "พัฒนาครู"]

FOREIGN = {
    "the nation's vision": "วิสัยทัศน์ประเทศไทย\nมั่นคง มั่งคั่ง ยั่งยืน\n",
    "the national strategy": "ยุทธศาสตร์ชาติ 20 ปี\n1. ด้านความมั่นคง\n2. ด้านการแข่งขัน\n",
    "the government's policy": "นโยบายรัฐบาล\n1. สร้างโอกาส\n2. ลดความเหลื่อมล้ำ\n",
    "the ministry's vision": "วิสัยทัศน์กระทรวงศึกษาธิการ\nผู้เรียนเป็นคนดี มีคุณภาพ\n",
    "the ministry's values": "ค่านิยมของกระทรวงศึกษาธิการ\n1. ทำงานเป็นทีม\n2. รับผิดชอบ\n",
    "a sub-unit's mission": "พันธกิจของกลุ่มนิเทศ\n1. นิเทศสถานศึกษา\n2. ติดตามผล\n",
    "an audit unit's vision": "วิสัยทัศน์หน่วยตรวจสอบภายใน\nเป็นหน่วยตรวจสอบชั้นนำ\n",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_a_section_of_another_owner_is_left_out(text, first):
    page = f"{text}\n{OWN}" if first else f"{OWN}{text}"
    parsed = read(f"{OFFICE}\n\n{page}")
    assert texts(parsed) == OWN_TEXTS
    assert [section.heading for section in parsed.sections] == ["วิสัยทัศน์", "พันธกิจ"]


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_what_was_left_out_is_told(text):
    parsed = read(f"{OFFICE}\n\n{OWN}{text}")
    (finding,) = [one for one in parsed.findings if one.code is FindingCode.OTHER_OWNER_TEXT]
    assert finding.evidence == text.split("\n")[0]


def test_statements_under_a_foreign_section_go_with_it():
    text = "ยุทธศาสตร์ชาติ 20 ปี\n1. ด้านความมั่นคง\nเป้าหมาย : ประชาชนอยู่ดีกินดี\n2. ด้านการแข่งขัน\nเป้าหมาย : รายได้เพิ่ม\n"
    assert texts(read(f"{OFFICE}\n\n{text}\n{OWN}")) == OWN_TEXTS


@pytest.mark.parametrize("of", ["", " ", "ของ"])
def test_another_office_of_the_registry(of):
    page = f"<h1>{OFFICE}</h1><h2>วิสัยทัศน์</h2><p>เป็นองค์กรชั้นนำด้านการศึกษา</p>"
    other = f"<h2>วิสัยทัศน์{of}สพป.เลย เขต 1</h2><p>เป็นองค์กรแห่งความสุข</p>"
    own = f"<h2>พันธกิจ{of}สพป.เลย เขต 2</h2><p>จัดการศึกษาให้ทั่วถึง</p>"
    assert texts(read_html(page + other + own)) == ["เป็นองค์กรชั้นนำด้านการศึกษา", "จัดการศึกษาให้ทั่วถึง"]


def test_the_owner_s_own_name_in_a_heading_is_no_other_owner():
    page = "เทศบาลตำบลคลองมะขวิด\n\nวิสัยทัศน์เทศบาลตำบลคลองมะขวิด\nเมืองน่าอยู่ ผู้คนมีสุข\n"
    parsed = read(page)
    assert texts(parsed) == ["เมืองน่าอยู่ ผู้คนมีสุข"]
    assert "OTHER_OWNER_TEXT" not in codes(parsed)


@pytest.mark.parametrize(
    "heading",
    [
        "วิสัยทัศน์",
        "วิสัยทัศน์ (Vision)",
        "วิสัยทัศน์กรม",
        "วิสัยทัศน์กรมน้ำชุมชน",
        "วิสัยทัศน์ของกรมน้ำชุมชน",
    ],
)
def test_a_department_s_page_keeps_its_own_vision(heading):
    assert texts(read(f"กรมน้ำชุมชน\n\n{heading}\nน้ำสะอาดเพื่อทุกชุมชน\n")) == ["น้ำสะอาดเพื่อทุกชุมชน"]


def test_a_project_s_objectives_are_not_the_office_s():
    text = "วัตถุประสงค์ของโครงการ\n1. เพื่ออบรมครู\n2. เพื่อพัฒนาสื่อ\n"
    assert texts(read(f"{OFFICE}\n\n{OWN}{text}")) == OWN_TEXTS


def test_a_sub_unit_s_vision_is_not_added_to_the_office_s():
    page = "วิสัยทัศน์\nเป็นองค์กรชั้นนำด้านการศึกษา\nวิสัยทัศน์ของกลุ่มนโยบายและแผน\nเป็นกลุ่มงานชั้นนำ\n"
    assert texts(read(f"{OFFICE}\n{page}")) == ["เป็นองค์กรชั้นนำด้านการศึกษา"]


@pytest.mark.parametrize(
    "sentence",
    [
        "ประเทศไทยมีวิสัยทัศน์ของประเทศ ว่า “มั่นคง มั่งคั่ง ยั่งยืน เป็นประเทศพัฒนาแล้ว” ตามที่ทราบ",
        "กรอบวิสัยทัศน์กระทรวงศึกษาธิการ คือ “ผู้เรียนเป็นคนดี มีคุณภาพ อย่างทั่วถึง” ตามประกาศ",
    ],
    ids=["the nation's", "the ministry's"],
)
def test_a_sentence_that_quotes_another_owner_s_vision_is_none(sentence):
    assert texts(read(f"{OFFICE}\n{sentence}\n\nพันธกิจ\n1. พัฒนาผู้เรียน\n2. พัฒนาครู\n")) == [
        "พัฒนาผู้เรียน",
        "พัฒนาครู",
    ]


@pytest.mark.parametrize("title", ["นาย", "นางสาว", "ดร."])
def test_the_name_of_a_person_in_a_lead_in_is_in_no_statement(title):
    page = f"{OFFICE}\n\nนโยบาย\n{title}สมชาย ใจดี ผู้อำนวยการได้ให้นโยบายไว้ดังนี้\n1. พัฒนาผู้เรียน\n2. พัฒนาครู\n"
    parsed = read(page)
    assert texts(parsed) == ["พัฒนาผู้เรียน", "พัฒนาครู"]
    assert not any("สมชาย" in found.evidence + found.message for found in parsed.findings)
