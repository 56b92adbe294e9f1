"""Text that remembers where it stands: slices and joins that map back to the raw blocks."""

from __future__ import annotations

from dataclasses import replace
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


class _Placed(NamedTuple):
    """A piece and its place in a text."""

    piece: Piece
    at: int


class MappedText(NamedTuple):
    """A string put together from pieces of blocks.

    `value` begins at `start` of the normalised text of `block`. It stands there in one piece unless `joined`
    says of which it is made; then `value` may hold joining spaces that lie in no piece.
    A tuple because two are made for every line: a frozen data class costs three times as much.
    """

    value: str
    block: int
    start: int
    joined: tuple[_Placed, ...] | None = None

    @classmethod
    def of(cls, block: int, text: str) -> MappedText:
        """The whole normalised text of one block."""
        return cls(text, block, 0)

    @classmethod
    def stripped(cls, block: int, text: str) -> MappedText:
        """The normalised text of one block without surrounding white space."""
        value = text.strip()
        return cls(value, block, 0 if value is text else len(text) - len(text.lstrip()))

    @classmethod
    def _of_pieces(cls, value: str, placed: list[_Placed]) -> MappedText:
        first = placed[0].piece if placed else Piece(0, 0, 0, "")
        return cls(value, first.block, first.start, tuple(placed))

    @property
    def placed(self) -> tuple[_Placed, ...]:
        """The pieces with their places in the text."""
        return (_Placed(self._only_piece(), 0),) if self.joined is None else self.joined

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces in the order of the text."""
        return (self._only_piece(),) if self.joined is None else tuple([part.piece for part in self.joined])

    @property
    def blocks(self) -> tuple[int, ...]:
        """Indexes of the blocks that the text has pieces of."""
        return (self.block,) if self.joined is None else tuple([part.piece.block for part in self.joined])

    def _only_piece(self) -> Piece:
        return Piece(self.block, self.start, self.start + len(self.value), self.value)

    def cut(self, start: int, end: int | None = None) -> MappedText:
        """The part from `start` to `end` without surrounding white space."""
        value = self.value
        part = value[start:] if end is None else value[start:end]
        text = part.strip()
        if text is not part:
            start += len(part) - len(part.lstrip())
        if self.joined is not None:
            return self if text == value else self._cut_pieces(text, start, start + len(text))
        return self if text is value else MappedText(text, self.block, self.start + start)

    def _cut_pieces(self, part: str, start: int, end: int) -> MappedText:
        """The part of several pieces; it has no surrounding white space."""
        kept: list[_Placed] = []
        for piece, at in self.placed:
            low = max(start - at, 0)
            high = min(end - at, len(piece.text))
            if low < high or (low == high and start == end and not kept):
                low = min(low, len(piece.text))
                high = max(low, min(high, len(piece.text)))
                inner = Piece(piece.block, piece.start + low, piece.start + high, piece.text[low:high])
                kept.append(_Placed(inner, max(at - start, 0)))
        return self._of_pieces(part, kept)

    def spans(self, normalised: Sequence[Normalised], blocks: Sequence[Block]) -> tuple[Span, ...]:
        """Where the text stands in the raw blocks; pieces that touch are one span."""
        if self.joined is None:
            return (_span(self._only_piece(), normalised, blocks),) if self.value else ()
        spans: list[Span] = []
        for piece in self.pieces:
            if piece.start == piece.end:
                continue
            span = _span(piece, normalised, blocks)
            if spans and spans[-1].block == span.block and spans[-1].end == span.start:
                span = replace(span, start=spans.pop().start)
            spans.append(span)
        return tuple(spans)


def _span(piece: Piece, normalised: Sequence[Normalised], blocks: Sequence[Block]) -> Span:
    index, start, end, _ = piece
    offsets, block = normalised[index].offsets, blocks[index]
    if offsets is not None:
        start, end = offsets[start], offsets[end]
    return _make_span(index, start, end, block.page, block.box)


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e5b"


def join(texts: Iterable[MappedText], *, soft: bool = True, glued: bool = False) -> MappedText:
    """Texts as one: Thai letters meet without a space at a soft wrap, all else with one unless `glued`."""
    parts = [text for text in texts if text.value]
    if len(parts) == 1:
        return parts[0]
    value = ""
    placed: list[_Placed] = []
    for text in parts:
        if value:
            seamless = glued or (soft and _is_thai(value[-1]) and _is_thai(text.value[0]))
            value += "" if seamless else " "
        base = len(value)
        value += text.value
        placed += [_Placed(piece, base + at) for piece, at in text.placed]
    return MappedText._of_pieces(value, placed)  # noqa: SLF001
