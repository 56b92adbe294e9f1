"""The demo: samples of as many offices in all formats, read or held with what to install for them."""

import pytest

from engines import office, tesseract
from flows.demo import Held, held_samples, sample_folder
from flows.report import RunReport
from schemas.codes import FindingCode, OutcomeStatus, Severity
from schemas.ids import UNKNOWN_OFFICE
from schemas.records import Finding, Outcome
from stores.curated.release import open_release
from tests.cli.conftest import thitthang
from tests.engines.conftest import need

SAMPLES = len(list(sample_folder().iterdir())) + 1
"""With the page in the first archive."""
NO_SERVER = "http://127.0.0.1:9/api"
"""So that Prefect's server, which takes seconds, is not started: tests/prefect runs the demo with it."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A folder in which the demo ran where no optional program is, and what it said."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "bin").mkdir()
    return folder, thitthang("demo", cwd=folder, PATH=str(folder / "bin"), PREFECT_API_URL=NO_SERVER)


def owners(folder):
    return open_release(folder / ".demo" / "curated").table("documents")["office_id"].to_pylist()


def test_without_programs_the_demo_says_what_is_held_and_what_to_install(bare):
    folder, done = bare
    assert (done.code, done.err) == (0, "")
    assert f"{SAMPLES - 2}/{SAMPLES} documents, 2 held" in done.out
    assert f"2 of {SAMPLES} samples are held until a program is installed" in done.out
    assert f"apt install tesseract-ocr tesseract-ocr-tha {office.PACKAGE}" in done.out
    assert "What to try next" in done.out
    assert len({*owners(folder)} - {UNKNOWN_OFFICE}) == SAMPLES - 2


def test_what_was_held_is_read_once_its_programs_are_there(bare):
    need(office.libreoffice(), office.PACKAGE)
    need(isinstance(tesseract.find(), str), " ".join(tesseract.PACKAGES))
    folder, _ = bare
    done = thitthang("demo", cwd=folder, PREFECT_API_URL=NO_SERVER)
    assert (done.code, done.err) == (0, "")
    assert f"2 published, {SAMPLES - 2} unchanged" in done.out
    assert " held" not in done.out
    assert len({*owners(folder)}) == len(owners(folder)) - 1 == SAMPLES


def test_the_demo_shows_what_changed_in_a_year(bare):
    _, done = bare
    assert "{+และรู้เท่าทันสื่อ+}" in done.out


def test_the_samples_are_of_every_kind_of_file():
    endings = {path.suffix for path in sample_folder().iterdir()}
    assert endings == {".html", ".txt", ".docx", ".doc", ".odt", ".pdf"}


def report(*codes):
    outcomes = [
        Outcome(OutcomeStatus.HELD, "a", None, "", 0, (Finding(code, Severity.ERROR, ""),)) for code in codes
    ]
    good = Outcome(OutcomeStatus.PUBLISHED, "b", "x-1", "", 3, ())
    return RunReport("load", "document", (good, *outcomes))


@pytest.mark.usefixtures("_no_programs")
def test_what_to_install_is_told_only_where_it_helps():
    assert held_samples(report()) == Held(0, 1)
    assert held_samples(report(FindingCode.NEEDS_OCR)) == Held(1, 2, tesseract.PACKAGES)
    assert held_samples(report(FindingCode.NEEDS_TOOL)) == Held(1, 2, (office.PACKAGE,))
    assert held_samples(report(FindingCode.NEEDS_OCR, FindingCode.PARSER_TIMEOUT)) == Held(2, 3)


@pytest.fixture
def _no_programs(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
