"""Inside a Word paragraph: runs, fields, links, revisions, and what hangs on a run (text boxes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.docx_names import (
    ALTERNATE,
    BOX,
    CHOICE,
    DELETED,
    FALLBACK,
    HYPERLINK,
    R_PR,
    RUN,
    SDT,
    SDT_CONTENT,
    TRANSPARENT,
    VAL,
    A,
    M,
    T,
    V,
    W,
    switch,
)
from parsers.readers.docx_styles import Styles, TextLook, text_look
from parsers.readers.office_lines import Paragraph, letters
from schemas.records import Break

_SYMBOL_BASE = 0xF000
_PAGE_BREAKS = ("page", "column")
_MATH_TEXT = M + "t"
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_LINE_ENDS = frozenset({W + "br", W + "cr"})
_FIELD_PARTS = frozenset({W + "fldChar", W + "instrText"})
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object", ALTERNATE})
_FORMULAS = frozenset({M + "oMath", M + "oMathPara"})
_LONGEST_NAME = 40


@dataclass(slots=True)
class OpenField:
    """A field (TOC, PAGE, HYPERLINK …): its instruction stands before its result."""

    instruction: str = ""
    in_result: bool = False

    def is_a(self, name: str) -> bool:
        """Whether the result that is being read is of a field of this name."""
        return self.in_result and self.instruction.lstrip().upper().startswith(name)


@dataclass(slots=True)
class RunReader:
    """Reads the content of paragraphs; fields stay open from one paragraph to the next.

    `skipped` counts letters that are not drawn, by the reason; `added` those that are drawn but
    stand in no `w:t`; `hanging` collects text boxes until their paragraph is done.
    """

    styles: Styles
    fields: list[OpenField] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    added: int = 0
    hanging: list[etree._Element] = field(default_factory=list)

    def in_contents(self) -> bool:
        """Whether a table of contents is being read."""
        return bool(self.fields) and any(each.is_a("TOC") for each in self.fields)

    def read(
        self, parent: Iterable[etree._Element], base: TextLook, into: Paragraph, *, link: bool = False
    ) -> None:
        """The inline content of a paragraph (or of what stands round content) goes into a paragraph."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, base, into, link)
            elif tag == HYPERLINK or tag in TRANSPARENT:
                self.read(child, base, into, link=link or tag == HYPERLINK)
            elif tag == SDT:
                self._control(child, base, into, link)
            elif tag in DELETED:
                self.skipped["deleted"] += letters_in(child)
            elif tag == ALTERNATE:
                self.read(self.choose(child), base, into, link=link)
            elif tag in _FORMULAS:
                self._formula(child, base, into)

    def choose(self, alternate: etree._Element) -> list[etree._Element]:
        """Content of the branch of an AlternateContent that is read: the first with text, no doubles."""
        branches = [child for child in alternate if child.tag in (CHOICE, FALLBACK)]
        chosen = next((branch for branch in branches if letters_in(branch)), None)
        chosen = branches[0] if chosen is None and branches else chosen
        for branch in branches:
            if branch is not chosen:
                self.skipped["double"] += letters_in(branch)
        return [] if chosen is None else list(chosen)

    def _control(self, control: etree._Element, base: TextLook, into: Paragraph, link: bool) -> None:  # noqa: FBT001
        """A content control; its placeholder ("click here") is no text of the document."""
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        if is_placeholder(control):
            self.skipped["placeholder"] += letters_in(content)
            return
        self.read(content, base, into, link=link)

    def _formula(self, formula: etree._Element, base: TextLook, into: Paragraph) -> None:
        text = "".join(part.text or "" for part in formula.iter(_MATH_TEXT))
        if text:
            self.added += letters(text)
            into.add(text, False, False, base.size or self.styles.size)

    def _run(self, run: etree._Element, base: TextLook, into: Paragraph, link: bool) -> None:  # noqa: FBT001
        look = base
        for child in run:
            tag = child.tag
            if tag == T:
                self._text(child.text or "", look, into, link)
            elif tag == R_PR:
                look = self._look(child, base)
            elif tag in _SIGNS:
                self._draw(_SIGNS[tag], look, into, link)
            elif tag in _LINE_ENDS:
                page = child.get(W + "type") in _PAGE_BREAKS
                into.end_line(Break.PAGE if page else Break.SOFT)
            elif tag in _FIELD_PARTS:
                self._field(child)
            elif tag == W + "sym":
                self._draw(_symbol(child.get(W + "char", "")), look, into, link)
            elif tag in _DRAWINGS:
                self.hanging.append(child)
            elif tag == W + "ruby":
                self._ruby(child, base, into, link)

    def _look(self, properties: etree._Element, base: TextLook) -> TextLook:
        """Direct formatting over the character style over the paragraph's."""
        own = text_look(properties)
        style = properties.find(W + "rStyle")
        named = None if style is None else self.styles.characters.get(style.get(VAL, ""))
        return own.over(base) if named is None else own.over(named.over(base))

    def _text(self, text: str, look: TextLook, into: Paragraph, link: bool) -> None:  # noqa: FBT001
        if not text:
            return
        if look.hidden:
            self.skipped["hidden"] += letters(text)
        elif self.fields and not all(each.in_result for each in self.fields):
            self.skipped["field"] += letters(text)
        else:
            if "\n" in text:
                text = text.replace("\n", " ")
            if self.fields:
                link = link or any(each.is_a("HYPERLINK") for each in self.fields)
            into.add(text, bool(look.bold), link, look.size or self.styles.size)

    def _draw(self, sign: str, look: TextLook, into: Paragraph, link: bool) -> None:  # noqa: FBT001
        """A character that stands in no `w:t`."""
        if not look.hidden and all(each.in_result for each in self.fields):
            self.added += letters(sign)
            into.add(sign, bool(look.bold), link, look.size or self.styles.size)

    def _field(self, part: etree._Element) -> None:
        """A mark of a field, or a piece of its instruction."""
        kind = part.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(OpenField())
        elif self.fields and kind == "separate":
            self.fields[-1].in_result = True
        elif self.fields and kind == "end":
            self.fields.pop()
        elif self.fields and kind is None:
            opened = self.fields[-1]
            opened.instruction = (opened.instruction + (part.text or ""))[:_LONGEST_NAME]

    def _ruby(self, ruby: etree._Element, base: TextLook, into: Paragraph, link: bool) -> None:  # noqa: FBT001
        for part in ruby:
            if part.tag == W + "rubyBase":
                self.read(part, base, into, link=link)
            else:
                self.skipped["reading aid"] += letters_in(part)

    def boxes(self, drawing: etree._Element) -> Iterator[etree._Element | str]:
        """Text boxes of a drawing (each once), drawn paragraphs of its shapes, WordArt as a string."""
        for child in self.choose(drawing) if drawing.tag == ALTERNATE else drawing:
            if child.tag in (BOX, A + "txBody"):
                yield child
            elif child.tag == V + "textpath":
                yield child.get("string", "")
            else:
                yield from self.boxes(child)


def _symbol(code: str) -> str:
    """A glyph of a symbol font, at its private-use place as Word writes such fonts."""
    try:
        char = int(code, 16)
    except ValueError:
        return ""
    char += _SYMBOL_BASE if char < 0x100 else 0
    return chr(char) if 0x20 <= char < 0xD800 or 0xE000 <= char < 0xFFFE else ""


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control shows its prompt only."""
    properties = control.find(W + "sdtPr")
    return properties is not None and bool(switch(properties.find(W + "showingPlcHdr")))


def letters_in(element: etree._Element) -> int:
    """Characters of all text elements below one, white space apart."""
    return sum(letters(text.text) for text in element.iter(T) if text.text)
