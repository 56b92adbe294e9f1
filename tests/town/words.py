"""Invented sentences of directions: the same for the same office, different from office to office."""

import random
from dataclasses import dataclass

_AIMS = [
    "องค์กรแห่งการเรียนรู้",
    "องค์กรคุณภาพ",
    "หน่วยงานชั้นนำ",
    "องค์กรที่ประชาชนไว้วางใจ",
    "องค์กรทันสมัย",
    "หน่วยงานต้นแบบ",
]
_ENDS = [
    "มุ่งสู่คุณภาพและความยั่งยืน",
    "บริการด้วยใจ โปร่งใส ตรวจสอบได้",
    "พัฒนาคนสู่อนาคต",
    "บนวิถีแห่งความพอเพียง",
    "ก้าวทันเทคโนโลยี",
]
_DOES = ["ส่งเสริม", "สนับสนุน", "พัฒนา", "ยกระดับ", "เสริมสร้าง", "ขับเคลื่อน", "ปลูกฝัง", "ขยาย", "บูรณาการ", "เร่งรัด"]
_WHAT = [
    "คุณภาพของครูและบุคลากร", "โอกาสทางการศึกษาของเด็กทุกคน", "การใช้เทคโนโลยีดิจิทัลในการเรียนรู้", "ความปลอดภัยในชุมชน",
    "การมีส่วนร่วมของทุกภาคส่วน", "ระบบบริหารจัดการที่มีประสิทธิภาพ", "คุณธรรมและจริยธรรมของเยาวชน", "สุขภาวะของประชาชนทุกวัย",
    "การอนุรักษ์ทรัพยากรและสิ่งแวดล้อม", "อาชีพและรายได้ของครัวเรือน", "ภูมิปัญญาและวัฒนธรรมท้องถิ่น", "ทักษะชีวิตและทักษะอาชีพ",
]  # fmt: skip
_HOW = ["อย่างทั่วถึง", "อย่างต่อเนื่อง", "ตามหลักธรรมาภิบาล", "ให้ได้มาตรฐาน", "ในทุกพื้นที่", "ร่วมกับเครือข่าย", "สู่ความเป็นเลิศ"]


@dataclass(frozen=True)
class Direction:
    """What an office states."""

    vision: str
    missions: tuple[str, ...]
    goals: tuple[str, ...]
    strategies: tuple[str, ...]
    values: tuple[str, ...]
    first_year: int

    @property
    def years(self):
        return f"พ.ศ. {self.first_year} - {self.first_year + 4}"


def direction(seed):
    """The direction of one office."""
    chance = random.Random(f"town {seed}")

    def sentences(count):
        done = chance.sample(_DOES, count)
        what = chance.sample(_WHAT, count)
        return tuple(f"{do}{thing}{chance.choice(_HOW)}" for do, thing in zip(done, what, strict=True))

    vision = f"{chance.choice(_AIMS)} {chance.choice(_ENDS)} ภายในปี {chance.choice((2570, 2571, 2572))}"
    values = ("ซื่อสัตย์สุจริต", "รับผิดชอบต่อหน้าที่", "ทำงานเป็นทีม", "มุ่งผลสัมฤทธิ์")
    return Direction(vision, sentences(4), sentences(3), sentences(4), values[: chance.choice((3, 4))], 2566)
