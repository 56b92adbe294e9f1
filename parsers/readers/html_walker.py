"""One pass over the events of an HTML parser into lines.

The walker is the target of lxml's parser: no tree is built, so neither the depth of the tags nor
the length of a text is limited (a tree stops at 255 tags).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import unescape
from inspect import signature
from typing import Any, cast

from parsers.quality import thai_letters
from parsers.readers.html_blocks import CLOSERS, OPENERS, block_attributes
from parsers.readers.html_chrome import MIN_LINKS, Region, is_unseen, lexicon
from parsers.readers.html_context import Frame, inner_path
from parsers.readers.html_inline import ICON, INLINE, apply_style, is_boxed
from parsers.readers.html_lines import HTML_SPACE
from parsers.readers.html_lists import OpenList
from parsers.readers.html_style import Look, style_of
from parsers.readers.html_tables import OpenTable
from parsers.readers.html_tags import BLOCK_TAGS, CODE_TAGS, DAMAGED_TAG, SKIPPED_TAGS, is_damaged
from parsers.readers.html_text import PageText
from schemas.records import BlockKind, Break

Saved = tuple[Look, int, int]
"""The look, the count of lines and that of pieces when an inline element opened."""
_PARAGRAPH, _PAGE = Break.PARAGRAPH, Break.PAGE
_NONE: Mapping[str, str] = {}


class Walker(PageText):
    """The target of the parser: elements into lines, and beside them what finishing needs.

    `unread` counts Thai letters in elements whose text is not drawn, by tag, `hidden` those in
    comments and code, `described` those in attributes; `embedded` lists the addresses of frames
    and objects; `links` counts links; `counts` numbers lists and tables.
    """

    def __init__(self) -> None:
        """Nothing is open yet."""
        super().__init__()
        self.regions: list[Region] = []
        self.title: str | None = None
        self.embedded: list[str] = []
        self.unread: Counter[str] = Counter()
        self.described = 0
        self.hidden = 0
        self.links = 0
        self.has_places = False
        self.stack: list[Frame | Saved | None] = []
        self.lists: list[OpenList] = []
        self.tables: list[OpenTable] = []
        self.terms: list[list[tuple[int, int]]] = []
        self.counts = {"list": 0, "table": 0}
        self.skip_depth = 0
        self.skip_tag = ""
        self.skipped: list[str] = []
        self.carried: tuple[Look, int] | None = None
        self._tag_hints = lexicon().tags

    # Events of the parser, in the shape that lxml asks for.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        if self.skip_depth:
            self.skip_depth += 1
        elif tag in BLOCK_TAGS:
            self.open_block(tag, attributes)
        elif tag == "br":
            if attributes:
                self.note_damage(attributes)
            self.end_line(Break.SOFT)
            self.stack.append(None)
        elif attributes or tag in INLINE:
            self._open_inline(tag, attributes)
        elif tag in SKIPPED_TAGS:
            self.skip(tag)
        else:
            self.stack.append(None)

    def end(self, _tag: str) -> None:
        """A tag closes; the parser closes every tag that it opened, in order."""
        if self.skip_depth:
            self.skip_depth -= 1
            if not self.skip_depth:
                self._end_skip()
            return
        saved = self.stack.pop()
        if saved is None:
            return
        if isinstance(saved, Frame):
            self._close_block(saved)
            return
        look, lines, pieces = saved
        if lines == len(self.lines) and pieces == len(self.pieces):
            self.carried = (self.look, lines)  # <b><p>: the parser closes b before p
        self.look = look

    def data(self, text: str) -> None:
        """Text between tags."""
        if self.skip_depth:
            self.skipped.append(text)
        elif self.context.pre:
            self.add_verbatim(text)
        elif text[:1] > " " or text.strip(HTML_SPACE):
            self.pieces.append(text)
            self.looks.append(self.look)
        elif self.pieces:
            self.pieces.append(" ")
            self.looks.append(self.looks[-1])

    def comment(self, text: str) -> None:
        """Comments are not read."""
        self.hidden += thai_letters(text)

    def pi(self, _target: str, _data: str | None = None) -> None:
        """Processing instructions are not read."""

    def close(self) -> None:
        """The end of the document."""
        self.flush()

    # Elements.

    def _open_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element inside a line; what it changes is put back at its end."""
        if tag in SKIPPED_TAGS:
            self.skip(tag)
            if tag == "iframe":
                self.embedded.append(attributes.get("src", ""))
            return
        if is_damaged("".join(attributes)):
            self.note_damage(attributes)
        style = style_of(attributes["style"]) if "style" in attributes else None
        boxed = style is not None and is_boxed(style)
        if boxed or ("class" in attributes and is_unseen(attributes["class"])):
            self.open_block(tag, attributes)
            return
        saved = (self.look, len(self.lines), len(self.pieces))
        opener = INLINE.get(tag)
        if opener is not None:
            opener(self, attributes)
            if self.skip_depth:
                return
        if style is not None:
            apply_style(self, style)
        self.stack.append(saved)

    def open_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A block opens: the line before it ends, and a frame remembers what to put back."""
        if tag == "title" and self.title is None:
            self.skip(tag)
            return
        if self.pieces or self.late:
            self.flush()
        if self.breaks is not _PAGE:
            self.breaks = _PARAGRAPH
        parent = self.frame
        counts = parent.counts
        if counts is None:
            counts = parent.counts = {}
        number = counts[tag] = counts.get(tag, 0) + 1
        first = len(self.lines)
        path = inner_path(parent.path, tag, number)
        frame = Frame(tag, parent, path, self.context, self.look, first, self.links)
        self.frame = frame
        self.stack.append(frame)
        if self.carried is not None:
            if self.carried[1] == first:
                self.look = self.carried[0]
            self.carried = None
        opener = OPENERS.get(tag)
        if opener is not None:
            opener(self, tag, attributes or _NONE)
        if attributes:
            block_attributes(self, frame, attributes)
        elif tag in self._tag_hints:
            frame.hint = self._tag_hints[tag]

    def _close_block(self, frame: Frame) -> None:
        """A block closes: what it was inside is put back."""
        if self.pieces or self.late:
            self.flush()
        closer = CLOSERS.get(frame.tag)
        if closer is not None:
            closer(self, frame)
        lines = len(self.lines)
        links = self.links - frame.links
        if (frame.hint or links >= MIN_LINKS) and lines > frame.first_line:
            self.regions.append(Region(frame.first_line, lines, frame.hint, links))
        if self.breaks is not _PAGE:
            self.breaks = _PARAGRAPH
        self.context = frame.context
        self.look = frame.look
        self.first_indent = 0.0
        self.carried = None
        if frame.parent is not None:
            self.frame = frame.parent

    def note_damage(self, attributes: Mapping[str, str]) -> None:
        """Count text that became part of a tag because the tag's end was lost."""
        for name, value in attributes.items():
            if is_damaged(name):
                self.unread[DAMAGED_TAG] += thai_letters(unescape(f"{name} {value}"))

    def skip(self, tag: str) -> None:
        """Read an element's text apart until it closes."""
        self.skip_depth = 1
        self.skip_tag = tag
        self.skipped = []

    def _end_skip(self) -> None:
        """The skipped element has closed: its text is the title, an icon, or counted."""
        text, tag = "".join(self.skipped), self.skip_tag
        if tag == "title":
            self.title = " ".join(text.split()) or None
        elif tag == ICON:
            name = " ".join(text.split())
            if thai_letters(name):
                self.data(text)
            elif name:
                self.add_aside(name, BlockKind.LINE, chrome=1.0, late=False)
        elif tag in CODE_TAGS:
            self.hidden += thai_letters(text)
        else:
            self.unread[tag] += thai_letters(text)


cast("Any", Walker.start).__signature__ = signature(Walker.start)  # lxml asks for it once a page
