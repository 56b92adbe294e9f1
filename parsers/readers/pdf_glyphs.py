"""The glyphs of one PDF page as pdfium sees them: characters, and where each one stands.

pdfium honours ActualText, in which LibreOffice and Chromium write Thai; pdfminer and pypdf do not and
lose letters. Calls go through bare prototypes: a tenth of the price.
Places are points from the upper left corner of the page as it is shown, y downwards.
"""

from __future__ import annotations

import ctypes
import math
import re
from struct import Struct
from typing import TYPE_CHECKING, Any, Final

from pypdfium2 import raw

from parsers.readers.pdf_marks import CLUSTER, OUT_OF_ORDER

if TYPE_CHECKING:
    from schemas.records import Box

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium puts where a word was cut at a line's end."""
_QUARTER = math.pi / 2
_SAMPLES = 16
_FONT_NAME = 256
_NAME_LENGTH: Final = ctypes.c_ulong(_FONT_NAME)
BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)


def prototype(function: object, result: object, *arguments: object) -> Any:  # noqa: ANN401
    """The same C function without pypdfium2's types; it returns in no time, so the GIL is kept.

    Without `arguments` it takes what `ctypes.byref` gives and integers as they are.
    """
    address = ctypes.cast(function, _POINTER).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_text: Final = prototype(raw.FPDFText_GetText, _INT)
_origin: Final = prototype(raw.FPDFText_GetCharOrigin, None)
_char_box: Final = prototype(raw.FPDFText_GetCharBox, None)
_matrix: Final = prototype(raw.FPDFText_GetMatrix, _INT)
_size: Final = prototype(raw.FPDFText_GetFontSize, ctypes.c_double)
_angle: Final = prototype(raw.FPDFText_GetCharAngle, ctypes.c_float)
_weight: Final = prototype(raw.FPDFText_GetFontWeight, _INT)
_unicode: Final = prototype(raw.FPDFText_GetUnicode, ctypes.c_uint)
_generated: Final = prototype(raw.FPDFText_IsGenerated, _INT)
_font: Final = prototype(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
_text_object: Final = prototype(raw.FPDFText_GetTextObject, _POINTER)
_render_mode: Final = prototype(raw.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_two: Final = Struct("2d").unpack_from
_four: Final = Struct("4d").unpack_from
_six: Final = Struct("6d").unpack_from
_matrix_of: Final = Struct("6f").unpack_from
_FILL_AND_STROKE = 2
_INVISIBLE = 3


class Glyphs:
    """The characters of a page in the order of its content; index i is `text[i]`.

    `disordered` are the places where its order cannot be that of the page.
    `turn` counts quarter turns clockwise from the page's own space to upright text.
    """

    def __init__(self, text_page: Any, frame: Box) -> None:  # noqa: ANN401
        """`frame` is the visible part of the page: left, bottom, right, top in its own space."""
        self._page = ctypes.byref(text_page.raw.contents)
        self._keep = text_page
        self._frame = frame
        self._numbers = (ctypes.c_double * 6)()
        self._at = tuple(ctypes.byref(self._numbers, 8 * index) for index in range(6))
        self._floats = (ctypes.c_float * 6)()
        self._floats_at = ctypes.byref(self._floats)
        self._name = bytearray(_FONT_NAME)
        self._name_at = ctypes.byref((ctypes.c_char * _FONT_NAME).from_buffer(self._name))
        self._bold: dict[int, bool] = {}
        self.count: int = raw.FPDFText_CountChars(text_page)
        self.text = self._read()
        self.turn = self._text_turn()
        self.clustered = self._is_clustered()
        self.disordered = [found.start() for found in OUT_OF_ORDER.finditer(self.text)]
        left, bottom, right, top = frame
        across, down = right - left, top - bottom
        self.width, self.height = (across, down) if self.turn % 2 == 0 else (down, across)

    def _read(self) -> str:
        """The text, one character for each of pdfium's."""
        buffer = bytearray(2 * (self.count + 1))
        start = ctypes.byref(ctypes.c_char.from_buffer(buffer))
        length = _text(self._page, 0, self.count, start) - 1
        text = buffer[: 2 * max(length, 0)].decode("utf-16-le", "replace")
        if len(text) != self.count:
            codes = (_unicode(self._page, index) for index in range(self.count))
            text = "".join(
                chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
                for code in codes
            )
        return text.translate(_HYPHENS) if "\x02" in text or "\ufffe" in text else text

    def _text_turn(self) -> int:
        """Quarter turns that most of the text itself needs to stand upright."""
        step = max(1, self.count // _SAMPLES)
        turns = [0, 0, 0, 0]
        for index in range(0, self.count, step):
            angle = -1.0 if self.text[index].isspace() else _angle(self._page, index)
            if angle >= 0:
                turns[round(angle / _QUARTER) % 4] += 1
        return max(range(4), key=turns.__getitem__)

    def _is_clustered(self) -> bool:
        """Whether marks and consonants share one ActualText, as Chromium writes Thai."""
        found = CLUSTER.search(self.text)
        if found is None:
            return False
        here, there = self.origin(found.start()), self.origin(found.end())
        return abs(here[0] - there[0]) < 0.01

    def _place(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._frame
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return y - bottom, x - left
        if self.turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def origin(self, index: int) -> tuple[float, float]:
        """Where the pen stood: marks and their consonant share the y, which is the baseline."""
        _origin(self._page, index, self._at[0], self._at[1])
        x, y = _two(self._numbers)
        if self.turn == 0:
            return x - self._frame[0], self._frame[3] - y
        return self._place(x, y)

    def box(self, index: int) -> Box:
        """Left, top, right, bottom of what is drawn; of a character of an ActualText, its share."""
        _char_box(self._page, index, *self._at[:4])
        left, right, bottom, top = _four(self._numbers)
        if self.turn == 0:
            x, _, _, y = self._frame
            return left - x, y - top, right - x, y - bottom
        x0, y0 = self._place(left, top)
        x1, y1 = self._place(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def ends(self, first: int, last: int) -> tuple[float, float, float, float, float, float]:
        """The `origin` of one character and the `box` of another, at the price of one of them."""
        if self.turn:
            return *self.origin(first), *self.box(last)
        left_at, right_at, bottom_at, top_at, x_at, y_at = self._at
        _origin(self._page, first, x_at, y_at)
        _char_box(self._page, last, left_at, right_at, bottom_at, top_at)
        left, right, bottom, top, x, y = _six(self._numbers)
        edge, _, _, head = self._frame
        return x - edge, head - y, left - edge, head - top, right - edge, head - bottom

    def size(self, index: int) -> float:
        """Height of the type in points, as drawn."""
        size = abs(float(_size(self._page, index)))
        if _matrix(self._page, index, self._floats_at):
            _, _, across, up, _, _ = _matrix_of(self._floats)
            size *= math.hypot(across, up)
        return size if 0 < size < 2000 else 1.0

    def is_generated(self, index: int) -> bool:
        """Whether pdfium put the character in where it saw a gap."""
        return bool(_generated(self._page, index) == 1)

    def is_bold(self, index: int) -> bool:
        """By the font's name or weight, or because its outlines are stroked too."""
        known = self._bold.get(index)
        if known is None:
            known = self._bold[index] = self._looks_bold(index)
        return known

    def _looks_bold(self, index: int) -> bool:
        length = _font(self._page, index, self._name_at, _NAME_LENGTH, self._floats_at)
        if 0 < length <= _FONT_NAME and _BOLD_NAME.search(self._name, 0, length) is not None:
            return True
        if _weight(self._page, index) >= BOLD_WEIGHT:
            return True
        item = _text_object(self._page, index)
        return bool(item) and _render_mode(item) == _FILL_AND_STROKE

    def is_invisible(self, index: int) -> bool:
        """Whether the character is not drawn: the layer that a scanner's OCR puts under its picture."""
        item = _text_object(self._page, index)
        return bool(item) and _render_mode(item) == _INVISIBLE
