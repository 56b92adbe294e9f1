"""Zip packages of office formats: refused when they would unpack to too much, counted while reading.

Nothing is written anywhere: an entry's name is only a key, "../" in it means nothing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from schemas.codes import FindingCode

MAX_ENTRIES = 2_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 100
RATIO_FROM = 1024 * 1024
"""An entry may unpack to more than `MAX_RATIO` times its packed size up to this many bytes."""
MAX_XML = 32 * 1024 * 1024
MAX_TAGS = 3_000_000
"""Of one XML part: a tree takes about 200 bytes a tag."""
_COUNTED_ENTRIES = 20_000
"""With more of them not even the directory is read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CENTRAL = b"PK\x01\x02"
_LOCAL_HEADER = 30
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_ZIP_ERRORS = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError)
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
"""Namespaces of "strict" files, and those of all others."""


class PackageError(Exception):
    """A package that is not read; the reader makes it the document's finding."""

    def __init__(self, code: FindingCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Packed:
    """One entry as it lies in the package: equal values unpack to equal bytes (a key for caches)."""

    method: int
    size: int
    checksum: int
    data: bytes

    def unpack(self) -> bytes:
        """The entry's bytes; raises PackageError when they are not what the directory says."""
        data = self.data
        if self.method == _DEFLATED:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = inflater.decompress(data, self.size + 1)
            except zlib.error as error:
                raise PackageError(
                    FindingCode.DAMAGED, f"an entry of the package is damaged: {error}"
                ) from error
        elif self.method != _STORED:
            raise PackageError(FindingCode.DAMAGED, f"unknown compression method {self.method}")
        if len(data) != self.size or zlib.crc32(data) != self.checksum:
            raise PackageError(FindingCode.DAMAGED, "an entry of the package is damaged (length or checksum)")
        return data


class Package:
    """The entries of one zip package, by name without regard to case."""

    def __init__(self, data: bytes) -> None:
        """Open the package; raises PackageError for what is no sound package within the limits."""
        _refuse_container(data)
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except _ZIP_ERRORS as error:
            raise PackageError(FindingCode.DAMAGED, f"not a whole zip package: {error}") from error
        _check_limits(entries)
        self._data = data
        self._unpacked = 0
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            key = part_name(entry.filename)
            if key in self._entries:
                raise PackageError(FindingCode.DAMAGED, f"the package holds two entries named {key[:80]}")
            self._entries[key] = entry

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self._entries

    def names(self) -> list[str]:
        """Names of all entries in lower case."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """Bytes that an entry unpacks to; 0 where there is none."""
        entry = self._entries.get(part_name(name))
        return entry.file_size if entry else 0

    def packed(self, name: str) -> Packed | None:
        """An entry as it lies in the package, or None; raises PackageError at the limit."""
        entry = self._entries.get(part_name(name))
        if entry is None:
            return None
        self._unpacked += entry.file_size
        if self._unpacked > MAX_TOTAL:
            raise PackageError(FindingCode.ZIP_LIMIT, f"over {MAX_TOTAL} bytes were unpacked")
        at = entry.header_offset
        header = self._data[at : at + _LOCAL_HEADER]
        if at < 0 or len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise PackageError(FindingCode.DAMAGED, f"{entry.filename[:80]} is not where the directory says")
        start = (
            at
            + _LOCAL_HEADER
            + int.from_bytes(header[26:28], "little")
            + int.from_bytes(header[28:30], "little")
        )
        packed = self._data[start : start + entry.compress_size]
        if len(packed) != entry.compress_size:
            raise PackageError(FindingCode.DAMAGED, f"{entry.filename[:80]} is cut short")
        return Packed(entry.compress_type, entry.file_size, entry.CRC, packed)

    def read(self, name: str) -> bytes | None:
        """An entry's bytes, or None."""
        packed = self.packed(name)
        return None if packed is None else packed.unpack()

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML entry, or None where there is none."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name)


def part_name(name: str) -> str:
    """A part's name as it is looked up: lower case, no slash in front."""
    return name.replace("\\", "/").lstrip("/").lower()


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part without comments; no entity is resolved, no file or socket opened.

    Raises PackageError: XML_DTD, SIZE_LIMIT, DEPTH_LIMIT or DAMAGED.
    """
    if len(data) > MAX_XML or data.count(b"<") > MAX_TAGS:
        raise PackageError(FindingCode.SIZE_LIMIT, f"{name} holds {len(data)} bytes, over what is read")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]
    if b"<!DOCTYPE" in (data.replace(b"\x00", b"") if wide else data):
        raise PackageError(FindingCode.XML_DTD, f"{name} declares a document type (DTD)")
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _xml_error(name, str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise PackageError(FindingCode.XML_DTD, f"{name} declares a document type (DTD)")
    return root


def _xml_error(name: str, message: str) -> PackageError:
    if "xcessive depth" in message:
        return PackageError(FindingCode.DEPTH_LIMIT, f"{name} is nested deeper than 255 tags")
    if "huge" in message.lower():
        return PackageError(FindingCode.SIZE_LIMIT, f"{name} holds a text of over 10 MB")
    return PackageError(FindingCode.DAMAGED, f"{name} is not well-formed: {message[:120]}")


def _refuse_container(data: bytes) -> None:
    """Name what is no zip at all, and refuse a directory too long to be read."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PackageError(FindingCode.ENCRYPTED, "the document is locked with a password")
        raise PackageError(FindingCode.WRONG_TYPE, "found an old Office file (OLE), not a zip package")
    if data.count(_CENTRAL) > _COUNTED_ENTRIES:
        raise PackageError(
            FindingCode.ZIP_LIMIT, f"over {_COUNTED_ENTRIES} entries, {MAX_ENTRIES} are allowed"
        )


def _check_limits(entries: list[zipfile.ZipInfo]) -> None:
    """The directory against the limits; also of entries that no reader would look at."""
    if len(entries) > MAX_ENTRIES:
        raise PackageError(FindingCode.ZIP_LIMIT, f"{len(entries)} entries, {MAX_ENTRIES} are allowed")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise PackageError(FindingCode.ZIP_LIMIT, f"unpacks to {total} bytes, {MAX_TOTAL} are allowed")
    end = -1
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.flag_bits & 1:
            raise PackageError(FindingCode.ENCRYPTED, "the package is locked with a password")
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
            ratio = entry.file_size // max(entry.compress_size, 1)
            raise PackageError(
                FindingCode.ZIP_LIMIT,
                f"{entry.filename[:80]} unpacks to {ratio} times its size, {MAX_RATIO} are allowed",
            )
        if entry.header_offset < end:
            raise PackageError(FindingCode.ZIP_LIMIT, f"{entry.filename[:80]} overlaps another entry")
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
