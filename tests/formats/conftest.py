"""Documents of the same text, made once in a worker; tests of one group share a worker."""

import os
import shutil

import pytest

from engines.installed import INSTALLED
from parsers.parse import parse
from schemas.registry import registry
from tests.formats.same_text.converted import libreoffice
from tests.formats.same_text.formats import CHROMIUM, OFFICE, SCAN
from tests.formats.same_text.making import Workshop
from tests.formats.same_text.pages import CORPUS, REAL, SHARED, page
from tests.formats.same_text.printed import chromium

HAS_REAL = (SHARED / "seeds" / f"{REAL}.txt").exists() and (SHARED / "gold" / f"{REAL}.json").exists()


@pytest.fixture(scope="session")
def workshop():
    """Documents of all pages, each made when it is first asked for."""
    return Workshop([page(name) for name in (*CORPUS, *([REAL] if HAS_REAL else []))])


@pytest.fixture
def made(workshop):
    """A page (by its name) in a format; skips where the page or a program is not at hand."""

    def make(name, form):
        if name == REAL and not HAS_REAL:
            pytest.skip(f"the real page {REAL} is not at hand: {SHARED} is missing")
        for program in _programs(form):
            _need(*program)
        return workshop.made(page(name), form)

    return make


@pytest.fixture(scope="session")
def _readings():
    return {}


@pytest.fixture
def read(made, _readings):
    """What is read from a page in a format."""

    def reading(name, form):
        document = made(name, form)
        if (name, form) not in _readings:
            _readings[name, form] = parse(
                document.data, name=document.name, registry=registry(), engines=INSTALLED
            )
        return _readings[name, form]

    return reading


def _programs(form):
    if form in OFFICE or form == SCAN:
        yield libreoffice(), "libreoffice-writer-nogui"
    if form == CHROMIUM:
        yield chromium(), "chromium"
    if form == SCAN:
        yield shutil.which("tesseract"), "tesseract-ocr tesseract-ocr-tha"


def _need(there, packages):
    """Skip where a program is not installed; in CI, where it must be, fail."""
    if there:
        return
    message = f"not installed: {packages}"
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(message)
    pytest.skip(message)
