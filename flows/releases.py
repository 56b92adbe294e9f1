"""The releases of a curated root: listing them, going back to one, clearing old ones away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flows.history.release_choice import PREVIOUS, choose_release
from flows.settings import Settings
from schemas.errors import QueryError
from stores.curated.catalogue import CatalogueEntry, catalogue
from stores.curated.pointer import read_pointer
from stores.curated.retention import Keep, Pruned, prune
from stores.curated.rollback import resume, roll_back
from stores.roots import open_root


@dataclass(frozen=True, slots=True)
class Releases:
    """All releases, oldest first; `pinned` says why nothing new is published, empty if it is."""

    entries: tuple[CatalogueEntry, ...]
    pinned: str


def read_releases(settings: Settings) -> Releases:
    """Read what releases there are. Raises StoreError."""
    root = open_root(settings.curated)
    pointer = read_pointer(root)
    return Releases(catalogue(root), pointer.pinned if pointer else "")


def go_back(settings: Settings, release: str | None, reason: str) -> tuple[str, str]:
    """Point at an earlier release, the one before the latest unless one is named; ids before and after.

    Raises:
        QueryError: no such release, or it is the latest.
        BusyError, StoreError: another run is publishing; the release is damaged.
    """
    root = open_root(settings.curated)
    latest = choose_release(root, "latest").release_id
    wanted = choose_release(root, release or PREVIOUS).release_id
    if wanted == latest:
        raise QueryError(wanted, "it is the latest release", "thitthang releases shows the others")
    roll_back(root, wanted, reason=reason, at=datetime.now(UTC), wait=settings.lock_seconds)
    return latest, wanted


def go_on(settings: Settings) -> bool:
    """Let new releases be published again; False if they were. Raises BusyError, StoreError."""
    return resume(open_root(settings.curated), at=datetime.now(UTC), wait=settings.lock_seconds)


def clear_away(settings: Settings, keep: Keep, *, dry_run: bool) -> Pruned:
    """Take old releases away, but none that somebody reads. Raises BusyError, StoreError."""
    root = open_root(settings.curated)
    with root.lock("curated", settings.lock_seconds):
        return prune(root, keep, datetime.now(UTC), dry_run=dry_run)
