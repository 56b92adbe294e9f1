import dataclasses

import pytest

from schemas.codes import FindingCode, OwnerEvidence, Severity
from schemas.ids import UNKNOWN_OFFICE, outside_office_id, section_id
from schemas.kinds import Kind
from schemas.matching import matching_key
from schemas.records import Capture, Finding, Owner, Section, Source, Span
from stores.curated.rows import document_facts
from tests.stores.factories import LOEI, NAN, START, parsed, stated, unreadable

VISION = (Kind.VISION, "น่าอยู่")
NAME = "นายวิสูตร  เจริญวงษ์"


def capture(uri="pages/a.html", *, asked=None, given=False, cut=None, final=None):
    return Capture(
        Source("00aa", uri, asked), 1, START, "f" * 64, 9, given_office=given, cut=cut, final_uri=final
    )


OWNERS = {
    "named": (parsed(VISION), capture(), LOEI),
    "named, another asked for": (parsed(VISION), capture(asked=NAN), LOEI),
    "given": (parsed(VISION, office=None), capture(asked=NAN, given=True), NAN),
    "given, an unknown one named": (
        parsed(VISION, office=None, name="เทศบาลเมืองเลย"),
        capture(asked=NAN, given=True),
        NAN,
    ),
    "an unknown one named": (
        parsed(VISION, office=None, name="เทศบาล เมืองเลย"),
        capture(asked=NAN),
        outside_office_id(matching_key("เทศบาลเมืองเลย")),
    ),
    "none named, one asked for": (parsed(VISION, office=None), capture(asked=NAN), UNKNOWN_OFFICE),
    "none named": (parsed(VISION, office=None), capture(), UNKNOWN_OFFICE),
    "held, one asked for": (unreadable(), capture(asked=NAN), NAN),
    "held": (unreadable(), capture(), UNKNOWN_OFFICE),
}


@pytest.mark.parametrize(("reading", "taken", "office"), OWNERS.values(), ids=OWNERS)
def test_whose_document_it_is(reading, taken, office):
    facts = document_facts(taken, reading)
    assert facts.document.office_id == office
    assert {row.office_id for row in (*facts.sections, *facts.statements, *facts.findings)} <= {office}


def test_parts_are_named_by_id():
    issue = stated("ยกระดับ", Kind.STRATEGIC_ISSUE, number="1")
    goal = stated("ดี", Kind.GOAL, number="1", path="1/1", parent=0, block=1)
    reading = parsed(issue, goal)
    inner = Section(Kind.GOAL, "เป้าประสงค์", "Goals", "2", 0, 0, 1, 0.5, (Span(1, 0, 3),))
    facts = document_facts(capture(), dataclasses.replace(reading, sections=(reading.sections[0], inner)))
    sections, statements = facts.sections, facts.statements
    assert sections[1].section_id == section_id(facts.document.document_id, 1, inner.spans)
    assert sections[1].parent_section_id == sections[0].section_id
    assert sections[1].parent_statement_id == statements[0].statement_id
    assert statements[1].parent_statement_id == statements[0].statement_id
    assert statements[1].section_id == sections[1].section_id
    assert [row.ordinal for row in statements] == [0, 1]
    assert (statements[1].number_path, statements[1].depth) == ("1/1", 1)


def test_statements_of_one_cell_have_ids_of_their_own():
    twins = [
        stated("ดี", Kind.GOAL, block=1),
        stated("ดี", Kind.GOAL, block=1),
        stated("ดี", Kind.GOAL, block=2),
    ]
    ids = [row.statement_id for row in document_facts(capture(), parsed(*twins)).statements]
    assert len(set(ids)) == 3


def test_years_stand_in_both_eras():
    facts = document_facts(capture(), parsed(VISION, plan=(2566, 2570), fiscal=2567))
    assert [(row.start_be, row.end_be, row.start_ce, row.end_ce) for row in facts.periods] == [
        (2566, 2570, 2023, 2027)
    ]
    document = facts.document
    assert (document.plan_start_be, document.plan_end_be, document.fiscal_year_be) == (2566, 2570, 2567)


def test_repairs_are_sorted_counts():
    assert document_facts(capture(), parsed(VISION)).document.repairs == (("D4", 2), ("D5", 1))


@pytest.mark.parametrize(
    ("taken", "host"),
    [
        (capture("pages/a.html"), None),
        (capture("https://www.loei2.go.th/x"), "www.loei2.go.th"),
        (capture("https://a.go.th/", final="https://b.go.th:8080/"), "b.go.th"),
        (capture("http://[broken"), None),
    ],
    ids=["path", "address", "redirected", "broken"],
)
def test_the_host_that_served_it(taken, host):
    assert document_facts(taken, parsed(VISION)).document.publisher_host == host


def test_a_held_document_has_its_row_and_its_finding_only():
    reading = dataclasses.replace(parsed(VISION, plan=(2566, 2570)), findings=unreadable().findings)
    facts = document_facts(capture(), reading)
    assert (facts.sections, facts.statements, facts.periods) == ((), (), ())
    assert [(row.code, row.severity) for row in facts.findings] == [(FindingCode.DAMAGED, Severity.ERROR)]


def test_a_warning_of_a_holding_code_holds_nothing():
    warning = Finding(FindingCode.NEEDS_OCR, Severity.WARNING, "one page is a picture")
    assert document_facts(capture(), parsed(VISION, findings=(warning,))).statements


def test_a_capture_that_is_cut_is_held():
    facts = document_facts(capture(cut="deadline of 30 s"), parsed(VISION))
    assert facts.statements == ()
    assert [row.code for row in facts.findings] == [FindingCode.CUT]
    assert "30 s" in facts.findings[0].message


def test_a_reading_with_loose_ends_is_held():
    for broken in (stated("ดี", parent=5), stated("ดี", parent=-1)):
        facts = document_facts(capture(), parsed(broken))
        assert facts.statements == ()
        assert [row.code for row in facts.findings] == [FindingCode.PARSER_ERROR]


def test_no_name_of_a_person_gets_through():
    item = dataclasses.replace(
        stated(f"ทำดี โดย {NAME} ผู้อำนวยการ", Kind.GOAL), label=f"{NAME} :", gloss_en="by Mr. Visut Charoen"
    )
    finding = Finding(FindingCode.NO_SECTION, Severity.INFO, f"said {NAME}", f"{NAME} กล่าว", (Span(0, 0, 1),))
    reading = parsed(
        item, office=None, name=f"สำนักงานของ {NAME}", title=f"นโยบาย {NAME}", findings=(finding,)
    )
    section = dataclasses.replace(
        reading.sections[0], heading=f"นโยบาย {NAME}", heading_en="Mr. Visut Charoen"
    )
    period = dataclasses.replace(parsed(VISION, plan=(2566, 2570)).periods[0], quote=f"{NAME} 2566")
    facts = document_facts(capture(), dataclasses.replace(reading, sections=(section,), periods=(period,)))
    assert "วิสูตร" not in repr(facts)
    assert "Visut" not in repr(facts)
    assert facts.statements[0].text == "ทำดี โดย [ชื่อบุคคล] ผู้อำนวยการ"
    masked = [row for row in facts.findings if row.code is FindingCode.PERSON_MASKED]
    assert (0, 0) in {(row.spans[0].block, row.spans[0].start) for row in masked if row.spans}
    assert {"title", "heading", "statement", "name"} <= {
        word for row in masked for word in row.message.split()
    }


def test_evidence_is_short():
    finding = Finding(FindingCode.NO_SECTION, Severity.INFO, "x", "ก" * 500)
    assert len(document_facts(capture(), parsed(VISION, findings=(finding,))).findings[0].evidence) == 200


def test_text_that_utf8_cannot_hold_is_made_writable(desk):
    desk.load("a.html", parsed((Kind.VISION, "น่า\ud800อยู่"), title="\udcff"), data=b"1")
    assert desk.rows("direction")[0]["text"] == "น่า?อยู่"
    assert desk.rows("documents")[0]["title"] == "?"


def test_owner_evidence_is_kept():
    reading = dataclasses.replace(parsed(VISION), owner=Owner(LOEI, "สพป.เลย เขต 2", OwnerEvidence.HOST))
    document = document_facts(capture(), reading).document
    assert (document.owner_name, document.owner_evidence) == ("สพป.เลย เขต 2", OwnerEvidence.HOST)
