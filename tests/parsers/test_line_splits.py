"""One printed line that holds several: where it is cut, and where it is not."""

import pytest

from parsers.line_splits import split_points
from parsers.markers import read_marker


def parts(line, following=""):
    """The parts of a line, given the line that follows it."""
    points = split_points(line, read_marker(line), following, read_marker(following))
    assert points == sorted(set(points))
    assert all(0 < point < len(line) for point in points)
    return [line[a:b].strip() for a, b in zip([0, *points], [*points, len(line)], strict=True)]


SPLIT = {
    "numbers and points": "1. ส่งเสริมการเรียนรู้ | 2. พัฒนาครูให้ดี | 3. บริหารจัดการดี",
    "numbers and brackets": "1) ก้าวหน้าไปด้วยกัน | 2) มั่นคงยั่งยืน",
    "numbers in brackets": "(1) ก้าวหน้าไปด้วยกัน | (2) มั่นคงยั่งยืน",
    "dotted numbers": "1.1 ก้าวหน้าไปด้วยกัน | 1.2 มั่นคงยั่งยืน",
    "bare numbers of a series": "1 ก้าวหน้าไปด้วยกัน | 2 มั่นคงยั่งยืนมาก | 3 รุ่งเรืองตลอดไป",
    "a heading before a list": "พันธกิจ | 1. ส่งเสริมการเรียนรู้ | 2. พัฒนาครูให้ดี",
    "labels with a number": "เป้าประสงค์ที่ 5 พัฒนาคุณภาพดี | เป้าประสงค์ที่ 6 พัฒนาพื้นที่พิเศษ",
    "a heading with a gloss, then a quotation": (
        "1. ส่งเสริมการเรียนรู้ให้ทั่วถึง | วิสัยทัศน์ (Vision) “เป็นองค์กรแห่งการเรียนรู้”"
    ),
    "an acronym's letters": "K - Kindness เมตตา | W - Wisdom ปัญญา",
    "an acronym's letters with colons": "U : Unity มีเอกภาพ | B : Benevolence มีเมตตา",
    "from two on": "2. ส่งเสริมการเรียนรู้ | 3. พัฒนาครูให้ดี",
}


@pytest.mark.parametrize("marked", SPLIT.values(), ids=SPLIT)
def test_several_lines_in_one_are_cut(marked):
    wanted = marked.split(" | ")
    assert parts(" ".join(wanted)) == wanted


@pytest.mark.parametrize(
    ("line", "following", "wanted"),
    [
        pytest.param(
            "เป็นองค์กรชั้นนำด้านการศึกษา พันธกิจ", "1. ส่งเสริมการเรียนรู้",
            ["เป็นองค์กรชั้นนำด้านการศึกษา", "พันธกิจ"], id="a list follows",
        ),
        pytest.param(
            "เป็นองค์กรชั้นนำด้านการศึกษา คำขวัญ", "“เรียนดี มีวินัย”",
            ["เป็นองค์กรชั้นนำด้านการศึกษา", "คำขวัญ"], id="a quotation follows",
        ),
    ],
)  # fmt: skip
def test_a_heading_at_the_end_of_a_line_is_cut_off_where_its_content_follows(line, following, wanted):
    assert parts(line, following) == wanted


WHOLE = {
    "empty": "",
    "one item": "1. ส่งเสริมการเรียนรู้",
    "a class": "ส่งเสริมนักเรียนชั้น ป.1 ถึง ป.6 ให้อ่านออก",
    "decimals": "คะแนนเฉลี่ย 1.25 และ 2.50 ของปี 2566",
    "a mention of two labels": "ตามยุทธศาสตร์ที่ 1 และยุทธศาสตร์ที่ 2 ของแผน",
    "kind words in a sentence": "กำหนดวิสัยทัศน์ พันธกิจ และเป้าประสงค์ของหน่วยงาน",
    "a heading of several kinds": "วิสัยทัศน์ พันธกิจ เป้าประสงค์",
    "dates": "ประชุมวันที่ 1 มกราคม และวันที่ 2 มกราคม 2566",
    "figures that skip": "1. ส่งเสริมการเรียนรู้ให้ครบ 5. ประการสำคัญ",
    "a plan's years": "แผนพัฒนาการศึกษา พ.ศ. 2566 - 2570 ระยะ 5 ปี",
}


@pytest.mark.parametrize("line", WHOLE.values(), ids=WHOLE)
def test_an_ordinary_line_stays_whole(line):
    assert parts(line) == [line]


def test_the_next_line_shows_that_a_number_inside_belongs_to_the_sentence():
    line = "1. ส่งเสริมการเรียนรู้ระยะ 2. พัฒนาครู"
    assert parts(line, "2. บริหารจัดการให้ดี") == [line]
    assert parts(line, "3. บริหารจัดการให้ดี") == ["1. ส่งเสริมการเรียนรู้ระยะ", "2. พัฒนาครู"]
