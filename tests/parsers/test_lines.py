"""The lines that a careful reader sees: parts of one line merged, several lines in one split."""

import pytest

from parsers.markers import Style
from tests.parsers.readings import lines_of


def values(page, name="page.txt"):
    return [line.value for line in lines_of(page, name)]


MERGED = {
    "a number on a line of its own": ("1.\nพัฒนาครู\n2.\nพัฒนาผู้เรียน", ["1. พัฒนาครู", "2. พัฒนาผู้เรียน"]),
    "a number in brackets on its own": ("(1)\nพัฒนาครู", ["(1) พัฒนาครู"]),
    "a bare number on its own": ("1\nพัฒนาครู\n2\nพัฒนาผู้เรียน", ["1 พัฒนาครู", "2 พัฒนาผู้เรียน"]),
    "a dash on its own": ("-\nพัฒนาครู", ["- พัฒนาครู"]),
    "a point on its own": (".\nพัฒนาครู", [". พัฒนาครู"]),
    "a label on its own": ("กลยุทธ์ที่ 1\nพัฒนาครู", ["กลยุทธ์ที่ 1 พัฒนาครู"]),
    "a label's number on the next line": ("กลยุทธ์ที่\n1 พัฒนาครู", ["กลยุทธ์ที่ 1 พัฒนาครู"]),
    "a letter of an acronym on its own": ("U :\nUnity มีเอกภาพ", ["U : Unity มีเอกภาพ"]),
    "a colon on its own": ("พันธกิจ\n:\n1. พัฒนาครู", ["พันธกิจ :", "1. พัฒนาครู"]),
    "a colon at the next line's head": ("วิสัยทัศน์\n: เป็นองค์กรชั้นนำ", ["วิสัยทัศน์ : เป็นองค์กรชั้นนำ"]),
    "a gloss on its own line": ("วิสัยทัศน์\n(Vision)", ["วิสัยทัศน์ (Vision)"]),
    "a heading over two lines": ("เป้าประสงค์\nเชิงยุทธศาสตร์", ["เป้าประสงค์เชิงยุทธศาสตร์"]),
    "a heading broken inside its bracket": ("วิสัยทัศน์ (พ.ศ. 2566 -\n2570)", ["วิสัยทัศน์ (พ.ศ. 2566 - 2570)"]),
}


@pytest.mark.parametrize(("page", "wanted"), MERGED.values(), ids=MERGED)
def test_parts_of_one_line_are_put_together(page, wanted):
    assert values(page) == wanted


APART = {
    "two items": "1. พัฒนาครู\n2. พัฒนาผู้เรียน",
    "a heading and its content": "วิสัยทัศน์\nเป็นองค์กรชั้นนำด้านการศึกษา",
    "two headings": "วิสัยทัศน์\nพันธกิจ",
    "a number and the next item's": "1.\n2. พัฒนาผู้เรียน",
    "a number too high to begin with": "7\nพัฒนาครู",
    "a label and a heading": "ยุทธศาสตร์ที่ 1\nเป้าประสงค์",
}


@pytest.mark.parametrize("page", APART.values(), ids=APART)
def test_lines_of_their_own_stay_apart(page):
    assert values(page) == page.split("\n")


def test_parts_in_two_cells_of_a_row_are_put_together():
    page = "<table><tr><td>1.</td><td>พัฒนาครู</td></tr><tr><td>2.</td><td>พัฒนาผู้เรียน</td></tr></table>"
    assert values(page, "page.html") == ["1. พัฒนาครู", "2. พัฒนาผู้เรียน"]


def test_parts_in_two_rows_stay_apart():
    page = "<table><tr><td>1.</td></tr><tr><td>พัฒนาครู</td></tr></table>"
    assert values(page, "page.html") == ["1.", "พัฒนาครู"]


def test_several_lines_in_one_are_split_again_and_again():
    page = "วิสัยทัศน์ (Vision) “เป็นองค์กรชั้นนำด้านการศึกษา” พันธกิจ (Mission) 1. ส่งเสริมการเรียนรู้ 2. พัฒนาครูให้ดี"
    assert values(page) == [
        "วิสัยทัศน์ (Vision) “เป็นองค์กรชั้นนำด้านการศึกษา”",
        "พันธกิจ (Mission)",
        "1. ส่งเสริมการเรียนรู้",
        "2. พัฒนาครูให้ดี",
    ]


def test_a_label_without_its_number_word_is_known_by_its_second():
    first, second = lines_of("เป้าประสงค์ 1. ผู้เรียนมีคุณภาพ\nเป้าประสงค์ 2. ครูมีความรู้")
    assert [first.marker.style, second.marker.style] == [Style.KIND, Style.KIND]
    assert [first.bare, second.bare] == ["ผู้เรียนมีคุณภาพ", "ครูมีความรู้"]


NOISE = {
    "a visitor counter": "จำนวนผู้เข้าชม 296369 ครั้ง",
    "two counters": "ขณะนี้มีผู้ใช้งาน 1 ท่าน จำนวนผู้เข้าชม 296369 ครั้ง",
    "a caret": "^",
    "a rule": "----------",
    "a page number": "หน้า 3",
    "a page number between dashes": "- 12 -",
    "a menu's home": "หน้าแรก",
    "a copyright": "Copyright © 2566",
    "a telephone number": "โทร. 0 4284 1234",
    "an address of mail": "admin@example.go.th",
    "a date of publication": "เผยแพร่เมื่อ 12 มกราคม 2566",
    "an empty title": "Untitled Document",
    "a contents line": "วิสัยทัศน์ ........ 12",
    "a target figure": "เป้าหมาย ร้อยละ 80",
}


@pytest.mark.parametrize("line", NOISE.values(), ids=NOISE)
def test_page_furniture_is_noise(line):
    assert [found.noise for found in lines_of(line)] == [True]


CONTENT = {
    "a heading": "วิสัยทัศน์",
    "an item": "1. พัฒนาครู",
    "a sentence with a home in it": "ส่งเสริมให้ผู้เรียนดูแลหน้าแรกของสมุดบันทึก",
    "a sentence that names visitors": "พัฒนาแหล่งเรียนรู้ให้ผู้เข้าชมได้รับความรู้",
    "a goal": "เป้าหมาย ผู้เรียนมีคุณภาพ",
}


@pytest.mark.parametrize("line", CONTENT.values(), ids=CONTENT)
def test_content_is_no_noise(line):
    assert [found.noise for found in lines_of(line)] == [False]


def test_a_line_that_returns_on_every_page_is_a_running_head():
    page = "\n".join(
        f"แผนพัฒนาการศึกษาของหน่วยงาน หน้าที่ {number}\nเนื้อความของหน้า{word}" for number, word in enumerate("กขคงจ")
    )
    found = lines_of(page)
    assert [line.noise for line in found] == [True, False] * 5


def test_an_item_that_returns_is_no_running_head():
    found = lines_of("\n".join(["กลยุทธ์", "1. พัฒนาครูและบุคลากรทางการศึกษา"] * 4))
    assert not any(line.noise for line in found)


def test_thai_digits_are_read_as_arabic_ones_and_kept_in_the_text():
    (line,) = lines_of("๑. พัฒนาครู")
    assert (line.value, line.text.value, line.marker.number) == ("1. พัฒนาครู", "๑. พัฒนาครู", "1")


def test_blank_lines_are_counted_on_the_line_that_follows():
    assert [line.blank_before for line in lines_of("วิสัยทัศน์\n\n\nเป็นองค์กรชั้นนำ")] == [0, 2]


@pytest.mark.parametrize(
    ("body", "strong"),
    [
        pytest.param("<p>พัฒนาครู</p>", False, id="plain"),
        pytest.param("<h2>พัฒนาครู</h2>", True, id="heading tag"),
        pytest.param("<p><b>พัฒนาครู</b></p>", True, id="bold"),
        pytest.param("<img alt='พัฒนาครู' src='a.gif'>", True, id="picture"),
    ],
)
def test_the_layout_sets_a_line_off(body, strong):
    assert [line.strong for line in lines_of(body, "page.html")] == [strong]


def test_a_number_that_the_browser_draws_is_a_marker_outside_the_text():
    found = lines_of("<ol start=3><li>พัฒนาครู</li><li>พัฒนาผู้เรียน</li></ol>", "page.html")
    assert [(line.marker.number, line.marker.drawn, line.bare) for line in found] == [
        ("3", True, "พัฒนาครู"),
        ("4", True, "พัฒนาผู้เรียน"),
    ]


def test_a_number_typed_inside_a_drawn_item_counts():
    found = lines_of("<ol><li>1. พัฒนาครู</li><li>2. พัฒนาผู้เรียน</li></ol>", "page.html")
    assert [(line.marker.number, line.marker.drawn) for line in found] == [("1", False), ("2", False)]
