"""Damaged bytes of every format: held, a finding, or identical rows; never a crash, never a quiet loss."""

import random

import pytest

from parsers.parse import read_document
from schemas.codes import Severity
from tests.engines.conftest import FONT, need
from tests.hostile.mutations import CHECKED, PROVED, SAMPLE, Verdict, mutated, tally
from tests.hostile.office_files import sound as small
from tests.hostile.sound_files import sound
from tests.office import package

PACKAGES = ("docx", "odt", "pptx", "xlsx")


def has_tools(form):
    """Skip a format whose engine is not installed."""
    import shutil

    from engines import office

    if form == "doc":
        need(office.libreoffice(), office.PACKAGE)
    if form == "png":
        need(shutil.which("tesseract") and FONT.exists(), "tesseract-ocr tesseract-ocr-tha fonts-thai-tlwg")


@pytest.mark.parametrize("form", SAMPLE)
def test_damage_is_never_quiet(form):
    has_tools(form)
    made = tally(form, range(SAMPLE[form]))
    assert made.faults == []
    assert made.verdicts.total() == SAMPLE[form]
    assert form not in CHECKED or made.verdicts[Verdict.HELD] + made.verdicts[Verdict.FOUND]


@pytest.mark.prove
@pytest.mark.parametrize("form", PROVED)
def test_damage_is_never_quiet_proved(form):
    has_tools(form)
    assert tally(form, range(PROVED[form])).faults == []


def inside(form, count):
    """Mutations inside the parts, packed anew: the checksums are right, the XML may still parse."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(small()[form])) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    chance = random.Random(f"inside {form}")
    for _ in range(count):
        part = chance.choice(list(parts))
        yield package(parts | {part: mutated(parts[part], chance)})


def check_inside(form, count):
    for number, data in enumerate(inside(form, count)):
        document = read_document(data, name=f"page.{form}")
        errors = [each for each in document.findings if each.severity is Severity.ERROR]
        assert document.blocks or errors, f"{form} mutation {number}: empty without a word"


@pytest.mark.parametrize("form", PACKAGES)
def test_no_xml_makes_a_reader_raise(form):
    check_inside(form, 150)


@pytest.mark.prove
@pytest.mark.parametrize("form", PACKAGES)
def test_no_xml_makes_a_reader_raise_proved(form):
    check_inside(form, 2_000)


def test_a_mutation_is_always_the_same():
    assert mutated(sound("txt"), random.Random("a")) == mutated(sound("txt"), random.Random("a"))
