"""Golden cases: every input of tests/golden is read as its expectation says; and how that is held."""

import json
import os
from pathlib import Path

import pytest

from parsers.parse import read_document
from schemas.codes import FindingCode
from tests.parsers.golden import EXPECTED, SCANS, compare, compare_scan, scan_trouble
from tests.parsers.pages import GOLDEN, SAMPLES, golden_inputs

CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())


READ = [path.parent for path in golden_inputs() if path.parent.name not in SCANS]


@pytest.mark.parametrize("folder", READ, ids=lambda folder: folder.name)
def test_a_page_is_read_as_expected(folder, request):
    compare(folder, update=request.config.getoption("--update-golden"), environment=os.environ)


@pytest.mark.parametrize("name", sorted(SCANS))
def test_a_scan_is_read_but_for_a_few_letters(name):
    compare_scan(GOLDEN / name)


@pytest.mark.parametrize("path", golden_inputs(), ids=lambda path: path.parent.name)
def test_what_is_held_as_a_scan_cannot_be_read_without_ocr(path):
    findings = read_document(path.read_bytes(), name=path.name).findings
    assert (FindingCode.NEEDS_OCR in {finding.code for finding in findings}) is (path.parent.name in SCANS)


def test_every_case_has_one_input_and_nothing_is_left_over():
    assert CASES
    for folder in CASES:
        names = {path.name for path in folder.iterdir()} - {EXPECTED}
        assert len(names) == 1, folder
        assert names.pop().startswith("input."), folder


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_sample_is_the_input_of_a_golden_case(sample):
    assert sample.read_bytes() in [path.read_bytes() for path in golden_inputs()]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob(f"*/{EXPECTED}")), ids=lambda path: path.parent.name)
def test_an_expectation_is_plain_json_in_thai_letters(path):
    text = path.read_text("utf-8")
    assert set(json.loads(text)) == {"owner", "plan_years_be", "fiscal_year_be", "findings", "children"}
    assert "\\u0e" not in text


# ---------------------------------------------------------------------- the framework itself

PAGE = "สพป.เลย เขต 2\nพันธกิจ\n1. พัฒนาครู\n2. พัฒนาผู้เรียน\n"
WRITTEN = """{
 "owner": {"office_id": "esa-p-loei-2", "name": "สพป.เลย เขต 2", "evidence": "text"},
 "plan_years_be": null,
 "fiscal_year_be": null,
 "findings": {},
 "children": [
  {"section": "mission", "heading": "พันธกิจ", "children": [
   {"statement": "mission", "number": "1", "label": "1.", "text": "พัฒนาครู"},
   {"statement": "mission", "number": "2", "label": "2.", "text": "พัฒนาผู้เรียน"}
  ]}
 ]
}
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "input.txt").write_text(PAGE, "utf-8")
    return tmp_path


def expected(case: Path) -> Path:
    return case / EXPECTED


def test_an_expectation_that_is_missing_fails(case):
    with pytest.raises(pytest.fail.Exception, match="--update-golden"):
        compare(case, update=False, environment={})
    assert not expected(case).exists()


def test_the_flag_writes_what_is_then_expected(case):
    compare(case, update=True, environment={})
    assert expected(case).read_text("utf-8") == WRITTEN
    compare(case, update=False, environment={"CI": "true"})


@pytest.mark.parametrize(
    "old", ["พัฒนาครู", "mission", "esa-p-loei-2", "  ]}\n"], ids=["text", "kind", "owner", "layout"]
)
def test_any_difference_fails_and_is_shown(case, old):
    expected(case).write_text(WRITTEN.replace(old, old + "x"), "utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"\+\+\+ found"):
        compare(case, update=False, environment={})


@pytest.mark.parametrize("value", ["true", "1", "TRUE"])
def test_the_flag_fails_in_ci_and_writes_nothing(case, value):
    with pytest.raises(pytest.fail.Exception, match="in CI"):
        compare(case, update=True, environment={"CI": value})
    assert not expected(case).exists()


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_a_machine_that_says_it_is_no_ci_is_none(case, value):
    compare(case, update=True, environment={"CI": value})
    assert expected(case).exists()


PAPER = {
    "owner": {"name": "สพป.เลย เขต 2"},
    "findings": {"OCR_TEXT": 1},
    "children": [
        {
            "section": "mission",
            "heading": "พันธกิจ",
            "children": [{"statement": "mission", "number": "1", "label": "1.", "text": "พัฒนาครู" * 10}],
        }
    ],
}


def scanned(old, new):
    return json.loads(json.dumps(PAPER, ensure_ascii=False).replace(old, new, 1))


def test_a_scan_may_differ_in_a_letter_in_fifty():
    assert scan_trouble(PAPER, PAPER) == ""
    assert scan_trouble(PAPER, scanned("ครู", "ครุ")) == ""
    assert scan_trouble(PAPER, scanned('"1."', '"1"')) == ""


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ("พัฒนาครู" * 3, "พัฒน" * 3, "of the letters"),
        ('"statement": "mission"', '"statement": "goal"', "None goal 1"),
        ('"number": "1"', '"number": "7"', "mission 7"),
        ('"OCR_TEXT": 1', "", "findings"),
    ],
    ids=["letters", "kind", "number", "findings"],
)
def test_other_differences_of_a_scan_fail(old, new, trouble):
    assert trouble in scan_trouble(PAPER, scanned(old, new))
