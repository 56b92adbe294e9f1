"""Long documents about something else: their common words are no sections of an office."""

from schemas.codes import FindingCode
from tests.parsers.readings import read

PROSE = "ผู้ดูแลระบบควรตั้งค่าการสำรองข้อมูลและทดสอบการกู้คืนอย่างน้อยเดือนละครั้ง"
LIST = "1. จัดทำบัญชีทรัพย์สินสารสนเทศ\n2. กำหนดสิทธิการเข้าถึงข้อมูล\n3. ทบทวนสิทธิทุกหกเดือน\n"


def handbook(*headings, lines=400):
    parts = [f"{heading}\n{LIST}" for heading in headings]
    step = lines // (len(parts) + 1)
    prose = "\n\n".join([PROSE] * step)
    return f"คู่มือการรักษาความมั่นคงปลอดภัย\n\n{prose}\n\n" + f"\n{prose}\n\n".join(parts) + f"\n\n{prose}\n"


def test_a_handbook_has_no_direction():
    parsed = read(handbook("วัตถุประสงค์", "แนวทางปฏิบัติ", "นโยบาย"))
    assert (parsed.sections, parsed.statements) == ((), ())
    codes = {finding.code for finding in parsed.findings}
    assert {FindingCode.KIND_WORD_UNUSED, FindingCode.NO_SECTION} <= codes


def test_a_handbook_with_a_vision_is_kept():
    kinds = {statement.kind for statement in read(handbook("วัตถุประสงค์", "พันธกิจ")).statements}
    assert kinds == {"objective", "mission"}


def test_a_short_page_of_common_kinds_is_kept():
    kinds = {statement.kind for statement in read(handbook("วัตถุประสงค์", "นโยบาย", lines=20)).statements}
    assert kinds == {"objective", "policy"}


def test_a_long_list_of_policies_is_kept():
    items = "\n".join(f"- พัฒนาระบบบริการประชาชนด้านที่ {number}" for number in range(1, 320))
    assert len(read(f"นโยบาย\n{items}\n").statements) == 319
