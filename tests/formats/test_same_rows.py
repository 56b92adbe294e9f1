"""The same text gives the same rows, whatever the format: kind, number, text and parent of each statement.

Labels and sections are not compared: a list draws its labels, a table has columns for headings. White
space is compared wherever the format keeps it; a PDF shows none at the end of a line.
"""

import pytest

from engines.installed import INSTALLED
from parsers.parse import parse
from schemas.registry import registry
from tests.formats.same_text.formats import CHROMIUM, OFFICE, SCAN, SCANNED, WRITTEN
from tests.formats.same_text.gold import read_tree
from tests.formats.same_text.pages import CORPUS, REAL, page
from tests.formats.same_text.rows import Row, rows_of, share_right, tight
from tests.formats.same_text.scanned import as_picture, pages_of

PAGES = (*CORPUS, REAL)
TABLE_PDF = "PDF LibreOffice table"
TABLE_PAGES = ("11-issue-table-rowspan", "17-auto-numbering")
"""The others differ by wraps in cells: docs/formats.md."""
SCANNED_PAGE = "20-sentence-vision"
CHARACTERS = 0.97
GROUPS = {"ODT": "office", "RTF": "office", "DOC": "office"}


def cases():
    """Every page in every format; those of one program stay in one worker, so that each is made once."""
    for form in (*WRITTEN, *OFFICE, CHROMIUM):
        for name in TABLE_PAGES if form == TABLE_PDF else PAGES:
            marks = () if form in WRITTEN else pytest.mark.xdist_group(f"formats-{GROUPS.get(form, 'pdf')}")
            yield pytest.param(name, form, marks=marks, id=f"{form}-{name}")


@pytest.mark.parametrize(("name", "form"), list(cases()))
def test_a_page_gives_the_same_rows_in_every_format(read, name, form):
    found, wanted = rows_of(read(name, form)), rows_of(page(name).reading)
    if form.startswith("PDF"):
        found, wanted = tight(found), tight(wanted)
    assert found == wanted


@pytest.mark.parametrize(("name", "form"), list(cases()))
def test_a_page_has_the_same_owner_and_years_in_every_format(read, name, form):
    found, tree, itself = read(name, form), page(name).tree, page(name).reading
    years = None if found.plan_start_be is None else (found.plan_start_be, found.plan_end_be)
    assert found.owner.office_id == itself.owner.office_id
    assert found.owner.name == tree.office or itself.owner.office_id is not None
    if (name, form.split(maxsplit=1)[0]) != ("07-ol-ul", "HTML"):  # an academic year, which is no plan's
        assert (years, found.fiscal_year_be) == (tree.plan_years, tree.fiscal_year)


@pytest.mark.parametrize("name", CORPUS)
def test_what_is_compared_with_is_right(name):
    """The pages themselves are read as the gold has them, so that equal means right."""
    gold = read_tree(page(name).gold_path)
    assert tight(rows_of(page(name).reading)) == tight(_gold_rows(gold.children, None))


def _gold_rows(nodes, parent):
    for node in nodes:
        if not node.is_section:
            yield Row(node.kind, node.number, node.text, parent)
        below = parent if node.is_section else (node.kind, node.text)
        yield from _gold_rows(node.children, below)


@pytest.mark.xdist_group("formats-pdf")
@pytest.mark.parametrize(
    "name",
    [name if name == SCANNED_PAGE else pytest.param(name, marks=pytest.mark.prove) for name in PAGES],
)
def test_a_scan_is_read_but_for_a_few_letters(read, name):
    found, wanted = rows_of(read(name, SCAN)), rows_of(page(name).reading)
    assert len(found) == len(wanted)
    assert share_right(wanted, found) >= CHARACTERS


@pytest.mark.xdist_group("formats-pdf")
def test_a_picture_of_a_page_is_read_as_the_page_is(made):
    """The first page as a PNG gives the first statements (the last of them may go on overleaf)."""
    made(SCANNED_PAGE, SCAN)  # skips where a program is missing
    picture = as_picture(pages_of(made(SCANNED_PAGE, SCANNED).data)[0])
    found = rows_of(parse(picture, name="page.png", registry=registry(), engines=INSTALLED))[:-1]
    wanted = rows_of(page(SCANNED_PAGE).reading)[: len(found)]
    assert len(found) > len(page(SCANNED_PAGE).reading.statements) // 5
    assert [row.kind for row in found] == [row.kind for row in wanted]
    assert share_right(wanted, found) >= CHARACTERS
