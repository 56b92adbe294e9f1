"""Going back to an earlier release, and going on again."""

from __future__ import annotations

from datetime import datetime

from schemas.errors import StoreError
from stores.curated.pointer import Move, MoveReason, Pointer, move_pointer, pointer_bytes, read_pointer
from stores.curated.release import find_release
from stores.roots import LOCK_WAIT_SECONDS, Root


def roll_back(
    root: Root, release_id: str, *, reason: str, at: datetime, wait: float = LOCK_WAIT_SECONDS
) -> None:
    """Point at an earlier release and publish nothing new until `resume`.

    `reason` says why, and stands beside the pointer.

    Raises:
        BusyError: another run is publishing.
        StoreError: the release is not there or is damaged.
    """
    with root.lock("curated", wait):
        expected = pointer_bytes(root)
        release = find_release(root, release_id)
        if release is None or not release.is_intact():
            cause = "its tables are not as they were published"
            raise StoreError(release_id, cause, "choose another release: thitthang releases")
        pinned = reason or f"rolled back on {at:%Y-%m-%d}"
        move_pointer(root, expected, Pointer(release_id, pinned), Move(release_id, at, MoveReason.ROLLBACK))


def resume(root: Root, *, at: datetime, wait: float = LOCK_WAIT_SECONDS) -> bool:
    """Let new releases be published again, the next one on what is pointed at now; False if they were.

    Raises:
        BusyError: another run is publishing.
        StoreError: the pointer cannot be read or written.
    """
    with root.lock("curated", wait):
        expected = pointer_bytes(root)
        pointer = read_pointer(root)
        if pointer is None or not pointer.pinned:
            return False
        freed = Pointer(pointer.release_id)
        move_pointer(root, expected, freed, Move(pointer.release_id, at, MoveReason.RESUME))
    return True
