"""Old Word files by antiword, and by what LibreOffice makes of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from engines.command import Command, read_output, run
from engines.limits import MIB
from engines.office import TEXT_PROGRAM, to_docx
from engines.witness.packages import word_readings
from engines.witness.told import Told
from schemas.codes import FindingCode, MediaType
from schemas.engines import Stopped

_SECONDS = 30.0
_MEMORY = 512 * MIB


def old_word_readings(data: bytes) -> Iterator[Told | Stopped]:
    """The text that antiword prints, then the text runs of the converted file."""
    yield _by_antiword(data)
    converted = to_docx(data)
    if isinstance(converted, Stopped):
        yield converted
    elif converted.media_type is MediaType.DOCX:
        for told in word_readings(converted.data):
            yield Told(f"{told.by}, made by {converted.engine}", told.text)


def _by_antiword(data: bytes) -> Told | Stopped:
    program = shutil.which(TEXT_PROGRAM)
    if program is None:
        message = f"a second reading of an old Word file needs {TEXT_PROGRAM}: apt install {TEXT_PROGRAM}"
        return Stopped(FindingCode.NEEDS_TOOL, message, (TEXT_PROGRAM,))
    with tempfile.TemporaryDirectory(prefix="witness-") as name:
        folder = Path(name)
        (folder / "page.doc").write_bytes(data)
        arguments = [program, "-m", "UTF-8.txt", "-w", "0", "page.doc"]
        finished = run(Command(TEXT_PROGRAM, arguments, folder, _SECONDS, _MEMORY, {"HOME": name}))
        if isinstance(finished, Stopped):
            return finished
        text = read_output(folder / "printed")
    if finished.exit_code != 0 or text is None:
        return Stopped(FindingCode.DAMAGED, f"{TEXT_PROGRAM} made nothing of it", detail=finished.words)
    return Told(TEXT_PROGRAM, text.decode("utf-8", "replace"))
