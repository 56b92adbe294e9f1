"""The page: the same every time, self-contained, with nothing active in it."""

import base64
import dataclasses
import hashlib
import re
from itertools import pairwise

import lxml.html
import pytest

from flows.release_report import changes as changes_module
from flows.release_report.changes import read_changes
from flows.release_report.facts import read_facts
from flows.release_report.journal_notes import JournalNotes
from flows.release_report.languages import Languages
from flows.release_report.offices import read_offices
from flows.release_report.page import page
from flows.release_report.predecessor import Predecessor
from flows.release_report.shown import first
from schemas.codes import CoverageStatus, FindingCode, HistoryChange, Severity, TextOrigin
from schemas.kinds import Kind
from stores.curated.release import open_release
from tests.report.conftest import HOSTILE_ADDRESS, QUOTING_ADDRESS
from tests.stores.factories import Desk, unreadable

pytestmark = pytest.mark.xdist_group("browser")
THAI = re.compile("[ก-๛]")


def tree(text):
    return lxml.html.document_fromstring(text)


def test_the_same_release_gives_the_same_page(scene):
    before = Predecessor(scene.before.release_id, scene.before)
    assert "".join(page(read_facts(scene.after, before))) == scene.text


def test_nothing_in_the_page_is_active(scene):
    found = tree(scene.text)
    tags = {element.tag for element in found.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "b onclick"}
    names = {name for element in found.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert "style" not in names
    targets = found.xpath("//@href | //@src | //@action")
    assert {target for target in targets if not target.startswith("#")} == {QUOTING_ADDRESS}
    assert HOSTILE_ADDRESS in found.text_content()


def test_hostile_words_are_shown_as_they_stand(scene):
    text = tree(scene.text).text_content()
    for words in (
        "<script>document.title='broken'</script>",
        "{{ 7*7 }} {% raw %}",
        "</style></details>",
        "&amp;",
    ):
        assert words in text
    assert not re.search("[\x00-\x08\x0b-\x1f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", scene.text)


def test_the_policy_allows_our_own_style_and_nothing_else(scene):
    (policy,) = tree(scene.text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall("<style>(.*?)</style>", scene.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import", style)


def test_headings_come_in_order_and_tables_have_scopes(scene):
    found = tree(scene.text)
    levels = [int(element.tag[1]) for element in found.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert not found.xpath("//th[not(@scope)]")
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(found.xpath("//@aria-labelledby")) <= set(ids)
    assert {target[1:] for target in found.xpath("//nav//@href")} <= set(ids)


def test_every_list_that_is_cut_says_so(scene, monkeypatch):
    monkeypatch.setattr(changes_module, "MOST_OFFICES", 1)
    monkeypatch.setattr(changes_module, "MOST_NAMES", 1)
    changes = read_changes(scene.before, scene.after, read_offices(scene.after))
    assert changes.total == scene.facts.changes.total
    assert (len(changes.offices), len(changes.further.entries)) == (1, 1)
    text = "".join(page(dataclasses.replace(scene.facts, changes=changes)))
    assert f"และอีก {changes.total - 1} หน่วยงานที่เปลี่ยน" in text
    assert f"และอีก {changes.total - 2} แห่ง" in text
    assert f"thitthang diff {scene.before.release_id} {scene.after.release_id}" in text


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (Predecessor(), "This is the first release"),
        (Predecessor("000009-aaaaaaaa"), "Release 000009-aaaaaaaa is no longer there"),
    ],
)
def test_without_a_release_to_compare_with_it_says_why(scene, before, told):
    text = "".join(page(read_facts(scene.after, before)))
    assert told in text
    assert not tree(text).xpath("//del | //ins")


def test_a_page_in_one_language_has_the_other_only_in_names(scene):
    thai = tree("".join(page(scene.facts, Languages.TH)))
    english = tree("".join(page(scene.facts, Languages.EN)))
    assert (thai.get("lang"), english.get("lang")) == ("th", "en")
    assert all(THAI.search(heading.text_content()) for heading in thai.xpath("//h2"))
    assert not any(THAI.search(heading.text_content()) for heading in english.xpath("//h2"))
    assert not english.xpath("//p[@lang='th']")
    assert not thai.xpath("//p[@lang='en' and not(@class='cite')]")


def test_what_the_journal_says_stands_in_its_own_part(scene):
    silent = dataclasses.replace(scene.facts, journal=JournalNotes(None, None, first([], 1)))
    parts = [
        re.split(r'(?=<section id="(?:journal|about)">)', text)
        for text in (scene.text, "".join(page(silent)))
    ]
    (before, told, after), (before_silent, untold, after_silent) = parts
    assert (before, after) == (before_silent, after_silent)
    assert "สพป.ตราด" in told
    assert "สพป.ตราด" not in untold


def test_a_release_without_a_statement_has_a_page(tmp_path):
    desk = Desk(tmp_path)
    desk.load("a.pdf", unreadable())
    release = open_release(desk.curated)
    found = tree("".join(page(read_facts(release, Predecessor()))))
    assert len(found.xpath("//section")) == 9
    assert "a.pdf" in found.xpath("//section[@id='gaps']")[0].text_content()


def test_every_value_has_a_name_in_both_languages():
    from flows.release_report import labels

    named = (
        [labels.kind_label(kind) for kind in Kind]
        + [labels.change_label(change) for change in HistoryChange]
        + [labels.status_label(status) for status in CoverageStatus]
        + [labels.severity_label(severity) for severity in Severity]
        + [labels.origin_label(origin) for origin in TextOrigin]
    )
    assert all(THAI.search(label.th) and label.en.isascii() for label in named)


def test_findings_have_their_meaning_and_what_to_do(scene):
    from flows.remedies import remedy
    from schemas.vocabulary import Language, meaning

    text = " ".join(tree(scene.text).text_content().split())
    for code in (FindingCode.DAMAGED, FindingCode.NUMBER_GAP, FindingCode.OCR_TEXT):
        assert meaning(code).th in text
        assert meaning(code).en in text
        assert remedy(code, Language.TH).replace("`", "") in text
