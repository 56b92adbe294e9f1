"""Recognised text is proved by the engine and version that read it; by another it is not called wrong."""

import dataclasses
from pathlib import Path

import pytest

from engines import tesseract
from engines.witness.printed import NAME, PACKAGE
from flows.proving import document as proof_document
from flows.proving.heard import Heard
from flows.proving.proof import verify
from parsers import parse as parsing
from schemas.codes import Verdict
from schemas.engines import Engines, OcrLine, OcrPage, Stopped, engines_told, read_by
from tests.engines.conftest import need
from tests.pages import LOEI, text_page
from tests.verify.conftest import loaded, numbers, settings_of

SCAN = Path(__file__).resolve().parents[2] / "raw" / "samples" / "d04-school-noenkratai-scan.pdf"


def test_engines_are_named_in_a_message():
    assert engines_told(f"pages 1{read_by(['b 2', 'a 1', ''])}") == {"a 1", "b 2"}
    assert engines_told("pages 1") == frozenset()
    assert read_by([]) == ""


@pytest.fixture(scope="session")
def scanned(tmp_path_factory):
    need(not isinstance(tesseract.find(), Stopped), " ".join(tesseract.PACKAGES))
    return loaded(tmp_path_factory.mktemp("scan"), SCAN)


def test_the_release_says_which_engine_read_it(scanned):
    messages = [row["message"] for row in scanned.rows("findings", code="OCR_TEXT", severity="info")]
    program = tesseract.version(tesseract.find())
    assert [engines_told(message) for message in messages] == [{f"tesseract {program} tha+eng"}]


@pytest.fixture
def in_this_process(monkeypatch):
    """Documents proved in this process, by engines that a test may change."""
    monkeypatch.setattr("flows.proving.proof.guarded", lambda function, task: function(task))


def other_letters(page):
    lines = tuple(
        OcrLine(line.text.replace("น", "ม"), line.box, line.pieces, line.block) for line in page.lines
    )
    return dataclasses.replace(page, lines=lines)


@pytest.mark.usefixtures("in_this_process")
def test_another_version_that_reads_other_letters(scanned, monkeypatch):
    installed = Heard().engines()

    def read(page, version="9.9"):
        said = installed.read_page(page)
        assert isinstance(said, OcrPage)
        return dataclasses.replace(other_letters(said), engine=f"tesseract {version} tha+eng")

    monkeypatch.setattr(proof_document, "Heard", lambda: Heard(Engines(read_page=read)))
    report = verify(settings_of(scanned))
    assert not report.is_proved
    assert Verdict.NOT_FOUND not in {failure.verdict for failure in report.failures}
    reasons = {one.found for one in report.failures if one.verdict is Verdict.NOT_PROVABLE_HERE}
    (reason,) = (reason for reason in reasons if "9.9" in reason)
    assert tesseract.version(tesseract.find()) in reason


@pytest.mark.usefixtures("in_this_process")
def test_without_the_engine(scanned, monkeypatch):
    monkeypatch.setattr(proof_document, "Heard", lambda: Heard(Engines()))
    report = verify(settings_of(scanned))
    assert numbers(report, "statement").keys() == {"not_provable_here"}
    assert any("tesseract-ocr" in failure.found for failure in report.failures)


def test_a_pdf_without_pdftotext(tmp_path, monkeypatch):
    place = loaded(tmp_path / "place", SCAN.with_name("d02-cdd-tharaburi.pdf"))
    monkeypatch.setattr("flows.proving.proof.guarded", lambda function, task: function(task))
    monkeypatch.setattr("engines.witness.printed.shutil.which", lambda _name: None)
    report = verify(settings_of(place))
    assert numbers(report, "statement").keys() == {"not_provable_here"}
    assert {PACKAGE in one.found and NAME in one.found for one in report.failures} == {True}


def test_a_reader_that_invents_a_letter(tmp_path, monkeypatch):
    """A quote that our own reading gives, and no other."""
    real = parsing.read_document

    def inventive(data, **how):
        document = real(data, **how)
        blocks = tuple(
            dataclasses.replace(block, text=block.text.replace("คุณภาพ", "คุณคุณภาพ"))
            for block in document.blocks
        )
        return dataclasses.replace(document, blocks=blocks)

    monkeypatch.setattr(parsing, "read_document", inventive)
    monkeypatch.setattr("flows.proving.proof.guarded", lambda function, task: function(task))
    monkeypatch.setattr("flows.taking.apart", lambda function, *args: function(*args))
    page = tmp_path / "loei.txt"
    page.write_bytes(text_page(LOEI))
    report = verify(settings_of(loaded(tmp_path / "place", page)))
    found = [one for one in report.failures if one.verdict is Verdict.NOT_FOUND]
    assert {one.subject.value for one in found} == {"statement"}
    assert all("คุณคุณภาพ" in one.published and "คุณคุณ" not in one.found for one in found)
