"""The same page in another charset, rightly labelled."""

from __future__ import annotations

import codecs
import re
from random import Random

from benchmarks.changes.change import Change, LeftOut, NotApplicable, Source, Variant

_LABEL = re.compile(r"(<meta[^>]*?charset\s*=\s*[\"']?\s*)[\w:.+-]+", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def labelled(text: str, label: str) -> str:
    """A web page's source with its charset label changed, or with one where it had none."""
    if _LABEL.search(text):
        return _LABEL.sub(rf"\g<1>{label}", text)
    return _HEAD.sub(rf'\g<0><meta charset="{label}">', text, count=1)


def utf8(source: Source, text: str) -> Variant:
    """A source as it is sent in UTF-8."""
    return Variant((labelled(text, "utf-8") if source.is_html else text).encode("utf-8"))


def _to_utf8(source: Source, _: Random) -> Variant:
    if source.charset == "utf-8":
        raise NotApplicable
    return utf8(source, source.text)


def _to_windows_874(source: Source, _: Random) -> Variant:
    if source.charset == "cp874":
        raise NotApplicable
    if source.is_html:
        text = labelled(source.text, "windows-874")
        return Variant(text.encode("cp874", errors="xmlcharrefreplace"))
    try:
        return Variant(source.text.encode("cp874"), "windows-874")
    except UnicodeEncodeError:
        raise LeftOut("it has letters that windows-874 has not") from None


def _to_utf16(source: Source, chance: Random) -> Variant:
    text = labelled(source.text, "utf-16") if source.is_html else source.text
    bom, codec = chance.choice([(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
    return Variant(bom + text.encode(codec))


def _with_bom(source: Source, _: Random) -> Variant:
    return Variant(codecs.BOM_UTF8 + utf8(source, source.text).data)


CHANGES = (
    Change("windows-874 → UTF-8", _to_utf8),
    Change("UTF-8 → windows-874", _to_windows_874),
    Change("UTF-16 with byte order mark", _to_utf16),
    Change("UTF-8 with byte order mark", _with_bom),
)
