"""Qualified names of WordprocessingML and its neighbours, and how its values are read."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V: Final = "{urn:schemas-microsoft-com:vml}"

VAL: Final = W + "val"
P: Final = W + "p"
P_PR: Final = W + "pPr"
RUN: Final = W + "r"
R_PR: Final = W + "rPr"
T: Final = W + "t"
TABLE: Final = W + "tbl"
ROW: Final = W + "tr"
CELL: Final = W + "tc"
SDT: Final = W + "sdt"
SDT_CONTENT: Final = W + "sdtContent"
HYPERLINK: Final = W + "hyperlink"
BOX: Final = W + "txbxContent"
ALTERNATE: Final = MC + "AlternateContent"
CHOICE: Final = MC + "Choice"
FALLBACK: Final = MC + "Fallback"

TRANSPARENT: Final = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "fldSimple", "sdtContent")
)
"""What stands round content without changing it."""
DELETED: Final = frozenset(W + name for name in ("del", "moveFrom"))

_FALSE = frozenset({"0", "false", "off", "none"})
_LONGEST_NUMBER = 9


def value(element: etree._Element | None, name: str, default: str = "") -> str:
    """The `w:val` of a child, or the default."""
    child = None if element is None else element.find(W + name)
    return default if child is None else child.get(VAL, default)


def number(text: str | None, default: int = 0) -> int:
    """An integer attribute; the default for anything else, and for figures beyond reason."""
    text = (text or "").strip()
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
        return int(text)
    whole = text.partition(".")[0]
    return number(whole, default) if whole != text else default


def switch(element: etree._Element | None) -> bool | None:
    """A property that is on when it stands there without a value; None where it does not stand."""
    return None if element is None else element.get(VAL, "1") not in _FALSE
