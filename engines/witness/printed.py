"""PDF by poppler's pdftotext, in several modes, and a rectangle of a page for text that columns cut up."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from engines.command import Command, read_output, run
from engines.limits import MIB
from engines.witness.told import Told
from schemas.codes import FindingCode
from schemas.engines import Stopped
from schemas.records import Box

NAME = "pdftotext"
PACKAGE = "poppler-utils"
_MODES = (("-raw",), (), ("-layout",))
_SECONDS = 60.0
_MEMORY = 2048 * MIB
_MARGIN = 1.5
"""Points around a rectangle: a box is drawn along baselines, marks stand above and below."""


def printed_readings(data: bytes) -> Iterator[Told | Stopped]:
    """The text layer in the order it was written, in reading order, and as it lies on the page."""
    for mode in _MODES:
        yield _told(data, mode, " ".join((NAME, *mode)))


def printed_at(data: bytes, page: int, box: Box) -> Told | Stopped:
    """The text within a rectangle of a page; pages count from 1, `box` is in points from the upper left."""
    left, top, right, bottom = box
    x, y = max(0, int(left - _MARGIN)), max(0, int(top - _MARGIN))
    size = int(right + _MARGIN) + 1 - x, int(bottom + _MARGIN) + 1 - y
    place = ["-raw", "-f", page, "-l", page, "-r", 72, "-x", x, "-y", y, "-W", size[0], "-H", size[1]]
    return _told(data, tuple(map(str, place)), f"{NAME} of the place on page {page}")


def _told(data: bytes, options: tuple[str, ...], by: str) -> Told | Stopped:
    program = shutil.which(NAME)
    if program is None:
        message = f"a second reading of a PDF needs {NAME}: apt install {PACKAGE}"
        return Stopped(FindingCode.NEEDS_TOOL, message, (PACKAGE,))
    with tempfile.TemporaryDirectory(prefix="witness-") as name:
        folder = Path(name)
        (folder / "page.pdf").write_bytes(data)
        arguments = [program, "-q", "-enc", "UTF-8", *options, "page.pdf", "page.txt"]
        finished = run(Command(NAME, arguments, folder, _SECONDS, _MEMORY, {"HOME": name}))
        if isinstance(finished, Stopped):
            return finished
        text = read_output(folder / "page.txt")
    if finished.exit_code != 0:
        message = f"{NAME} made nothing of it (exit code {finished.exit_code})"
        return Stopped(FindingCode.DAMAGED, message, detail=finished.words)
    return Told(by, (text or b"").decode("utf-8", "replace"))


@cache
def version(program: str) -> str:
    """The version that the program says it is; empty where it says nothing."""
    try:
        done = subprocess.run([program, "-v"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    words = (done.stdout + done.stderr).split()
    return words[2] if len(words) > 2 and words[1] == "version" else ""  # noqa: PLR2004
