"""RTF tokens into stories: destinations, text, paragraphs, fields, lists, tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from parsers.readers.list_labels import read_label
from parsers.readers.office_lines import Drawn, Paragraph, Setting, letters
from parsers.readers.rtf_state import Field, Form, State
from parsers.readers.rtf_story import CellForm, Story
from parsers.readers.rtf_text import SIGNS, charset_of_font, charset_of_page, decoded
from parsers.readers.rtf_tokens import Token
from schemas.records import BlockKind, Break

_CHROME_STORIES = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "footnote": "footnote",
}  # fmt: skip
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_CAPTURED = frozenset({"fldinst", "listtext", "pntext", "title", "fonttbl", "stylesheet"})
_SHOWN = frozenset({"fldrslt", "result", "ud", "field", "shp", "shpinst", "do", "object", "upr", "rtf"})
"""Destinations whose text is drawn, or that hold such destinations."""
_UNSEEN = frozenset(
    """colortbl info pict shprslt nonshppict shppict listtable listoverridetable nonesttables pn pnseclvl
    annotation atnid atnauthor atndate atrfstart atrfend xe tc revtbl rsidtbl generator themedata
    colorschememapping datastore latentstyles mmath bkmkstart bkmkend ftnsep ftnsepc aftnsep aftnsepc
    objdata objclass objname objalias objsect author operator subject keywords comment doccomm company
    manager category hlinkbase creatim revtim printim buptim xmlnstbl wgrffmtfilter docvar formfield ffname
    userprops propname staticval falt panose fontemb filetbl sp sn sv svb defchp defpap fchars lchars
    nesttableprops background fldtype datafield picprop blipuid template""".split()  # noqa: SIM905
)
_HEADING_NAME = re.compile(r"heading (\d)$")
_LONGEST = 4000


@dataclass(slots=True)
class Style:
    """A paragraph style: its outline level, or that it is the title."""

    level: int | None = None
    title: bool = False
    contents: bool = False


@dataclass(slots=True)
class RtfWalker:
    """Reads tokens one by one; `stories` are done, the last of `open` is being read."""

    codec: str = "cp1252"
    fixed_codec: bool = False
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    title: str = ""
    stories: list[Story] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    seen_letters: int = 0
    images: int = 0
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    open: list[Story] = field(default_factory=lambda: [Story()])
    boxes: list[Story] = field(default_factory=list)
    _paragraphs: list[Paragraph] = field(default_factory=lambda: [Paragraph()])
    _labels: list[str] = field(default_factory=lambda: [""])
    _captured: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _to_skip: int = 0
    _half: int | None = None
    _star: bool = False
    _first_word: bool = False
    _row_left: int = 0
    _row_header: bool = False
    _forms: list[CellForm] = field(default_factory=list)
    _form: CellForm = field(default_factory=CellForm)

    def feed(self, token: Token) -> None:
        """One token."""
        word = token.word
        if not word:
            self._plain(token.data)
            self._first_word = False
        elif word == "'":
            self._byte(token.data)
        else:
            self._flush()
            if word == "u":
                self._unicode(token.number or 0)
            elif word == "{":
                self._to_skip = 0
                self.stack.append(self.state)
                self.state = self.state.copy()
                self._first_word, self._star = True, False
            elif word == "}":
                self._to_skip = 0
                self._end_group()
            elif self._to_skip and word in SIGNS:
                self._to_skip -= 1
            else:
                self._word(word, token.number)

    def end(self) -> None:
        """The file is read."""
        self._flush()
        while len(self.open) > 1:
            self._end_story()
        self._end_paragraph(force=False)
        self.stories.insert(0, self.open[0])

    @property
    def is_whole(self) -> bool:
        """Whether every group was closed."""
        return not self.stack

    def _plain(self, data: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _byte(self, data: bytes) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes += data

    def _flush(self) -> None:
        """Bytes that were waiting for the rest of a character."""
        if self._bytes:
            font = None if self.fixed_codec else self.fonts.get(self.state.font or 0)
            if self.fixed_codec and self.fonts.get(self.state.font or 0) == "symbol":
                font = "symbol"
            text = decoded(bytes(self._bytes), font or self.codec)
            self._bytes.clear()
            self._text(text)

    def _unicode(self, number: int) -> None:
        self._to_skip = self.state.fallback
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004
            self._half = code
            return
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004
            half, self._half = self._half, None
            if half is not None:
                self._text(chr(0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00)))
            return
        if code:
            self._text(chr(code))

    def _text(self, text: str) -> None:
        state = self.state
        if state.destination in _CAPTURED:
            if len(self._captured) < _LONGEST:
                self._captured.append(text)
            return
        self.seen_letters += letters(text)
        if state.destination != "text":
            self.skipped[state.destination] += letters(text)
        elif state.hidden or state.deleted:
            self.skipped["hidden" if state.hidden else "deleted"] += letters(text)
        else:
            link = any(each.is_a("HYPERLINK") for each in state.fields)
            self._paragraphs[-1].add(text, state.bold, link, state.half_points / 2)

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._star = True
            return
        if self._first_word and not self.state.apply(word, number):
            self._first_word = False
            if self._enters(word):
                return
        elif self.state.apply(word, number):
            self._formatted(word, number)
            return
        if self.state.destination != "text":
            self._in_destination(word, number)
            return
        action = _ACTIONS.get(word)
        if action is not None:
            action(self, number)
        elif word in SIGNS:
            self._text(SIGNS[word])

    def _formatted(self, word: str, number: int | None) -> None:
        """What else a formatting word says inside the tables of fonts and styles."""
        self._first_word = False
        if word == "f" and self.state.destination == "fonttbl":
            self._captured.clear()
        elif word == "ab":
            self.state.bold = number != 0

    def _enters(self, word: str) -> bool:
        """Whether the first word of a group says what the group is for."""
        state = self.state
        if word in _CHROME_STORIES or word in _BOXES:
            if state.destination == "text" or word in _BOXES:
                self._begin_story(word)
            return True
        if word in _CAPTURED:
            self._captured.clear()
            state.destination = word
        elif word == "field":
            state.fields = (*state.fields, Field())
        elif word in _SHOWN:
            if word in ("fldrslt", "ud", "result") and state.destination != "text":
                state.destination = "text" if word == "ud" else state.destination
        elif word == "info":
            return True
        elif word in _UNSEEN or self._star:
            self.images += word == "pict"
            state.destination = word
        else:
            return False
        return True

    def _in_destination(self, word: str, number: int | None) -> None:
        state = self.state
        if state.destination == "fonttbl" and word == "fcharset" and state.font is not None:
            codec = charset_of_font(number)
            if codec is not None:
                self.fonts[state.font] = codec
        elif state.destination == "fonttbl" and word == "cpg" and state.font is not None:
            self.fonts[state.font] = charset_of_page(number)
        elif state.destination == "nesttableprops":
            action = _ROW_ACTIONS.get(word)
            if action is not None:
                action(self, number)
        elif state.destination in _CAPTURED and word in SIGNS:
            self._captured.append(SIGNS[word])

    def _end_group(self) -> None:
        if not self.stack:
            return
        done, self.state = self.state, self.stack.pop()
        self._first_word = False
        if done.starts_story:
            self._end_story()
        elif done.destination in _CAPTURED:
            self._take(done)

    def _take(self, done: State) -> None:
        """What a captured destination said, when its group ends."""
        text = "".join(self._captured)
        if done.destination == "stylesheet":
            self.styles.setdefault(done.form.style, _style(text))
            self._captured.clear()
        if self.state.destination == done.destination:
            return
        self._captured.clear()
        if done.destination == "fldinst" and self.state.fields:
            self.state.fields[-1].instruction += text
        elif done.destination in ("listtext", "pntext"):
            self._labels[-1] = text
        elif done.destination == "title":
            self.title = text.strip()

    def _begin_story(self, word: str) -> None:
        box = word in _BOXES
        name = "box" if box else _CHROME_STORIES[word]
        story = Story(f"{name}[{len(self.stories) + len(self.boxes) + 1}]/", 0.0 if box else 1.0)
        self.state.starts_story, self.state.destination = True, "text"
        self.state.form = Form()
        self.open.append(story)
        self._paragraphs.append(Paragraph())
        self._labels.append("")

    def _end_story(self) -> None:
        self._end_paragraph(force=False)
        story = self.open.pop()
        self._paragraphs.pop()
        self._labels.pop()
        story.close()
        (self.stories if story.chrome else self.boxes).append(story)

    def _end_paragraph(self, *, force: bool = True) -> None:
        """The paragraph being read goes into its story; text boxes that hang on it follow it."""
        paragraph, label = self._paragraphs[-1], self._labels[-1]
        self._paragraphs[-1], self._labels[-1] = Paragraph(), ""
        if not force and not any(paragraph.lines) and len(paragraph.lines) == 1:
            return
        story, form = self.open[-1], self.state.form
        level = form.table_level
        story.add((paragraph, self._setting(form, label), form.new_page), level)
        if len(self.open) == 1:
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                for item in box.items:
                    story.add(item, level)

    def _setting(self, form: Form, label: str) -> Setting:
        style = self.styles.get(form.style, Style())
        level = form.level or style.level
        number, worded = read_label(label)
        drawn = None
        if form.list_id or label.strip():
            drawn = Drawn(form.list_id, form.depth, number, worded)
        kind = BlockKind.PARAGRAPH if drawn is None else BlockKind.ITEM
        if level or style.title:
            kind = BlockKind.HEADING
        contents = style.contents or any(each.is_a("TOC") for each in self.state.fields)
        indent = (form.left + form.first, form.left)
        return Setting("", kind, level or (1 if style.title else None), drawn, None, indent, 1.0 if contents else 0.0)

    def end_cell(self, level: int) -> None:
        """A cell ends: of the table that the paragraph stands in."""
        self.state.form.in_table = True
        self.state.form.nesting = level
        self._end_paragraph(force=False)
        story = self.open[-1]
        story.to_level(level)
        story.tables[-1].end_cell()

    def end_row(self, level: int) -> None:
        """A row ends; it is drawn as it was last defined."""
        self._end_paragraph(force=False)
        story = self.open[-1]
        story.to_level(level)
        story.tables[-1].end_row(self._row_left, self._forms, header=self._row_header)

    def new_row(self) -> None:
        """The definition of a row begins."""
        self._forms, self._form = [], CellForm()
        self._row_left, self._row_header = 0, False

    def line_break(self, parted: Break) -> None:
        """A soft return, or a new page inside a paragraph."""
        self._paragraphs[-1].end_line(parted)


def _style(text: str) -> Style:
    name = text.strip().rstrip(";").strip().lower()
    heading = _HEADING_NAME.match(name)
    level = int(heading.group(1)) if heading else None
    return Style(level, name == "title", name.startswith(("toc ", "contents ")))


def _set_codec(walker: RtfWalker, number: int | None) -> None:
    if not walker.fixed_codec:
        walker.codec = charset_of_page(number)


def _pard(walker: RtfWalker, _number: int | None) -> None:
    walker.state.form = Form()


def _plain(walker: RtfWalker, _number: int | None) -> None:
    walker.state.plain()


def _edge(walker: RtfWalker, number: int | None) -> None:
    walker._form.edge = number or 0  # noqa: SLF001
    walker._forms.append(walker._form)  # noqa: SLF001
    walker._form = CellForm()  # noqa: SLF001
