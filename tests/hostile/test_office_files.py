"""Hostile office files: an error finding with a code, never an exception, never a quiet loss."""

import http.server
import threading
import zlib

import pytest

from parsers.parse import read_document
from parsers.readers import docx as docx_reader
from parsers.readers import odt as odt_reader
from parsers.readers import package as guard
from parsers.readers import pptx, rtf, xlsx
from parsers.sniff import sniff
from schemas.codes import HOLDING_CODES, FindingCode, MediaType, Severity
from tests.hostile import office_files as made
from tests.office import docx, odt, p, tbl, tc

LOADED = (docx_reader, odt_reader, pptx, rtf, xlsx)
"""Readers load late; here all do before a test puts something in a module's place."""


def errors(document):
    return [each.code for each in document.findings if each.severity is Severity.ERROR]


def read(data, name="page.docx"):
    document = read_document(data, name=name)
    assert document.blocks or errors(document), "empty without a word"
    assert set(errors(document)) <= HOLDING_CODES
    return document


# Row 1: bombs


@pytest.mark.parametrize(
    "bomb",
    [
        made.text_bomb,
        made.body_bomb,
        made.image_bomb,
        made.unrelated_bomb,
        made.many_entries,
        made.overlapping,
    ],
    ids=lambda bomb: bomb.__name__,
)
def test_a_bomb_is_refused_before_it_is_parsed(bomb, monkeypatch):
    data = bomb()
    monkeypatch.setattr(guard, "parse_xml", lambda *_: pytest.fail("it was parsed"))
    document = read(data)
    assert errors(document) == [FindingCode.ZIP_LIMIT]
    assert len(data) < 30 * made.MIB


def test_an_entry_never_unpacks_to_more_than_it_says():
    assert errors(read(made.lying_size())) == [FindingCode.DAMAGED]


def test_a_body_of_millions_of_tags_is_refused():
    assert errors(read(made.tags_bomb())) == [FindingCode.SIZE_LIMIT]


def test_a_body_of_empty_paragraphs_is_empty():
    assert errors(read(made.elements_bomb())) == [FindingCode.EMPTY]


def test_the_total_is_counted_while_reading(monkeypatch):
    monkeypatch.setattr(guard, "MAX_TOTAL", 2_500)
    monkeypatch.setattr(guard, "_check_limits", lambda _entries: None)
    assert errors(read(docx(made.BODY + p("ก" * 3_000)))) == [FindingCode.ZIP_LIMIT]


# Row 2: entities


class Canary(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def canary():
    with http.server.HTTPServer(("127.0.0.1", 0), Canary) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", made.dtds(""))
def test_a_document_type_is_refused_and_nothing_is_fetched(name, canary, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("ความลับ")
    for address in (f"http://127.0.0.1:{canary.server_port}/x", secret.as_uri()):
        document = read(made.dtds(address)[name])
        assert errors(document) == [FindingCode.XML_DTD]
        assert not document.blocks
    assert canary.asked == []


def test_a_document_type_that_the_bytes_hide_is_seen_by_the_parser():
    hidden = '<!DOCTYPE a SYSTEM "x"><a/>'.encode("utf-16-le")
    with pytest.raises(guard.PackageError) as refused:
        guard.parse_xml(b"\xff\xfe" + hidden, "part")
    assert refused.value.code is FindingCode.XML_DTD


# Row 3: not whole, not what it is called


@pytest.mark.parametrize("name", made.damaged())
def test_what_is_not_whole_is_damaged(name):
    assert errors(read(made.damaged()[name])) == [FindingCode.DAMAGED]


def test_locked_and_renamed_files_say_so():
    encrypted = made.OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert errors(read(encrypted)) == [FindingCode.ENCRYPTED]
    assert errors(read(made.locked_zip())) == [FindingCode.ENCRYPTED]
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    assert errors(read(odt("<text:p>ก</text:p>", parts=manifest), "a.odt")) == [FindingCode.ENCRYPTED]
    old = made.OLE + "WordDocument".encode("utf-16-le") + bytes(600)
    assert sniff(old, name="page.docx") is MediaType.DOC
    from parsers.readers.docx import read_docx

    assert errors(read_docx(old)) == [FindingCode.WRONG_TYPE]


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/cron.d/x", "word\\..\\..\\x", "\u202e.xml", "a" * 5_000]
)
def test_names_that_point_elsewhere_are_only_names(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    document = read(made.renamed(name))
    assert document.blocks[0].text == "วิสัยทัศน์"
    assert list(tmp_path.iterdir()) == []


def test_parts_that_are_not_needed_may_be_missing():
    document = read(made.without("word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"))
    assert len(document.blocks) == 5


def test_a_damaged_header_does_not_hold_the_body():
    document = read(
        docx(p("ก"), targets={"h": ("header", "header1.xml")}, parts={"word/header1.xml": "<w:hdr"})
    )
    assert [block.text for block in document.blocks] == ["ก"]
    assert [(each.code, each.severity) for each in document.findings] == [
        (FindingCode.DAMAGED, Severity.WARNING)
    ]


# Row 4: depth


@pytest.mark.parametrize("nested", [made.deep_tables, made.deep_runs], ids=lambda nested: nested.__name__)
@pytest.mark.parametrize("depth", [10, 60, 80, 250, 2_000])
def test_nests_are_read_or_refused(nested, depth):
    document = read(nested(depth))
    if document.blocks:
        assert document.blocks[-1].text == "ใจกลาง"
    else:
        assert errors(document) == [FindingCode.DEPTH_LIMIT]
    assert depth > 60 or document.blocks


def test_a_text_of_over_ten_megabytes_is_refused():
    document = read(made.long_text())
    assert errors(document) in ([FindingCode.SIZE_LIMIT], [FindingCode.ZIP_LIMIT])


def test_rtf_nests_end():
    document = read(b"{\\rtf1" + b"{" * 100_000 + b"\\'a1" + b"}" * 100_001, "a.rtf")
    assert len(document.blocks) == 1
    assert errors(read(b"{\\rtf1" + b"{" * 100_000 + b"\\'a1", "a.rtf")) == [FindingCode.CUT]


def test_a_stored_part_is_checked_too():
    data = made.loosely_packed(docx(made.BODY + tbl([tc("ก"), tc("ข")])))
    assert read(data).blocks
    at = data.index("จัดการ".encode())
    changed = data[:at] + "จั".encode() + data[at + 6 :]
    assert errors(read(changed.replace("จัดการ".encode(), "จัดกาน".encode(), 1))) == [FindingCode.DAMAGED]
    assert zlib.crc32(data) != zlib.crc32(changed) or data == changed
