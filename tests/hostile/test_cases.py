"""Every row of the fault table: each hostile document, read in a guarded process, gives what it must."""

from collections import Counter

import pytest

from engines.guard import Guard
from tests.hostile.cases import cases, fault, job, read_apart

CASES = cases()
FAST = [case for case in CASES if not case.slow]
SLOW = [case for case in CASES if case.slow]
WITHOUT_TOOLS = {"NEEDS_OCR", "NEEDS_TOOL"}
"""Where OCR or LibreOffice is not installed these come instead."""


@pytest.fixture(scope="module")
def guard():
    with Guard() as made:
        yield made


def check(case, guard):
    reading = read_apart(job(case.make(), case.file), guard)
    codes = {finding.code.value for finding in reading.parsed.findings}
    assert reading.trouble == "" or codes & {"PARSER_CRASH", "PARSER_MEMORY", "PARSER_TIMEOUT"}
    assert fault(case, reading.parsed) == "" or codes & WITHOUT_TOOLS


@pytest.mark.parametrize("case", FAST, ids=lambda case: case.id)
def test_what_must_come_comes(case, guard):
    check(case, guard)


@pytest.mark.prove
@pytest.mark.parametrize("case", SLOW, ids=lambda case: case.id)
def test_what_must_come_comes_proved(case, guard):
    check(case, guard)


def test_every_row_has_cases():
    rows = Counter(case.row for case in CASES)
    assert set(rows) == {*range(1, 15), 16}, "row 15, drift, compares two readings of one address"
    assert min(rows.values()) >= 2
    assert len({case.id for case in CASES}) == len(CASES)
