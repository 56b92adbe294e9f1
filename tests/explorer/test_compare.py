"""Offices side by side."""

import pytest

from explorer.comparison import compare
from explorer.directory import directory
from schemas.kinds import Kind
from tests.explorer.conftest import LOEI_ID, NAN_ID, TRAT_ID

pytestmark = pytest.mark.xdist_group("explorer")

COLLEGE = "x-16b2f35084"


@pytest.fixture(scope="module")
def known(site, root):
    return directory(site.snapshot, root)


def entries(known, *ids):
    return [known.get(one) for one in ids]


def test_same_words_are_marked(site, known):
    kinds = {one.kind: one for one in compare(site.snapshot.index, entries(known, LOEI_ID, TRAT_ID))}
    assert kinds[Kind.VISION].shared == 1
    marked = [[line.shared for line in column.lines] for column in kinds[Kind.MISSION].columns]
    assert marked == [[False, True], [True, False]]


def test_kinds_that_several_have_come_first(site, known):
    kinds = compare(site.snapshot.index, entries(known, COLLEGE, LOEI_ID))
    assert [one.offices for one in kinds] == sorted((one.offices for one in kinds), reverse=True)
    assert kinds[0].kind is Kind.VISION
    alone = next(one for one in kinds if one.offices == 1)
    assert [bool(column.lines) for column in alone.columns] == [True, False]


def test_the_page_takes_names_and_ids(site):
    page = site.get("/en/compare", office=["สพป.เลย 2", TRAT_ID, "วิทยาลัยเทคนิคเขาตะแบก"])
    assert page.status == 200
    vision = page.text[page.text.index('id="kind-vision"') :]
    assert [f"/offices/{one}" in vision for one in (LOEI_ID, TRAT_ID, COLLEGE)] == [True] * 3
    assert "same words" in vision


def test_fewer_than_two_show_the_form_only(site):
    for query in ({}, {"office": [LOEI_ID]}, {"office": [LOEI_ID, LOEI_ID]}, {"office": ["", ""]}):
        page = site.get("/compare", **query)
        assert page.status == 200
        assert page.text.count('<input id="office-') == 4
        assert 'id="kind-' not in page.text


def test_an_unknown_office_is_told_with_near_names(site):
    page = site.get("/en/compare", office=[LOEI_ID, "วิทยาลัยเทคนิกเขาตะแบค"])
    assert page.status == 404
    assert 'aria-invalid="true" aria-describedby="wrong-2"' in page.text
    assert f"/en/compare?office={LOEI_ID}&amp;office={COLLEGE}" in page.text


def test_a_name_of_several_offices_asks_which(site):
    page = site.get("/en/compare", office=["สพป.เลย", NAN_ID])
    assert "Several offices have this name" in page.text
    assert "office=esa-p-loei-3" in page.text


def test_more_than_four_are_refused(site):
    answer = site.get("/compare", office=[LOEI_ID] * 5)
    assert answer.status == 422
