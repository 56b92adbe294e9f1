"""Which optional programs are installed, in which versions, and which Debian packages bring them."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from engines import office, tesseract
from engines.witness import printed

_ANTIWORD_VERSION = re.compile(r"Version:\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Engine:
    """An optional program: what it is for, where it is (None: nowhere), what is missing of it.

    `packages` are the Debian packages to install: all of them where the program is not there, else
    those of what is missing.
    """

    name: str
    purpose: str
    packages: tuple[str, ...]
    path: str | None = None
    version: str = ""

    @property
    def is_there(self) -> bool:
        """Whether it is installed, and whole."""
        return self.path is not None and not self.packages

    @property
    def remedy(self) -> str:
        """What to do about it, empty where nothing is to be done."""
        return f"apt install {' '.join(self.packages)}" if self.packages else ""


def engines() -> tuple[Engine, ...]:
    """All optional programs, there or not; asks them for their versions (about half a second)."""
    return _tesseract(), _libreoffice(), _antiword(), _pdftotext()


def _tesseract() -> Engine:
    purpose = "scanned pages, pictures, pages whose text is garbled"
    path = shutil.which(tesseract.NAME)
    if path is None:
        return Engine(tesseract.NAME, purpose, tesseract.PACKAGES)
    version = f"{tesseract.version(path)} {tesseract.LANGUAGES}"
    return Engine(tesseract.NAME, purpose, tesseract.missing_languages(path), path, version)


def _libreoffice() -> Engine:
    purpose = "old Word files (.doc)"
    path = office.libreoffice()
    if path is None:
        return Engine("soffice", purpose, (office.PACKAGE,))
    return Engine("soffice", purpose, (), path, office.libreoffice_version(path))


def _antiword() -> Engine:
    purpose = "old Word files (.doc) where LibreOffice is not there; loses the layout"
    path = shutil.which(office.TEXT_PROGRAM)
    if path is None:
        return Engine(office.TEXT_PROGRAM, purpose, (office.TEXT_PROGRAM,))
    try:
        said = subprocess.run([path, "-h"], capture_output=True, text=True, timeout=10, check=False)
        found = _ANTIWORD_VERSION.search(said.stdout + said.stderr)
    except (OSError, subprocess.TimeoutExpired):
        found = None
    return Engine(office.TEXT_PROGRAM, purpose, (), path, found.group(1) if found else "")


def _pdftotext() -> Engine:
    purpose = "`thitthang verify`: a second reading of PDF files"
    path = shutil.which(printed.NAME)
    if path is None:
        return Engine(printed.NAME, purpose, (printed.PACKAGE,))
    return Engine(printed.NAME, purpose, (), path, printed.version(path))
