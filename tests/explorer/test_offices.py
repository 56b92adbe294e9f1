"""The list of offices, one office's page, the history of its wording, a document's page."""

import re
from urllib.parse import quote

import pytest

from explorer.directions import read_direction, read_document_tree
from explorer.directory import LONGEST_NAME, directory
from explorer.office_list import PAGE_ROWS, Choice, list_offices
from flows.office_view import in_force_branches, view_office
from schemas.kinds import Kind
from schemas.registry import registry
from tests.explorer.conftest import LOEI_ID, NAN_ID, TRAT_ID

CHANGED = "x-3923f90c9a"
ISSUES = "x-5407097644"
COLLEGE = "x-16b2f35084"
HOSTILE_TEXTS = (
    "a" * 10_000,
    "ก" * 10_000,
    "' OR 1=1 --",
    '"; DROP TABLE statement; --',
    "../../../../etc/passwd",
    "..%2f..%2f",
    "\x00",
    "%00",
    "%ed%a0%80",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "NaN",
    "-1",
    "\u202e\u2067",
    "*:*",
)

pytestmark = pytest.mark.xdist_group("explorer")


@pytest.fixture(scope="module")
def known(site, root):
    return directory(site.snapshot, root)


def flat(nodes):
    for node in nodes:
        yield node
        yield from flat(node.below)


def statements_above(branches):
    """The statement that each statement or heading of `show` hangs from, headings between them left out."""
    by_key = {branch.key: branch for branch in branches}
    found = {}
    for branch in branches:
        above = branch.parent
        while above in by_key and by_key[above].order[-2] == 0:
            above = by_key[above].parent
        found[branch.key] = above if above in by_key else None
    return found


def above_in(nodes, statement=None):
    for node in nodes:
        yield node.key, statement
        yield from above_in(node.below, node.key if node.is_statement else statement)


@pytest.mark.parametrize("office_id", [CHANGED, ISSUES, COLLEGE, LOEI_ID])
def test_the_tree_hangs_together_as_show_has_it(site, office_id):
    shown = in_force_branches(view_office(site.snapshot.release, registry(), office_id))
    assert dict(above_in(read_direction(site.snapshot.index, office_id).roots)) == statements_above(shown)


def test_a_heading_holds_the_statements_below_it(site):
    nodes = list(flat(read_direction(site.snapshot.index, COLLEGE).roots))
    (strategy,) = [one for one in nodes if one.label == "กลยุทธ์ที่ 1"]
    (heading,) = strategy.below
    assert not heading.is_statement
    assert [one.kind for one in heading.below] == [Kind.APPROACH] * 3


def test_what_hangs_below_a_heading_stands_in_the_order_of_the_page(site):
    shown = sorted(
        in_force_branches(view_office(site.snapshot.release, registry(), ISSUES)), key=lambda one: one.order
    )
    place = {branch.key: number for number, branch in enumerate(shown)}
    roots = read_direction(site.snapshot.index, ISSUES).roots
    for node in flat(roots):
        if node.is_statement or node.kind.holds_statements:
            assert [place[one.key] for one in node.below] == sorted(place[one.key] for one in node.below)
    assert any(len(node.below) > 2 for node in flat(roots) if node.is_statement)


def document_of(site, office_id):
    rows = site.snapshot.index.rows("SELECT document_id FROM documents WHERE office_id = ?", (office_id,))
    return rows[0][0]


def test_the_vision_stands_first(site):
    index = site.snapshot.index
    assert read_direction(index, COLLEGE).roots[0].kind is Kind.VISION
    printed = read_document_tree(index, COLLEGE, document_of(site, COLLEGE)).roots
    assert printed[0].kind is Kind.PHILOSOPHY


def test_an_office_page_shows_its_direction_and_where_it_is_from(site):
    page = site.get(f"/offices/{CHANGED}")
    assert page.status == 200
    order = [page.text.index(word) for word in ("โรงเรียนใกล้บ้านมีคุณภาพ", "ดูแลให้เด็กวัยเรียน", "เปิดห้องเรียน")]
    assert order == sorted(order)
    for statement_id in site.ids("office_id = ? AND in_force AND NOT repeats", CHANGED):
        assert f'href="/statements/{statement_id}"' in page.text
    link = (
        '<a class="path" href="https://www.thongjamlong2.example/about/direction" rel="noopener noreferrer">'
    )
    assert page.text.count(link) == 2
    assert "20 ตุลาคม 2568 (ค.ศ. 2025)" in page.text
    assert "2566–2570" in page.text


def test_an_office_page_says_why_a_kind_is_not_there(site):
    page = site.get(f"/en/offices/{LOEI_ID}").text
    assert "The documents hold other kinds, but no section of this one." in page
    gone = site.get("/en/offices/esa-p-phrae-1").text
    assert "No statement is in force" in gone
    assert "no known address" in gone or "not checked" in gone


def test_paths_of_loaded_files_are_no_links(site):
    assert 'href="samples' not in site.get(f"/offices/{ISSUES}").text
    assert "11-issue-table-rowspan.html" in site.get(f"/offices/{ISSUES}").text


def test_findings_come_with_what_to_do(site):
    page = site.get(f"/en/offices/{ISSUES}").text
    assert "UNKNOWN_HEADING" in page
    assert "What to do:" in page


def test_offices_with_the_same_vision_are_named(site):
    page = site.get(f"/offices/{LOEI_ID}").text
    same = page[page.index('id="same"') : page.index('id="coverage"')]
    assert f'href="/offices/{TRAT_ID}"' in same
    assert NAN_ID not in same


def test_what_a_document_says_is_never_markup(site):
    page = site.get(f"/offices/{TRAT_ID}").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_history_tells_what_changed_and_not_what_stood_before(site):
    page = site.get(f"/offices/{CHANGED}/history").text
    assert "<del>เป็นเพื่อนเรียนรู้</del>" in re.sub(r"\s*<ins>", "<ins>", page)
    assert "20 ตุลาคม 2568 (ค.ศ. 2025)" in page
    assert "4 พฤศจิกายน 2567 (ค.ศ. 2024)" in page
    assert "ดูแลให้เด็กวัยเรียน" not in page
    kinds = [page.index(f'<h3><span lang="th">{name}') for name in ("วิสัยทัศน์", "เป้าประสงค์", "กลยุทธ์")]
    assert kinds == sorted(kinds)


def test_an_office_without_changes_says_so(site):
    assert "Nothing has changed since." in site.get(f"/en/offices/{LOEI_ID}/history").text
    assert "never had a statement" in site.get("/en/offices/esa-p-phrae-1/history").text


def test_offices_are_found_by_any_name(known):
    assert [one.office_id for one in known.find("สพป.เลย 2")] == [LOEI_ID]
    assert LOEI_ID in {one.office_id for one in known.find("loei primary")}
    assert [one.office_id for one in known.find("เขาตะแบก")] == [COLLEGE]
    assert known.meant("วิทยาลัยเทคนิคเขาตะแบก").entry.office_id == COLLEGE
    assert known.meant(COLLEGE).entry.office_id == COLLEGE
    assert {one.office_id for one in known.meant("สพป.เลย").several} == {f"esa-p-loei-{n}" for n in (1, 2, 3)}


def test_a_name_that_nobody_has_comes_with_near_ones(known):
    meant = known.meant("วิทยาลัยเทคนิกเขาตะแบค")
    assert meant.entry is None
    assert COLLEGE in {one.office_id for one in meant.near}
    assert known.meant("ก" * (LONGEST_NAME + 1)).near == ()


def test_the_list_pages_and_keeps_offices_outside_the_registry_apart(known):
    listed = list_offices(known, Choice(), 1, 1)
    assert (listed.registered.total, len(listed.registered.entries)) == (245, PAGE_ROWS)
    assert not any(one.office.registered for one in listed.outside.entries)
    seen = [one for page in range(1, 6) for one in list_offices(known, Choice(), page, 1).registered.entries]
    assert len({one.office_id for one in seen}) == 245
    assert list_offices(known, Choice(), 99, 1).registered.entries == ()
    assert seen[0].statements > 0


def test_the_list_is_narrowed_by_place_and_by_having_statements(known):
    loei = list_offices(known, Choice(place="เลย"), 1, 1)
    assert {one.office.place.label.th for one in loei.registered.entries} == {"เลย"}
    assert loei.outside.total == 0
    having = list_offices(known, Choice(with_statements=True), 1, 1)
    assert {one.office_id for one in having.registered.entries} == {LOEI_ID, TRAT_ID, NAN_ID}
    assert having.registered.statements == 3 + 3 + 2


def test_the_list_tells_names_that_are_near(site):
    page = site.get("/en/offices", q="วิทยาลัยเทคนิกเขาตะแบค")
    assert "No office was found." in page.text
    assert COLLEGE in page.text


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
def test_no_parameter_breaks_a_page(site, text):
    addresses = [
        f"/offices?q={quote(text)}",
        f"/offices?place={quote(text)}&page={quote(text[:50])}",
        f"/offices/{quote(text[:2000], safe='')}",
        f"/offices/{quote(text[:2000], safe='')}/history",
        f"/documents/{quote(text[:2000], safe='')}",
        f"/statements/{quote(text[:2000], safe='')}",
        f"/statements/{quote(text[:2000], safe='')}/page.png?page={quote(text[:20])}",
        f"/compare?office={quote(text)}&office={LOEI_ID}",
    ]
    for address in addresses:
        answer = site.get(address)
        assert answer.status < 500, address
        assert "<script" not in answer.text
        assert "Traceback" not in answer.text


def test_a_name_that_is_too_long_is_refused_with_a_word_on_why(site):
    answer = site.get("/en/offices", q="ก" * (LONGEST_NAME + 1))
    assert answer.status == 422
    assert f"at most {LONGEST_NAME} characters" in answer.text


def test_a_document_page_says_what_it_is(site):
    page = site.get(f"/en/documents/{document_of(site, COLLEGE)}").text
    assert "OpenDocument" in page
    assert "b12-college-khaotabaek.odt" in page
    assert page.count("/statements/") == len(site.ids("office_id = ?", COLLEGE))
    assert site.get("/documents/0000").status == 404
