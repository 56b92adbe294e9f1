"""RTF tokens into a document: groups, characters, what each control word does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from parsers.readers.office_lines import letters
from parsers.readers.rtf_actions import ACTIONS
from parsers.readers.rtf_builder import Builder, RowForm, Style
from parsers.readers.rtf_destinations import BOX, CAPTURED, NOT_TEXT, SHOWN, STORIES, TEXT
from parsers.readers.rtf_state import Field, Form, State
from parsers.readers.rtf_text import SIGNS, SYMBOL, charset_of_font, charset_of_page, decoded
from parsers.readers.rtf_tokens import Token

_LONGEST = 4000
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000
_ROWS = "nesttableprops"


@dataclass(slots=True)
class RtfWalker:
    """Reads tokens one by one. `codec` is the document's; `sure` that no other is to be believed.

    `skipped` counts letters that are not drawn, by the destination they are for.
    """

    codec: str = "cp1252"
    sure: bool = False
    title: str = ""
    images: int = 0
    builder: Builder = field(default_factory=Builder)
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    _captured: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _fallback: int = 0
    _half: int = 0
    _opening: bool = False
    _starred: bool = False
    _rows: list[RowForm] = field(default_factory=list)

    def feed(self, token: Token) -> None:
        """One token."""
        word = token.word
        if not word or word == "'":
            self._data(token.data)
            return
        if self._bytes:
            self._flush()
        if word == "u":
            self._unicode((token.number or 0) & 0xFFFF)
        elif word == "{":
            self.stack.append(self.state)
            self.state = self.state.inner()
            self._opening, self._starred, self._fallback = True, False, 0
        elif word == "}":
            self._fallback = 0
            self._end_group()
        elif self._fallback and word in SIGNS:
            self._fallback -= 1
        else:
            self._word(word, token.number)

    def finish(self) -> None:
        """The file is read."""
        self._flush()

    def _data(self, data: bytes) -> None:
        """Bytes of text; those that stand in for a Unicode character are passed over."""
        self._opening = False
        if self._fallback:
            passed = min(self._fallback, len(data))
            self._fallback -= passed
            data = data[passed:]
        self._bytes += data.replace(b"\0", b"")

    def _flush(self) -> None:
        own = self.fonts.get(self.state.font)
        codec = own if own is not None and (own == SYMBOL or not self.sure) else self.codec
        data = bytes(self._bytes)
        self._bytes.clear()
        if data:
            self._text(decoded(data, codec))

    def _unicode(self, code: int) -> None:
        self._opening = False
        self._fallback = self.state.fallback
        if _HIGH <= code < _LOW:
            self._half = code
        elif _LOW <= code < _AFTER:
            if self._half:
                self._text(chr(0x10000 + ((self._half - _HIGH) << 10) + (code - _LOW)))
            self._half = 0
        elif code:
            self._text(chr(code))

    def _text(self, text: str) -> None:
        state = self.state
        if state.destination in CAPTURED:
            if len(self._captured) < _LONGEST:
                self._captured.append(text)
        elif state.destination in NOT_TEXT:
            return
        else:
            count = letters(text)
            self.seen += count
            if state.destination != TEXT:
                self.skipped["other"] += count
            elif state.hidden or state.deleted:
                self.skipped["hidden" if state.hidden else "deleted"] += count
            else:
                link = any(each.is_a("HYPERLINK") for each in state.fields)
                self.builder.paragraph.add(text, state.bold, link, state.half_points / 2)

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._starred = True
            return
        opening, self._opening = self._opening, False
        if opening and self._enters(word):
            return
        if self.state.apply(word, number):
            return
        if self.state.destination in CAPTURED:
            self._of_captured(word, number)
        elif self.state.destination == TEXT:
            action = ACTIONS.get(word)
            if action is not None:
                action(self, number)
            elif word in SIGNS:
                self._text(SIGNS[word])

    def _enters(self, word: str) -> bool:
        """Whether the first word of a group tells what the group is for; then it is set."""
        state = self.state
        if word in STORIES:
            if state.destination == TEXT or STORIES[word] == BOX:
                self.builder.begin_story(STORIES[word])
                state.opens_story, state.destination, state.form = True, TEXT, Form()
        elif word in CAPTURED:
            self._captured.clear()
            state.destination = word
        elif word == "ud":
            state.destination = TEXT if state.destination == "upr" else state.destination
        elif word in SHOWN:
            if word == "field":
                state.fields = (*state.fields, Field())
            elif word == _ROWS:
                self._rows.append(self.builder.row)
        elif word in NOT_TEXT:
            self.images += word == "pict"
            state.destination = word
        elif self._starred:
            state.destination = word
        else:
            return False
        return True

    def _of_captured(self, word: str, number: int | None) -> None:
        """Words inside the tables of fonts and styles, and signs inside labels."""
        state = self.state
        if word in SIGNS:
            self._captured.append(SIGNS[word])
        elif state.destination == "fonttbl" and word == "fcharset":
            codec = charset_of_font(number)
            if codec is not None:
                self.fonts[state.font] = codec
        elif state.destination == "fonttbl" and word == "cpg":
            self.fonts[state.font] = charset_of_page(number)

    def _end_group(self) -> None:
        if not self.stack:
            return
        ended, self.state = self.state, self.stack.pop()
        self._opening = False
        if ended.opens_story:
            self.builder.end_story(ended.form)
        elif ended.destination in CAPTURED:
            self._take(ended)
        if self._rows and not self.stack:
            self._rows.clear()

    def _take(self, ended: State) -> None:
        """What a captured group said."""
        text = "".join(self._captured)
        if ended.destination == "stylesheet":
            self.builder.styles.setdefault(ended.form.style, Style.named(text))
            self._captured.clear()
        if self.state.destination == ended.destination:
            return
        self._captured.clear()
        if ended.destination == "fldinst" and self.state.fields:
            self.state.fields[-1].instruction += text
        elif ended.destination in ("listtext", "pntext"):
            self.builder.open[-1].label = text
        elif ended.destination == "title":
            self.title = text.strip()

    def end_nested_row(self) -> None:
        """A row of an inner table ends; the outer row's definition counts again."""
        state = self.state
        self.builder.end_row(state.form, state.fields, max(2, state.form.nesting))
        if self._rows:
            self.builder.row = self._rows.pop()
