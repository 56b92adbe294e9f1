"""Text that remembers where it stands: slices and joins that map back to the raw blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.thai import Normalised
    from schemas.records import Block


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the normalised text of one block."""

    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class MappedText:
    """A string put together from pieces of blocks.

    `value` may hold joining spaces that lie in no piece; `starts` are the pieces' places in it.
    """

    value: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, block: int, text: str) -> MappedText:
        """The whole normalised text of one block."""
        return cls(text, (Piece(block, 0, len(text), text),), (0,))

    @property
    def block(self) -> int:
        """Index of the block that the text begins in."""
        return self.pieces[0].block

    def cut(self, start: int, end: int | None = None) -> MappedText:
        """The part from `start` to `end` without surrounding white space."""
        value = self.value
        end = len(value) if end is None else end
        while start < end and value[start].isspace():
            start += 1
        while end > start and value[end - 1].isspace():
            end -= 1
        if start == 0 and end == len(value):
            return self
        pieces: list[Piece] = []
        starts: list[int] = []
        for piece, at in zip(self.pieces, self.starts, strict=True):
            low = max(start - at, 0)
            high = min(end - at, len(piece.text))
            if low < high or (low == high and start == end and not pieces):
                low = min(low, len(piece.text))
                high = max(low, min(high, len(piece.text)))
                pieces.append(Piece(piece.block, piece.start + low, piece.start + high, piece.text[low:high]))
                starts.append(max(at - start, 0))
        return MappedText(value[start:end], tuple(pieces), tuple(starts))

    def spans(self, normalised: Sequence[Normalised], blocks: Sequence[Block]) -> tuple[Span, ...]:
        """Where the text stands in the raw blocks; pieces that touch are one span."""
        spans: list[Span] = []
        for piece in self.pieces:
            if piece.start == piece.end:
                continue
            offsets = normalised[piece.block].offsets
            start = piece.start if offsets is None else offsets[piece.start]
            end = piece.end if offsets is None else offsets[piece.end]
            block = blocks[piece.block]
            if spans and spans[-1].block == piece.block and spans[-1].end == start:
                start = spans.pop().start
            spans.append(Span(piece.block, start, end, block.page, block.box))
        return tuple(spans)


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e5b"


def join(texts: Iterable[MappedText], *, soft: bool = True, glued: bool = False) -> MappedText:
    """Texts as one: Thai letters meet without a space at a soft wrap, all else with one unless `glued`."""
    value = ""
    pieces: list[Piece] = []
    starts: list[int] = []
    for text in texts:
        if not text.value:
            continue
        if value:
            seamless = glued or (soft and _is_thai(value[-1]) and _is_thai(text.value[0]))
            value += "" if seamless else " "
        base = len(value)
        value += text.value
        pieces.extend(text.pieces)
        starts.extend(base + start for start in text.starts)
    return MappedText(value, tuple(pieces), tuple(starts))
