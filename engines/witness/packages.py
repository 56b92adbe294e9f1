"""Office files by zipfile and ElementTree: the text of their XML parts, nothing of layout or styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

from engines.witness.told import Told

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{_O}text:1.0}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST_PART = 128 * 1024 * 1024
_DRAWN_TEXT = re.compile(rb"<a:t(?:\s[^>]*)?>([^<]*)</a:t>")
_REFERENCE = re.compile(r"&(#x?[0-9A-Fa-f]+|amp|lt|gt|quot|apos);")
_NUMBER = re.compile(r"\d+")


def word_readings(data: bytes) -> Iterator[Told]:
    """The text runs of a .docx: its body, then everything else in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = "word/document.xml"
        named = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        parts = sorted(named, key=lambda name: (name != body, name))
        yield Told("w:t of document.xml", _runs(_read(package, body)) if body in named else "")
        yield Told("w:t of all parts", "\n".join(_runs(_read(package, name)) for name in parts))


def _runs(xml: bytes) -> str:
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
    texts: list[str] = []
    for node in _walk(_tree(xml), {_FALLBACK}):
        if node.tag == f"{_W}t":
            texts.append(node.text or "")
        elif node.tag in signs:
            texts.append(signs[node.tag])
        elif node.tag == f"{_W}sym":
            texts.append(chr(int(node.get(f"{_W}char", "20"), 16)))
        elif node.tag == f"{_W}p":
            texts.append("\n")
    return "".join(texts)


def open_document_readings(data: bytes) -> Iterator[Told]:
    """The text of an .odt's content.xml: without notes and comments, then with them."""
    notes = {f"{_TEXT}note", f"{_O}office:1.0}}annotation", f"{_TEXT}ruby-text"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = _tree(_read(package, "content.xml"))
        styles = _read(package, "styles.xml") if "styles.xml" in package.namelist() else b""
    yield Told("content.xml", _flow(root, notes | {f"{_TEXT}tracked-changes"}))
    yield Told("content.xml with notes", _flow(root, set()))
    if styles:
        yield Told("styles.xml", _flow(_tree(styles), set()))


def _flow(root: ET.Element, left_out: set[str]) -> str:
    texts: list[str] = []
    ahead: list[ET.Element | str] = [root]
    while ahead:
        node = ahead.pop()
        if isinstance(node, str):
            texts.append(node)
            continue
        if node.tag in left_out:
            continue
        if node.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            texts.append("\n")
        texts.append(node.text or "")
        for child in reversed(node):
            ahead += [child.tail or "", child]
    return "".join(texts)


def slide_readings(data: bytes) -> Iterator[Told]:
    """The drawn text of a .pptx, slide by slide, then of its diagrams and notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        slides = _numbered(package, "ppt/slides/slide")
        drawn = {name: "\n".join(_drawn(_read(package, name))) for name in slides}
        yield Told("a:t of slides", "\n".join(drawn.values()))
        others = [name for name in package.namelist() if name.endswith(".xml") and name not in drawn]
        yield Told("a:t of other parts", "\n".join("\n".join(_drawn(_read(package, n))) for n in others))


def _drawn(xml: bytes) -> Iterator[str]:
    for found in _DRAWN_TEXT.finditer(xml):
        yield _REFERENCE.sub(_character, found.group(1).decode("utf-8", "replace"))


def _character(found: re.Match[str]) -> str:
    return unescape(found.group())


def sheet_readings(data: bytes) -> Iterator[Told]:
    """The texts of an .xlsx: the sheets' names, then cell by cell as the sheets name them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        shared = _shared(package)
        book = _tree(_read(package, "xl/workbook.xml"))
        sheets = [_tree(_read(package, name)) for name in _numbered(package, "xl/worksheets/sheet")]
    names = [sheet.get("name", "") for sheet in book.iter(f"{_S}sheet")]
    cells = (text for sheet in sheets for text in _cells(sheet, shared))
    yield Told("cells of sheets", "\n".join((*names, *cells)))


def _shared(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    return [_rich(item) for item in _tree(_read(package, "xl/sharedStrings.xml")).iter(f"{_S}si")]


def _cells(sheet: ET.Element, shared: list[str]) -> Iterator[str]:
    for cell in sheet.iter(f"{_S}c"):
        value = cell.findtext(f"{_S}v")
        inline = cell.find(f"{_S}is")
        if inline is not None:
            yield _rich(inline)
        elif value is not None:
            known = cell.get("t") == "s" and value.isdecimal() and int(value) < len(shared)
            yield shared[int(value)] if known else value


def _rich(item: ET.Element) -> str:
    """A string with its runs, the reading aids (rPh) left out."""
    return "".join(node.text or "" for node in _walk(item, {f"{_S}rPh"}) if node.tag == f"{_S}t")


def _numbered(package: zipfile.ZipFile, prefix: str) -> list[str]:
    names = [name for name in package.namelist() if name.startswith(prefix) and name.endswith(".xml")]
    return sorted(names, key=lambda name: [int(number) for number in _NUMBER.findall(name)])


def _walk(root: ET.Element, left_out: set[str]) -> Iterator[ET.Element]:
    ahead = [root]
    while ahead:
        node = ahead.pop()
        if node.tag not in left_out:
            yield node
            ahead.extend(reversed(node))


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_LARGEST_PART)


def _tree(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314  (in a guarded process; the reader refused a DTD before)
