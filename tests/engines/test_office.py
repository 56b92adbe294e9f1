"""Old Word files, converted by the real programs where they are installed, and by false ones."""

import io
import re
import socket
import struct
import subprocess
import zipfile

import pytest

from engines import office, office_profile, word_file
from engines.guard import Guard
from engines.office import OldFormat, to_docx
from engines.word_file import word_head
from schemas.codes import HOLDING_CODES, FindingCode, MediaType
from schemas.engines import Stopped
from tests.engines import macro_file
from tests.engines.own_text import TEXT


def text_of(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", paragraph)) for paragraph in paragraphs]


def head(version=0xC1, flags=0, characters=40, start=0):
    """The parts of an old Word file that tell what it is."""
    sector = bytearray(512)
    struct.pack_into("<HH", sector, 0, 0xA5EC, version)
    struct.pack_into("<H", sector, 10, flags)
    struct.pack_into("<i", sector, 0x4C, characters)
    entry = bytearray(128)
    entry[:26] = "WordDocument\0".encode("utf-16-le")
    struct.pack_into("<I", entry, 116, start)
    ole = bytearray(512)
    ole[:8] = word_file._OLE
    struct.pack_into("<H", ole, 30, 9)
    return bytes(ole + sector + entry)


@pytest.mark.usefixtures("soffice")
def test_a_word_file_becomes_docx(old_word_file):
    made = to_docx(old_word_file)
    assert made.media_type is MediaType.DOCX
    assert not made.layout_lost
    assert made.missing < 20
    assert re.fullmatch(r"LibreOffice \d+\.\d.*", made.engine)
    assert text_of(made.data)[: len(TEXT) + 2] == [*TEXT, "A", "B"]
    assert b"<w:tbl>" in zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml")


@pytest.mark.usefixtures("soffice")
def test_in_a_guarded_process(old_word_file):
    with Guard() as guard:
        made = guard.run(to_docx, old_word_file)
        assert text_of(made.data)[0] == TEXT[0]


@pytest.mark.usefixtures("antiword")
def test_antiword_where_only_that_is_there(old_word_file, monkeypatch):
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-office",))
    made = to_docx(old_word_file)
    assert made.media_type is MediaType.TEXT
    assert made.layout_lost
    assert made.engine == "antiword"
    lines = [line.strip() for line in made.data.decode("utf-8").splitlines() if line.strip()]
    assert lines[: len(TEXT)] == list(TEXT)


@pytest.mark.usefixtures("soffice")
def test_a_file_with_a_damaged_body_is_not_an_empty_success(old_word_file):
    """LibreOffice makes an empty .docx of it and reports success."""
    start = old_word_file.index("WordDocument\0".encode("utf-16-le"))
    (sector,) = struct.unpack_from("<I", old_word_file, start + 116)
    damaged = bytearray(old_word_file)
    struct.pack_into("<i", damaged, 512 * (sector + 1) + 0x4C, 100_000)
    stopped = to_docx(bytes(damaged))
    assert stopped.code is FindingCode.DAMAGED
    assert re.search(r"\d+ of the 100000 characters|made nothing", stopped.message)


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize(
    "data", [head() + b"junk" * 2000, head(version=0x65) + b"junk" * 2000], ids=["97", "95"]
)
def test_bytes_are_not_taken_for_text(data):
    """Left alone, LibreOffice reads any bytes as plain text."""
    assert to_docx(data).code is FindingCode.DAMAGED


@pytest.mark.usefixtures("soffice")
def test_no_macro_runs_and_nothing_is_fetched(tmp_path, monkeypatch):
    canary = tmp_path / "canary"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        data = macro_file.odt(canary, f"http://127.0.0.1:{server.getsockname()[1]}/picture.png")
        assert text_of(to_docx(data, OldFormat.ODT).data)[0] == "hello"
        monkeypatch.setattr(office, "no_network", lambda: ())
        assert text_of(to_docx(data, OldFormat.ODT).data)[0] == "hello"
        with pytest.raises(BlockingIOError):
            server.accept()
        # With settings of its own the program does fetch the picture: the test can fail.
        (tmp_path / "page.odt").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [office.libreoffice(), profile, "--headless", "--convert-to", "docx", "page.odt"]
        with subprocess.Popen(command, cwd=tmp_path, stdout=-3, stderr=-3) as process:
            server.settimeout(60)
            server.accept()[0].close()
            process.kill()
    assert not canary.exists()


@pytest.mark.usefixtures("no_programs")
def test_without_programs():
    stopped = to_docx(head())
    assert stopped.code is FindingCode.NEEDS_TOOL
    assert stopped.code in HOLDING_CODES
    assert stopped.packages == ("libreoffice-writer-nogui", "antiword")
    assert "apt install libreoffice-writer-nogui (or antiword" in stopped.message
    assert "antiword" not in to_docx(b"x", OldFormat.SXW).message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FindingCode.EMPTY),
        (bytes(5000), FindingCode.EMPTY),
        (b"{\\rtf1 hello}", FindingCode.DAMAGED),
        (word_file._OLE + bytes(600), FindingCode.DAMAGED),
        (head(start=2**31), FindingCode.DAMAGED),
        (head(flags=0x0100), FindingCode.ENCRYPTED),
    ],
    ids=["empty", "zeros", "rtf", "another", "cut", "password"],
)
def test_bytes_that_no_program_is_asked_about(data, code):
    assert to_docx(data).code is code


def test_what_the_head_says():
    assert word_head(head()).characters == 40
    assert word_head(head()).is_word_97
    assert not word_head(head(version=0x68)).is_word_97
    assert word_head(head(version=0x68)).characters is None
    assert word_head(head()).is_most(20)
    assert not word_head(head(characters=400)).is_most(150)


def test_a_program_that_takes_too_long(program):
    program("soffice", "sleep 1000 & wait")
    before = office_profile.profile()
    stopped = to_docx(head(), seconds=0.3)
    assert stopped == Stopped(FindingCode.PARSER_TIMEOUT, "LibreOffice took more than 0.3 seconds")
    assert not before.exists()
    assert office_profile.profile() != before


def test_success_without_a_file_is_none(program):
    program("soffice", "echo Error: source file could not be loaded", "exit 0")
    stopped = to_docx(head())
    assert stopped.code is FindingCode.DAMAGED
    assert stopped.detail == "Error: source file could not be loaded"


def test_a_program_that_crashes(program):
    program("soffice", "kill -SEGV $$")
    assert to_docx(head()) == Stopped(FindingCode.PARSER_CRASH, "LibreOffice was ended by signal 11")


def test_a_program_that_cannot_be_started(program):
    program("soffice").write_bytes(b"\x7fELF rubbish")
    assert to_docx(head()).code in {FindingCode.NEEDS_TOOL, FindingCode.DAMAGED}


def test_what_the_program_is_told(program, tmp_path):
    told = tmp_path / "told"
    program("soffice", f'printf "%s\\n" "$@" "$TMPDIR" "$http_proxy" > {told}')
    to_docx(head())
    told = told.read_text()
    assert "--headless\n" in told
    assert "--infilter=MS Word 97\n" in told
    assert f"-env:UserInstallation=file://{office_profile.profile()}\n" in told
    assert "http://127.0.0.1:9\n" in told
    to_docx(head(version=0x65))
    assert "--infilter=MS Word 95\n" in (tmp_path / "told").read_text()


def test_one_profile_a_process_without_macros():
    profile = office_profile.profile()
    assert office_profile.profile() == profile
    settings = (profile / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    with Guard() as guard:
        assert guard.run(office_profile.profile) != profile
