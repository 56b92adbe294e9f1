"""What `doctor` is told of optional programs."""

import pytest

from engines.available import engines

ANSWERS = 'case "$1" in --version) echo tesseract 5.9;; --list-langs) echo eng;; esac'


@pytest.mark.usefixtures("no_programs")
def test_nothing_is_there():
    assert [(engine.name, engine.is_there, engine.remedy) for engine in engines()] == [
        ("tesseract", False, "apt install tesseract-ocr tesseract-ocr-tha"),
        ("soffice", False, "apt install libreoffice-writer-nogui"),
        ("antiword", False, "apt install antiword"),
        ("pdftotext", False, "apt install poppler-utils"),
    ]


def test_a_language_is_missing(program):
    path = program("tesseract", ANSWERS)
    engine = engines()[0]
    assert engine.path == str(path)
    assert engine.version == "5.9 tha+eng"
    assert not engine.is_there
    assert engine.remedy == "apt install tesseract-ocr-tha"


@pytest.mark.usefixtures("tesseract", "soffice", "antiword", "pdftotext")
def test_all_is_there():
    assert all(engine.is_there and engine.version and not engine.remedy for engine in engines())


def test_a_program_that_says_nothing(program):
    program("antiword", "exit 1")
    assert engines()[2].is_there
    assert engines()[2].version == ""
