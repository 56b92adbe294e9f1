"""The program tesseract: whether it is there, and having it read pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from engines.command import Command, read_output, run
from engines.limits import MIB
from schemas.codes import FindingCode
from schemas.engines import Stopped

NAME = "tesseract"
LANGUAGES = "tha+eng"
"""In this order: the other way round it puts a space after nearly every Thai letter."""
PACKAGES = ("tesseract-ocr", "tesseract-ocr-tha")
_MEMORY = 2048 * MIB
_ASK_SECONDS = 30.0
_VERSION = re.compile(r"tesseract v?(\S+)")


def find() -> str | Stopped:
    """Where it is; Stopped with NEEDS_OCR where it or its Thai is not installed."""
    program = shutil.which(NAME)
    if program is None:
        return _missing("it has no text of its own and needs OCR", PACKAGES)
    if missing := missing_languages(program):
        return _missing("OCR of it needs a language", missing)
    return program


def _missing(what: str, packages: tuple[str, ...]) -> Stopped:
    return Stopped(FindingCode.NEEDS_OCR, f"{what}: apt install {' '.join(packages)}", packages)


def read(
    program: str, pictures: Sequence[Path], layout: str, dpi: float, seconds: float
) -> tuple[str, str] | Stopped:
    """The table (TSV) and the text of some pictures in one folder; `layout` is its --psm.

    In the table a picture is a page, counted from 1; in the text it ends with a form feed.
    """
    folder = pictures[0].parent
    (folder / "list.txt").write_text("".join(f"{picture.name}\n" for picture in pictures), "utf-8")
    for output in ("read.tsv", "read.txt"):
        (folder / output).unlink(missing_ok=True)
    options = ["-l", LANGUAGES, "--dpi", str(round(dpi)), "--psm", layout, "tsv", "txt"]
    command = Command(
        name="OCR of a page",
        arguments=[program, "list.txt", "read", *options],
        folder=folder,
        seconds=seconds,
        memory=_MEMORY,
        environment={"OMP_THREAD_LIMIT": "1"},  # more threads make it slower
    )
    finished = run(command)
    if isinstance(finished, Stopped):
        return finished
    table, text = read_output(folder / "read.tsv"), read_output(folder / "read.txt")
    if finished.exit_code != 0 or table is None:
        how = f"exit code {finished.exit_code}"
        return Stopped(FindingCode.PARSER_CRASH, f"OCR of a page failed ({how})", detail=finished.words)
    return table.decode("utf-8", "replace"), (text or b"").decode("utf-8", "replace")


@cache
def version(program: str) -> str:
    found = _VERSION.search(_ask(program, "--version"))
    return found.group(1) if found else "of unknown version"


@cache
def missing_languages(program: str) -> tuple[str, ...]:
    """The Debian packages of the languages that the installed program lacks."""
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
