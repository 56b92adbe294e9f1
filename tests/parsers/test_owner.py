"""Owner: whose direction a page states, however the name is printed, and what happens when it is not."""

import pytest

from schemas.codes import OwnerEvidence
from tests.parsers.readings import codes, read, read_html

DIRECTION = "วิสัยทัศน์\nเป็นองค์กรชั้นนำด้านการศึกษา\nพันธกิจ\n1. ส่งเสริมการเรียนรู้\n2. พัฒนาครู\n"

REGISTERED = {
    "the full name": ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 2", "esa-p-loei-2"),
    "the short name": ("สพป.เลย เขต 2", "esa-p-loei-2"),
    "a space in the short name": ("สพป. เลย เขต 2", "esa-p-loei-2"),
    "the abbreviation": ("สพป.ลป.1", "esa-p-lampang-1"),
    "Thai digits": ("สพป.เลย เขต ๒", "esa-p-loei-2"),
    "the level typed twice": (
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาประถมศึกษาอุบลราชธานี เขต 2", "esa-p-ubonratchathani-2",
    ),
    "no number where there is one area": ("สพป.ระนอง", "esa-p-ranong"),
    "two provinces": ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาลำปาง ลำพูน", "esa-s-lampang-lamphun"),
    "inside a heading": ("ทิศทางการจัดการศึกษา สพป.ฉะเชิงเทรา เขต 2 ปี 2562", "esa-p-chachoengsao-2"),
}  # fmt: skip


@pytest.mark.parametrize(("title", "office"), REGISTERED.values(), ids=REGISTERED)
def test_an_office_of_the_registry_is_known_by_any_printed_name(title, office):
    assert read(f"{title}\n{DIRECTION}").owner.office_id == office


OUTSIDE = [
    "เทศบาลตำบลคลองมะขวิด",
    "องค์การบริหารส่วนตำบลห้วยกระเจียว",
    "โรงพยาบาลเวียงเกษม",
    "โรงเรียนหนองกระบอก",
    "วิทยาลัยเทคนิคเขาตะแบก",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_an_office_outside_the_registry_is_known_by_its_printed_name(name):
    owner = read(f"{name}\n{DIRECTION}").owner
    assert (owner.office_id, owner.name) == (None, name)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("เทศบาลตำบลคลองมะขวิด อำเภอเมือง จังหวัดเลย", "เทศบาลตำบลคลองมะขวิด", id="its address"),
        pytest.param("เทศบาลตำบลคลองมะขวิด ได้กำหนดวิสัยทัศน์ดังนี้", "เทศบาลตำบลคลองมะขวิด", id="a sentence"),
        pytest.param("วิสัยทัศน์ของโรงพยาบาลเวียงเกษม", "โรงพยาบาลเวียงเกษม", id="a heading before it"),
    ],
)
def test_a_printed_name_ends_where_the_name_ends(line, name):
    assert read(f"{line}\n{DIRECTION}").owner.name == name


def test_a_page_that_names_nobody_has_no_owner_and_says_so():
    parsed = read(DIRECTION)
    assert (parsed.owner.office_id, parsed.owner.name) == (None, None)
    assert parsed.owner.evidence is OwnerEvidence.NONE
    assert "OWNER_UNKNOWN" in codes(parsed)


def test_the_host_is_a_hint_of_last_resort():
    host = "chon2.go.th"
    hosted = read(DIRECTION, host=host)
    named = read(f"สพป.เลย เขต 2\n{DIRECTION}", host=host)
    assert (hosted.owner.office_id, hosted.owner.evidence) == ("esa-p-chonburi-2", OwnerEvidence.HOST)
    assert named.owner.office_id == "esa-p-loei-2"
    assert "OWNER_FROM_HOST" in codes(hosted)
    assert "OWNER_FROM_HOST" not in codes(named)
    assert "OWNER_FROM_HOST" not in codes(read(DIRECTION, host=host, given_office="esa-p-nan-2"))


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "",
        None,
        "go.th",
        "n2.go.th",
    ],
)
def test_an_unknown_host_says_nothing(host):
    assert read(DIRECTION, host=host).owner.evidence is OwnerEvidence.NONE


def test_the_page_title_names_the_owner():
    page = "<html><head><title>วิสัยทัศน์ - สพป.เลย เขต 2</title></head><body>{}</body></html>"
    body = "<h2>วิสัยทัศน์</h2><p>เป็นองค์กรชั้นนำด้านการศึกษา</p>"
    owner = read(page.format(body), name="page.html").owner
    assert (owner.office_id, owner.evidence) == ("esa-p-loei-2", OwnerEvidence.TITLE)


def test_a_heading_weighs_more_than_names_in_the_text():
    page = (
        "<h1>สพป.เลย เขต 2</h1><h2>พันธกิจ</h2><p>1. ประสานงานกับ สพป.เลย เขต 1 ให้ทั่วถึง</p>"
        "<p>2. แลกเปลี่ยนกับ สพป.เลย เขต 1 ทุกปี</p>"
    )
    assert read_html(page).owner.office_id == "esa-p-loei-2"


def test_a_menu_of_other_offices_does_not_win():
    menu = "".join(f"<li><a href='/{n}'>สพป.เลย เขต {n}</a></li>" for n in (1, 3))
    page = f"<nav><ul>{menu}</ul></nav><h1>สพป.เลย เขต 2</h1><h2>วิสัยทัศน์</h2><p>เป็นองค์กรชั้นนำด้านการศึกษา</p>"
    assert read_html(page).owner.office_id == "esa-p-loei-2"


def test_what_a_person_stated_decides():
    parsed = read(DIRECTION, given_office="esa-p-nan-2")
    assert (parsed.owner.office_id, parsed.owner.evidence) == ("esa-p-nan-2", OwnerEvidence.GIVEN)
    assert "OWNER_CONFLICT" not in codes(parsed)


def test_an_owner_that_a_person_stated_is_not_unknown():
    assert "OWNER_UNKNOWN" not in codes(read(DIRECTION, given_office="esa-p-nan-2"))


def test_a_text_that_agrees_with_what_was_stated_is_no_conflict():
    parsed = read(f"สพป.เลย เขต 2\n{DIRECTION}", given_office="esa-p-loei-2")
    assert (parsed.owner.office_id, parsed.owner.evidence) == ("esa-p-loei-2", OwnerEvidence.GIVEN)
    assert "OWNER_CONFLICT" not in codes(parsed)


@pytest.mark.parametrize("title", ["สพป.เลย เขต 2", "เทศบาลตำบลคลองมะขวิด"], ids=["registered", "outside"])
def test_a_text_that_names_another_office_is_a_conflict(title):
    parsed = read(f"{title}\n{DIRECTION}", given_office="esa-p-nan-2")
    conflict = next(finding for finding in parsed.findings if finding.code == "OWNER_CONFLICT")
    assert parsed.owner.office_id == "esa-p-nan-2"
    assert parsed.statements
    assert "esa-p-nan-2" in conflict.message


def test_the_registry_is_not_needed():
    from parsers.parse import parse

    parsed = parse(f"เทศบาลตำบลคลองมะขวิด\n{DIRECTION}".encode(), name="page.txt")
    assert parsed.owner.name == "เทศบาลตำบลคลองมะขวิด"
    assert len(parsed.statements) == 3


@pytest.mark.parametrize("word", ["โปรแกรมคอมพิวเตอร์", "องค์กรมนุษย์นิยม", "อุปกรมการเรียน"])
def test_a_syllable_is_no_head_of_an_office(word):
    owner = read(f"เอกสารว่าด้วย{word}\n\nวัตถุประสงค์\n1. ใช้{word}ให้คุ้มค่า\n2. ดูแล{word}\n").owner
    assert owner.name is None


def test_a_short_head_glued_to_of_is_one():
    page = "แผนปฏิบัติราชการของกรมพัฒนาแหล่งน้ำชุมชน\n\nพันธกิจ\n1. พัฒนาแหล่งน้ำ\n2. ดูแลแหล่งน้ำ\n"
    assert read(page).owner.name == "กรมพัฒนาแหล่งน้ำชุมชน"


_SECTIONS = (
    "<h2>วิสัยทัศน์</h2><p>ชุมชนจัดการทรัพยากรได้เองทุกตำบล</p><h2>พันธกิจ</h2><ol><li>ส่งเสริมการออม<li>พัฒนาแหล่งน้ำ</ol>"
)
_OWN_SECTIONS = _SECTIONS.replace("ทัศน์<", "ทัศน์กระทรวง<").replace("กิจ<", "กิจของกระทรวง<")
_MINISTRYS_VISION = "<h2>วิสัยทัศน์กระทรวงศึกษาธิการ</h2><p>ผู้เรียนมีความสุขทุกวัย</p>"
_DEPARTMENTS = "<h2>หน่วยงานในสังกัด</h2><ul><li>กรมป่าชุมชน<li>กรมส่งเสริมการจัดการน้ำชุมชน</ul>"
OVER_OTHERS = {
    "in the title": (f"<title>กระทรวงทรัพยากรชุมชน</title>{_SECTIONS}", "กระทรวงทรัพยากรชุมชน"),
    "a known one": (f"<title>วิสัยทัศน์ | กระทรวงศึกษาธิการ</title>{_SECTIONS}", "กระทรวงศึกษาธิการ"),
    "its sections name it": (f"<title>กระทรวงศึกษาธิการ</title>{_OWN_SECTIONS}", "กระทรวงศึกษาธิการ"),
    "as a heading": (f"<h1>กระทรวงทรัพยากรชุมชน</h1>{_SECTIONS}", "กระทรวงทรัพยากรชุมชน"),
    "under a title that tells nothing": (
        f"<title>วิสัยทัศน์และพันธกิจ</title><h1>กระทรวงทรัพยากรชุมชน</h1>{_SECTIONS}", "กระทรวงทรัพยากรชุมชน",
    ),
    "with its departments listed": (
        f"<title>กระทรวงทรัพยากรชุมชน</title>{_SECTIONS}{_DEPARTMENTS}", "กระทรวงทรัพยากรชุมชน",
    ),
    "a plan's first line": (
        f"<p>แผนปฏิบัติราชการ กระทรวงทรัพยากรชุมชน พ.ศ. 2566 - 2570</p>{_SECTIONS}", "กระทรวงทรัพยากรชุมชน",
    ),
    "a commission": (
        f"<title>สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน</title><h1>กระทรวงศึกษาธิการ</h1>{_SECTIONS}",
        "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน",
    ),
    "its permanent secretary's office": (
        f"<title>สำนักงานปลัดกระทรวงทรัพยากรชุมชน</title>{_SECTIONS}", "สำนักงานปลัดกระทรวงทรัพยากรชุมชน",
    ),
    "a bureau": (f"<title>ทบวงกิจการชุมชน</title>{_SECTIONS}", "ทบวงกิจการชุมชน"),
}  # fmt: skip
BELOW = {
    "a school": (
        f"<title>โรงเรียนบ้านดง</title><h1>กระทรวงศึกษาธิการ</h1>{_SECTIONS}{_MINISTRYS_VISION}",
        "โรงเรียนบ้านดง",
    ),
    "a department": (f"<h1>กระทรวงทรัพยากรชุมชน</h1><h1>กรมป่าชุมชน</h1>{_SECTIONS}", "กรมป่าชุมชน"),
    "an office of no known sort": (
        f"<title>ด่านศุลกากรบ้านดง</title><h1>กระทรวงการคลัง</h1>{_SECTIONS}", None,
    ),
    "belonging to it": (f"<p>ด่านตรวจบ้านดง สังกัดกระทรวงการคลัง</p>{_SECTIONS}", None),
    "what it has decided": (f"<p>กระทรวงศึกษาธิการกำหนดนโยบายให้โรงเรียนทุกแห่ง</p>{_SECTIONS}", None),
    "its decree": (f"<p>ตามกฎกระทรวงแบ่งส่วนราชการ</p>{_SECTIONS}", None),
    "its minister": (f"<h1>รัฐมนตรีว่าการกระทรวงพาณิชย์</h1>{_SECTIONS}", None),
    "two of them": (f"<h1>กระทรวงการคลัง</h1><h1>กระทรวงพาณิชย์</h1>{_SECTIONS}", None),
}  # fmt: skip


@pytest.mark.parametrize(("page", "name"), OVER_OTHERS.values(), ids=OVER_OTHERS)
def test_an_office_over_others_owns_its_own_page(page, name):
    parsed = read_html(page)
    assert (parsed.owner.office_id, parsed.owner.name) == (None, name)
    assert [stated.kind for stated in parsed.statements] == ["vision", "mission", "mission"]


@pytest.mark.parametrize(("page", "name"), BELOW.values(), ids=BELOW)
def test_an_office_over_others_owns_no_page_of_those_below(page, name):
    parsed = read_html(page)
    assert parsed.owner.name == name
    assert ("OWNER_UNKNOWN" in codes(parsed)) is (name is None)
