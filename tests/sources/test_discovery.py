# ruff: noqa: E501  (pages and addresses stand in whole lines)
"""The search itself: scores, page keys, traps, what is of a site, which lead comes next."""

import gzip

import pytest

from flows.discovery.direction_words import matcher
from sources.discovery import Frontier, Lead
from sources.link_scores import Score
from sources.links import Link, Place
from sources.page_keys import Site, is_trap, page_key, page_pattern, registrable
from sources.sitemap import read_sitemap

HOME = "http://www.town.example/"


def score(
    text="", address="http://www.town.example/x", place=Place.CONTENT, row="", depth=1, parent=0.0, heading=""
):
    return matcher().score(Link(address, text, place, row, heading), depth=depth, parent=parent)


def test_what_says_more_of_a_direction_is_worth_more():
    texts = (
        "วิสัยทัศน์ พันธกิจ",
        "แผนปฏิบัติราชการ พ.ศ. 2566-2570",
        "เกี่ยวกับเรา",
        "กลุ่มนโยบายและแผน",
        "อื่น ๆ",
        "ข่าวประชาสัมพันธ์",
    )
    values = [score(text).value for text in texts]
    assert values == sorted(values, reverse=True)
    assert values[-1] < 0 < values[-2]


@pytest.mark.parametrize(
    "address",
    ["/vision.php", "/our-mission/", "/wisaithat.htm", "/visai", "/phanth-kic", "/strategic_plan.pdf", "/corevalue.html",
     "/%E0%B8%A7%E0%B8%B4%E0%B8%AA%E0%B8%B1%E0%B8%A2%E0%B8%97%E0%B8%B1%E0%B8%A8%E0%B8%99%E0%B9%8C", "/%C7%D4%CA%D1%C2%B7%D1%C8%B9%EC.htm",
     "/%E0%B8%A7%E0%B8%AA%E0%B8%A2%E0%B8%97%E0%B8%A8%E0%B8%99", "/pawprasong.php", "/stratege.php"],
)  # fmt: skip
def test_paths_speak_too_in_thai_without_marks_and_in_latin_letters(address):
    assert score("คลิก", f"http://www.town.example{address}").words > 2


@pytest.mark.parametrize(
    "path", ["/supervision.php", "/division/1", "/permission", "/admission.html", "/television", "/x?id=3"]
)
def test_words_inside_other_words_do_not(path):
    assert score("", f"http://www.town.example{path}").words == 0


def test_a_headline_that_mentions_a_direction_is_worth_little():
    page = score("วิสัยทัศน์").value
    headline = score(
        "ประชุมเชิงปฏิบัติการทบทวนวิสัยทัศน์และจัดทำคู่มือการดำเนินงานของสถานศึกษาในสังกัด ประจำปีงบประมาณ 2567"
    ).value
    assert headline < 0.3 * page


def test_anothers_direction_is_worth_less():
    assert score("แผนพัฒนาการศึกษาของกระทรวงศึกษาธิการ").value < score("แผนพัฒนาการศึกษา").value - 1
    assert score("นโยบายคุ้มครองข้อมูลส่วนบุคคล").value < score("นโยบาย").value
    assert score("การพัฒนาคุณภาพการศึกษา").value > 0
    assert score("ข้อมูลข่าวสาร").value > 0


def test_a_bare_text_takes_its_meaning_from_its_row_or_heading():
    assert score("ดาวน์โหลด", row="แผนกลยุทธ์ ดาวน์โหลด").words > 2
    assert score("ดาวน์โหลด", row="หนังสือเวียน ดาวน์โหลด").words == 0
    assert 0 < score("ปี 2567", heading="แผนปฏิบัติราชการ").words < score("แผนปฏิบัติราชการ").words


def test_deeper_is_less_and_a_good_page_gives_to_its_links():
    assert score("วิสัยทัศน์", depth=3).value < score("วิสัยทัศน์", depth=1).value
    assert score("หน้า 1", parent=3.0).value > score("หน้า 1").value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/x/", "https://a.example/x"),
        ("http://a.example/x#top", "http://a.example/x"),
        ("http://a.example/index.php", "http://a.example/"),
        ("http://a.example/x?utm_source=1&id=2", "http://a.example/x?id=2"),
        ("http://a.example/x?b=1&a=2", "http://a.example/x?a=2&b=1"),
        ("http://a.example/x;jsessionid=AB12?a=1", "http://a.example/x?a=1"),
        ("http://a.example/x?PHPSESSID=0123456789abcdef0", "http://a.example/x"),
        ("http://a.example/x?sid=0123456789abcdef0", "http://a.example/x"),
        ("http://a.example/?id=3&Itemid=9", "http://a.example/?id=3"),
        ("http://a.example/x?id=3&print=1&tmpl=component", "http://a.example/x?id=3"),
        ("http://a.example/%E0%B8%81", "http://a.example/ก"),
        ("http://a.example:80/x", "http://a.example/x"),
    ],
)
def test_one_page_has_one_key(one, other):
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/?p=1", "http://a.example/?p=2"),
        ("http://a.example/x?sid=57000001", "http://a.example/x?sid=57000002"),
        ("http://a.example/X", "http://a.example/x"),
        ("http://a.example:8080/", "http://a.example/"),
        ("http://a.example/main.php", "http://a.example/"),
        ("http://b.a.example/", "http://a.example/"),
        ("http://a.example/?Itemid=1", "http://a.example/?Itemid=2"),
    ],
)
def test_different_pages_have_different_keys(one, other):
    assert page_key(one) != page_key(other)


def test_pages_of_one_list_have_one_form():
    assert page_pattern("http://a.example/n.php?id=1") == page_pattern("http://a.example/n.php?id=25")
    assert page_pattern("http://a.example/news/12-abc") == page_pattern("http://a.example/news/13-def")
    assert page_pattern("http://a.example/n.php?id=1") != page_pattern("http://a.example/m.php?id=1")


@pytest.mark.parametrize(
    "address",
    ["/list?page=2", "/cal.php?month=3&year=2567", "/feed/", "/2024/05/", "/a/b/a/b/a/b", "/wp-login.php", "/x?q=abc",
     "/index.php/news?start=20", "/tag/vision/", "/x?replytocom=4", "/news/page/3/"],
)  # fmt: skip
def test_endless_lists_and_machines_are_traps(address):
    assert is_trap(f"http://a.example{address}")


@pytest.mark.parametrize(
    "address",
    ["/?q=node/2", "/main.php?page=vision", "/?p=12", "/index.php?id=3", "/2560/about.html", "/a/b/c"],
)
def test_pages_are_no_traps(address):
    assert not is_trap(f"http://a.example{address}")


def test_what_is_of_a_site():
    site = Site.of(("http://www.loei2.go.th/loei2/", "http://182.93.171.60/lpn2/", "http://pre1.esdc.go.th/",
                    "https://sites.google.com/view/lomsak/home"))  # fmt: skip
    inside = ("https://plan.loei2.go.th/x", "http://182.93.171.60/other", "http://pre1.esdc.go.th/a",
              "https://sites.google.com/view/lomsak/vision")  # fmt: skip
    outside = ("http://www.loei1.go.th/", "http://pre2.esdc.go.th/", "https://sites.google.com/view/other/home",
               "https://www.google.com/", "http://182.93.171.61/", "http://loei2.go.th.example/")  # fmt: skip
    assert [address for address in inside if not site.holds(address)] == []
    assert [address for address in outside if site.holds(address)] == []
    assert registrable("a.b.loei2.go.th") == "loei2.go.th"
    assert registrable("www.phrae1.com") == "phrae1.com"


@pytest.fixture
def frontier():
    return Frontier(Site.of((HOME,)), matcher(), depth=3)


def page(depth=0, address=HOME):
    return Lead(address, Score(5.0, 0.0), depth)


def link(text, path, place=Place.CONTENT):
    return Link(f"http://www.town.example/{path}", text, place)


def test_the_best_lead_comes_first_and_each_page_once(frontier):
    frontier.start(HOME)
    assert frontier.next().address == HOME
    frontier.add(
        [link("อื่น", "a"), link("วิสัยทัศน์", "b"), link("วิสัยทัศน์", "b/#x"), link("หน้าแรก", "")], page(), 0.0
    )
    assert [frontier.next().address.rpartition("/")[2] for _ in range(2)] == ["b", "a"]
    assert frontier.next() is None


def test_a_link_of_every_page_keeps_the_depth_it_was_first_found_at(frontier):
    frontier.add([link("แผนงาน", "plan")], page(), 0.0)
    frontier.add([link("แผนงาน", "plan")], page(2, "http://www.town.example/deep"), 3.0)
    assert frontier.next().depth == 1


def test_what_is_too_deep_away_or_no_document_is_left(frontier):
    frontier.add([link("วิสัยทัศน์", "deep")], page(3), 0.0)
    frontier.add([link("ข่าว", "news"), link("", "photo.jpg"), link("", "list?page=4")], page(), 0.0)
    assert frontier.next() is None


def test_a_frame_is_no_deeper_than_its_page(frontier):
    vision = Lead("http://www.town.example/v", Score(3.0, 3.0), 3, "วิสัยทัศน์")
    frontier.add([link("", "inner", Place.FRAME)], vision, 0.0)
    lead = frontier.next()
    assert (lead.depth, lead.is_part, lead.says) == (3, True, True)


def test_the_way_in_from_a_splash_page_is_no_click(frontier):
    frontier.add([link("เข้าสู่เว็บไซต์", "main.php")], page(), 0.0)
    assert frontier.next().depth == 0


def test_barren_lists_lose_their_turn(frontier):
    frontier.add(
        [link("", f"n.php?id={at}", Place.MENU) for at in range(4)] + [link("", "other/x")], page(), 0.0
    )
    first = frontier.next()
    frontier.gave_nothing(first)
    assert frontier.next().address.endswith("other/x")


def test_links_that_leave_the_site_are_noted_if_they_speak_of_a_direction(frontier):
    away = Link("https://drive.google.com/file/d/1/view", "แผนปฏิบัติราชการ", Place.CONTENT)
    frontier.add([away, Link("http://b.example/", "ลิงก์", Place.CONTENT)], page(), 0.0)
    assert [one.address for one in frontier.outside] == [away.address]
    assert frontier.next() is None


def test_only_links_that_say_something_on_demand(frontier):
    frontier.add([link("", "a"), link("เกี่ยวกับเรา", "b")], page(), 0.0)
    assert frontier.next(labelled_only=True).address.endswith("/b")
    assert frontier.next(labelled_only=True) is None
    assert frontier.next().address.endswith("/a")


def test_sitemaps():
    pages = b"<urlset><url><loc> http://a.example/x?a=1&amp;b=2 </loc></url><url><loc><![CDATA[http://a.example/y]]></loc></url></urlset>"
    assert read_sitemap(pages).pages == ("http://a.example/x?a=1&b=2", "http://a.example/y")
    assert read_sitemap(gzip.compress(pages)) == read_sitemap(pages)
    index = (
        b"<sm:sitemapindex><sm:sitemap><sm:loc>http://a.example/s.xml</sm:loc></sm:sitemap></sm:sitemapindex>"
    )
    assert read_sitemap(index).sitemaps == ("http://a.example/s.xml",)
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>'
    assert read_sitemap(bomb).pages == ("&a;",)
    assert read_sitemap(b"\x1f\x8bbroken").pages == read_sitemap(b"<html>404</html>").pages == ()
    many = b"".join(b"<url><loc>http://a.example/%d</loc></url>" % at for at in range(9_000))
    assert len(read_sitemap(many).pages) == 5_000
