"""Plan years: which years are the plan's own, and which of several plans counts."""

import pytest

from parsers.periods import YearLine, read_periods
from tests.parsers.readings import codes, read, read_html

AREA = "สพป.เลย เขต 2"


def years(*lines):
    """Start, end and fiscal year of what headings (marked #) and other lines say."""
    found = read_periods([YearLine(line.removeprefix("#"), heading=line.startswith("#")) for line in lines])
    return found.start_be, found.end_be, found.fiscal_year_be


NONE = (None, None, None)
LINES = {
    "no line": ([], NONE),
    "no year": (["#วิสัยทัศน์"], NONE),
    "a range": (["แผนพัฒนาการศึกษา พ.ศ. 2566-2570"], (2566, 2570, None)),
    "a range with spaces": (["แผนพัฒนาการศึกษา พ.ศ. 2566 - 2570"], (2566, 2570, None)),
    "an en dash": (["แผนพัฒนาการศึกษา พ.ศ. 2566–2570"], (2566, 2570, None)),
    "an em dash": (["แผนพัฒนาการศึกษา พ.ศ. 2566 — 2570"], (2566, 2570, None)),
    "ถึง between": (["แผนพัฒนาการศึกษา พ.ศ. 2566 ถึง 2570"], (2566, 2570, None)),
    "the era on both sides": (["แผนพัฒนาการศึกษา พ.ศ. 2566 - พ.ศ. 2570"], (2566, 2570, None)),
    "the last year in short": (["แผนกลยุทธ์ พ.ศ. 2566-70"], (2566, 2570, None)),
    "brackets": (["#วิสัยทัศน์ (พ.ศ. 2566 - 2570)"], (2566, 2570, None)),
    "the newest of two plans": (["แผนกลยุทธ์ พ.ศ. 2560-2564", "แผนกลยุทธ์ พ.ศ. 2565-2569"], (2565, 2569, None)),
    "the newest first": (["แผนกลยุทธ์ พ.ศ. 2565-2569", "แผนกลยุทธ์ พ.ศ. 2560-2564"], (2565, 2569, None)),
    "a fiscal year": (["#แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2567"], (2567, 2567, 2567)),
    "a fiscal year without the era": (["#จุดเน้น ประจำปีงบประมาณ 2567"], (2567, 2567, 2567)),
    "data as of a fiscal year": (["ข้อมูล ณ ปีงบประมาณ 2566"], (2566, 2566, 2566)),
    "a range and a fiscal year": (
        ["แผนพัฒนาการศึกษา พ.ศ. 2566-2570", "#จุดเน้น ปีงบประมาณ 2567"], (2566, 2570, 2567),
    ),
    "the newest of two fiscal years": (
        ["#จุดเน้น ปีงบประมาณ 2566", "#นโยบาย ปีงบประมาณ 2567"], (2567, 2567, 2567),
    ),
    "a plan of one year": (["#ทิศทางการจัดการศึกษา ปี 2562"], (2562, 2562, None)),
    "an academic year": (["ประจำปีการศึกษา 2566"], NONE),
    "a range of academic years": (["แผนพัฒนา ปีการศึกษา 2566-2568"], (2566, 2568, None)),
    "the nation's plan": (["แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ ฉบับที่ 12 (พ.ศ. 2560-2564)"], NONE),
    "the national strategy": (["สอดคล้องกับยุทธศาสตร์ชาติ (พ.ศ. 2561 - 2580)"], NONE),
    "the ministry's plan": (["แผนปฏิบัติราชการของกระทรวงศึกษาธิการ พ.ศ. 2563-2565"], NONE),
    "own plan beside the nation's": (
        ["ยุทธศาสตร์ชาติ พ.ศ. 2561-2580", "แผนพัฒนาการศึกษา พ.ศ. 2566-2570"], (2566, 2570, None),
    ),
    "an act": (["พระราชบัญญัติการศึกษาแห่งชาติ พ.ศ. 2542"], NONE),
    "a decree": (["พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์ พ.ศ. 2546 มาตรา 15"], NONE),
    "a date of publication": (["เผยแพร่เมื่อ 12 มกราคม 2566"], NONE),
    "a year that is no plan's": (["ก่อตั้งเมื่อ พ.ศ. 2553"], NONE),
    "a range that runs backwards": (["แผนพัฒนา พ.ศ. 2570-2566"], NONE),
    "a range too long for a plan": (["แผนพัฒนา พ.ศ. 2540-2599"], NONE),
    "a figure of five digits": (["เงิน 25660 บาท ปี 25701"], NONE),
    "years of the common era": (["แผนพัฒนา ค.ศ. 2023-2027"], NONE),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), LINES.values(), ids=LINES)
def test_the_years_of_the_plan(lines, wanted):
    assert years(*lines) == wanted


def test_every_period_is_kept_with_its_words():
    lines = [
        YearLine("แผนพัฒนาการศึกษา พ.ศ. 2566-2570", heading=True),
        YearLine("จุดเน้น ปีงบประมาณ 2567", heading=True),
        YearLine("ประจำปีการศึกษา 2565", heading=False),
    ]
    found = {(str(p.kind), p.start_be, p.end_be) for p in read_periods(lines).periods}
    assert found == {("plan", 2566, 2570), ("fiscal_year", 2567, 2567), ("academic_year", 2565, 2565)}
    assert all(any(p.quote in line.text for line in lines) for p in read_periods(lines).periods)


def test_a_period_named_twice_stands_once():
    found = read_periods([YearLine("แผน พ.ศ. 2566-2570", heading=False)] * 3)
    assert len(found.periods) == 1


def plan(page, **more):
    parsed = read(page, **more)
    return parsed.plan_start_be, parsed.plan_end_be, parsed.fiscal_year_be


PAGES = {
    "Thai digits in a heading": (
        f"{AREA}\nวิสัยทัศน์ พ.ศ. ๒๕๖๖ - ๒๕๗๐\nเป็นองค์กรชั้นนำด้านการศึกษา\n", (2566, 2570, None),
    ),
    "the fiscal year of focus points": (
        f"{AREA}\nจุดเน้น ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ดังนี้\n1. อ่านออก\n2. เขียนได้\n", (2567, 2567, 2567),
    ),
    "a year inside an item": (
        f"{AREA}\nพันธกิจ\n1. พัฒนาครูตามแผน พ.ศ. 2560-2564\n2. พัฒนาผู้เรียน\n", NONE,
    ),
    "an academic year inside an item": (
        f"{AREA}\nเป้าประสงค์\n1. ผลการประเมิน ประจำปีการศึกษา 2562 สูงขึ้น\n2. ครูมีความรู้\n", NONE,
    ),
    "a visitor counter": (
        f"{AREA}\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\nจำนวนผู้เข้าชม 2566 ครั้ง\n", NONE,
    ),
    "in the sentence that leads in": (
        f"{AREA}\nกลยุทธ์\n{AREA} ได้กำหนดทิศทางประจำปีงบประมาณ พ.ศ. 2563 ดังนี้\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n",
        (2563, 2563, 2563),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "wanted"), PAGES.values(), ids=PAGES)
def test_the_years_of_a_page(page, wanted):
    assert plan(page) == wanted


def test_start_and_end_are_both_known_or_neither():
    for page, _ in PAGES.values():
        start, end, _fiscal = plan(page)
        assert (start is None) == (end is None)


@pytest.mark.parametrize(
    ("title", "heading", "conflict"),
    [
        ("แผนพัฒนา พ.ศ. 2561 - 2565", "แผนพัฒนา พ.ศ. 2566 - 2570", True),
        ("แผนพัฒนา พ.ศ. 2566 - 2570", "แผนพัฒนา พ.ศ. 2561 - 2565", False),
        ("แผนพัฒนา พ.ศ. 2566 - 2570", "แผนพัฒนา พ.ศ. 2566 – 2570", False),
        ("แผนพัฒนา พ.ศ. 2566 - 2570", "แผนปฏิบัติการ ปีงบประมาณ 2568", False),
        ("แผนปฏิบัติการ ปีงบประมาณ 2568", "แผนพัฒนา พ.ศ. 2566 - 2570", False),
        ("วิสัยทัศน์", "แผนพัฒนา พ.ศ. 2566 - 2570", False),
    ],
    ids=[
        "older title",
        "newer title",
        "agree",
        "a year of it",
        "a year in the title",
        "no year in the title",
    ],
)
def test_a_title_with_other_years_than_the_text_is_told(title, heading, conflict):
    page = f"<title>{title}</title><h1>{heading}</h1><h2>วิสัยทัศน์</h2><p>เป็นองค์กรชั้นนำด้านการอ่าน</p>"
    assert ("YEARS_CONFLICT" in codes(read_html(page))) is conflict
