# ruff: noqa: E501  (a page and what it is, in one line)
"""What a page turned out to be: proven, of another office, a repetition, a mere list of links."""

import pytest

from flows.discovery.candidates import Cue, judged, settle
from parsers.parse import parse
from schemas.codes import CandidateStatus
from schemas.matching import matching_key
from schemas.registry import registry
from sources.discovery import Lead
from sources.link_scores import Score
from tests.pages import LOEI, TRAT, html_page

OWN = "esa-p-trat"
VISION = "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา"


def lead(path="x", words=0.0, depth=1, text=""):
    return Lead(f"http://www.town.example/{path}", Score(words, words), depth, text)


def candidate(body, found=None, **cue):
    found = found or lead()
    given = {"says": found.says, "is_headline": False, **cue}
    return judged(found, parse(body, registry=registry()), Cue(**given), OWN, found.address)


def page(body, name=TRAT):
    return f"<meta charset=utf-8><title>{name}</title><h1>{name}</h1>{body}".encode()


@pytest.mark.parametrize(
    ("body", "cue", "status"),
    [
        (html_page(TRAT), {}, CandidateStatus.PROVEN),
        (html_page(LOEI), {}, CandidateStatus.OTHER_OWNER),
        (html_page("ยินดีต้อนรับ"), {}, CandidateStatus.PROVEN),
        (html_page("ยินดีต้อนรับ"), {"others_text": "กระทรวง"}, CandidateStatus.DOUBTFUL),
        (html_page(TRAT), {"others_text": "กระทรวง"}, CandidateStatus.PROVEN),
        (html_page(TRAT), {"others_link": "กระทรวง"}, CandidateStatus.DOUBTFUL),
        (page("<p>ข่าว</p>"), {}, CandidateStatus.NO_STATEMENTS),
        (b"", {}, CandidateStatus.NOT_READ),
        (page("<h3>วัตถุประสงค์</h3><ol><li>เพื่ออบรมครู</li><li>เพื่อพัฒนาครู</li></ol>"), {}, CandidateStatus.DOUBTFUL),
        (page(f"<h3>วิสัยทัศน์</h3><p>{VISION}</p>"), {"is_headline": True}, CandidateStatus.DOUBTFUL),
        (page(f"<h3>วิสัยทัศน์</h3><p>{VISION}</p>"), {"is_headline": True, "says": True}, CandidateStatus.PROVEN),
        (page("<h3>วิสัยทัศน์</h3><p>A learning organisation for every child.</p>"), {}, CandidateStatus.DOUBTFUL),
    ],
)  # fmt: skip
def test_what_a_page_is(body, cue, status):
    assert candidate(body, **cue).status is status


def test_names_of_links_under_a_heading_are_no_statements():
    body = page("<h3>ค่านิยมองค์กร</h3><p>แผนปฏิบัติราชการ แผนกลยุทธ์</p>")
    links = frozenset(map(matching_key, ("แผนปฏิบัติราชการ", "แผนกลยุทธ์")))
    assert candidate(body).status is CandidateStatus.PROVEN
    assert candidate(body, links=links).status is CandidateStatus.DOUBTFUL


def test_a_page_of_scripts_is_named():
    body = b"<html><head><script src=a.js></script></head><body><div id='root'></div></body></html>"
    assert candidate(body).status is CandidateStatus.NEEDS_JS


def settled(*pages):
    return [one.status.value for one in settle(pages)]


def test_the_better_of_two_pages_with_the_same_statements_stays():
    home = candidate(html_page(TRAT), lead("", depth=0))
    vision = candidate(html_page(TRAT), lead("vision", 3.0, 2, "วิสัยทัศน์"))
    assert settled(home, vision) == ["repeats", "proven"]
    assert settle([home, vision])[0].repeated == vision.address


def test_a_page_that_only_quotes_goes_and_one_that_is_called_a_direction_stays():
    whole = candidate(html_page(TRAT), lead("all", 3.0, 1, "ทิศทาง"))
    part = page(f"<h3>วิสัยทัศน์</h3><p>{VISION}</p>")
    assert settled(whole, candidate(part, lead("news"))) == ["proven", "repeats"]
    assert settled(whole, candidate(part, lead("vision", 3.0, 1, "วิสัยทัศน์"))) == ["proven", "proven"]


def test_pages_of_other_offices_are_no_better_pages():
    own = candidate(html_page(TRAT), lead("a"))
    other = candidate(html_page(LOEI), lead("b", 3.0))
    assert settled(own, other) == ["proven", "other_owner"]
