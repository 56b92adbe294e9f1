"""Rules of a PDF page: the straight lines and thin boxes that tables are drawn with.

Taken from pdfium's page objects, not from pdfplumber: the same edges at a fraction of the price, and
only one program reads the hostile bytes. pdfplumber is the oracle in the tests.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pypdfium2 import raw

from parsers.readers.pdf_glyphs import prototype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.records import Box

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_count: Final = prototype(raw.FPDFPage_CountObjects, _INT)
_object: Final = prototype(raw.FPDFPage_GetObject, _POINTER)
_type: Final = prototype(raw.FPDFPageObj_GetType, _INT, _POINTER)
_bounds: Final = prototype(raw.FPDFPageObj_GetBounds, _INT, _POINTER, *[_POINTER] * 4)
_segments: Final = prototype(raw.FPDFPath_CountSegments, _INT, _POINTER)
_segment: Final = prototype(raw.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
_point: Final = prototype(raw.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
_segment_type: Final = prototype(raw.FPDFPathSegment_GetType, _INT, _POINTER)
_object_matrix: Final = prototype(raw.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_draw_mode: Final = prototype(raw.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
_form_count: Final = prototype(raw.FPDFFormObj_CountObjects, _INT, _POINTER)
_form_object: Final = prototype(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_TEXT, _PATH = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH
_IMAGE, _FORM = raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM

THIN = 3.0
"""Points; a box that is no thicker is a rule."""
SHORT = 4.0
"""Points; a shorter rule is none."""
MAX_OBJECTS = 20_000
MAX_SEGMENTS = 400
MAX_RULES = 4_000
_MAX_DEPTH = 3
_BEZIER = raw.FPDF_SEGMENT_BEZIERTO


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule at `place` (y of a horizontal, x of a vertical one) from `start` to `end`, in points."""

    horizontal: bool
    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page holds beside text: rules, the share that pictures cover, and the number of paths."""

    rules: tuple[Rule, ...]
    picture: float
    paths: int


class _Reader:
    """Walks the objects of one page."""

    def __init__(self, frame: Box, turn: int) -> None:
        self.frame, self.turn = frame, turn
        self.rules: list[Rule] = []
        self.picture = 0.0
        self.seen = self.paths = 0
        self._floats = (ctypes.c_float * 6)()
        start = ctypes.addressof(self._floats)
        self._at = tuple(start + 4 * index for index in range(6))
        self._matrix = (ctypes.c_float * 6)()
        self._modes = (ctypes.c_int * 2)()

    def walk(self, objects: Iterable[Any], depth: int = 0) -> None:
        for item in objects:
            kind = _type(item)
            if kind == _TEXT:
                continue
            self.seen += 1
            if self.seen > MAX_OBJECTS or len(self.rules) > MAX_RULES:
                return
            if kind == _PATH:
                self.paths += 1
                self._path(item)
            elif kind == _IMAGE:
                self._image(item)
            elif kind == _FORM and depth < _MAX_DEPTH:
                inner = (_form_object(item, index) for index in range(_form_count(item)))
                self.walk(inner, depth + 1)

    def _box(self, item: Any) -> Box | None:  # noqa: ANN401
        if not _bounds(item, *self._at[:4]):
            return None
        left, bottom, right, top = self._floats[:4]
        return left, bottom, right, top

    def _image(self, item: Any) -> None:  # noqa: ANN401
        box = self._box(item)
        if box is not None:
            left, bottom, right, top = self.frame
            across = max(0.0, min(box[2], right) - max(box[0], left))
            down = max(0.0, min(box[3], top) - max(box[1], bottom))
            self.picture += across * down / max((right - left) * (top - bottom), 1.0)

    def _path(self, item: Any) -> None:  # noqa: ANN401
        box = self._box(item)
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if max(width, height) < SHORT:
            return
        if min(width, height) <= THIN:
            self._add(box)
            return
        count = _segments(item)
        if not 2 <= count <= MAX_SEGMENTS or not self._is_drawn(item):
            return
        self._edges(item, count)

    def _is_drawn(self, item: Any) -> bool:  # noqa: ANN401
        """Whether the outline itself is drawn: a filled background has none."""
        start = ctypes.addressof(self._modes)
        return bool(_draw_mode(item, start, start + 4)) and self._modes[1] != 0

    def _edges(self, item: Any, count: int) -> None:  # noqa: ANN401
        """The straight upright edges of an outline."""
        matrix = ctypes.addressof(self._matrix)
        if not _object_matrix(item, matrix):
            return
        a, b, c, d, e, f = self._matrix
        first = last = None
        for index in range(count):
            segment = _segment(item, index)
            if not segment or not _point(segment, self._at[4], self._at[5]):
                return
            x, y = self._floats[4], self._floats[5]
            point = (a * x + c * y + e, b * x + d * y + f)
            kind = _segment_type(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or last is None:
                first = point
            elif kind != _BEZIER:
                self._edge(last, point)
            last = point
        if first is not None and last is not None and count >= 4:
            self._edge(last, first)

    def _edge(self, a: tuple[float, float], b: tuple[float, float]) -> None:
        if abs(a[0] - b[0]) <= 1.0 or abs(a[1] - b[1]) <= 1.0:
            box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            if max(box[2] - box[0], box[3] - box[1]) >= SHORT:
                self._add(box)

    def _add(self, box: Box) -> None:
        """A rule from its box in the page's own space, turned as the page is read."""
        x0, y0 = self._place(box[0], box[1])
        x1, y1 = self._place(box[2], box[3])
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if right - left >= bottom - top:
            self.rules.append(Rule(True, (top + bottom) / 2, left, right))
        else:
            self.rules.append(Rule(False, (left + right) / 2, top, bottom))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.frame
        places = ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))
        return places[self.turn]


def read_drawing(page: Any, frame: Box, turn: int) -> Drawing:  # noqa: ANN401
    """Rules and pictures of a page; `frame` and `turn` as in `Glyphs`."""
    address = ctypes.byref(page.raw.contents)
    reader = _Reader(frame, turn)
    reader.walk([_object(address, index) for index in range(_count(address))])
    return Drawing(tuple(reader.rules), min(reader.picture, 1.0), reader.paths)
