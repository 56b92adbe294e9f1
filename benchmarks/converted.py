"""Documents in other formats, made of the project's own by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pages import Page

PROGRAM = "soffice"
MISSING = f"{PROGRAM} (LibreOffice) is not installed: nothing was made by it"
_SECONDS = 600


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which(PROGRAM) is not None


def converted(pages: Sequence[Page], ending: str) -> list[Page]:
    """The documents in the format of an ending; none without LibreOffice, fewer where it fails."""
    program = shutil.which(PROGRAM)
    if program is None or not pages:
        return []
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "source", Path(folder) / "made"
        source.mkdir()
        for page in pages:
            (source / page.name).write_bytes(page.data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        paths = [str(path) for path in sorted(source.iterdir())]
        command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(target), *paths]
        subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
        return [Page(path.name, path.read_bytes()) for path in sorted(target.glob(f"*.{ending}"))]
