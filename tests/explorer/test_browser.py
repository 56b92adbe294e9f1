"""The explorer as people use it, in Debian's Chromium: clicks, keys, both languages, both widths, axe."""

import csv
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.explorer.conftest import LOEI_ID, TRAT_ID, VISION
from tests.page_checks import OVERLAPS, UNFOLD, WIDER

pytestmark = pytest.mark.xdist_group("explorer")

SCANNED = (
    "kind = 'goal' AND document_id IN (SELECT document_id FROM documents WHERE source_uri LIKE '%scan.pdf')"
)
PAGES = {
    "home": "/",
    "search": "/search?q=%E0%B8%84%E0%B8%B8%E0%B8%93%E0%B8%A0%E0%B8%B2%E0%B8%9E",
    "nothing": "/search?q=zzzzz",
    "offices": "/offices",
    "office": f"/offices/{LOEI_ID}",
    "history": f"/offices/{LOEI_ID}/history",
    "statement": "/statements/{scanned}",
    "document": "/documents/{document}",
    "compare": f"/compare?office={LOEI_ID}&office={TRAT_ID}",
    "operator": "/operator",
    "about": "/about",
    "dictionary": "/about/dictionary",
    "API": "/api",
    "not there": "/offices/x-0000000000",
}
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def addresses(site):
    scanned, *_ = site.ids(SCANNED)
    ((document,),) = site.snapshot.index.rows(
        "SELECT document_id FROM statement WHERE statement_id = ?", (scanned,)
    )
    return {name: path.format(scanned=scanned, document=document) for name, path in PAGES.items()}


def walk(page):
    """Search a phrase, open an office, then its vision and where it stands, compare, download, switch."""
    page.get_by_label("คำหรือ “วลี” ในข้อความ").fill("“องค์กรแห่งการเรียนรู้”")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search*")
    marks = page.locator(".hits mark").all_inner_texts()
    page.locator(".hits .about a").first.click()
    page.wait_for_url("**/offices/*")
    office = page.url
    page.get_by_role("link", name=VISION).first.click()
    page.wait_for_url("**/statements/*")
    passage = page.locator("main").inner_text()
    page.get_by_role("link", name="เปรียบเทียบ", exact=True).click()
    page.wait_for_url("**/compare")
    page.locator("input[name=office]").nth(0).fill("สพป.เลย เขต 2")
    page.locator("input[name=office]").nth(1).fill("สพป.ตราด")
    page.locator("main form button").click()
    page.wait_for_url("**/compare?*")
    compared = page.locator("main").inner_text()
    page.goto(page.url.partition("/compare")[0] + "/search?q=ส่งเสริม")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()
    table = downloading.value.path().read_text("utf-8-sig")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/search*")
    return marks, office, passage, compared, table, page.url, page.locator("h1").inner_text()


def test_a_reader_finds_opens_compares_downloads_and_switches(site, browser):
    visit = browser.visit(f"{site.base}/", walk, accept_downloads=True)
    marks, office, passage, compared, table, address, heading = visit.found
    assert marks
    assert set(marks) == {"องค์กรแห่งการเรียนรู้"}
    assert "/offices/esa-p-" in office
    assert VISION in passage
    assert "loei.txt" in passage or "trat.txt" in passage
    assert "ถ้อยคำเดียวกัน" in compared
    assert VISION in compared
    rows = list(csv.reader(table.splitlines()))
    assert len(rows) > 2
    assert any("ส่งเสริม" in cell for cell in rows[1])
    assert unquote(address).endswith("/en/search?q=ส่งเสริม")
    assert heading == "Search statements"
    assert visit.requests
    assert all(one.startswith(site.base) for one in visit.requests)
    assert visit.console == []


def test_the_page_of_a_scan_is_shown_with_its_statement_boxed(site, browser, addresses):
    def look(page):
        picture = page.locator("main img").first
        return picture.evaluate("one => [one.complete, one.naturalWidth, one.alt]")

    complete, width, alternative = browser.visit(site.base + addresses["statement"], look).found
    assert complete
    assert width > 400
    assert "1" in alternative


EVERY = tuple(PAGES)
SOME = ("home", "office", "statement", "compare")
both_languages = pytest.mark.parametrize(
    ("language", "names"),
    [("", EVERY), ("/en", SOME), pytest.param("/en", EVERY, marks=pytest.mark.prove)],
    ids=["Thai", "English", "English every page"],
)


@pytest.mark.parametrize("width", [1280, 390])
@both_languages
def test_nothing_overlaps_or_sticks_out_and_nothing_is_asked_elsewhere(
    site, browser, addresses, language, names, width
):
    def look(page):
        told = {}
        for name in names:
            page.goto(site.base + language + addresses[name])
            folded = page.evaluate(WIDER)
            page.evaluate(UNFOLD)
            told[name] = (
                folded,
                page.evaluate(WIDER),
                page.evaluate(OVERLAPS),
                page.evaluate("document.documentElement.lang"),
            )
        return told

    visit = browser.visit(f"{site.base}/", look, width=width)
    assert visit.found == {name: (0, 0, [], language[1:] or "th") for name in names}
    assert all(one.startswith(site.base) for one in visit.requests)
    assert [line for line in visit.console if "404" not in line] == []


@both_languages
def test_axe_finds_nothing_grave(site, browser, addresses, language, names):
    def look(page):
        told = {}
        for name in names:
            page.goto(site.base + language + addresses[name])
            page.evaluate(UNFOLD)
            found = Axe().run(page).response["violations"]
            told[name] = [
                (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in GRAVE
            ]
        return told

    # The policy of the pages forbids scripts; axe is one, put in from outside.
    visit = browser.visit(f"{site.base}/", look, bypass_csp=True)
    assert visit.found == {name: [] for name in names}


CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return [one.tagName, one.outerHTML.slice(0, 120), outlined];
}"""


@pytest.mark.parametrize("name", ["home", "search", "office", "statement", "compare", "operator"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(site, browser, addresses, name):
    def look(page):
        seen = []
        for _ in range(page.locator(CONTROLS).locator("visible=true").count()):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(FOCUSED))
        return seen

    seen = browser.visit(site.base + addresses[name], look).found
    assert "BODY" not in {tag for tag, _, _ in seen}
    assert [html for _, html, outlined in seen if not outlined] == []


def test_the_first_tab_leads_past_the_menu(site, browser):
    def look(page):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        return page.url, page.evaluate("document.activeElement.closest('main') !== null")

    address, inside = browser.visit(f"{site.base}/search", look).found
    assert address.endswith("#main")
    assert inside
