"""What bytes are is told by the bytes; a name only breaks a tie."""

import gzip
import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sniff import sniff, utf16_without_bom
from schemas.codes import MediaType

PAGE = "<html><head><title>แผน</title></head><body><p>พันธกิจ</p></body></html>"


def package(*names, mimetype=None):
    """A zip with empty entries of these names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "")  # without the time: ids are made of the bytes
    return data.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE.encode(), MediaType.HTML),
        (PAGE.encode("cp874"), MediaType.HTML),
        (PAGE.encode("utf-16"), MediaType.HTML),
        (PAGE.encode("utf-16-le"), MediaType.HTML),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>x", MediaType.HTML),
        (b"<table><tr><td>a<td>b</table>", MediaType.HTML),
        (b"<P>a<BR>b<BR>c<BR>", MediaType.HTML),
        (b"<?xml version='1.0'?><rss><channel/></rss>", MediaType.HTML),
        ("วิสัยทัศน์\nก < ข และ <b>".encode(), MediaType.TEXT),
        ("วิสัยทัศน์".encode("utf-16-le"), MediaType.TEXT),
        ("วิสัยทัศน์".encode("cp874"), MediaType.TEXT),
        (b"%PDF-1.7\n%\xe2\xe3", MediaType.PDF),
        (b"\r\n\r\n%PDF-1.4\n", MediaType.PDF),
        (b"<p>what %PDF-1.4 means</p><p></p>", MediaType.HTML),
        (b"{\\rtf1\\ansi", MediaType.RTF),
        (b"\x89PNG\r\n\x1a\n\x00", MediaType.PNG),
        (b"\xff\xd8\xff\xe0", MediaType.JPEG),
        (b"II*\x00", MediaType.TIFF),
        (b"MM\x00*", MediaType.TIFF),
        (b"GIF89a", MediaType.GIF),
        (b"WARC/1.0\r\n", MediaType.WARC),
        (gzip.compress(b"WARC/1.1\r\n", mtime=0), MediaType.WARC),
        (gzip.compress(PAGE.encode(), mtime=0), MediaType.UNKNOWN),
        (b"\x1f\x8b\x08 broken", MediaType.UNKNOWN),
        (package("[Content_Types].xml", "word/document.xml"), MediaType.DOCX),
        (package("ppt/presentation.xml"), MediaType.PPTX),
        (package("xl/workbook.xml"), MediaType.XLSX),
        (package("content.xml", mimetype=ODT), MediaType.ODT),
        (package("content.xml", "META-INF/manifest.xml"), MediaType.ODT),
        (package("readme.txt"), MediaType.ZIP),
        (package("word/document.xml", "word/styles.xml")[:60], MediaType.DOCX),
        (OLE + "WordDocument".encode("utf-16-le"), MediaType.DOC),
        (OLE + "EncryptedPackage".encode("utf-16-le"), MediaType.DOCX),
        (OLE + "Workbook".encode("utf-16-le"), MediaType.UNKNOWN),
        (random.Random(1).randbytes(4096), MediaType.UNKNOWN),
        (bytes(100), MediaType.UNKNOWN),
    ],
)
def test_bytes_decide(data, expected):
    lying = "image.png" if expected is not MediaType.PNG else "page.html"
    assert sniff(data) is expected
    assert sniff(data, name=lying, declared="image/png") is expected


def test_rubbish_named_html_stays_unknown():
    assert (
        sniff(random.Random(2).randbytes(5000), name="index.html", declared="text/html") is MediaType.UNKNOWN
    )


def test_a_name_breaks_a_tie():
    assert sniff(b"hello", name="https://example.org/a.aspx?id=3") is MediaType.HTML
    assert sniff(b"hello", name="a.txt") is MediaType.TEXT
    assert sniff(b"", declared="text/html; charset=utf-8") is MediaType.HTML
    assert sniff(b"") is MediaType.TEXT
    assert sniff(OLE + "EncryptedPackage".encode("utf-16-le"), name="a.xlsx") is MediaType.XLSX


def test_a_few_control_characters_are_no_rubbish():
    assert sniff(PAGE.replace("พันธกิจ", "พันธ\x00กิจ").encode()) is MediaType.HTML


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_seen_without_a_mark(codec):
    assert utf16_without_bom("แผนพัฒนา 2566 ก".encode(codec)) == codec
    assert utf16_without_bom(b"plain text") is None
    assert utf16_without_bom(b"") is None


@given(st.binary(max_size=300), st.text(max_size=20))
def test_never_raises(data, name):
    assert sniff(data, name=name) in MediaType
    assert sniff(b"PK\x03\x04" + data) in MediaType
