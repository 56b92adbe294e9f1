"""One pass over the events of an HTML parser into lines.

The walker is the target of lxml's parser: no tree is built, so neither the depth of the tags nor
the length of a text is limited (a tree stops at 255 tags, notes/formats.md).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parsers.readers.html_blocks import CLOSERS, OPENERS, block_attributes
from parsers.readers.html_chrome import MIN_LINKS, Region
from parsers.readers.html_context import Frame
from parsers.readers.html_inline import ICON, INLINE, apply_style, is_boxed
from parsers.readers.html_lines import HTML_SPACE
from parsers.readers.html_style import style_of
from parsers.readers.html_tags import BLOCK_TAGS, CODE_TAGS, SKIPPED_TAGS, thai_letters
from parsers.readers.html_text import PageText
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.readers.html_lists import OpenList
    from parsers.readers.html_tables import OpenTable

Saved = tuple[bool, bool, float, int]
"""Bold, link, size and count of texts when an inline element opened."""


class Walker(PageText):
    """The target of the parser: elements into lines, and beside them what finishing needs.

    `unread` counts Thai letters in elements whose text is not drawn, by tag; `embedded` lists the
    addresses of frames and objects; `counts` numbers lists and tables.
    """

    def __init__(self) -> None:
        """Nothing is open yet."""
        super().__init__()
        self.regions: list[Region] = []
        self.title: str | None = None
        self.embedded: list[str] = []
        self.unread: Counter[str] = Counter()
        self.stack: list[Frame | Saved | None] = []
        self.lists: list[OpenList] = []
        self.tables: list[OpenTable] = []
        self.terms: list[list[tuple[int, int]]] = []
        self.counts: Counter[str] = Counter()
        self.skip_depth = 0
        self.skip_tag = ""
        self.skipped: list[str] = []

    # Events of the parser, in the shape that lxml asks for.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        if self.skip_depth:
            self.skip_depth += 1
        elif tag in BLOCK_TAGS:
            self.open_block(tag, attributes)
        elif tag == "br":
            self.end_line(Break.SOFT)
            self.stack.append(None)
        elif tag in SKIPPED_TAGS:
            self.skip(tag)
            if tag == "iframe":
                self.embedded.append(attributes.get("src", ""))
        else:
            self._open_inline(tag, attributes)

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
        if saved[3] == self.texts and (self.bold, self.pixels) != (saved[0], saved[2]):
            self.carried = (self.bold, self.pixels)  # <b><p>: the parser closes b before p
        self.bold, self.link, self.pixels, _ = saved

    def data(self, text: str) -> None:
        """Text between tags."""
        if self.skip_depth:
            self.skipped.append(text)
        elif self.context.pre:
            self.add_verbatim(text)
        elif text.strip(HTML_SPACE):
            self.add(text)
        elif self.buffer.pieces:
            self.buffer.pieces.append(" ")

    def comment(self, _text: str) -> None:
        """Comments are not read."""

    def pi(self, _target: str, _data: str | None = None) -> None:
        """Processing instructions are not read."""

    def close(self) -> Walker:
        """The end of the document."""
        self.flush()
        return self

    # Elements.

    def _open_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = style_of(attributes["style"]) if "style" in attributes else None
        if style is not None and is_boxed(style):
            self.open_block(tag, attributes)
            return
        opener = INLINE.get(tag)
        if opener is None and style is None:
            self.stack.append(None)
            return
        saved = (self.bold, self.link, self.pixels, self.texts)
        if opener is not None:
            opener(self, attributes)
        if self.skip_depth:
            return
        if style is not None:
            apply_style(self, style)
        self.stack.append(saved if saved[:3] != (self.bold, self.link, self.pixels) else None)

    def open_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A block opens: the line before it ends, and a frame remembers what to put back."""
        if tag == "title" and self.title is None:
            self.skip(tag)
            return
        self.flush()
        if self.buffer.breaks is not Break.PAGE:
            self.buffer.breaks = Break.PARAGRAPH
        parent = self.frame
        frame = Frame(
            tag,
            parent,
            parent.next_number(tag),
            self.context,
            self.bold,
            self.link,
            self.pixels,
            len(self.lines),
            self.letters,
            self.linked,
            self.links,
        )
        self.stack.append(frame)
        self.frame = frame
        if self.carried is not None:
            self.bold, self.pixels = self.carried
            self.carried = None
        opener = OPENERS.get(tag)
        if opener is not None:
            opener(self, tag, attributes)
        block_attributes(self, frame, attributes)

    def _close_block(self, frame: Frame) -> None:
        """A block closes: what it was inside is put back."""
        self.flush()
        closer = CLOSERS.get(frame.tag)
        if closer is not None:
            closer(self, frame)
        links = self.links - frame.links
        if (frame.hint or links >= MIN_LINKS) and len(self.lines) > frame.first_line:
            letters, linked = self.letters - frame.letters, self.linked - frame.linked
            self.regions.append(
                Region(frame.first_line, len(self.lines), frame.hint, letters, linked, links)
            )
        if self.buffer.breaks is not Break.PAGE:
            self.buffer.breaks = Break.PARAGRAPH
        self.context, self.bold, self.link = frame.context, frame.bold, frame.link
        self.pixels = frame.pixels
        self.first_indent = 0.0
        self.carried = None
        if frame.parent is not None:
            self.frame = frame.parent

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
        elif tag not in CODE_TAGS:
            self.unread[tag] += thai_letters(text)
