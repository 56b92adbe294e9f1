# ruff: noqa: E501  (pages and addresses stand in whole lines)
"""Links out of pages and scripts: where they lead, what they say, where they stand."""

import pytest

from sources.links import Place, page_links, script_links

BASE = "http://www.town.example/dir/index.php"


def links_of(body, base=BASE):
    return page_links(f"<html><body>{body}</body></html>", base).links


def only(body):
    (link,) = links_of(body)
    return link


@pytest.mark.parametrize(
    ("body", "address", "text"),
    [
        ("<a href='vision.htm'>วิสัยทัศน์</a>", "http://www.town.example/dir/vision.htm", "วิสัยทัศน์"),
        ("<a href=/a.htm><img src=x.gif alt='พันธกิจ'></a>", "http://www.town.example/a.htm", "พันธกิจ"),
        ("<a href=a.htm title='กลยุทธ์'></a>", "http://www.town.example/dir/a.htm", "กลยุทธ์"),
        ("<a href=a.htm><img src='img/btn_vision.gif?1'></a>", "http://www.town.example/dir/a.htm", "btn_vision"),
        ("<map><area href=b.htm alt=ค่านิยม></map>", "http://www.town.example/dir/b.htm", "ค่านิยม"),
        ("<a href='docs\\แผน 1.pdf'>x</a>", "http://www.town.example/dir/docs/%E0%B9%81%E0%B8%9C%E0%B8%99%201.pdf", "x"),
        ("<select><option value='c.php'>จุดเน้น</option></select>", "http://www.town.example/dir/c.php", "จุดเน้น"),
        ("<a href=\"javascript:go('d.php')\">ปรัชญา</a>", "http://www.town.example/dir/d.php", "ปรัชญา"),
        ("<td onclick=\"window.open('e.php')\">อัตลักษณ์</td>", "http://www.town.example/dir/e.php", "อัตลักษณ์"),
        ("<td onclick=\"load('f.html')\">คำขวัญ</td>", "http://www.town.example/dir/f.html", "คำขวัญ"),
        ("<script>aI('text=พันธกิจ;url=g.html;')</script>", "http://www.town.example/dir/g.html", "พันธกิจ"),
    ],
)  # fmt: skip
def test_every_way_to_lead_somewhere_is_a_link(body, address, text):
    link = only(body)
    assert (link.address, link.text) == (address, text)


@pytest.mark.parametrize(
    "body",
    ["<a href='#top'>x</a>", "<a href='mailto:a@b.c'>x</a>", "<a href='javascript:void(0)'>x</a>", "<a href=''>x</a>",
     "<a href='ftp://a.example/'>x</a>", "<a href='http://['>x</a>", "<option value='3'>x</option>", "<a>x</a>"],
)  # fmt: skip
def test_what_leads_nowhere_is_none(body):
    assert links_of(body) == ()


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("<nav><a href=a>x</a></nav>", Place.MENU),
        ("<ul class='main-menu'><li><a href=a>x</a></li></ul>", Place.MENU),
        ("<div id=Breadcrumbs><a href=a>x</a></div>", Place.BREADCRUMB),
        ("<div class='latest-news'><ul><li><a href=a>x</a></li></ul></div>", Place.NEWS),
        ("<nav><div class=footer><a href=a>x</a></div></nav>", Place.FOOTER),
        ("<marquee><a href=a>x</a></marquee>", Place.NEWS),
        ("<iframe src=a></iframe>", Place.FRAME),
        ("<meta http-equiv=refresh content='0; url=a'>", Place.FRAME),
        ("<p><a href=a>x</a></p>", Place.CONTENT),
    ],
)
def test_the_place_is_told_by_what_is_around(body, place):
    assert only(body).place is place


def test_frames_are_parts_of_a_page():
    page = "<html><frameset><frame src=top.html><frame src=left.html name=left></frameset></html>"
    assert [link.place for link in page_links(page, BASE).links] == [Place.FRAME, Place.FRAME]


def test_a_page_of_nothing_but_a_script_that_leads_on_is_sent_on():
    link = only("<script>window.location.href = 'home.php';</script>")
    assert (link.address, link.place) == ("http://www.town.example/dir/home.php", Place.FRAME)


def test_a_row_and_a_heading_say_what_a_button_does_not():
    body = (
        "<h4>แผนกลยุทธ์</h4><table><tr><td>แผนปฏิบัติราชการ</td><td><a href=a.pdf>ดาวน์โหลด</a></td></tr></table>"
    )
    link = only(body)
    assert (link.text, link.row) == ("ดาวน์โหลด", "แผนปฏิบัติราชการ ดาวน์โหลด")
    assert link.heading == "แผนกลยุทธ์"


def test_a_row_of_many_links_says_nothing_of_one():
    body = "<div>แผน " + "".join(f"<a href=y{at}.html>{at}</a>" for at in range(6)) + "</div>"
    assert {link.row for link in links_of(body)} == {""}


def test_a_picture_and_its_caption_are_one_link():
    link = only("<a href=a.htm><img src=i.gif></a><a href=a.htm>พันธกิจ</a>")
    assert link.text == "i พันธกิจ"


def test_a_viewer_leads_to_its_document_too():
    found = links_of("<a href='/lib/viewer.html?file=../files/plan.pdf'>อ่าน</a>")
    assert [link.address.partition("example")[2] for link in found] == [
        "/lib/viewer.html?file=../files/plan.pdf",
        "/files/plan.pdf",
    ]


def test_a_base_address_counts():
    page = "<html><head><base href='http://www.town.example/th/'></head><body><a href=a>x</a></body></html>"
    assert page_links(page, BASE).links[0].address == "http://www.town.example/th/a"


def test_title_and_heading_are_told():
    found = page_links(
        "<html><head><title> ก  ข </title></head><body><h1></h1><h2>ค</h2></body></html>", BASE
    )
    assert (found.title, found.heading) == ("ก ข", "ค")


def test_a_menu_in_a_script_file():
    code = 'm[1] = ["วิสัยทัศน์และพันธกิจ", "content.aspx?cid=31"];\nm[2] = ["ห้องข่าว", "news.aspx"];'
    found = script_links(code, "http://www.town.example/")
    assert [(link.address.rpartition("/")[2], link.text) for link in found.links] == [
        ("content.aspx?cid=31", "วิสัยทัศน์และพันธกิจ"),
        ("news.aspx", "ห้องข่าว"),
    ]


@pytest.mark.parametrize("page", ["", " ", "\x00", "<", "<a href", "<html></html>", "plain text"])
def test_a_page_of_nothing_has_no_links(page):
    assert page_links(page, BASE).links == ()


def test_a_page_of_endless_links_is_bounded_and_deep_nesting_is_walked():
    many = "".join(f"<a href=p{at}>x</a>" for at in range(5_000))
    assert len(links_of(many)) == 3_000
    deep = "<div>" * 5_000 + "<a href=a>x</a>"
    assert len(links_of(deep)) <= 1
