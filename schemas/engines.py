"""What engines give back: recognised pages, page images, converted documents, or why there is nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Box, Finding

LOW_CONFIDENCE = 70.0
"""Pieces below it are in doubt: their share follows the error rate, the mean confidence does not."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What came instead of a value.

    `message` is one sentence for the operator and never quotes the document; `packages` are the Debian
    packages that would help; `detail` (a traceback, a program's last words) is for the journal only.
    """

    code: FindingCode
    message: str
    packages: tuple[str, ...] = ()
    detail: str = ""

    def finding(self) -> Finding:
        """The finding that holds the document."""
        return Finding(self.code, Severity.ERROR, self.message)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture: PNG, grey, `dpi` pixels to the inch. Pages count from 0."""

    png: bytes
    dpi: float
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OcrPiece:
    """What the engine recognised at once: a Latin word, but in Thai often a single letter.

    `confidence` runs from 0 to 100.
    """

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """One recognised line, spaces as the engine drew them.

    Boxes are in pixels of the picture. Lines of one `block` (they count from 1) belong together.
    """

    text: str
    box: Box
    pieces: tuple[OcrPiece, ...]
    block: int

    @property
    def low_share(self) -> float:
        """Share of pieces in doubt; above one half the line is mostly specks taken for letters."""
        return _low_share(self.pieces)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """The lines of one page from top to bottom, not yet normalised.

    `width` and `height` of the picture in pixels, `dpi` of them to the inch; `engine` names program,
    version and languages.
    """

    lines: tuple[OcrLine, ...]
    width: int
    height: int
    dpi: float
    engine: str

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def low_share(self) -> float:
        """Share of the page's pieces in doubt, 0 for an empty page."""
        return _low_share(tuple(piece for line in self.lines for piece in line.pieces))


def _low_share(pieces: tuple[OcrPiece, ...]) -> float:
    if not pieces:
        return 0.0
    return sum(piece.confidence < LOW_CONFIDENCE for piece in pieces) / len(pieces)


@dataclass(frozen=True, slots=True)
class Converted:
    """A document in a format that a reader of ours knows; text is UTF-8.

    `layout_lost` says that tables, list numbers and styles are gone. `missing` counts characters that the
    file says it has and that did not come out; some marks and fields never do.
    """

    data: bytes
    media_type: MediaType
    engine: str
    layout_lost: bool = False
    missing: int = 0


_READ_BY = "; read by "


def read_by(engines: Iterable[str]) -> str:
    """What a finding about recognised text ends with: the engines that read it, version and languages."""
    names = sorted({engine for engine in engines if engine})
    return f"{_READ_BY}{', '.join(names)}" if names else ""


def engines_told(message: str) -> frozenset[str]:
    """The engines that a finding's message ends with."""
    _, _, names = message.partition(_READ_BY)
    return frozenset(names.split(", ")) if names else frozenset()


class PageReader(Protocol):
    """An OCR engine: the picture of one page in, its lines in reading order out."""

    def __call__(self, page: PageImage, /) -> OcrPage | Stopped: ...


class PictureReader(Protocol):
    """An OCR engine for picture files: the bytes in, their pages one by one out; Stopped ends them."""

    def __call__(self, data: bytes, /) -> Iterable[OcrPage | Stopped]: ...


class WordConverter(Protocol):
    """A program that knows old Word files: the bytes in, a format that a reader of ours knows out."""

    def __call__(self, data: bytes, /) -> Converted | Stopped: ...


@dataclass(frozen=True, slots=True)
class Engines:
    """What a parser may be handed from outside; None: that engine is not to be used."""

    read_page: PageReader | None = None
    read_picture: PictureReader | None = None
    convert_word: WordConverter | None = None


NO_ENGINES = Engines()
"""Parsers alone: scans, pictures and old Word files are held."""
