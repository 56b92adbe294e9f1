"""Presentations (.pptx) into blocks: a slide is a page, its title a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.docx_names import ALTERNATE, A, R, number
from parsers.readers.docx_package import core_title, relations
from parsers.readers.number_formats import word_number
from parsers.readers.office_findings import About, finished, lost_finding, not_read, too_long
from parsers.readers.office_lines import Drawn, Paragraph, Setting, Stream, letters
from parsers.readers.office_tables import OpenCell, OpenTable
from parsers.readers.package import Package, PackageError
from parsers.readers.text import held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import BlockKind, Break, Document, Finding

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = ("title", "ctrTitle")
_LISTED = ("body", "obj", "")
"""Placeholders whose paragraphs have bullets unless they say otherwise."""
_CHROME = ("dt", "ftr", "sldNum", "hdr")
_FORMATS = {
    "arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
    "romanUc": "upperRoman", "thaiNum": "decimal", "thaiAlpha": "thaiLetters",
}  # fmt: skip
_DEFAULT_POINTS = 18.0
_TWIPS_A_LEVEL = 360
_FALSE = ("0", "false")


def read_pptx(data: bytes, declared_charset: str | None = None) -> Document:  # noqa: ARG001
    """Read a presentation; notes, hidden slides and diagrams are counted. Never raises for bad data."""
    refused = too_long(MediaType.PPTX, data)
    if refused is not None:
        return refused
    try:
        return _read(Package(data))
    except PackageError as error:
        return held(MediaType.PPTX, error.code, error.message)


def _read(package: Package) -> Document:
    main = next((each.target for each in relations(package, "") if each.kind == "officeDocument"), "")
    root = package.xml(main or "ppt/presentation.xml")
    if root is None:
        raise PackageError(FindingCode.DAMAGED, "the package holds no presentation")
    targets = {each.relation_id: each.target for each in relations(package, main)}
    walker = SlideWalker()
    findings: list[Finding] = []
    slides = list(root.iterfind(f"{P}sldIdLst/{P}sldId"))
    for page, slide in enumerate(slides, 1):
        name = targets.get(slide.get(R + "id", ""), "")
        shown = package.xml(name)
        if shown is None:
            raise PackageError(FindingCode.DAMAGED, f"slide {page} is missing")
        if shown.get("show") in _FALSE:
            findings.append(not_read(f"{_letters_in(shown)} letters stand on slide {page}, which is hidden"))
            continue
        walker.slide(shown, page)
        findings.extend(_beside(package, name, page))
    drawn = sum(letters(draft.text) for draft in walker.stream.drafts)
    findings += lost_finding(walker.raw_letters - drawn)
    about = About(_title(package, findings), len(slides), walker.images)
    return finished(MediaType.PPTX, walker.stream.blocks(), findings, about)


def _beside(package: Package, name: str, page: int) -> Iterator[Finding]:
    """Notes and diagrams of a slide are not read, but counted."""
    for each in relations(package, name):
        if each.kind not in ("notesSlide", "diagramData", "chart"):
            continue
        try:
            count = _letters_in(package.xml(each.target))
        except PackageError as error:
            yield Finding(error.code, Severity.WARNING, error.message)
            continue
        if count:
            severity = Severity.WARNING if each.kind == "diagramData" else Severity.INFO
            yield not_read(f"{count} letters stand in a {each.kind} of slide {page}", severity=severity)


def _title(package: Package, findings: list[Finding]) -> str | None:
    try:
        return core_title(package)
    except PackageError as error:
        findings.append(Finding(error.code, Severity.WARNING, error.message))
        return None


def _letters_in(element: etree._Element | None) -> int:
    return 0 if element is None else sum(letters(part.text) for part in element.iter(A + "t") if part.text)


@dataclass(slots=True)
class Shape:
    """What a shape gives to its paragraphs."""

    path: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    listed: bool = False
    cell: OpenCell | None = None
    chrome: float = 0.0
    counts: Counter[int] = field(default_factory=Counter)
    schemes: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class SlideWalker:
    """Walks slides into one stream."""

    stream: Stream = field(default_factory=Stream)
    raw_letters: int = 0
    images: int = 0
    _lists: int = 0
    _tables: int = 0

    def slide(self, root: etree._Element, page: int) -> None:
        """One slide: its title first, other shapes in their order."""
        self.raw_letters += _letters_in(root) - _doubled(root)
        self.stream.page = page
        self.stream.parted = Break.PAGE if page > 1 else None
        self.stream.new_cell()
        tree = root.find(f"{P}cSld/{P}spTree")
        shapes = [] if tree is None else list(_shapes(tree))
        shapes.sort(key=lambda shape: _placeholder(shape)[0] not in _TITLES)
        for count, shape in enumerate(shapes, 1):
            self._shape(shape, f"slide[{page}]/sp[{count}]/")

    def _shape(self, shape: etree._Element, path: str) -> None:
        self.stream.new_cell()
        if shape.tag == P + "pic":
            self.images += 1
        table = shape.find(f".//{A}tbl")
        if table is not None:
            self._table(table, path)
            return
        role, is_placeholder = _placeholder(shape)
        self._lists += 1
        setting = Shape(
            path, listed=is_placeholder and role in _LISTED, chrome=1.0 if role in _CHROME else 0.0
        )
        if role in _TITLES:
            setting.kind, setting.level = BlockKind.HEADING, 1
        for body in shape.iter(P + "txBody", A + "txBody"):
            self._body(body, setting)

    def _body(self, body: etree._Element, shape: Shape) -> None:
        for count, element in enumerate(body.iterchildren(A + "p"), 1):
            paragraph = _paragraph(element)
            properties = element.find(A + "pPr")
            level = 0 if properties is None else number(properties.get("lvl"))
            drawn = self._drawn(properties, level, shape) if any(paragraph.lines) else None
            kind = BlockKind.ITEM if drawn is not None and shape.kind is BlockKind.PARAGRAPH else shape.kind
            if kind is BlockKind.PARAGRAPH and shape.cell is not None:
                kind = BlockKind.CELL
            setting = Setting(
                f"{shape.path}p[{count}]", kind, shape.level, drawn, shape.cell,
                (level * _TWIPS_A_LEVEL, level * _TWIPS_A_LEVEL), shape.chrome,
            )  # fmt: skip
            self.stream.put(paragraph, setting)

    def _drawn(self, properties: etree._Element | None, level: int, shape: Shape) -> Drawn | None:
        """Number or bullet before a paragraph; the counting of deeper levels starts anew."""
        scheme = None if properties is None else properties.find(A + "buAutoNum")
        for deeper in [each for each in shape.counts if each > level]:
            del shape.counts[deeper]
        if scheme is None:
            shape.counts.pop(level, None)
            plain = properties is not None and properties.find(A + "buNone") is not None
            bullet = properties is not None and properties.find(A + "buChar") is not None
            return Drawn(self._lists, level) if bullet or (shape.listed and not plain) else None
        name = scheme.get("type", "")
        if shape.schemes.get(level) != name:
            shape.counts.pop(level, None)
        shape.schemes[level] = name
        start = number(scheme.get("startAt"), 1)
        shape.counts[level] = shape.counts[level] + 1 if level in shape.counts else start
        known = next((key for key in _FORMATS if name.startswith(key)), "arabic")
        return Drawn(self._lists, level, word_number(shape.counts[level], _FORMATS[known]))

    def _table(self, element: etree._Element, path: str) -> None:
        table = OpenTable(self._tables)
        self._tables += 1
        for row in element.iterchildren(A + "tr"):
            table.start_row()
            left: OpenCell | None = None
            for column, part in enumerate(row.iterchildren(A + "tc")):
                if part.get("hMerge", "0") not in _FALSE and left is not None:
                    cell = left
                elif part.get("vMerge", "0") not in _FALSE:
                    cell = table.merge_up(column)
                else:
                    cell = table.add(column, number(part.get("gridSpan"), 1))
                left = cell
                self.stream.new_cell()
                prefix = f"{path}tbl[1]/r[{table.row}]/c[{column}]/"
                for body in part.iterchildren(A + "txBody"):
                    self._body(body, Shape(prefix, cell=cell))
        self.stream.new_cell()


def _shapes(tree: etree._Element) -> Iterator[etree._Element]:
    """Shapes of a slide, those in groups too."""
    for child in tree:
        if child.tag == P + "grpSp":
            yield from _shapes(child)
        elif child.tag in (P + "sp", P + "graphicFrame", P + "pic", P + "cxnSp"):
            yield child
        elif child.tag == ALTERNATE:
            branch = next((each for each in child if _letters_in(each)), None)
            yield from () if branch is None else _shapes(branch)


def _doubled(root: etree._Element) -> int:
    """Letters of the branches of AlternateContent that are not read: they say the same again."""
    double = 0
    for alternate in root.iter(ALTERNATE):
        counts = [count for count in map(_letters_in, alternate) if count]
        double += sum(counts[1:])
    return double


def _placeholder(shape: etree._Element) -> tuple[str, bool]:
    """The role of a placeholder, and whether the shape is one."""
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return ("", False) if mark is None else (mark.get("type", ""), True)


def _paragraph(element: etree._Element) -> Paragraph:
    paragraph = Paragraph()
    for part in element:
        if part.tag == A + "br":
            paragraph.end_line(Break.SOFT)
        elif part.tag in (A + "r", A + "fld"):
            said = part.find(A + "rPr")
            bold = said is not None and said.get("b", "0") not in _FALSE
            link = said is not None and said.find(A + "hlinkClick") is not None
            size = number(said.get("sz"), 0) / 100 if said is not None else 0
            text = part.findtext(A + "t") or ""
            paragraph.add(text, bold, link, size or _DEFAULT_POINTS)
    return paragraph
