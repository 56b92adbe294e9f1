"""Tools and pages that the tests of the engines share; all text is our own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from engines import office
from tests.engines.own_text import TEXT

FONT = Path("/usr/share/fonts/truetype/tlwg/Loma.ttf")


def need(there, packages):
    """Skip where something is not installed; in CI, where it must be, fail."""
    if there:
        return
    message = f"not installed: {packages}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def tesseract():
    need(shutil.which("tesseract"), "tesseract-ocr tesseract-ocr-tha")


@pytest.fixture
def soffice():
    need(office.libreoffice(), office.PACKAGE)


@pytest.fixture
def antiword():
    need(shutil.which("antiword"), "antiword")


@pytest.fixture
def pdftotext():
    need(shutil.which("pdftotext"), "poppler-utils")


@pytest.fixture(scope="session")
def page():
    """A page of text at 300 dpi, A5."""
    need(FONT.exists(), "fonts-thai-tlwg")
    image = Image.new("L", (1748, 1100), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 62)
    for number, line in enumerate(TEXT):
        draw.text((150, 120 + 125 * number), line, font=font, fill="black")
    return image


@pytest.fixture(scope="session")
def old_word_file(tmp_path_factory):
    """A .doc with the text, numbers drawn by an automatic list, and a table."""
    need(office.libreoffice(), office.PACKAGE)
    folder = tmp_path_factory.mktemp("doc")
    (folder / "page.rtf").write_text(rtf(TEXT), "ascii")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office.libreoffice(), profile, "--headless", "--infilter=Rich Text Format"]
    command += ["--convert-to", "doc:MS Word 97", "--outdir", folder, folder / "page.rtf"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "page.doc").read_bytes()


def rtf(lines):
    body = "".join(f"{escaped(line)}\\par\n" for line in lines)
    table = "\\trowd\\cellx3000\\cellx6000\\intbl A\\cell B\\cell\\row\n"
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Loma;}}\\f0\\fs32\n" + body + table + "\\pard\\par}"


def escaped(text):
    return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Make a shell script the only program of its name."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(name, *lines):
        path = folder / name
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return path

    return make


@pytest.fixture
def no_programs(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
