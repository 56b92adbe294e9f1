"""A web page as Chromium prints it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 60


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def printed(page: bytes) -> bytes:
    """The PDF of an HTML page; raises where none comes."""
    program = chromium()
    if program is None:
        raise FileNotFoundError("Chromium is not installed")
    with tempfile.TemporaryDirectory(prefix="same-text-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "in.html").write_bytes(page)
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'out.pdf'}"]
        command += [(folder / "in.html").as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, cwd=folder)
        return (folder / "out.pdf").read_bytes()
