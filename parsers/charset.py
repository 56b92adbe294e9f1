"""Bytes to text: the bytes decide, a label comes last.

The order and the thresholds were measured on 1,180 cases (of eight kinds of pages): a byte
order mark, strict UTF-8, mostly valid Thai UTF-8, mostly legal Thai bytes, a label that decodes,
Western. Every Thai label means windows-874, which Python calls cp874.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from parsers.mojibake import unscramble
from parsers.sniff import utf16_without_bom
from schemas.codes import FindingCode, Severity
from schemas.records import Finding

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_THAI_LABELS = frozenset(
    {
        "tis-620", "tis620", "tis620-0", "tis620.2529-1", "tis620.2533-0", "tis620.2533-1",
        "tis-620-2533", "iso-8859-11", "iso8859-11", "iso_8859-11", "iso8859_11", "windows-874",
        "windows874", "x-windows-874", "win874", "cp874", "cp-874", "ms874", "dos-874", "ibm874",
        "x-ibm874", "874", "csiso885911", "thai", "tactis",
    }
)  # fmt: skip
_WESTERN_LABELS = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"})
_UTF8_SHARE = 0.60
_THAI_SHARE = 0.95
_ASCII = bytes(range(0x80))
_THAI_LETTERS = bytes([*range(0xA1, 0xDB), *range(0xDF, 0xFC)])
_LEGAL_THAI = _THAI_LETTERS + b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0"
_TWO_THAI = re.compile(rb"[\xa1-\xda\xdf-\xfb]{2}")
"""A page with a lone high byte (a copyright sign) is not Thai."""
_WINDOWS_GLYPHS = bytes([*range(0x81, 0x85), *range(0x86, 0x91), *range(0x98, 0xA0), *range(0xFC, 0xFF)])
"""Bytes that cp874 leaves undefined and Thai Windows fonts used for shifted marks (as in libthai's
second TIS-620 table): they become U+F701 to U+F71A, which `parsers.thai` maps to the mark."""
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.+-]{2,40})"
)
_META_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark and NUL; `charset` is the codec that the bytes turned out as."""

    text: str
    charset: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a document; `declared` is the label it came with, if any. Never raises.

    What is wrong is in the findings: CHARSET (warning: bytes that fit no reading, or two readings
    are possible), CHARSET_LABEL (info: the label was wrong), TEXT_REPAIRED (mojibake undone).
    """
    text, charset, findings = _by_bytes(data, declared)
    if b"\x00" in data and "\x00" in text:
        count = text.count("\x00")
        text = text.replace("\x00", "")
        findings.append(_charset_warning(f"{count} NUL characters left out"))
    findings.extend(_label_findings(data, declared, charset))
    encoded = data if charset == "utf-8" else text.encode("utf-8", "replace")
    repaired = unscramble(text, encoded)
    if repaired is not None:
        text = repaired.text
        message = f"the text was decoded wrongly before it was published ({repaired.how}); undone"
        findings.append(Finding(FindingCode.TEXT_REPAIRED, Severity.INFO, message))
    return Decoded(text, charset, tuple(findings))


def html_label(data: bytes) -> str | None:
    """The charset that an HTML or XML head names in its first 4 KiB, or None."""
    head = data[:_META_BYTES].lower()
    if b"charset" not in head and b"encoding" not in head:
        return None
    found = _META.search(head)
    if found is None:
        return None
    return (found.group(1) or found.group(2)).decode("ascii", "replace")


def codec_of(label: str | None) -> str | None:
    """Python's name of the codec that a label stands for, or None if no codec is called that.

    Thai labels give cp874, Latin-1 and ASCII give cp1252, as browsers do.
    """
    name = (label or "").strip().strip("\"'").lower().replace(" ", "")
    if name in _THAI_LABELS:
        return "cp874"
    if name in _WESTERN_LABELS:
        return "cp1252"
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in _UNSAFE_CODECS else None


_UNSAFE_CODECS = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"}
)


def _by_bytes(data: bytes, declared: str | None) -> tuple[str, str, list[Finding]]:
    """Text, codec and findings by the measured order."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _replacing(data[len(bom) :], codec)
    wide = utf16_without_bom(data)
    if wide is not None:
        return _replacing(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        return _eight_bit(data, declared)


def _eight_bit(data: bytes, declared: str | None) -> tuple[str, str, list[Finding]]:
    """Bytes that are not strict UTF-8: damaged UTF-8, Thai, labelled, or Western."""
    high = data.translate(None, _ASCII)
    triples = data.count(b"\xe0\xb8") + data.count(b"\xe0\xb9")
    if 3 * triples >= _UTF8_SHARE * len(high):
        return _replacing(data, "utf-8")
    legal = len(high) - len(high.translate(None, _LEGAL_THAI + _WINDOWS_GLYPHS))
    if legal >= _THAI_SHARE * len(high) and _TWO_THAI.search(data):
        return decode_thai(data), "cp874", _undefined_findings(high)
    return _labelled(data, declared)


def _labelled(data: bytes, declared: str | None) -> tuple[str, str, list[Finding]]:
    """A label that decodes, else Western with a finding that names both guesses."""
    codec = codec_of(declared)
    if codec is not None and codec not in ("utf-8", "cp1252"):
        if codec == "cp874":
            return decode_thai(data), codec, _undefined_findings(data.translate(None, _ASCII))
        try:
            return data.decode(codec), codec, []
        except (UnicodeDecodeError, ValueError):
            pass
    text = data.decode("cp1252", "replace")
    message = "the bytes are neither UTF-8 nor windows-874; read as windows-1252"
    sure = codec == "cp1252" and "\ufffd" not in text
    return text, "cp1252", [] if sure else [_charset_warning(message)]


def _replacing(data: bytes, codec: str) -> tuple[str, str, list[Finding]]:
    """Decode with U+FFFD for what does not fit, and count it."""
    text = data.decode(codec, "replace")
    wrong = text.count("\ufffd") - data.count("\ufffd".encode(codec))
    if wrong <= 0:
        return text, codec, []
    return text, codec, [_charset_warning(f"{wrong} places are not valid {codec}")]


def _thai_character(byte: int) -> str:
    """The character of one byte in windows-874, its undefined bytes filled in."""
    if byte in _WINDOWS_GLYPHS:
        return chr(_FIRST_GLYPH + _WINDOWS_GLYPHS.index(byte))
    return bytes([byte]).decode("cp874", "ignore") or chr(_PRIVATE_BYTES + byte)


_FIRST_GLYPH = 0xF701
_PRIVATE_BYTES = 0xF700
_THAI_TABLE = "".join(map(_thai_character, range(256)))


def decode_thai(data: bytes) -> str:
    """windows-874 without loss: the bytes it leaves undefined become private-use characters.

    Most are the shifted marks of old Thai fonts (see `_WINDOWS_GLYPHS`); the other five (DB to DE,
    FF) become U+F7xx and are reported later as private-use characters of unknown meaning.
    """
    return codecs.charmap_decode(data, "strict", _THAI_TABLE)[0]


def _undefined_findings(high: bytes) -> list[Finding]:
    """A finding that counts the bytes that windows-874 does not define."""
    rest = high.translate(None, _LEGAL_THAI)
    if not rest:
        return []
    listed = ", ".join(f"{byte:02X}" for byte in sorted(set(rest))[:12])
    known = not rest.translate(None, _WINDOWS_GLYPHS)
    message = f"{len(rest)} bytes that windows-874 does not define ({listed})"
    severity = Severity.INFO if known else Severity.WARNING
    return [Finding(FindingCode.CHARSET, severity, message)]


def _label_findings(data: bytes, declared: str | None, charset: str) -> list[Finding]:
    """Note a label that does not fit the bytes (only where it makes a difference)."""
    label = (declared or "").strip()
    if not label or data.isascii():
        return []
    codec = codec_of(label)
    if codec == charset or (codec or "").removesuffix("_sig").replace("_", "-") == charset:
        return []
    if codec is not None and charset.startswith(codec.replace("_", "-")):  # utf-16, utf-16-le
        return []
    message = f"labelled {label[:40]!r} but the bytes are {charset}"
    return [Finding(FindingCode.CHARSET_LABEL, Severity.INFO, message)]


def _charset_warning(message: str) -> Finding:
    return Finding(FindingCode.CHARSET, Severity.WARNING, message)
