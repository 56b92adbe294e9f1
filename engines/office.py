"""Old Word files made readable: by LibreOffice into .docx, by antiword into plain text.

Both are optional at run time.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from enum import StrEnum
from functools import cache
from pathlib import Path

from engines.command import LARGEST_FILE, Command, Finished, read_output, run
from engines.limits import MIB
from engines.office_profile import drop_profile, profile
from engines.word_file import WordHead, characters_of_docx, word_head
from schemas.codes import FindingCode, MediaType
from schemas.engines import Converted, Stopped

PROGRAMS = ("soffice", "libreoffice")
PACKAGE = "libreoffice-writer-nogui"
TEXT_PROGRAM = "antiword"
SECONDS = 120.0
"""A letter takes 1 to 3 seconds; this is for machines that are busy and files that are large."""
_TEXT_SECONDS = 30.0
_MEMORY = 3072 * MIB
_TEXT_MEMORY = 512 * MIB
_DOCX = b"PK\x03\x04"
_NO_NETWORK = ("unshare", "--map-root-user", "--net")
_NOWHERE = "http://127.0.0.1:9"

_one_at_a_time = threading.Lock()


class OldFormat(StrEnum):
    """What LibreOffice is asked to read, and nothing else: left alone it takes any bytes for text."""

    DOC = "doc"
    SXW = "sxw"
    WPS = "wps"
    RTF = "rtf"
    ODT = "odt"


_FILTERS = {
    OldFormat.DOC: "MS Word 97",
    OldFormat.SXW: "StarOffice XML (Writer)",
    OldFormat.WPS: "MS_Works",
    OldFormat.RTF: "Rich Text Format",
    OldFormat.ODT: "writer8",
}
_FILTER_BEFORE_97 = "MS Word 95"


def to_docx(data: bytes, old: OldFormat = OldFormat.DOC, *, seconds: float = SECONDS) -> Converted | Stopped:
    """A .docx of an old text file, or its text alone where only antiword is installed (.doc only).

    Stopped with NEEDS_TOOL where no program is installed; with EMPTY, ENCRYPTED or DAMAGED as the bytes
    are: DAMAGED too when less than half of the text that the file says it has came out.
    """
    if not data.strip(b"\0 \r\n\t"):
        return Stopped(FindingCode.EMPTY, "the file is empty")
    head = word_head(data) if old is OldFormat.DOC else WordHead(True, False, None)
    if head is None:
        return Stopped(FindingCode.DAMAGED, "it is not an old Word file, or its head is damaged")
    if head.encrypted:
        return Stopped(FindingCode.ENCRYPTED, "it opens with a password only")
    if program := libreoffice():
        return _by_libreoffice(data, old, head, program, seconds)
    if old is OldFormat.DOC and (program := shutil.which(TEXT_PROGRAM)):
        return _by_antiword(data, head, program)
    message = f"an old Word file needs LibreOffice: apt install {PACKAGE}"
    if old is OldFormat.DOC:
        message += f" (or {TEXT_PROGRAM}, which loses the layout)"
    return Stopped(FindingCode.NEEDS_TOOL, message, (PACKAGE, TEXT_PROGRAM))


def libreoffice() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def _by_libreoffice(
    data: bytes, old: OldFormat, head: WordHead, program: str, seconds: float
) -> Converted | Stopped:
    asked = _FILTERS[old] if head.is_word_97 else _FILTER_BEFORE_97
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="office-") as name:
        folder = Path(name)
        (folder / f"page.{old}").write_bytes(data)
        finished = run(_libreoffice_command(folder / f"page.{old}", asked, program, seconds))
        docx = read_output(folder / "out" / "page.docx")
        if isinstance(finished, Stopped) or finished.exit_code < 0:
            drop_profile()
    if isinstance(finished, Stopped):
        return finished
    if docx is None or not docx.startswith(_DOCX):
        return _failed("LibreOffice", finished)
    if not head.is_most(found := characters_of_docx(docx)):
        return _text_lost("LibreOffice", found, head)
    return Converted(docx, MediaType.DOCX, libreoffice_version(program), missing=head.missing(found))


def _libreoffice_command(document: Path, asked: str, program: str, seconds: float) -> Command:
    return Command(
        name="LibreOffice",
        arguments=[
            *no_network(),
            program,
            f"-env:UserInstallation={profile().as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--infilter={asked}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            document.parent / "out",
            document,
        ],
        folder=document.parent,
        seconds=seconds,
        memory=_MEMORY,
        environment={"http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "no_proxy": ""},
    )


@cache
def no_network() -> tuple[str, ...]:
    """What to start a program with so that it has no network; nothing where the system forbids that."""
    try:
        done = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return _NO_NETWORK if done.returncode == 0 else ()


def _by_antiword(data: bytes, head: WordHead, program: str) -> Converted | Stopped:
    with tempfile.TemporaryDirectory(prefix="antiword-") as name:
        folder = Path(name)
        (folder / "page.doc").write_bytes(data)
        command = Command(
            name=TEXT_PROGRAM,
            arguments=[program, "-m", "UTF-8.txt", "-w", "0", "page.doc"],
            folder=folder,
            seconds=_TEXT_SECONDS,
            memory=_TEXT_MEMORY,
            environment={"HOME": name},
        )
        finished = run(command)
        text = read_output(folder / "printed")
    if isinstance(finished, Stopped):
        return finished
    if finished.exit_code != 0 or text is None:
        return _failed(TEXT_PROGRAM, finished)
    if not head.is_most(found := len(text.decode("utf-8", "replace"))):
        return _text_lost(TEXT_PROGRAM, found, head)
    return Converted(text, MediaType.TEXT, TEXT_PROGRAM, layout_lost=True, missing=head.missing(found))


def _failed(name: str, finished: Finished) -> Stopped:
    if finished.exit_code < 0:
        message = f"{name} was ended by signal {-finished.exit_code}"
        return Stopped(FindingCode.PARSER_CRASH, message, detail=finished.words)
    message = f"{name} made nothing of it (or more than {LARGEST_FILE // MIB} MiB)"
    return Stopped(FindingCode.DAMAGED, message, detail=finished.words)


def _text_lost(name: str, found: int, head: WordHead) -> Stopped:
    message = f"{name} found {found} of the {head.characters} characters that the file says it has"
    return Stopped(FindingCode.DAMAGED, message)


@cache
def libreoffice_version(program: str) -> str:
    """Its name and version, as it says."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "LibreOffice"
    return " ".join(done.stdout.split()[:2]) or "LibreOffice"
