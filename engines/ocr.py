"""Text of page images by tesseract, optional at run time."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from engines.command import Command, read_output, run
from engines.images import BEST_DPI, page_images, render_page
from engines.limits import MIB
from engines.tesseract_output import lines
from schemas.codes import FindingCode
from schemas.engines import OcrPage, PageImage, Stopped

PROGRAM = "tesseract"
LANGUAGES = "tha+eng"
"""In this order: the other way round it puts a space after nearly every Thai letter."""
PACKAGES = ("tesseract-ocr", "tesseract-ocr-tha")
PAGE_SECONDS = 120.0
"""A page takes 3 to 6 seconds of a core; this is for machines that are busy."""
_ASK_SECONDS = 30.0
_MEMORY = 2048 * MIB
_POINTS = 72.0
_VERSION = re.compile(r"tesseract v?(\S+)")


def recognise(page: PageImage, *, seconds: float = PAGE_SECONDS) -> OcrPage | Stopped:
    """The lines of one page image. Stopped with NEEDS_OCR where the engine or its Thai is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        return _missing("it has no text of its own and needs OCR", PACKAGES)
    if missing := missing_languages(program):
        return _missing("OCR of it needs a language", missing)
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        return _recognise(page, program, Path(folder), seconds)


def recognise_pdf_page(
    data: bytes, index: int, dpi: float = BEST_DPI, *, seconds: float = PAGE_SECONDS
) -> OcrPage | Stopped:
    """The lines of one page of a PDF; `index` counts from 0."""
    page = render_page(data, index, dpi)
    return page if isinstance(page, Stopped) else recognise(page, seconds=seconds)


def recognise_image(data: bytes, *, seconds: float = PAGE_SECONDS) -> Iterator[OcrPage | Stopped]:
    """The pages of a picture file, one by one; Stopped ends them."""
    for page in page_images(data):
        result = page if isinstance(page, Stopped) else recognise(page, seconds=seconds)
        yield result
        if isinstance(result, Stopped):
            return


def _recognise(page: PageImage, program: str, folder: Path, seconds: float) -> OcrPage | Stopped:
    (folder / "page.png").write_bytes(page.png)
    options = ["-l", LANGUAGES, "--dpi", str(round(page.dpi)), "tsv", "txt"]
    command = Command(
        name="OCR of a page",
        arguments=[program, "page.png", "read", *options],
        folder=folder,
        seconds=seconds,
        memory=_MEMORY,
        environment={"OMP_THREAD_LIMIT": "1"},
    )
    finished = run(command)
    if isinstance(finished, Stopped):
        return finished
    table, text = read_output(folder / "read.tsv"), read_output(folder / "read.txt")
    if finished.exit_code != 0 or table is None:
        how = f"exit code {finished.exit_code}"
        return Stopped(FindingCode.PARSER_CRASH, f"OCR of a page failed ({how})", detail=finished.words)
    return OcrPage(
        lines=lines(table.decode("utf-8", "replace"), (text or b"").decode("utf-8", "replace"), page.dpi),
        width=page.width * _POINTS / page.dpi,
        height=page.height * _POINTS / page.dpi,
        engine=f"tesseract {version(program)} {LANGUAGES}",
    )


def _missing(what: str, packages: tuple[str, ...]) -> Stopped:
    return Stopped(FindingCode.NEEDS_OCR, f"{what}: apt install {' '.join(packages)}", packages)


@cache
def version(program: str) -> str:
    found = _VERSION.search(_ask(program, "--version"))
    return found.group(1) if found else "of unknown version"


@cache
def missing_languages(program: str) -> tuple[str, ...]:
    """The Debian packages of the languages that the installed engine lacks."""
    there = _ask(program, "--list-langs").split()
    return tuple(f"tesseract-ocr-{name}" for name in LANGUAGES.split("+") if name not in there)


def _ask(program: str, option: str) -> str:
    try:
        done = subprocess.run(
            [program, option], capture_output=True, text=True, timeout=_ASK_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr
