"""Text that remembers where it stands: slices and joins that map back to the raw blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.frozen import maker
from schemas.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.thai import Normalised
    from schemas.records import Block


_make_span = maker(Span)


class Piece(NamedTuple):
    """Characters `start` to `end` of the normalised text of one block."""

    block: int
    start: int
    end: int
    text: str


class MappedText(NamedTuple):
    """A string put together from pieces of blocks.

    `value` may hold joining spaces that lie in no piece; `starts` are the pieces' places in it.
    A tuple because two are made for every line: a frozen data class costs three times as much.
    """

    value: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, block: int, text: str) -> MappedText:
        """The whole normalised text of one block."""
        return cls(text, (Piece(block, 0, len(text), text),), (0,))

    @classmethod
    def stripped(cls, block: int, text: str) -> MappedText:
        """The normalised text of one block without surrounding white space."""
        start = len(text) - len(text.lstrip())
        value = text.strip()
        return cls(value, (Piece(block, start, start + len(value), value),), (0,))

    @property
    def block(self) -> int:
        """Index of the block that the text begins in."""
        return self.pieces[0].block

    def cut(self, start: int, end: int | None = None) -> MappedText:
        """The part from `start` to `end` without surrounding white space."""
        value, pieces, _ = self
        end = len(value) if end is None else end
        part = value[start:end]
        if part:
            text = part.lstrip()
            start += len(part) - len(text)
            part = text.rstrip()
            end = start + len(part)
        if start == 0 and end == len(value):
            return self
        if part and len(pieces) == 1:
            block, at, _, _ = pieces[0]
            return MappedText(part, (Piece(block, at + start, at + end, part),), (0,))
        return self._cut_pieces(part, start, end)

    def _cut_pieces(self, part: str, start: int, end: int) -> MappedText:
        """The part of several pieces, or of no length; it has no surrounding white space."""
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
        return MappedText(part, tuple(pieces), tuple(starts))

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
            spans.append(_make_span(piece.block, start, end, block.page, block.box))
        return tuple(spans)


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e5b"


def join(texts: Iterable[MappedText], *, soft: bool = True, glued: bool = False) -> MappedText:
    """Texts as one: Thai letters meet without a space at a soft wrap, all else with one unless `glued`."""
    parts = [text for text in texts if text.value]
    if len(parts) == 1:
        return parts[0]
    value = ""
    pieces: list[Piece] = []
    starts: list[int] = []
    for text in parts:
        if value:
            seamless = glued or (soft and _is_thai(value[-1]) and _is_thai(text.value[0]))
            value += "" if seamless else " "
        base = len(value)
        value += text.value
        pieces.extend(text.pieces)
        starts.extend(base + start for start in text.starts)
    return MappedText(value, tuple(pieces), tuple(starts))
