"""Documents made by LibreOffice out of Word documents: one start of the program for many of them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180


class Target(StrEnum):
    """What LibreOffice writes: the file's ending and the filter."""

    ODT = "odt:writer8"
    RTF = "rtf:Rich Text Format"
    DOC = "doc:MS Word 97"
    PDF = "pdf:writer_pdf_Export"

    @property
    def ending(self) -> str:
        return self.value.partition(":")[0]


def libreoffice() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def converted(documents: Mapping[str, bytes], target: Target) -> dict[str, bytes]:
    """The documents (by name) in another format; raises where one is missing."""
    program = libreoffice()
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="same-text-") as name:
        folder = Path(name)
        for key, data in documents.items():
            (folder / f"{key}.docx").write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", target.value, "--outdir", str(folder / "out")]
        command += [str(folder / f"{key}.docx") for key in documents]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, cwd=folder)
        return {key: (folder / "out" / f"{key}.{target.ending}").read_bytes() for key in documents}
