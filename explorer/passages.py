"""Where statements stand in their captured documents: the lines around them, the pages that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from engines.limits import MIB, Limits
from explorer.holdings import DocumentFacts
from explorer.memory import Memory
from explorer.snapshot import Snapshot
from flows.proving.captures import Captures
from flows.proving.passage import PassageLine, Wanted, passage_lines
from schemas.codes import MediaType, TextOrigin
from schemas.errors import StoreError
from schemas.records import Box, Span
from stores.raw import RawArchive
from stores.roots import open_root

if TYPE_CHECKING:
    from schemas.records import Capture
    from stores.curated.manifest import Part

PICTURES = frozenset({MediaType.PNG, MediaType.JPEG, MediaType.TIFF, MediaType.GIF, MediaType.WEBP})
"""Captured pictures, which are pages themselves."""
MOST_PAGES = 4
"""Pages of one statement that are shown."""
_LIMITS = Limits(memory=768 * MIB, seconds=20.0, most_seconds=300.0, start_seconds=30.0, output=32 * MIB)
"""A converter of old Word files adds its own limit to the seconds while it runs."""
_ROOM = 32 * MIB
_LINE_WEIGHT = 400
"""Bytes that a line takes beside its letters."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page that a statement stands on, from 1, and the rectangles of its words there."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a statement stands: lines around it, and the pages that can be shown as pictures.

    `trouble` says why the captured bytes are not shown; then both are empty. Text that was recognised in
    a picture has no lines: the picture is the source.
    """

    lines: tuple[PassageLine, ...] = ()
    pages: tuple[PageMark, ...] = ()
    trouble: str = ""


_Read = Mapping[str, Standing]


def _weight(read: _Read) -> int:
    letters = (
        len(line.before) + len(line.quote) + len(line.after) for one in read.values() for line in one.lines
    )
    return sum(4 * count + _LINE_WEIGHT for count in letters) + _LINE_WEIGHT * (len(read) + 1)


_MEMORY: Memory[tuple[str, str, str], _Read] = Memory(_ROOM, _weight)


def standing_of(snapshot: Snapshot, raw: str, facts: DocumentFacts, statement_id: str) -> Standing:
    """Where a statement of a document stands. What is wrong with the bytes comes back as `trouble`.

    All statements of the document are looked up at once and kept, so the next one costs nothing. Raises
    StoreError if the release cannot be read, TooBusyError if others are being served.
    """
    key = (raw, snapshot.release_id, facts.document_id)
    read = _MEMORY.get(key, lambda: _read(snapshot, raw, facts), lambda made: not _in_trouble(made))
    return read.get(statement_id, Standing(trouble="the release has no place of it"))


def page_marks(snapshot: Snapshot, facts: DocumentFacts, statement_id: str) -> tuple[PageMark, ...]:
    """The pages of a statement, without reading the captured bytes."""
    wanted = {one.statement_id: one for one in _wanted(snapshot, facts)}.get(statement_id)
    return _pages(facts, wanted.spans) if wanted is not None else ()


def captured_bytes(snapshot: Snapshot, raw: str, facts: DocumentFacts) -> bytes:
    """The bytes of a document; StoreError if they are lost, or not those that were captured."""
    captures = _captures(snapshot, raw, facts.source_id)
    return captures.read(_capture(captures, facts))


def is_picture(facts: DocumentFacts) -> bool:
    """Whether a document's pages can be shown."""
    return facts.media_type is MediaType.PDF or facts.media_type in PICTURES


def _read(snapshot: Snapshot, raw: str, facts: DocumentFacts) -> _Read:
    wanted = tuple(_wanted(snapshot, facts))
    captures = _captures(snapshot, raw, facts.source_id)
    if facts.text_origin is TextOrigin.TEXT:
        lines = passage_lines(captures, facts.source_id, facts.content_sha256, wanted, _LIMITS)
    else:
        lines = [_trouble(captures, facts)] * len(wanted)
    return {
        one.statement_id: _standing(facts, one.spans, found) for one, found in zip(wanted, lines, strict=True)
    }


def _trouble(captures: Captures, facts: DocumentFacts) -> str | tuple[PassageLine, ...]:
    """Why the bytes are not there; no lines where they are."""
    try:
        captures.read(_capture(captures, facts))
    except StoreError as error:
        return error.cause
    return ()


def _standing(facts: DocumentFacts, spans: Sequence[Span], found: str | tuple[PassageLine, ...]) -> Standing:
    if isinstance(found, str):
        return Standing(trouble=found)
    return Standing(found, _pages(facts, spans))


def _pages(facts: DocumentFacts, spans: Sequence[Span]) -> tuple[PageMark, ...]:
    if not is_picture(facts):
        return ()
    pages = dict.fromkeys(span.page for span in spans if span.page is not None)
    return tuple(
        PageMark(page, tuple(span.box for span in spans if span.page == page and span.box is not None))
        for page in list(pages)[:MOST_PAGES]
    )


def _in_trouble(read: _Read) -> bool:
    return any(one.trouble for one in read.values())


def _captures(snapshot: Snapshot, raw: str, source_id: str) -> Captures:
    seen = (one for one in snapshot.release.manifest.captures if one.source_id == source_id)
    return Captures(RawArchive(open_root(raw)), seen)


def _capture(captures: Captures, facts: DocumentFacts) -> Capture:
    return captures.of(facts.source_id, facts.content_sha256)


_PLACES = ("document_id", "statement_id", "quote", "spans")


def _wanted(snapshot: Snapshot, facts: DocumentFacts) -> list[Wanted]:
    """The statements of a document with their places, from the release's own table."""
    parts = [one.part for one in _ranges(snapshot) if one.first <= facts.office_id <= one.last]
    table = snapshot.release.columns("statements", _PLACES, parts)
    table = table.filter(pc.equal(table["document_id"], facts.document_id))
    rows = zip(*(table[name].to_pylist() for name in _PLACES[1:]), strict=True)
    return [Wanted(key, quote, tuple(map(_span, spans))) for key, quote, spans in rows]


@dataclass(frozen=True, slots=True)
class _Range:
    """A file of the statements, and the first and last office in it; rows are sorted by office."""

    part: Part
    first: str
    last: str


@lru_cache(maxsize=2)
def _ranges(snapshot: Snapshot) -> tuple[_Range, ...]:
    release = snapshot.release
    found = []
    for part in release.manifest.table("statements").parts:
        ids = release.columns("statements", ["office_id"], [part])["office_id"]
        if len(ids):
            found.append(_Range(part, pc.min(ids).as_py(), pc.max(ids).as_py()))
    return tuple(found)


def _span(fields: Mapping[str, object]) -> Span:
    numbers = (fields["block"], fields["start"], fields["end"])
    block, start, end = (int(str(number)) for number in numbers)
    page, box = fields["page"], fields["bbox"]
    return Span(block, start, end, None if page is None else int(str(page)), _box(box))


def _box(box: object) -> Box | None:
    if not isinstance(box, list):
        return None
    left, top, right, bottom = (float(number) for number in box)
    return (left, top, right, bottom)
