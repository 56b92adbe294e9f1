"""The passage around a statement: what the captured document has before it, there and behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from engines.guard import guarded
from engines.limits import DEFAULT_LIMITS, Limits
from flows.documents import document_name
from flows.office_view import OfficeView
from flows.proving.captures import Captures
from schemas.engines import Stopped
from schemas.errors import StoreError
from schemas.persons import mask_persons
from schemas.records import Capture, Span
from stores.curated.fence import masked
from stores.raw import RawArchive

if TYPE_CHECKING:
    from schemas.records import Block
    from stores.curated.release import OpenRelease

_AROUND = 2
"""Lines shown before and behind a statement."""
_NOT_AS_READ = "the captured bytes read otherwise now; see: thitthang verify"


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A line of a document, names of persons masked; `quote` is the part of it that the statement quotes."""

    before: str
    quote: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a statement stands: its lines and those around them, or in `trouble` why they are not shown.

    Pages count from 1; `captured_at` is in UTC.
    """

    statement_id: str
    address: str
    captured_at: datetime
    page: int | None
    lines: tuple[PassageLine, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A statement whose passage is wanted: its id, its quote as published, where it stands."""

    statement_id: str
    quote: str
    spans: tuple[Span, ...]


def passages(release: OpenRelease, archive: RawArchive, view: OfficeView) -> tuple[Passage, ...]:
    """The passages of an office's statements in force; each document is read once, in a guarded process."""
    captures = Captures(archive, release.manifest.captures)
    made: list[Passage] = []
    for row in view.documents:
        wanted = tuple(
            Wanted(stated["statement_id"], stated["quote"], tuple(map(_span, stated["spans"])))
            for stated in view.statements
            if stated["in_force"] and stated["document_id"] == row["document_id"]
        )
        if not wanted:
            continue
        found = passage_lines(captures, row["source_id"], row["content_sha256"], wanted)
        address, captured_at = row["final_uri"] or row["source_uri"], row["captured_at"]
        for one, lines in zip(wanted, found, strict=True):
            page = one.spans[0].page if one.spans else None
            shown = () if isinstance(lines, str) else lines
            trouble = lines if isinstance(lines, str) else ""
            made.append(Passage(one.statement_id, address, captured_at, page, shown, trouble))
    return tuple(made)


def passage_lines(
    captures: Captures,
    source_id: str,
    content_sha256: str,
    wanted: tuple[Wanted, ...],
    limits: Limits = DEFAULT_LIMITS,
) -> Sequence[tuple[PassageLine, ...] | str]:
    """The lines of each statement of one document, or why there are none.

    The document is read once, in a guarded process that keeps within the limits.
    """
    try:
        capture = captures.of(source_id, content_sha256)
        found = guarded(_passages_in, capture, captures.read(capture), wanted, limits=limits)
    except StoreError as error:
        return [error.cause] * len(wanted)
    return [found.message] * len(wanted) if isinstance(found, Stopped) else found


def _passages_in(
    capture: Capture, data: bytes, wanted: tuple[Wanted, ...]
) -> list[tuple[PassageLine, ...] | str]:
    from engines.installed import INSTALLED
    from parsers.parse import read_document

    document = read_document(
        data,
        name=document_name(capture.source.uri),
        declared_type=capture.declared_type,
        declared_charset=capture.declared_charset,
        engines=INSTALLED,
    )
    return [_lines(document.blocks, one) for one in wanted]


def _lines(blocks: Sequence[Block], wanted: Wanted) -> tuple[PassageLine, ...] | str:
    if not wanted.spans or any(span.block >= len(blocks) for span in wanted.spans):
        return _NOT_AS_READ
    cuts = [blocks[span.block].text[span.start : span.end] for span in wanted.spans]
    if masked("\n".join(cuts)) != wanted.quote:
        return _NOT_AS_READ
    return tuple(_passage(blocks, wanted.spans))


def _passage(blocks: Sequence[Block], spans: Sequence[Span]) -> Iterator[PassageLine]:
    first, last = min(span.block for span in spans), max(span.block for span in spans)
    before = [index for index in range(first) if blocks[index].text.strip()][-_AROUND:]
    behind = [index for index in range(last + 1, len(blocks)) if blocks[index].text.strip()][:_AROUND]
    ranges: dict[int, tuple[int, int]] = {}
    for span in spans:
        start, end = ranges.get(span.block, (span.start, span.end))
        ranges[span.block] = min(start, span.start), max(end, span.end)
    for index in (*before, *sorted(ranges), *behind):
        yield _line(blocks[index].text, ranges.get(index))


def _line(text: str, quoted: tuple[int, int] | None) -> PassageLine:
    """A line with the quoted part marked; all of it where a name reaches over the mark's edge."""
    whole, count = mask_persons(text)
    if quoted is None:
        return PassageLine(whole)
    start, end = quoted
    parts = [mask_persons(part) for part in (text[:start], text[start:end], text[end:])]
    if sum(found for _, found in parts) != count:
        return PassageLine("", whole)
    return PassageLine(*(part for part, _ in parts))


def _span(fields: dict[str, object]) -> Span:
    numbers = (fields["block"], fields["start"], fields["end"])
    block, start, end = (int(str(number)) for number in numbers)
    page = fields["page"]
    return Span(block, start, end, None if page is None else int(str(page)))
