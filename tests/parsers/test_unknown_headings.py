"""A heading in no list: its list is in no section of another kind, and is told; wraps stay wraps."""

from itertools import product
from textwrap import dedent

import pytest

from schemas.codes import FindingCode, Severity
from tests.parsers.readings import OFFICE, outline_of, read, read_html

VISION = ("วิสัยทัศน์", ["ชุมชนเข้มแข็ง สิ่งแวดล้อมยั่งยืน"], False)
MISSION = ("พันธกิจ", ["พัฒนาโครงสร้างพื้นฐาน", "ส่งเสริมการศึกษาเด็กปฐมวัย", "จัดน้ำสะอาด"], True)
VALUE = ("ค่านิยม", ["ซื่อสัตย์ รับผิดชอบ"], False)
GOAL = ("เป้าประสงค์", ["ประชาชนมีคุณภาพชีวิตที่ดี", "ตำบลปลอดขยะ"], True)
UNKNOWN = ("หมุดหมายการพัฒนา", ["ถนนทุกสายปลอดภัย", "ไฟสว่างทุกซอย"], True)

PLACES = {
    "behind the vision": (VISION, UNKNOWN, MISSION, VALUE, GOAL),
    "behind a list": (VISION, MISSION, UNKNOWN, VALUE, GOAL),
    "between lists": (VISION, MISSION, UNKNOWN, GOAL),
    "at the end, behind a list": (VISION, VALUE, MISSION, UNKNOWN),
    "at the end, behind text": (MISSION, VISION, UNKNOWN),
    "behind a value": (VISION, MISSION, VALUE, UNKNOWN, GOAL),
}
MARKS = {"1.": "{}. ", "1)": "{}) ", "(1)": "({}) ", "-": "- "}
WEB = {
    "h2 over ol": ("<h2>{}</h2>", "<ol>{}</ol>", "<li>{}</li>"),
    "h2 over ul": ("<h2>{}</h2>", "<ul>{}</ul>", "<li>{}</li>"),
    "h2 over p": ("<h2>{}</h2>", "{}", "<p>{}</p>"),
    "h2 over numbers": ("<h2>{}</h2>", "{}", "<p>{n}. {}</p>"),
    "bold over numbers": ("<p><b>{}</b></p>", "{}", "<p>{n}. {}</p>"),
    "bold over p": ("<p><b>{}</b></p>", "{}", "<p>{}</p>"),
    "bold over ul": ("<p><b>{}</b></p>", "<ul>{}</ul>", "<li>{}</li>"),
    "p over ol": ("<p>{}</p>", "<ol>{}</ol>", "<li>{}</li>"),
    "p over ul": ("<p>{}</p>", "<ul>{}</ul>", "<li>{}</li>"),
    "p over numbers": ("<p>{}</p>", "{}", "<p>{n}. {}</p>"),
    "lines with br": ("<br>{}", "{}", "<br>{n}. {}"),
}
SET_APART = {
    (mark, blank, place)
    for mark, blank, place in product(MARKS, (True, False), PLACES)
    if blank or not (place == "behind a value" or (mark == "-" and place.endswith(("vision", "text"))))
}
"""Text pages on which something parts the heading from the text above it."""


def written(sections, mark, *, blank, colon):
    lines = [OFFICE]
    for heading, items, listed in sections:
        lines += [""] * blank + [heading + ":" * (colon and heading == UNKNOWN[0])]
        lines += [MARKS[mark].format(number) * listed + item for number, item in enumerate(items, 1)]
    return "\n".join(lines) + "\n"


def web_page(sections, form, *, colon):
    head, around, each = WEB[form]
    body = f"<h1>{OFFICE}</h1>"
    for heading, items, listed in sections:
        body += head.format(heading + ":" * (colon and heading == UNKNOWN[0]))
        if listed:
            body += around.format("".join(each.format(item, n=n) for n, item in enumerate(items, 1)))
        else:
            tag = "<br>{}" if form == "lines with br" else "<p>{}</p>"
            body += "".join(tag.format(item) for item in items)
    return body


def wanted(sections):
    return [item for heading, items, _ in sections if heading != UNKNOWN[0] for item in items]


def told(parsed, code):
    return [finding.evidence for finding in parsed.findings if finding.code is code]


@pytest.mark.parametrize("colon", [False, True], ids=["", "colon"])
@pytest.mark.parametrize(("mark", "blank", "place"), sorted(SET_APART))
def test_in_a_text_its_list_is_in_no_section_and_told(mark, blank, place, colon):
    parsed = read(written(PLACES[place], mark, blank=blank, colon=colon))
    assert [item.text for item in parsed.statements] == wanted(PLACES[place])
    assert [heading.rstrip(":") for heading in told(parsed, FindingCode.UNKNOWN_HEADING)] == [UNKNOWN[0]]
    assert [section.heading.rstrip(":") for section in parsed.sections if section.kind == "other"] == [
        UNKNOWN[0]
    ]


@pytest.mark.parametrize("colon", [False, True], ids=["", "colon"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", WEB)
def test_in_a_web_page_its_list_is_in_no_section_and_told(form, place, colon):
    parsed = read_html(web_page(PLACES[place], form, colon=colon))
    assert UNKNOWN[0] in [heading.rstrip(":") for heading in told(parsed, FindingCode.UNKNOWN_HEADING)]
    if place == "behind a value" and form in ("p over numbers", "lines with br"):
        return  # nothing parts it from the value: read as the value's, and told
    assert [item.text for item in parsed.statements] == wanted(PLACES[place])


@pytest.mark.parametrize("mark", MARKS)
def test_where_nothing_parts_it_from_the_text_above_it_is_told_as_doubtful(mark):
    parsed = read(written(PLACES["behind a value"], mark, blank=False, colon=False))
    (finding,) = (f for f in parsed.findings if f.code is FindingCode.UNKNOWN_HEADING)
    assert finding.evidence == UNKNOWN[0]
    assert "may be" in finding.message


def test_the_findings_say_how_much_and_what_is_in_no_table():
    page = written(PLACES["between lists"], "1.", blank=True, colon=False)
    found = {f.code: f for f in read(page).findings if f.code is not FindingCode.OWNER_UNKNOWN}
    heading, unused = found[FindingCode.UNKNOWN_HEADING], found[FindingCode.LIST_UNUSED]
    assert heading.message.endswith(": 2")
    assert (unused.message, unused.evidence) == (
        "2 items of a list are in no statement",
        f"1. {UNKNOWN[1][0]}",
    )
    assert unused.severity is Severity.WARNING
    assert heading.spans
    assert unused.spans


UNKNOWN_ON_PAGES = {
    "two in a row": (
        """
        วิสัยทัศน์
        ผู้นำด้านส่งเสริมสุขภาพ
        สมรรถนะร่วมขององค์กร
        1) มุ่งผลสัมฤทธิ์
        2) บริการที่ดี
        กติกาการอยู่ร่วมกัน
        1) ตรงเวลา
        2) ฟังก่อนพูด
        พันธกิจ
        1) ศึกษาและพัฒนาองค์ความรู้
        2) ถ่ายทอดเทคโนโลยี
        """,
        """
        = vision: วิสัยทัศน์
          vision ผู้นำด้านส่งเสริมสุขภาพ
        = other: สมรรถนะร่วมขององค์กร
        = other: กติกาการอยู่ร่วมกัน
        = mission: พันธกิจ
          mission #1 [1)] ศึกษาและพัฒนาองค์ความรู้
          mission #2 [2)] ถ่ายทอดเทคโนโลยี
        """,
    ),
    "under an issue, which goes on": (
        """
        ประเด็นยุทธศาสตร์ที่ 1 พัฒนาคุณภาพผู้เรียน
        เป้าประสงค์
        1. ผู้เรียนอ่านออกเขียนได้
        2. ผู้เรียนมีทักษะชีวิต
        ปัจจัยแห่งความสำเร็จ
        1. ผู้บริหารเอาจริง
        2. ผู้ปกครองร่วมมือ
        กลยุทธ์
        1. พัฒนาสื่อการเรียนรู้
        ประเด็นยุทธศาสตร์ที่ 2 พัฒนาครู
        กลยุทธ์
        1. อบรมครู
        """,
        """
        strategic_issue #1 [ประเด็นยุทธศาสตร์ที่ 1] พัฒนาคุณภาพผู้เรียน
          = goal: เป้าประสงค์
            goal #1 [1.] ผู้เรียนอ่านออกเขียนได้
            goal #2 [2.] ผู้เรียนมีทักษะชีวิต
          = other: ปัจจัยแห่งความสำเร็จ
          = strategy: กลยุทธ์
            strategy #1 [1.] พัฒนาสื่อการเรียนรู้
        strategic_issue #2 [ประเด็นยุทธศาสตร์ที่ 2] พัฒนาครู
          = strategy: กลยุทธ์
            strategy #1 [1.] อบรมครู
        """,
    ),
    "indented lists with a wrap": (
        """
        วิสัยทัศน์
            คณะแห่งการสร้างครูดีสู่ท้องถิ่น
        พันธกิจ
            1. ผลิตครูที่มีจิตวิญญาณ
            2. บริการวิชาการแก่โรงเรียนเครือข่ายอย่างต่อเนื่อง
               และยั่งยืน
        หลักคิดในการทำงาน
            1. คิดไกล
            2. ทำจริง
        """,
        """
        = vision: วิสัยทัศน์
          vision คณะแห่งการสร้างครูดีสู่ท้องถิ่น
        = mission: พันธกิจ
          mission #1 [1.] ผลิตครูที่มีจิตวิญญาณ
          mission #2 [2.] บริการวิชาการแก่โรงเรียนเครือข่ายอย่างต่อเนื่องและยั่งยืน
        = other: หลักคิดในการทำงาน
        """,
    ),
    "numbered among the headings": (
        """
        1. วิสัยทัศน์
        เมืองน่าอยู่
        2. พันธกิจ
        2.1 จัดบริการสาธารณะ
        2.2 ดูแลสิ่งแวดล้อม
        3. จุดขายของเมือง
        3.1 ตลาดน้ำ
        3.2 ผ้าทอ
        4. เป้าประสงค์
        4.1 ประชาชนมีรายได้
        """,
        """
        = vision: 1. วิสัยทัศน์
          vision เมืองน่าอยู่
        = mission: 2. พันธกิจ
          mission #2.1 [2.1] จัดบริการสาธารณะ
          mission #2.2 [2.2] ดูแลสิ่งแวดล้อม
        = other: 3. จุดขายของเมือง
        = goal: 4. เป้าประสงค์
          goal #4.1 [4.1] ประชาชนมีรายได้
        """,
    ),
    "in a layout table": (
        """
        <table width=100%><tr><td><p><strong>วิสัยทัศน์</strong></p><p>จังหวัดแห่งดอกไม้และไมตรี</p>
        <p><strong>พันธกิจ</strong></p><ol><li>บริหารราชการ</li><li>ส่งเสริมการท่องเที่ยว</li></ol>
        <p><strong>จุดยืนทางการพัฒนา</strong></p><ol><li>แหล่งผลิตไม้ดอก</li><li>เมืองแห่งการต้อนรับ</li></ol>
        <p><strong>เป้าประสงค์</strong></p><ol><li>รายได้เพิ่มขึ้น</li></ol></td></tr></table>
        """,
        """
        = vision: วิสัยทัศน์
          vision จังหวัดแห่งดอกไม้และไมตรี
        = mission: พันธกิจ
          mission #1 บริหารราชการ
          mission #2 ส่งเสริมการท่องเที่ยว
        = other: จุดยืนทางการพัฒนา
        = goal: เป้าประสงค์
          goal #1 รายได้เพิ่มขึ้น
        """,
    ),
    "paragraphs of a word processor": (
        """
        <div class=WordSection1><p class=MsoNormal>วิสัยทัศน์</p><p class=MsoNormal>“ประชาชนสุขภาพดี”</p>
        <p class=MsoNormal>พันธกิจ</p><p class=MsoNormal>1. พัฒนาระบบบริการ</p>
        <p class=MsoNormal>2. เฝ้าระวังโรค</p>
        <p class=MsoNormal>วาระสุขภาพอำเภอ</p><p class=MsoNormal>1. อำเภอปลอดบุหรี่</p>
        <p class=MsoNormal>2. ผู้สูงอายุฟันดี</p><p class=MsoNormal>ค่านิยม</p>
        <p class=MsoNormal>ซื่อสัตย์ รับผิดชอบ</p></div>
        """,
        """
        = vision: วิสัยทัศน์
          vision ประชาชนสุขภาพดี
        = mission: พันธกิจ
          mission #1 [1.] พัฒนาระบบบริการ
          mission #2 [2.] เฝ้าระวังโรค
        = other: วาระสุขภาพอำเภอ
        = core_value: ค่านิยม
          core_value ซื่อสัตย์ รับผิดชอบ
        """,
    ),
}
NONE_ON_PAGES = {
    "wraps over lists of another style": (
        """
        พันธกิจ
        1. พัฒนาโครงสร้างพื้นฐานและระบบสาธารณูปโภคให้ครอบคลุมทุกหมู่บ้านตาม
        มาตรฐานของทางราชการ
        1) ถนนและทางระบายน้ำ
        2) ไฟฟ้าและประปา
        2. ส่งเสริมคุณภาพชีวิตของผู้สูงอายุ
        ผู้พิการและผู้ด้อยโอกาส
        1) จ่ายเบี้ยยังชีพตรงเวลา
        2) เยี่ยมบ้านทุกเดือน
        3. อนุรักษ์สิ่งแวดล้อม
        """,
        """
        = mission: พันธกิจ
          mission #1 [1.] พัฒนาโครงสร้างพื้นฐานและระบบสาธารณูปโภคให้ครอบคลุมทุกหมู่บ้านตามมาตรฐานของทางราชการ
            mission #1 [1)] ถนนและทางระบายน้ำ
            mission #2 [2)] ไฟฟ้าและประปา
          mission #2 [2.] ส่งเสริมคุณภาพชีวิตของผู้สูงอายุผู้พิการและผู้ด้อยโอกาส
            mission #1 [1)] จ่ายเบี้ยยังชีพตรงเวลา
            mission #2 [2)] เยี่ยมบ้านทุกเดือน
          mission #3 [3.] อนุรักษ์สิ่งแวดล้อม
        """,
    ),
    "an announced list of the same style, inside": (
        """
        พันธกิจ
        1. จัดการศึกษาให้ได้มาตรฐาน
        2. พัฒนาผู้เรียนในเรื่องสำคัญ
        ซึ่งได้แก่
        1. การอ่าน
        2. การเขียน
        3. พัฒนาครู
        """,
        """
        = mission: พันธกิจ
          mission #1 [1.] จัดการศึกษาให้ได้มาตรฐาน
          mission #2 [2.] พัฒนาผู้เรียนในเรื่องสำคัญซึ่งได้แก่
            mission #1 [1.] การอ่าน
            mission #2 [2.] การเขียน
            mission #3 [3.] พัฒนาครู
        """,
    ),
    "a wrapped label over its list": (
        """
        ยุทธศาสตร์การพัฒนา
        ยุทธศาสตร์ที่ 1 การพัฒนาด้านโครงสร้างพื้นฐานและการคมนาคม
        ขนส่ง
        1. ก่อสร้างถนน
        2. ขยายเขตไฟฟ้า
        ยุทธศาสตร์ที่ 2 การพัฒนาคุณภาพชีวิต
        1. ดูแลผู้สูงอายุ
        2. ป้องกันยาเสพติด
        """,
        """
        = strategic_issue: ยุทธศาสตร์การพัฒนา
          strategic_issue #1 [ยุทธศาสตร์ที่ 1] การพัฒนาด้านโครงสร้างพื้นฐานและการคมนาคมขนส่ง
            strategic_issue #1 [1.] ก่อสร้างถนน
            strategic_issue #2 [2.] ขยายเขตไฟฟ้า
          strategic_issue #2 [ยุทธศาสตร์ที่ 2] การพัฒนาคุณภาพชีวิต
            strategic_issue #1 [1.] ดูแลผู้สูงอายุ
            strategic_issue #2 [2.] ป้องกันยาเสพติด
        """,
    ),
    "a vision in two lines": (
        """
        วิสัยทัศน์
        “เมืองเกษตรอินทรีย์ ประเพณีงดงาม
        ท่องเที่ยวธรรมชาติ ปราศจากยาเสพติด”
        พันธกิจ
        1. ส่งเสริมเกษตรอินทรีย์
        2. สืบสานประเพณี
        """,
        """
        = vision: วิสัยทัศน์
          vision เมืองเกษตรอินทรีย์ ประเพณีงดงามท่องเที่ยวธรรมชาติ ปราศจากยาเสพติด
        = mission: พันธกิจ
          mission #1 [1.] ส่งเสริมเกษตรอินทรีย์
          mission #2 [2.] สืบสานประเพณี
        """,
    ),
}


@pytest.mark.parametrize(("page", "tree"), UNKNOWN_ON_PAGES.values(), ids=UNKNOWN_ON_PAGES)
def test_pages_with_a_heading_in_no_list(page, tree):
    assert outline_of(page) == dedent(tree).strip()


@pytest.mark.parametrize(("page", "tree"), NONE_ON_PAGES.values(), ids=NONE_ON_PAGES)
def test_pages_without_one_stay_as_they_are(page, tree):
    assert outline_of(page) == dedent(tree).strip()
    parsed = read(f"{OFFICE}\n\n{dedent(page)}")
    assert told(parsed, FindingCode.UNKNOWN_HEADING) == []
    assert told(parsed, FindingCode.LIST_UNUSED) == []


def test_parts_of_a_section_that_begin_with_its_first_line_are_no_headings():
    page = """
        เป้าหมาย
        ระดับมัธยมศึกษาตอนต้น
        1. ผู้เรียนรู้จักตนเอง
        2. ผู้เรียนมีทักษะพื้นฐาน
        ระดับมัธยมศึกษาตอนปลาย
        1. ผู้เรียนเลือกเส้นทางอาชีพได้
        2. ผู้เรียนพร้อมศึกษาต่อ
    """
    parsed = read(f"{OFFICE}\n\n{dedent(page)}")
    assert [item.kind.value for item in parsed.statements] == ["goal"] * 4
    assert told(parsed, FindingCode.UNKNOWN_HEADING) == []


MENU = "".join(f'<li><a href="/{n}">รายการที่ {n} ของเมนู</a></li>' for n in range(6))


@pytest.mark.parametrize(
    "between",
    [
        f"<ul>{MENU}</ul>",
        '<ul><li><a href="a.pdf">แผนพัฒนาท้องถิ่น</a></li><li><a href="b.pdf">แผนดำเนินงาน</a></li></ul>',
        "<h2>จุดแข็ง</h2><ul><li>บุคลากรมีความรู้</li><li>ชุมชนเข้มแข็ง</li></ul>",
        "<h2>พันธกิจของกระทรวงศึกษาธิการ</h2><ol><li>จัดการศึกษาของชาติ</li><li>ส่งเสริมศาสนา</li></ol>",
        "<p>1. 2566</p><p>2. 2567</p>",
    ],
    ids=["menu", "files", "background", "another owner", "numbers"],
)
def test_lists_that_are_left_out_knowingly_are_not_told(between):
    page = f"<h1>{OFFICE}</h1><h2>วิสัยทัศน์</h2><p>“ผู้เรียนมีคุณภาพ”</p>{between}<h2>ค่านิยม</h2><p>บริการดี</p>"
    assert told(read_html(page), FindingCode.LIST_UNUSED) == []


def test_what_stands_before_the_first_section_of_the_office_is_not_told():
    page = (
        "<h2>วิสัยทัศน์กระทรวงศึกษาธิการ</h2><p>คนไทยมีคุณภาพ</p><h2>เรื่องที่ควรรู้</h2><p>วันหยุดราชการ</p>"
        "<h2>พันธกิจ</h2><ol><li>พัฒนาครู</li><li>พัฒนาผู้เรียน</li></ol>"
    )
    parsed = read_html(f"<h1>{OFFICE}</h1>{page}")
    assert [section.kind.value for section in parsed.sections] == ["mission"]
    assert told(parsed, FindingCode.UNKNOWN_HEADING) == []


def test_a_list_behind_prose_is_told_once():
    prose = "สำนักงานได้ประชุมร่วมกับผู้แทนชุมชนและสถานประกอบการหลายครั้ง " * 4
    page = f"{OFFICE}\n\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n\n{prose}\n\n- ข้อเสนอของชุมชน\n- ข้อเสนอของครู\n\n"
    parsed = read(f"{page}ค่านิยม\nบริการดี\n")
    assert told(parsed, FindingCode.LIST_UNUSED) == ["- ข้อเสนอของชุมชน"]
    assert [item.text for item in parsed.statements] == ["พัฒนาครู", "พัฒนาผู้เรียน", "บริการดี"]


def test_a_list_that_no_section_holds_is_told():
    page = f"{OFFICE}\n\nยุทธศาสตร์ที่ 1 พัฒนาผู้เรียน\n1. จัดทำสื่อ\n2. นิเทศชั้นเรียน\nยุทธศาสตร์ที่ 2 พัฒนาครู\n"
    assert told(read(page), FindingCode.LIST_UNUSED) == ["1. จัดทำสื่อ"]


def test_years_in_a_list_under_such_a_heading_are_not_the_plans():
    page = (
        f"{OFFICE}\n\nพันธกิจ ปีงบประมาณ 2567\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n\n"
        "เรื่องที่ควรรู้\n1. จัดซื้อครุภัณฑ์ ปีงบประมาณ 2569\n2. รับสมัครพนักงาน\n"
    )
    assert read(page).fiscal_year_be == 2567
