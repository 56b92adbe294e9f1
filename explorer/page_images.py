"""Pictures of captured pages: drawn once in a guarded process, kept in memory while there is room."""

from __future__ import annotations

from engines.guard import guarded
from engines.limits import MIB, Limits
from explorer.holdings import DocumentFacts
from explorer.memory import Memory
from explorer.page_drawing import draw_as_shown, draw_picture, draw_upright
from explorer.passages import PageMark, captured_bytes
from explorer.snapshot import Snapshot
from schemas.codes import MediaType, TextOrigin
from schemas.engines import Stopped
from schemas.ids import digest

FORMAT = 1
"""Raised when pages are drawn otherwise, so that no browser shows an older picture."""
_ROOM = 48 * MIB
_LIMITS = Limits(memory=768 * MIB, seconds=20.0, most_seconds=20.0, start_seconds=30.0, output=16 * MIB)


def _weight(made: bytes | Stopped) -> int:
    return len(made) if isinstance(made, bytes) else 0


_MEMORY: Memory[str, bytes | Stopped] = Memory(_ROOM, _weight)


def picture_tag(facts: DocumentFacts, mark: PageMark) -> str:
    """What a picture shows, as a short text: the same for the same bytes, page and boxes."""
    return digest(
        "page", str(FORMAT), facts.content_sha256, facts.text_origin, str(mark.page), repr(mark.boxes)
    )


def page_picture(snapshot: Snapshot, raw: str, facts: DocumentFacts, mark: PageMark) -> bytes | Stopped:
    """A page as PNG with its boxes, or why it cannot be drawn.

    Raises StoreError if the bytes are lost or changed, TooBusyError if others are being served.
    """
    return _MEMORY.get(
        picture_tag(facts, mark),
        lambda: _draw(captured_bytes(snapshot, raw, facts), facts, mark),
        lambda made: isinstance(made, bytes),
    )


def _draw(data: bytes, facts: DocumentFacts, mark: PageMark) -> bytes | Stopped:
    if facts.media_type is MediaType.PDF:
        draw = draw_upright if facts.text_origin is TextOrigin.TEXT else draw_as_shown
        return guarded(draw, data, mark.page, mark.boxes, limits=_LIMITS)
    return guarded(draw_picture, data, mark.page, mark.boxes, limits=_LIMITS)
