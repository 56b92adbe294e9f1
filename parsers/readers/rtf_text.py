"""Characters of RTF: bytes in the charset of their font, Unicode escapes, named signs."""

from __future__ import annotations

import re
from typing import Final

from parsers.charset import decode_thai

THAI: Final = "cp874"
SYMBOL: Final = "symbol"
_CHARSETS = {
    2: SYMBOL, 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: THAI, 238: "cp1250",
}  # fmt: skip
_PAGES = {
    437: "cp437", 850: "cp850", 874: THAI, 932: "cp932", 936: "gbk", 949: "cp949", 950: "big5",
    1250: "cp1250", 1251: "cp1251", 1252: "cp1252", 1253: "cp1253", 1254: "cp1254", 1255: "cp1255",
    1256: "cp1256", 1257: "cp1257", 1258: "cp1258", 10000: "mac_roman", 65001: "utf-8",
}  # fmt: skip
SIGNS: Final = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "~": "\u00a0", "-": "\u00ad", "_": "-",
    "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
"""Control words and symbols that stand for characters."""
_SYMBOL_BASE = 0xF000
_HIGH = re.compile(rb"\\'([89a-fA-F][0-9a-fA-F])")
_LEGAL_THAI = frozenset([*range(0xA0, 0xDB), *range(0xDF, 0xFC), 0x85, *range(0x91, 0x98)])
_SURE = 20
_THAI_SHARE = 0.95
_THAI_FONT = re.compile(rb"\\fcharset222|\\ansicpg874|\\cpg874")


def charset_of_font(number: int | None) -> str | None:
    r"""The codec of a font's `\fcharset`; None for the document's own."""
    return _CHARSETS.get(number or 0)


def charset_of_page(number: int | None) -> str:
    """The codec of a Windows code page; Western for an unknown one."""
    return _PAGES.get(number or 0, "cp1252")


def looks_thai(data: bytes) -> bool:
    """Whether a file that names no Thai charset has Thai bytes all the same (a label that lies)."""
    if _THAI_FONT.search(data):
        return False
    codes = [int(code, 16) for code in _HIGH.findall(data)]
    legal = sum(code in _LEGAL_THAI for code in codes)
    letters = sum(code >= 0xA1 for code in codes)
    return letters >= _SURE and legal >= _THAI_SHARE * len(codes)


def decoded(data: bytes, codec: str) -> str:
    """Bytes in a codec; what does not fit becomes U+FFFD and is counted later."""
    if codec == THAI:
        return decode_thai(data)
    if codec == SYMBOL:
        return "".join(chr(_SYMBOL_BASE + byte) if byte > 0x20 else chr(byte) for byte in data)
    return data.decode(codec, "replace")
