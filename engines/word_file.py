"""What an old Word file says of itself in its head: version, password, how much text it must have."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument\0".encode("utf-16-le")
_MAGIC = {0xA5EC, 0xA5DC}
_WORD_97 = 0x69
"""The first version number after Word 95's."""
_START_AT, _TEXT_AT = 116, 0x4C
_ENCRYPTED = 0x0100
_TEXT = re.compile(rb"<w:(?:t|instrText|delText)(?: [^>]*)?>([^<]*)")
_FEW = 20
_LARGEST_XML = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WordHead:
    """`characters` is what the body text must have, marks of paragraphs included; None: not told."""

    is_word_97: bool
    encrypted: bool
    characters: int | None

    def is_most(self, characters: int) -> bool:
        """Whether so many characters are half of the body or more: damaged files lose text in silence."""
        return self.missing(characters) <= _FEW or self.missing(characters) <= characters

    def missing(self, characters: int) -> int:
        return max(0, (self.characters or 0) - characters)


def word_head(data: bytes) -> WordHead | None:
    """Read the head of an old Word file; None where the bytes are something else or too damaged."""
    entry = data.find(_STREAM)
    if not data.startswith(_OLE) or entry < 0:
        return None
    try:
        (sector_power,) = struct.unpack_from("<H", data, 30)
        (start,) = struct.unpack_from("<I", data, entry + _START_AT)
        head = (start + 1) << min(sector_power, 16)
        magic, version = struct.unpack_from("<HH", data, head)
        (flags,) = struct.unpack_from("<H", data, head + 10)
        (characters,) = struct.unpack_from("<i", data, head + _TEXT_AT)
    except struct.error:
        return None
    if magic not in _MAGIC:
        return None
    told = version >= _WORD_97 and characters >= 0 and not flags & _ENCRYPTED
    return WordHead(version >= _WORD_97, bool(flags & _ENCRYPTED), characters if told else None)


def characters_of_docx(docx: bytes) -> int:
    """How many characters the body of a .docx has, those of fields included; 0 where it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package, package.open("word/document.xml") as part:
            xml = part.read(_LARGEST_XML)
    except (KeyError, zipfile.BadZipFile):
        return 0
    return sum(len(found.group(1).decode("utf-8", "replace")) for found in _TEXT.finditer(xml))
