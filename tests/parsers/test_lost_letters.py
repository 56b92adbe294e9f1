"""A statement with lost letters is left out and said so; rubbish beside a statement spoils nothing."""

from parsers.parse import parse
from schemas.codes import FindingCode, Severity
from tests.parsers.readings import OFFICE, texts

LOST = b"\xe0\xb8"
PAGE = f"{OFFICE}\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n3. พัฒนาระบบ\n".encode()


def left_out(parsed):
    return [
        f.message
        for f in parsed.findings
        if f.code is FindingCode.REPLACEMENT_CHAR and f.severity is Severity.ERROR
    ]


def test_a_statement_with_a_lost_letter_is_left_out():
    parsed = parse(PAGE.replace("ผู้เรียน".encode(), "ผู้".encode() + LOST + "รียน".encode()), name="a.txt")
    assert texts(parsed) == ["พัฒนาครู", "พัฒนาระบบ"]
    assert left_out(parsed) == ["1 statements were left out: letters of theirs are lost"]


def test_rubbish_at_its_end_is_cut_off():
    parsed = parse(PAGE.replace("ผู้เรียน".encode(), "ผู้เรียน".encode() + LOST), name="a.txt")
    assert texts(parsed) == ["พัฒนาครู", "พัฒนาผู้เรียน", "พัฒนาระบบ"]
    assert left_out(parsed) == []
    assert not any("\ufffd" in statement.quote for statement in parsed.statements)


def test_what_stood_below_goes_to_the_one_above():
    page = f"{OFFICE}\nประเด็นยุทธศาสตร์\n1. พัฒนาคุณภาพ\n1.1 พัฒนาXครู\n1.1.1 อบรมครู\n2. พัฒนาระบบ\n".encode()
    sound = parse(page.replace(b"X", b""), name="a.txt")
    parsed = parse(page.replace(b"X", LOST), name="a.txt")
    assert len(parsed.statements) == len(sound.statements) - 1
    for at, statement in enumerate(parsed.statements):
        assert statement.parent is None or statement.parent < at
        assert statement.depth == (
            0 if statement.parent is None else parsed.statements[statement.parent].depth + 1
        )


def test_a_page_that_was_published_with_the_mark_is_quoted():
    parsed = parse(PAGE.replace("ผู้เรียน".encode(), "ผู้\ufffdรียน".encode()), name="a.txt")
    assert texts(parsed) == ["พัฒนาครู", "พัฒนาผู้\ufffdรียน", "พัฒนาระบบ"]
    assert left_out(parsed) == []
