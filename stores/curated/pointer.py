"""The pointer to the release that readers see, and every move it made.

    LATEST.json            {"release_id": …}; with "pinned" after a rollback
    journal/pointer.jsonl  one line a move

While the pointer is pinned, nothing new is published: what was rolled back would be back the next night.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from schemas.errors import OvertakenError, StoreError
from stores.curated.manifest import MANIFEST_NAME
from stores.json_fields import Fields, decode, decode_lines, encode, encode_line, time_text
from stores.roots import Root

POINTER = "latest"
POINTER_RECORD = "LATEST.json"
RELEASES = "releases"
_MOVES = "journal/pointer.jsonl"


class MoveReason(StrEnum):
    """Why the pointer moved."""

    PUBLISH = "publish"
    ROLLBACK = "rollback"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Pointer:
    """The release that is pointed at; `pinned` says why nothing new is published, empty if it is."""

    release_id: str
    pinned: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The pointer came to a release, when (UTC) and why."""

    release_id: str
    at: datetime
    reason: MoveReason


def read_pointer(root: Root) -> Pointer | None:
    """The pointer, None where nothing has been published."""
    if not root.exists(POINTER_RECORD):
        return None
    return decode(root.read(POINTER_RECORD), root.location(POINTER_RECORD), _pointer)


def pointer_bytes(root: Root) -> bytes | None:
    """The pointer as it is kept, for `move_pointer` to compare with; it need not be readable."""
    return root.read(POINTER_RECORD) if root.exists(POINTER_RECORD) else None


def move_pointer(root: Root, expected: bytes | None, after: Pointer, move: Move) -> None:
    """Point at a release, if the pointer still is what `pointer_bytes` gave; then note the move.

    Raises:
        OvertakenError: another writer moved it meanwhile.
        StoreError: it cannot be written; the release is gone.
    """
    _note_missed(root, move.at)
    if not root.has_locks:
        _refuse_if_gone(root, after.release_id)
    if not root.swap_pointer(POINTER, release_key(after.release_id), _encode(after), expected):
        raise overtaken(root)
    with suppress(StoreError):  # the next move notes it
        root.append(_MOVES, _encode_move(move))


def overtaken(root: Root) -> OvertakenError:
    """The error of a writer that another one was ahead of."""
    cause = "another run has published meanwhile; nothing was changed"
    return OvertakenError(root.location(POINTER_RECORD), cause, "run again")


def _refuse_if_gone(root: Root, release_id: str) -> None:
    """Where nothing keeps a clean-up out, a writer that slept for a day finds its release taken away."""
    key = f"{release_key(release_id)}/{MANIFEST_NAME}"
    if not root.exists(key):
        raise StoreError(root.location(key), "it was cleared away as unfinished", "run again")


def _note_missed(root: Root, at: datetime) -> None:
    """Note the move that led to where the pointer is, if a crash kept it from being noted."""
    try:
        pointer = read_pointer(root)
    except StoreError:
        return
    noted = moves(root)
    if pointer is not None and (not noted or noted[-1].release_id != pointer.release_id):
        root.append(_MOVES, _encode_move(Move(pointer.release_id, at, MoveReason.PUBLISH)))


def moves(root: Root) -> tuple[Move, ...]:
    """Every move that was noted, oldest first; a last line cut off by a crash is left out."""
    if not root.exists(_MOVES):
        return ()
    return decode_lines(root.read(_MOVES), root.location(_MOVES), _move)


def release_key(release_id: str) -> str:
    """The folder of a release inside its root."""
    return f"{RELEASES}/{release_id}"


def _encode(pointer: Pointer) -> bytes:
    return encode({"release_id": pointer.release_id, "pinned": pointer.pinned})


def _pointer(fields: Fields) -> Pointer:
    return Pointer(fields.text("release_id"), fields.text("pinned") if fields.has("pinned") else "")


def _encode_move(move: Move) -> bytes:
    return encode_line({"release_id": move.release_id, "at": time_text(move.at), "reason": move.reason.value})


def _move(fields: Fields) -> Move:
    return Move(fields.text("release_id"), fields.moment("at"), MoveReason(fields.text("reason")))
