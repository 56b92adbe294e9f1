import dataclasses
from datetime import timedelta

import pytest

from parsers.parse import parse
from schemas.codes import CheckStatus, CoverageReason, CoverageStatus
from schemas.ids import UNKNOWN_OFFICE
from schemas.kinds import COVERED_KINDS, Kind
from schemas.records import CheckState, Section, Span
from schemas.registry import registry
from tests.stores.factories import LOEI, NAN, START, TRAT, Desk, parsed, unreadable

VISION = (Kind.VISION, "น่าอยู่")
STATUS_OF = {
    CoverageReason.STATEMENTS: CoverageStatus.FOUND,
    CoverageReason.NO_SUCH_SECTION: CoverageStatus.NOT_FOUND,
    CoverageReason.HEADING_ONLY: CoverageStatus.NOT_FOUND,
    CoverageReason.NO_STATEMENTS_AT_ALL: CoverageStatus.NOT_FOUND,
    CoverageReason.PAGE_NAMES_ANOTHER_OFFICE: CoverageStatus.OTHER_OWNER,
    CoverageReason.PAGE_NAMES_NO_OFFICE: CoverageStatus.OTHER_OWNER,
    CoverageReason.DOCUMENT_NOT_READABLE: CoverageStatus.HELD,
    CoverageReason.DOCUMENT_KEPT_BACK: CoverageStatus.HELD,
    CoverageReason.FETCH_FAILED: CoverageStatus.UNREACHABLE,
    CoverageReason.ADDRESS_GONE: CoverageStatus.GONE,
    CoverageReason.NO_KNOWN_ADDRESS: CoverageStatus.NO_SOURCE,
    CoverageReason.NEVER_LOOKED: CoverageStatus.NOT_CHECKED,
}


def covered(desk, office=LOEI, kind=Kind.VISION):
    (row,) = desk.rows("coverage", office_id=office, kind=kind)
    assert row["status"] == STATUS_OF[row["reason"]]
    return row


def test_every_registered_office_and_kind_has_a_row(tmp_path):
    desk = Desk(tmp_path, registry())
    desk.load("a.html", parsed(VISION))
    assert len(desk.rows("coverage")) == 245 * len(COVERED_KINDS)
    row = covered(desk, NAN)
    assert (row["reason"], row["changed_at"], row["document_id"]) == ("NEVER_LOOKED", None, None)


def test_found_counts_what_direction_shows(desk):
    desk.load("a.html", parsed((Kind.GOAL, "ก"), (Kind.GOAL, "ข"), (Kind.GOAL, "ก")))
    row = covered(desk, kind=Kind.GOAL)
    (document,) = desk.rows("documents")
    assert (row["reason"], row["statement_count"]) == ("STATEMENTS", 2)
    assert (row["document_id"], row["changed_at"]) == (document["document_id"], document["captured_at"])
    assert len(desk.rows("direction", kind="goal")) == 2


def test_not_found_says_how_much_was_there(desk):
    desk.load("a.html", parsed(VISION))
    assert covered(desk, kind=Kind.MOTTO)["reason"] == "NO_SUCH_SECTION"
    heading = Section(Kind.MOTTO, "คำขวัญ", None, None, None, None, 0, 1.0, (Span(9, 0, 3),))
    desk.load("b.html", dataclasses.replace(parsed(), sections=(heading,)))
    assert covered(desk, kind=Kind.MOTTO)["reason"] == "HEADING_ONLY"
    assert covered(desk)["reason"] == "STATEMENTS"


def test_a_heading_over_nothing_is_told_from_no_heading(desk):
    page = "<h1>คำขวัญ</h1><img src='motto.png'><h1>พันธกิจ</h1><ol><li>ส่งเสริมการอ่าน<li>พัฒนาครู</ol>"
    desk.load("a.html", dataclasses.replace(parse(page.encode()), owner=parsed().owner))
    assert covered(desk, kind=Kind.MISSION)["reason"] == "STATEMENTS"
    assert covered(desk, kind=Kind.MOTTO)["reason"] == "HEADING_ONLY"
    assert covered(desk, kind=Kind.POLICY)["reason"] == "NO_SUCH_SECTION"
    (found,) = desk.rows("findings", code="HEADING_WITHOUT_CONTENT")
    assert found["kind"] == "motto"
    desk.load("b.html", parsed(VISION))
    assert covered(desk, kind=Kind.MOTTO)["reason"] == "HEADING_ONLY"


def test_a_text_without_any_section_is_not_found(desk):
    desk.load("a.html", parsed())
    assert covered(desk)["reason"] == "NO_STATEMENTS_AT_ALL"
    assert covered(desk)["document_id"]


def test_a_held_document_explains_the_gap(desk):
    desk.load("a.html", unreadable(), asked=LOEI)
    assert covered(desk)["reason"] == "DOCUMENT_NOT_READABLE"
    desk.load("b.html", parsed(VISION))
    assert covered(desk)["reason"] == "STATEMENTS"
    assert covered(desk, kind=Kind.MOTTO)["reason"] == "DOCUMENT_NOT_READABLE"


def test_a_held_version_leaves_the_last_good_one_found(desk):
    desk.load("a.html", parsed(VISION), asked=LOEI)
    desk.load("a.html", unreadable(), asked=LOEI)
    assert covered(desk)["reason"] == "STATEMENTS"
    assert covered(desk, kind=Kind.MOTTO)["reason"] == "NO_SUCH_SECTION"


def test_a_page_of_another_office_is_told(desk):
    desk.load("a.html", parsed(VISION, office=NAN), asked=LOEI)
    row = covered(desk)
    assert row["reason"] == "PAGE_NAMES_ANOTHER_OFFICE"
    assert desk.rows("documents", document_id=row["document_id"])[0]["office_id"] == NAN
    assert covered(desk, NAN)["reason"] == "STATEMENTS"
    assert covered(desk, TRAT)["reason"] == "NEVER_LOOKED"


def test_a_page_without_owner_is_told(desk):
    desk.load("a.html", parsed(VISION, office=None), asked=LOEI)
    assert covered(desk)["reason"] == "PAGE_NAMES_NO_OFFICE"
    assert covered(desk, UNKNOWN_OFFICE)["reason"] == "STATEMENTS"
    desk.load("b.html", parsed(VISION, office=NAN), asked=LOEI)
    assert covered(desk)["reason"] == "PAGE_NAMES_ANOTHER_OFFICE"


def test_a_page_that_changes_its_owner(desk):
    desk.load("a.html", parsed(VISION))
    desk.load("a.html", parsed(VISION, office=NAN))
    assert covered(desk)["reason"] == "PAGE_NAMES_ANOTHER_OFFICE"
    assert covered(desk, NAN)["reason"] == "STATEMENTS"
    assert [row["office_id"] for row in desk.rows("direction")] == [NAN]
    desk.load("a.html", parsed(VISION))
    assert covered(desk)["reason"] == "STATEMENTS"
    assert covered(desk, NAN)["reason"] == "PAGE_NAMES_ANOTHER_OFFICE"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (CheckStatus.UNREACHABLE, "FETCH_FAILED"),
        (CheckStatus.GONE, "ADDRESS_GONE"),
        (CheckStatus.NO_SOURCE, "NO_KNOWN_ADDRESS"),
        (CheckStatus.OK, "NO_STATEMENTS_AT_ALL"),
    ],
)
def test_a_look_that_brought_nothing_is_told(desk, status, reason):
    desk.load("a.html", parsed(VISION, office=NAN))
    desk.archive.set_check(LOEI, CheckState(status, START + timedelta(days=9), "in words"))
    result = desk.publish()
    assert result.published
    row = covered(desk)
    assert (row["reason"], row["changed_at"], row["document_id"]) == (reason, START + timedelta(days=9), None)
    assert not desk.publish().published
    assert desk.parts() == desk.rebuild().parts()


def test_an_office_that_is_out_of_reach_keeps_its_rows(desk):
    desk.load("a.html", parsed(VISION))
    desk.archive.set_check(LOEI, CheckState(CheckStatus.UNREACHABLE, START))
    assert not desk.publish().published
    assert covered(desk)["reason"] == "STATEMENTS"
    desk.load("b.html", parsed(VISION, office=NAN))
    assert covered(desk)["reason"] == "STATEMENTS"


def test_an_office_outside_the_registry_is_covered(desk):
    desk.load("a.html", parsed(VISION, office=None, name="เทศบาลเมืองเลย"))
    (office,) = desk.rows("offices", registered=False)
    assert office["name_th"] == "เทศบาลเมืองเลย"
    assert covered(desk, office["office_id"])["reason"] == "STATEMENTS"
    assert len(desk.rows("coverage", office_id=office["office_id"])) == len(COVERED_KINDS)
