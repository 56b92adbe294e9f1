"""What a report says is what the tables say, counted another way."""

import pytest

from flows.history.word_diff import Edit
from flows.release_report.coverage import lines_by_region, read_coverage
from flows.release_report.offices import read_offices
from flows.release_report.predecessor import predecessor
from flows.release_report.shown import fair_share, first
from schemas.codes import CoverageStatus, FindingCode, HistoryChange
from stores.query import query
from tests.report.conftest import HOSTILE_NAME, LONG, MANY, UNBROKEN
from tests.stores.factories import LOEI, TRAT

pytestmark = pytest.mark.xdist_group("browser")


def asked(release, sql):
    return list(query(release, sql).rows)


def one(release, sql):
    return asked(release, sql)[0][0]


def test_key_figures_are_counts_of_the_tables(scene):
    questions = (
        "select count(distinct office_id) from direction",
        "select count(*) from direction",
        "select count(*) from documents where is_current",
        "select count(*) from findings",
    )
    found = [(figure.before, figure.now) for figure in scene.facts.figures.key]
    assert found == [(one(scene.before, sql), one(scene.after, sql)) for sql in questions]
    assert all(now for _, now in found)


def test_statements_by_kind_are_those_of_direction(scene):
    sql = "select kind, count(*) from direction group by kind"
    before, after = dict(asked(scene.before, sql)), dict(asked(scene.after, sql))
    kinds = {
        figure.label.en.replace(" ", "_"): (figure.before, figure.now) for figure in scene.facts.figures.kinds
    }
    assert kinds == {kind: (before.get(kind, 0), after.get(kind, 0)) for kind in before | after}


def test_the_heat_maps_count_offices_of_each_place(scene):
    for heat, column in ((scene.facts.regions, "region"), (scene.facts.provinces, "province_en")):
        offices = dict(asked(scene.after, f"select {column}, count(*) from offices group by all"))
        found = {
            (place, kind): number
            for place, kind, number in asked(
                scene.after,
                f"select offices.{column}, kind, count(distinct office_id)"
                " from direction join offices using (office_id) group by all",
            )
        }
        assert len(heat.rows) == len(offices)
        for row in heat.rows:
            place = None if row.label.th == "นอกทะเบียน" else row.label.en
            assert row.any.of == offices[place]
            for kind, cell in zip(heat.kinds, row.cells, strict=True):
                assert (cell.found, cell.of) == (found.get((place, kind.value), 0), offices[place])
    assert scene.facts.regions.whole.any.found == one(
        scene.after, "select count(distinct office_id) from direction"
    )


def test_offices_by_region_and_status_add_up(scene):
    assert sum(region.total for region in scene.facts.statuses) == one(
        scene.after, "select count(*) from offices"
    )
    found = sum(region.of(CoverageStatus.FOUND) for region in scene.facts.statuses)
    assert found == one(scene.after, "select count(distinct office_id) from coverage where status = 'found'")


def test_plans_are_counted_by_offices_and_statements(scene):
    sql = (
        "select plan_start_be, plan_end_be, count(distinct office_id), count(*) from direction"
        " where plan_start_be is not null group by all order by 2 desc, 1 desc"
    )
    plans = scene.facts.plans
    assert [(plan.start, plan.end, plan.offices, plan.statements) for plan in plans.plans] == asked(
        scene.after, sql
    )
    undated = "select count(distinct office_id), count(*) from direction where plan_start_be is null"
    assert (plans.undated_offices, plans.undated_statements) == asked(scene.after, undated)[0]


def test_findings_are_told_by_code_with_those_of_before(scene):
    sql = (
        "select code, count(*), count(distinct document_id), count(distinct office_id)"
        " from findings group by code"
    )
    before = dict(asked(scene.before, "select code, count(*) from findings group by code"))
    found = {
        group.code.value: (group.count, group.documents, group.offices.total)
        for group in scene.facts.findings
    }
    assert found == {code: tuple(counts) for code, *counts in asked(scene.after, sql)}
    assert {group.code.value: group.before for group in scene.facts.findings} == {
        code: before.get(code, 0) for code in found
    }
    assert scene.facts.findings[0].code is FindingCode.DAMAGED


def test_a_document_that_cannot_be_read_is_held_and_its_office_keeps_its_words(scene):
    (held,) = scene.facts.held.entries
    assert (held.uri, held.code) == ("trat.html", FindingCode.DAMAGED)
    told = {office.office_id for gap in scene.facts.gaps for office in gap.offices.entries}
    assert TRAT not in told
    gaps = sum(gap.offices.total for gap in scene.facts.gaps)
    assert gaps == one(
        scene.after, "select count(*) from offices where office_id not in (select office_id from direction)"
    )


def test_changes_name_what_was_reworded_added_and_lost(scene):
    changes = scene.facts.changes
    by_id = {change.office.office_id: change for change in changes.offices}
    (vision,) = by_id[LOEI].kinds[0].statements
    assert vision.change is HistoryChange.REWORDED
    edits = {piece.edit: piece.text for piece in vision.words.pieces}
    assert (edits[Edit.REMOVED], edits[Edit.ADDED]) == ("การเรียนรู้", "ความสุข")
    assert by_id[LOEI].sources == ("loei.html",)
    assert by_id["esa-p-phrae-1"].went
    assert by_id["esa-p-phrae-2"].came
    assert (changes.offices[0].went, changes.offices[-1].came) == (True, True)
    assert TRAT not in by_id


def test_an_office_that_came_with_much_is_cut_and_says_so(scene):
    came = next(one for one in scene.facts.changes.offices if one.office.office_id == "esa-s-phrae")
    shown = sum(len(kind.statements) for kind in came.kinds)
    assert shown + came.left_out == MANY + 1
    assert came.left_out > 0


def test_of_a_very_long_statement_only_the_change_is_shown(scene):
    office = next(one for one in scene.facts.changes.offices if one.office.name.th == HOSTILE_NAME)
    words = next(kind for kind in office.kinds if kind.label.en == "motto").statements[0].words
    shown = sum(len(piece.text) for piece in words.pieces)
    assert shown < 4_000
    assert shown + words.left_out >= len(LONG) + len(UNBROKEN)


def test_a_first_release_has_nothing_to_be_compared_with(scene):
    first_one = predecessor(scene.after.root, scene.before.release_id)
    assert (first_one.release_id, first_one.release) == (None, None)


def test_no_province_fills_the_list_of_offices(scene):
    regions = lines_by_region(read_coverage(scene.after), read_offices(scene.after), most=4)
    shown = [province.lines for region in regions for province in region.provinces]
    assert all(len(lines.entries) == 1 for lines in shown)
    assert sum(lines.total for lines in shown) == scene.facts.figures.key[0].now


@pytest.mark.parametrize(
    ("sizes", "most", "share"),
    [((1, 1, 50), 12, 10), ((5, 5), 100, 100), ((9, 9, 9), 3, 1), ((9, 9, 9), 1, 1), ((), 7, 7)],
)
def test_a_fair_share_fills_the_room_and_leaves_no_list_empty(sizes, most, share):
    assert fair_share(sizes, most) == share


def test_a_list_says_how_much_is_left_out():
    assert (first([1, 2, 3], 2).entries, first([1, 2, 3], 2).more) == ((1, 2), 1)
    assert first([1], 2).more == 0
