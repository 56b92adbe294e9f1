"""A line read as a heading: which kind, what belongs to the heading, what is left behind it."""

import pytest

from parsers.heading_scan import scan_heading, scan_misspelt
from schemas.kinds import Kind

AREA = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 2"

WHOLE = {
    "the word alone": ("วิสัยทัศน์", Kind.VISION),
    "a gloss in brackets": ("วิสัยทัศน์ (Vision)", Kind.VISION),
    "a gloss glued on": ("วิสัยทัศน์(Vision)", Kind.VISION),
    "spaces inside the brackets": ("วิสัยทัศน์  ( Vision )  :", Kind.VISION),
    "a gloss in square brackets": ("วิสัยทัศน์ [VISION]", Kind.VISION),
    "a gloss of two words": ("ค่านิยมองค์กร ( Core Value)", Kind.CORE_VALUE),
    "a gloss without brackets": ("วิสัยทัศน์ Vision", Kind.VISION),
    "English first": ("Vision วิสัยทัศน์", Kind.VISION),
    "English first, Thai in brackets": ("Vision (วิสัยทัศน์)", Kind.VISION),
    "English first, a colon between": ("VISION : วิสัยทัศน์", Kind.VISION),
    "English alone": ("VISION", Kind.VISION),
    "English with a colon": ("Our Vision :", Kind.VISION),
    "a colon": ("วิสัยทัศน์ :", Kind.VISION),
    "the office behind it": (f"วิสัยทัศน์ของ{AREA}", Kind.VISION),
    "the office's short name behind it": ("วิสัยทัศน์ สพป.เลย เขต 2", Kind.VISION),
    "an office outside the registry": ("พันธกิจของเทศบาลตำบลคลองมะขวิด", Kind.MISSION),
    "a range of years": ("วิสัยทัศน์ พ.ศ. 2566-2570", Kind.VISION),
    "a range with an en dash": ("วิสัยทัศน์ ปี 2566 – 2570", Kind.VISION),
    "a fiscal year": ("พันธกิจ ประจำปีงบประมาณ 2567", Kind.MISSION),
    "a bare year": ("จุดเน้น 2566", Kind.FOCUS),
    "an announcement": ("พันธกิจ มีดังนี้", Kind.MISSION),
    "an announcement with a colon": ("พันธกิจ ดังนี้ :", Kind.MISSION),
    "gloss and announcement": ("พันธกิจ (Mission) ประกอบด้วย", Kind.MISSION),
    "a count": ("ยุทธศาสตร์ 4 ด้าน", Kind.STRATEGIC_ISSUE),
    "a count announced": ("ประเด็นยุทธศาสตร์ มี 5 ประเด็น ดังนี้", Kind.STRATEGIC_ISSUE),
    "a longer phrase of the kind": ("เป้าประสงค์เชิงยุทธศาสตร์", Kind.GOAL),
    "a modifier and a gloss": ("เป้าประสงค์หลัก (Goals)", Kind.GOAL),
    "modifiers, office, fiscal year, announcement": (
        f"จุดเน้นการพัฒนา{AREA} ประจำปีงบประมาณ 2556 ดังนี้", Kind.FOCUS,
    ),
    "another kind's word inside the phrase": ("ภารกิจหลัก", Kind.MISSION),
    "the shorter phrase": ("ภารกิจ", Kind.DUTY),
    "a definition of the vision": ("ความหมายของวิสัยทัศน์", Kind.DEFINITION),
    "what the definition is of": ("ความหมายของค่านิยม", Kind.DEFINITION),
    "a strategic plan's direction": ("ทิศทางการพัฒนา", Kind.BACKGROUND),
}  # fmt: skip


@pytest.mark.parametrize(("line", "kind"), WHOLE.values(), ids=WHOLE)
def test_a_heading_fills_its_line(line, kind):
    scan = scan_heading(line)
    assert scan is not None
    assert (scan.kind, scan.whole, scan.number) == (kind, True, None)


KINDS = {
    "ค่านิยม": Kind.CORE_VALUE,
    "วัฒนธรรมองค์กร": Kind.CORE_VALUE,
    "เข็มมุ่ง": Kind.FOCUS,
    "ปณิธาน": Kind.PHILOSOPHY,
    "คติพจน์": Kind.MOTTO,
    "มาตรการ": Kind.APPROACH,
    "จุดมุ่งหมาย": Kind.GOAL,
    "อัตลักษณ์": Kind.IDENTITY,
    "เอกลักษณ์": Kind.IDENTITY,
    "อำนาจหน้าที่": Kind.DUTY,
    "วัตถุประสงค์": Kind.OBJECTIVE,
    "คำนิยาม": Kind.DEFINITION,
    "ความเป็นมา": Kind.BACKGROUND,
}


@pytest.mark.parametrize(("word", "kind"), KINDS.items())
def test_the_rules_of_the_gold_name_the_kind_of_a_word(word, kind):
    assert scan_heading(word).kind is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("ยุทธศาสตร์ [Objective]", Kind.STRATEGIC_ISSUE, id="issue glossed as objective"),
        pytest.param("พันธกิจ [Goal]", Kind.MISSION, id="mission glossed as goal"),
        pytest.param("วัตถุประสงค์ (Mission)", Kind.OBJECTIVE, id="objective glossed as mission"),
        pytest.param("Goal : พันธกิจ", Kind.MISSION, id="wrong gloss first"),
    ],
)
def test_the_thai_word_decides_never_the_gloss(line, kind):
    scan = scan_heading(line)
    assert (scan.kind, scan.whole) == (kind, True)


@pytest.mark.parametrize(
    ("line", "gloss"),
    [
        ("วิสัยทัศน์ (Vision)", "Vision"),
        ("วิสัยทัศน์ ( Vision ) :", "Vision"),
        ("ค่านิยม [Core Values]", "Core Values"),
        ("วิสัยทัศน์", None),
        ("วิสัยทัศน์ (พ.ศ. 2566)", None),
    ],
)
def test_the_gloss_is_what_the_office_wrote(line, gloss):
    assert scan_heading(line).gloss == gloss


LABELS = {
    "number by word": ("กลยุทธ์ที่ 1 พัฒนาครู", "1", "พัฒนาครู"),
    "text glued to the number": ("กลยุทธ์ที่ 1พัฒนาครู", "1", "พัฒนาครู"),
    "number glued to the word": ("กลยุทธ์ที่1 พัฒนาครู", "1", "พัฒนาครู"),
    "number without ที่": ("กลยุทธ์ 2 พัฒนาครู", "2", "พัฒนาครู"),
    "two spaces": ("กลยุทธ์  1  พัฒนาครู", "1", "พัฒนาครู"),
    "a dotted number and a colon": ("กลยุทธ์ที่ 1.2 : พัฒนาครู", "1.2", "พัฒนาครู"),
    "a dash": ("ยุทธศาสตร์ที่ 3 - พัฒนาครู", "3", "พัฒนาครู"),
    "an en dash": ("ยุทธศาสตร์ที่ 3 – พัฒนาครู", "3", "พัฒนาครู"),
    "a bracket behind": ("เป้าประสงค์ที่ 4) พัฒนาครู", "4", "พัฒนาครู"),
    "an equals sign": ("พันธกิจที่ 5 = พัฒนาครู", "5", "พัฒนาครู"),
    "nothing behind": ("กลยุทธ์ที่ 1", "1", ""),
    "a number of two digits": ("ตัวชี้วัดที่ 12 ร้อยละของครู", "12", "ร้อยละของครู"),
}


@pytest.mark.parametrize(("line", "number", "rest"), LABELS.values(), ids=LABELS)
def test_a_kind_word_with_a_number_is_a_label(line, number, rest):
    scan = scan_heading(line)
    assert (scan.number, line[scan.end :]) == (number, rest)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("เป้าประสงค์ 4 ข้อ", id="a count"),
        pytest.param("ยุทธศาสตร์ 4 ด้าน ดังนี้", id="a count announced"),
        pytest.param("เป้าหมาย 80% ของนักเรียน", id="a percentage"),
        pytest.param("เป้าหมาย 50/100", id="a fraction"),
        pytest.param("เป้าหมาย 10 - 20 คน", id="a range"),
        pytest.param("จุดเน้น 2566", id="a year"),
        pytest.param("เป้าหมาย 120 คน", id="a figure of three digits"),
        pytest.param("ยุทธศาสตร์ 61", id="more than any list has"),
    ],
)
def test_a_figure_behind_a_kind_word_is_no_label(line):
    assert scan_heading(line).number is None


@pytest.mark.parametrize(
    ("line", "count"),
    [("ยุทธศาสตร์ 4 ด้าน", 4), ("พันธกิจ มี 6 ข้อ ดังนี้", 6), ("เป้าประสงค์ จำนวน 12 เป้าประสงค์", 12), ("พันธกิจ", None)],
)
def test_the_count_that_a_heading_announces_is_kept(line, count):
    assert scan_heading(line).count == count


BEHIND = {
    "a colon": ("วิสัยทัศน์ : เป็นองค์กรชั้นนำ", "เป็นองค์กรชั้นนำ"),
    "a colon glued on": ("วิสัยทัศน์:เป็นองค์กรชั้นนำ", "เป็นองค์กรชั้นนำ"),
    "a gloss, then a colon": ("ค่านิยม (Values) : ร่วมคิด", "ร่วมคิด"),
    "a quotation": ("วิสัยทัศน์ “เป็นองค์กรชั้นนำ”", "“เป็นองค์กรชั้นนำ”"),
    "a space": ("ค่านิยม ร่วมคิด ร่วมทำ", "ร่วมคิด ร่วมทำ"),
}


@pytest.mark.parametrize(("line", "rest"), BEHIND.values(), ids=BEHIND)
def test_content_behind_a_heading_is_left(line, rest):
    scan = scan_heading(line)
    assert not scan.whole
    assert line[scan.end :].strip() == rest


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        pytest.param("วิสัยทัศน์และพันธกิจ", [Kind.VISION, Kind.MISSION], id="joined by and"),
        pytest.param("วิสัยทัศน์ พันธกิจ กลยุทธ์", [Kind.VISION, Kind.MISSION, Kind.STRATEGY], id="spaces"),
        pytest.param("วิสัยทัศน์ / พันธกิจ", [Kind.VISION, Kind.MISSION], id="slash"),
        pytest.param("วิสัยทัศน์ - พันธกิจ", [Kind.VISION, Kind.MISSION], id="dash"),
        pytest.param("กลยุทธ์และแนวทาง", [Kind.STRATEGY, Kind.APPROACH], id="a list of both"),
    ],
)
def test_a_line_of_several_kinds_takes_the_one_named_first(line, kinds):
    scan = scan_heading(line)
    assert list(scan.kinds) == kinds
    assert scan.kind is kinds[0]


@pytest.mark.parametrize(
    ("line", "foreign", "office"),
    [
        pytest.param("วิสัยทัศน์ประเทศไทย", "ประเทศไทย", None, id="the nation"),
        pytest.param("วิสัยทัศน์กระทรวงศึกษาธิการ", "กระทรวงศึกษาธิการ", None, id="the ministry"),
        pytest.param("นโยบายรัฐบาล", "รัฐบาล", None, id="the government"),
        pytest.param("ยุทธศาสตร์ชาติ 20 ปี", "ชาติ", None, id="the national strategy"),
        pytest.param(f"วิสัยทัศน์ของ{AREA}", None, AREA, id="an area office"),
        pytest.param("วิสัยทัศน์ สพป.เลย เขต 2", None, "สพป.เลย เขต 2", id="an area office in short"),
        pytest.param("วิสัยทัศน์", None, None, id="nobody"),
    ],
)
def test_whose_section_it_is(line, foreign, office):
    scan = scan_heading(line)
    assert (scan.foreign, scan.office) == (foreign, office)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("จุดยุทธศาสตร์สำคัญ", id="a kind word inside a longer word"),
        pytest.param("เพื่อให้บรรลุวิสัยทัศน์ของหน่วยงาน", id="a kind word inside a sentence"),
        pytest.param("การจัดทำกลยุทธ์", id="a kind word behind another word"),
        pytest.param("สวัสดีครับ", id="no kind word"),
        pytest.param("12345", id="digits"),
        pytest.param("visionary leadership", id="an English word that begins like one"),
        pytest.param("Vision is a picture of the future", id="an English sentence"),
    ],
)
def test_no_kind_word_opens_the_line(line):
    assert scan_heading(line) is None


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        pytest.param("พันธกิจที่สำคัญของหน่วยงานคือการให้บริการ", False, id="a sentence about the mission"),
        pytest.param("วิสัยทัศน์นี้จัดทำขึ้นโดยบุคลากร", False, id="a sentence about the vision"),
        pytest.param("โครงการอาหารกลางวัน", False, id="the name of a project"),
        pytest.param("วิสัยทัศน์ คือ ภาพในอนาคตขององค์กร", False, id="what a vision is"),
    ],
)
def test_a_sentence_is_not_a_whole_heading(line, whole):
    assert scan_heading(line).whole is whole


def test_a_scan_can_begin_inside_a_line():
    line = "1. วิสัยทัศน์ (Vision)"
    scan = scan_heading(line, 3)
    assert (scan.start, scan.end, scan.whole) == (3, len(line), True)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("วิสัยทัศ", Kind.VISION, id="end of the word missing"),
        pytest.param("วิสัยทัศนะ", Kind.VISION, id="another ending"),
        pytest.param("วิสัยทัศ (Vision)", Kind.VISION, id="with a gloss"),
        pytest.param("เป้าประสงต์", Kind.GOAL, id="a wrong letter"),
        pytest.param("เป้ประสงค์ :", Kind.GOAL, id="a letter missing, a colon behind"),
        pytest.param("ประเด็นยุทธสาสตร์", Kind.STRATEGIC_ISSUE, id="a wrong sibilant"),
    ],
)
def test_a_misspelt_heading_is_known_by_its_likeness(line, kind):
    scan = scan_misspelt(line)
    assert (scan.kind, scan.whole, scan.fuzzy) == (kind, True, True)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("สวัสดีครับ", id="another word"),
        pytest.param("พันธกิจ 4 ข้อ", id="a digit"),
        pytest.param("เป้า", id="too short"),
        pytest.param("พัฒนาคุณภาพการศึกษาให้ได้มาตรฐานสากลอย่างทั่วถึง", id="too long"),
        pytest.param("โรงเรียน", id="a word of as many letters"),
    ],
)
def test_what_resembles_no_heading_is_none(line):
    assert scan_misspelt(line) is None
