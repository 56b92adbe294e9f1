"""Bodies: unmarked text of a section, wrapped lines, lead-ins, quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.heading_cursor import ONE_NAME
from parsers.lexicon import lexicon
from parsers.line import Line, read_line
from parsers.mapped import MappedText, join
from parsers.one_text import SINGLE_TEXT
from parsers.wraps import ITEM_LIMIT, wraps
from schemas.kinds import Kind
from schemas.matching import arabic_digits
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Sequence


QUOTES = "“”„‟\"'‘’«»"
EDGES = frozenset({*QUOTES, "*"})
OPENING = re.compile(r"^[“”„‟\"'‘’«*\s]+")
CLOSING = re.compile(r"[“”„‟\"'‘’»\s]+$")
QUOTED = re.compile(r"[“”„‟\"]\s*([^“”„‟\"]{8,600}?)\s*[“”„‟\"]")
UNCLOSED = re.compile(r'^\s*"[^"]*“[^"”]*”[^"]*$')
"""A straight mark opens the text, none closes it, and a quotation stands inside."""
LATIN_LINE = re.compile(r"^[^\u0e01-\u0e5b]*[A-Za-z]{3}[^\u0e01-\u0e5b]*$")
LATIN_START = re.compile(r"^[A-Z][A-Za-z\-]*\s*(?:[:=]|\s{2,}|(?=[\u0e01-\u0e5b]))")
"""A value spelt out: "Fair : เป็นธรรม", "Brave   กล้าคิด"."""
SHORT_VALUE = 40
SENTENCE_LIMIT = 400
"""Characters beyond which an unmarked paragraph is prose about a section, not its content."""


@dataclass(frozen=True, slots=True)
class BodyText:
    """One statement read from unmarked text."""

    text: MappedText
    line: Line
    gloss: str | None = None
    confidence: float = 0.85


def line_of(text: MappedText, line: Line) -> Line:
    """A part of a line as a line of its own."""
    part = Line(text, arabic_digits(text.value), line.block, line.break_before, 0)
    return read_line(part) if text.value else part


def unquoted(text: MappedText) -> MappedText:
    """A text without its outer quotation marks, balanced or not; inner ones stay."""
    value = text.value
    if not (value[:1] in EDGES or value[-1:] in EDGES or value[:1].isspace() or value[-1:].isspace()):
        return text
    opening = OPENING.match(value)
    start = opening.end() if opening and any(c in QUOTES for c in opening.group()) else 0
    quoted = value[-1:] in QUOTES or value[-1:].isspace()
    closing = CLOSING.search(value) if quoted else None
    end = len(value)
    if closing and any(c in QUOTES for c in closing.group()):
        inner = value[start : closing.start()]
        if not _closes_inner(inner):
            end = closing.start()
    return text.cut(start, end)


def _closes_inner(inner: str) -> bool:
    """Whether the final mark closes a quotation opened inside the text."""
    opened = inner.count("“") > inner.count("”")
    return opened or inner.count('"') % 2 == 1


def read_body(kind: Kind, lines: Sequence[Line]) -> list[BodyText]:
    """The statements of a section without any marker."""
    lines = _own_lines(kind, _without_lead_in(lines))
    if not lines:
        return []
    if kind in ROW_KINDS:
        lines = _rows(lines)
    if kind in SINGLE_TEXT:
        return _single(kind, lines)
    return _items(lines)


ROW_KINDS = (Kind.CORE_VALUE, Kind.DEFINITION)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Word and meaning that stand in two cells of a row, as one line."""
    rows: list[Line] = []
    for line in lines:
        cell, before = line.block.cell, rows[-1].block.cell if rows else None
        if cell is not None and before is not None and cell.column > before.column and (
            (cell.table, cell.row) == (before.table, before.row)
        ):  # fmt: skip
            first = rows.pop()
            text = join((first.text, line.text), soft=False)
            rows.append(Line(text, arabic_digits(text.value), first.block, first.break_before, 0))
        else:
            rows.append(line)
    return rows


def _own_lines(kind: Kind, lines: Sequence[Line]) -> list[Line]:
    """Lines without prose about the section and without other owners' texts; wraps go with theirs."""
    kept: list[Line] = []
    dropping = False
    for index, line in enumerate(lines):
        wrapped = line.break_before in (Break.SOURCE, Break.SOFT) and not line.blank_before
        dropping = _about(kind, line, _paragraph(lines, index)) or (dropping and wrapped)
        if not dropping:
            kept.append(line)
    return kept


YEARS = re.compile(
    r"\(?\s*(?:ระยะ\s*\d+\s*ปี\s*)?(?:ปี\s*)?(?:พ\.\s*ศ\.\s*)?2[45]\d\d\s*(?:[-–—]\s*(?:พ\.\s*ศ\.\s*)?2[45]\d\d)?\s*\)?"
)
"""Years alone are the title's, no statement."""
FOREIGN_MENTION = re.compile(r"วิสัยทัศน์(?:ของ)?\s*(?:ประเทศ|กระทรวง|ชาติ|รัฐบาล|จังหวัด\s*“)")


def _paragraph(lines: Sequence[Line], index: int) -> str:
    """A line with the lines of a text file that wrap it, as far as a sentence is judged by."""
    text = lines[index].value
    for line in lines[index + 1 :]:
        if len(text) > OPENING_OF_PROSE or line.break_before is not Break.SOURCE or line.blank_before:
            break
        text += line.value
    return text


def _about(kind: Kind, line: Line, paragraph: str) -> bool:
    """Prose about a section: an office's name alone, or a long sentence on how a plan was made."""
    words = lexicon()
    if kind not in ONE_NAME and words.office.fullmatch(line.value) and not _tells(line.value):
        return True
    if YEARS.fullmatch(line.value):
        return True
    quoted = line.value[0] in QUOTES
    if kind is Kind.VISION and not quoted and FOREIGN_MENTION.search(line.value) and len(line.value) > 40:
        return True
    if kind in SINGLE_TEXT or len(paragraph) <= 80:
        return False
    named = words.office.search(paragraph[:80])
    if named is None or named.start() > 40:
        return False
    return words.process_word.search(paragraph[:OPENING_OF_PROSE]) is not None


OPENING_OF_PROSE = 160
NAME_HEAD = 8


def _tells(text: str) -> bool:
    """Whether a line that begins with an office's name goes on as a sentence ("… เป็นเมืองน่าอยู่")."""
    words = lexicon()
    head = words.office_head.match(text)
    if head is not None and words.name_generic.match(text, head.end()):
        return True
    return words.name_end.search(text, NAME_HEAD) is not None and len(text) > 2 * NAME_HEAD


def _without_lead_in(lines: Sequence[Line]) -> Sequence[Line]:
    words = lexicon()
    while (
        len(lines) > 1
        and lines[0].value[0] not in QUOTES
        and (words.lead_in_end.search(lines[0].value) or lines[0].value.rstrip().endswith(":"))
    ):
        lines = lines[1:]
    while len(lines) > 1 and words.lead_in_end.search(lines[-1].value) and not QUOTED.search(lines[-1].value):
        lines = lines[:-1]
    if len(lines) == 1 and words.lead_in_end.search(lines[0].value) and not QUOTED.search(lines[0].value):
        return []
    return lines


def _single(kind: Kind, lines: Sequence[Line]) -> list[BodyText]:
    """One text: the quotation if there is one, else the first paragraph with its wraps."""
    words = lexicon()
    gloss: str | None = None
    kept: list[Line] = []
    for line in _from_quotation(kind, lines):
        if kept and LATIN_LINE.match(line.value) and len(line.value) > 15:
            gloss = unquoted(line.text).value
            continue
        if words.defines.search(line.value[:80]) and kept:
            break
        if kept and not _goes_on(kind, kept, line):
            break
        kept.append(line)
    if not kept:
        return []
    whole = join([line.text for line in kept])
    quoted = None if UNCLOSED.match(whole.value) else QUOTED.search(whole.value)
    if quoted is not None and (quoted.start() > 12 or quoted.end() < len(whole.value) - 40):
        outside = len(whole.value) - (quoted.end() - quoted.start())
        led = words.lead_in_end.search(whole.value[: quoted.start()].rstrip()) is not None
        if led or (quoted.end(1) - quoted.start(1) > 25 and kind is Kind.VISION) or outside < 20:
            text = whole.cut(quoted.start(1), quoted.end(1))
            return [BodyText(text, kept[0], gloss, 0.9)]
    text = unquoted(whole)
    if kind is Kind.CORE_VALUE and sum(LATIN_START.match(line.value) is not None for line in kept) > 1:
        return [BodyText(unquoted(line.text), line) for line in kept]
    if kind is Kind.CORE_VALUE and len(kept) > 1 and (kept[0].block.cell or not _is_verse(kept)):
        groups = wrapped(kept)
        return [BodyText(unquoted(join([line.text for line in group])), group[0]) for group in groups]
    return [BodyText(text, kept[0], gloss, 0.92)] if text.value else []


def _from_quotation(kind: Kind, lines: Sequence[Line]) -> Sequence[Line]:
    """Lines from the quotation on, where prose that tells what a vision is stands before it."""
    if kind is not Kind.VISION or lines[0].value[0] in QUOTES:
        return lines
    opening = next((at for at, line in enumerate(lines) if line.value[0] in QUOTES), 0)
    named = lines[0].scan is not None and lines[0].scan.kind is kind
    prose = named or lexicon().lead_in_end.search(lines[opening - 1].value) is not None
    return lines[opening:] if opening and prose else lines


def _is_verse(lines: Sequence[Line]) -> bool:
    """Whether lines of a value are one text: quoted as one, or a wrapped line or two of a text file."""
    first, last = lines[0].value, lines[-1].value
    if first[:1] in QUOTES and last[-1:] in QUOTES:
        return True
    listed = len(lines) > 2 and all(len(line.value) <= SHORT_VALUE for line in lines)
    return not listed and all(line.break_before is Break.SOURCE for line in lines[1:])


def _goes_on(kind: Kind, kept: Sequence[Line], line: Line) -> bool:
    """Whether a further line belongs to the text of a single-text section."""
    if kind is Kind.CORE_VALUE and line.block.cell is not None and kept[-1].block.cell is not None:
        return True
    total = sum(len(other.value) for other in kept)
    whole = "".join(other.value for other in kept)
    opened = whole[:1] in QUOTES and not CLOSING_MARK.search(whole)
    if opened and total + len(line.value) < SENTENCE_LIMIT:
        return True
    if CLOSING_MARK.search(whole) and whole[:1] in QUOTES:
        return False
    if total + len(line.value) > SENTENCE_LIMIT:
        return False
    words = lexicon()
    if kind is Kind.CORE_VALUE and LATIN_START.match(line.value) and LATIN_START.match(kept[-1].value):
        return True
    if line.blank_before:
        verse = len(line.value) < 80 and len(kept[-1].value) < 80 and len(kept) < 4
        return (
            words.open_end.search(kept[-1].value) is not None
            or words.open_start.match(line.value) is not None
            or (kind is Kind.VISION and verse and abs(line.block.indent - kept[-1].block.indent) <= 1)
        )
    if line.break_before is Break.PARAGRAPH:
        return kind in (Kind.VISION, Kind.CORE_VALUE) and len(line.value) < 120
    return True


CLOSING_MARK = re.compile(r"[”\"'’“]\s*$")


def wrapped(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines by the text that they are parts of."""
    groups: list[list[Line]] = []
    width = max((len(line.value) for line in lines), default=0)
    for line in lines:
        if groups and wraps(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _items(lines: Sequence[Line]) -> list[BodyText]:
    """A list without markers: each paragraph or author's line one item, wraps joined."""
    groups = wrapped(lines)
    items: list[BodyText] = []
    for group in groups:
        text = unquoted(join([line.text for line in group]))
        if len(text.value) > ITEM_LIMIT and items:
            break
        if text.value:
            items.append(BodyText(text, group[0], None, 0.75 if len(groups) > 1 else 0.8))
    return items
