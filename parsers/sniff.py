"""What bytes are, told by the bytes; a name or a declared type only breaks a tie."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import islice

from schemas.codes import MediaType

HEAD_BYTES = 65_536
"""How far into a document text is told from rubbish."""
_TAG_BYTES = 16_384
_CONTROL_SHARE = 0.03
"""Random bytes hold 10 % control characters; text with some damage stays far below 1 %."""
_ZIP_ENTRIES = 5_000
_FEWEST_PAIRS = 2
_FEWEST_TAGS = 4

_MAGIC: tuple[tuple[bytes, MediaType], ...] = (
    (b"{\\rtf", MediaType.RTF),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"GIF87a", MediaType.GIF),
    (b"GIF89a", MediaType.GIF),
    (b"WARC/", MediaType.WARC),
)
_RIFF = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_PARTS: tuple[tuple[str, MediaType], ...] = (
    ("word/", MediaType.DOCX),
    ("ppt/", MediaType.PPTX),
    ("xl/", MediaType.XLSX),
)
_OLE_STREAMS: tuple[tuple[bytes, MediaType], ...] = tuple(
    (name.encode("utf-16-le"), media_type)
    for name, media_type in (
        ("WordDocument", MediaType.DOC),
        ("Workbook\0", MediaType.XLS),
        ("PowerPoint Document", MediaType.PPT),
    )
)
_PROGRAMS = dict.fromkeys(("php", "asp", "aspx", "jsp", "cgi", "do"), MediaType.HTML)
"""Names of programs on a site: mostly they give HTML, and anything else is no wonder."""
_EXTENSIONS: dict[str, MediaType] = {
    "html": MediaType.HTML,
    "htm": MediaType.HTML,
    "xhtml": MediaType.HTML,
    "txt": MediaType.TEXT,
    "text": MediaType.TEXT,
    "md": MediaType.TEXT,
    "doc": MediaType.DOC,
    "docx": MediaType.DOCX,
    "gif": MediaType.GIF,
    "jpeg": MediaType.JPEG,
    "jpg": MediaType.JPEG,
    "odt": MediaType.ODT,
    "pdf": MediaType.PDF,
    "png": MediaType.PNG,
    "ppt": MediaType.PPT,
    "pptx": MediaType.PPTX,
    "rtf": MediaType.RTF,
    "tif": MediaType.TIFF,
    "tiff": MediaType.TIFF,
    "webp": MediaType.WEBP,
    "xls": MediaType.XLS,
    "xlsx": MediaType.XLSX,
}
_ALIASES: dict[str, MediaType] = {
    "application/xhtml+xml": MediaType.HTML,
    "application/x-pdf": MediaType.PDF,
    "image/jpg": MediaType.JPEG,
    "text/rtf": MediaType.RTF,
}
_STRONG_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset)[\s>]", re.IGNORECASE)
_WEAK_TAG = re.compile(
    rb"</?(?:meta|title|table|tr|td|div|p|br|hr|font|center|span|b|strong|h[1-6]|ul|ol|li|a|img|"
    rb"script|style|link|form|section|article|pre)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_XML_START = re.compile(rb"\s*<\?xml[\s>]|\s*<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x0b\x1a\x1b") + b"\x7f"
_WIDE_HIGH = b"\x00\x0e\x20\xf7"
"""High bytes of UTF-16 units in Thai text: Latin, Thai, punctuation, private use."""


def sniff(data: bytes, *, name: str = "", declared: str | None = None) -> MediaType:
    """Tell the media type of a document.

    `name` is a file name or URL, `declared` a Content-Type; both decide only where the bytes leave
    it open (an empty file, HTML without tags, an OLE or zip container of unclear content).
    Returns `MediaType.UNKNOWN` for bytes that are none of the known types, never raises.
    """
    hint = _hint(name, declared)
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if _RIFF.match(data):
        return MediaType.WEBP
    if data.startswith(_OLE):
        return _ole_type(data, hint)
    if data.startswith(_ZIP_STARTS):
        return _zip_type(data, hint)
    if data.startswith(b"\x1f\x8b"):
        return _gzip_type(data)
    if _is_pdf(data):
        return MediaType.PDF
    return _text_type(data, hint)


def told_type(name: str, declared: str | None) -> MediaType | None:
    """What the declared type, else the name's extension, says the bytes are; None where neither does."""
    label = (declared or "").partition(";")[0].strip().lower()
    if label in _ALIASES:
        return _ALIASES[label]
    if label and label != MediaType.UNKNOWN and label in set(MediaType):
        return MediaType(label)
    return _EXTENSIONS.get(_extension(name))


def utf16_without_bom(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` when the bytes are UTF-16 by the look of their pairs, else None.

    Latin and Thai units have 0x00 or 0x0E as high byte; no 8-bit text has either at every other
    place.
    """
    head = data[: HEAD_BYTES & ~1]
    pairs = len(head) // 2
    if pairs < _FEWEST_PAIRS or (b"\x00" not in head and b"\x0e" not in head):
        return None
    for codec, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        wide = sum(high.count(byte) for byte in _WIDE_HIGH)
        sure = high.count(0) + high.count(0x0E)
        low = head[0::2] if codec == "utf-16-le" else head[1::2]
        if wide >= 0.95 * pairs and sure >= 0.5 * pairs and low.count(0) < 0.1 * pairs:
            return codec
    return None


def _hint(name: str, declared: str | None) -> MediaType | None:
    """The type that the declared type, else the extension, stands for."""
    return told_type(name, declared) or _PROGRAMS.get(_extension(name))


def _extension(name: str) -> str:
    return re.split(r"[?#]", name, maxsplit=1)[0].rpartition(".")[2].lower()


def _is_pdf(data: bytes) -> bool:
    """Whether the PDF header stands in the first 1,024 bytes, before any mark-up."""
    at = data.find(b"%PDF-", 0, 1024)
    return at == 0 or (at > 0 and b"<" not in data[:at])


def _ole_type(data: bytes, hint: MediaType | None) -> MediaType:
    """An old Office file, or an encrypted package (its reader says ENCRYPTED), else unknown."""
    for stream, media_type in _OLE_STREAMS:
        if stream in data:
            return media_type
    if "EncryptedPackage".encode("utf-16-le") in data:
        office = (MediaType.DOCX, MediaType.PPTX, MediaType.XLSX)
        return hint if hint in office else MediaType.DOCX
    return MediaType.UNKNOWN


def _zip_type(data: bytes, hint: MediaType | None) -> MediaType:
    """The Office type by the names of the entries; nothing is unpacked but a mimetype entry."""
    if data[30:38] == b"mimetype" and b"opendocument.text" in data[38:120]:
        return MediaType.ODT
    if data.count(_ZIP_ENTRY) > _ZIP_ENTRIES:
        return _broken_zip_type(data, hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.filename for entry in archive.infolist()[:_ZIP_ENTRIES]]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return _broken_zip_type(data, hint)
    for prefix, media_type in _ZIP_PARTS:
        if any(entry.replace("\\", "/").startswith(prefix) for entry in names):
            return media_type
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return MediaType.ODT
    return MediaType.ZIP


def _broken_zip_type(data: bytes, hint: MediaType | None) -> MediaType:
    """A zip cut short has no directory: the names in its local headers still tell what it was."""
    for prefix, media_type in _ZIP_PARTS:
        if prefix.encode() in data[:HEAD_BYTES]:
            return media_type
    office = (MediaType.DOCX, MediaType.PPTX, MediaType.XLSX, MediaType.ODT)
    return hint if hint in office else MediaType.ZIP


def _gzip_type(data: bytes) -> MediaType:
    """A gzipped WARC is a WARC; any other gzip file is unknown."""
    try:
        head = zlib.decompressobj(wbits=31).decompress(data[:4096], 64)
    except zlib.error:
        return MediaType.UNKNOWN
    return MediaType.WARC if head.startswith(b"WARC/") else MediaType.UNKNOWN


def _text_type(data: bytes, hint: MediaType | None) -> MediaType:
    """HTML, plain text or rubbish."""
    textual = hint if hint in (MediaType.HTML, MediaType.TEXT) else None
    head = data[:HEAD_BYTES]
    if not head.strip():
        return textual or MediaType.TEXT
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or utf16_without_bom(data) is not None
    if wide:
        head = head.replace(b"\x00", b"")
    elif len(head) - len(head.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(head):
        return MediaType.UNKNOWN
    return MediaType.HTML if _looks_like_html(head[:_TAG_BYTES], textual) else MediaType.TEXT


def _looks_like_html(head: bytes, textual: MediaType | None) -> bool:
    """Named HTML, a document tag, an XML feed, or several ordinary tags."""
    if (
        textual is MediaType.HTML
        or _STRONG_TAG.search(head)
        or _XML_START.match(head.removeprefix(b"\xef\xbb\xbf"))
    ):
        return True
    tags = islice(_WEAK_TAG.finditer(head), _FEWEST_TAGS)
    return sum(1 for _ in tags) == _FEWEST_TAGS
