"""Which releases are kept, and taking the others away without disturbing who reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from stores.curated.catalogue import (
    CatalogueEntry,
    ReleaseState,
    RemovalReason,
    RemovedRelease,
    catalogue,
    note_removal,
)
from stores.curated.manifest import MANIFEST_NAME
from stores.curated.pointer import RELEASES, read_pointer, release_key
from stores.roots import Root

REMOVING = ".removing-"


@dataclass(frozen=True, slots=True)
class Keep:
    """A release goes only if it is not among the newest `releases` and was left more than `days` ago.

    The latest is always kept, and one before it, so that a reader who has just resolved the pointer
    finds what it led to.
    """

    releases: int = 10
    days: float = 30.0


LEAST_RELEASES = 2
UNFINISHED = timedelta(days=1)
"""Where there are no locks, what is younger may be the work of a run that goes on."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a clean-up did: `removed` releases, and those `spared` because somebody reads them."""

    removed: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


def outdated(entries: Sequence[CatalogueEntry], keep: Keep, now: datetime) -> tuple[str, ...]:
    """The releases that need not be kept any longer, oldest first.

    A clock that was set back makes releases younger, never older than they are by the other clock.
    """
    there = [entry for entry in entries if entry.can_be_read]
    others = [entry for entry in there if entry.state is not ReleaseState.LATEST]
    newest = max(keep.releases, LEAST_RELEASES) - 1
    old_enough = now - timedelta(days=keep.days)
    unneeded = others[: max(0, len(others) - newest)]
    return tuple(
        entry.release_id for entry in unneeded if entry.left_at is not None and entry.left_at <= old_enough
    )


def prune(root: Root, keep: Keep, now: datetime, *, dry_run: bool = False) -> Pruned:
    """Take away what need not be kept; the caller holds the lock of the root.

    With `dry_run` nothing is touched; what is told is what would be done.
    """
    entries = catalogue(root)
    removed: list[str] = []
    spared: list[str] = []
    for release_id in outdated(entries, keep, now):
        if _is_latest(root, release_id):
            continue
        with root.alone(f"{release_key(release_id)}/{MANIFEST_NAME}") as free:
            (removed if free else spared).append(release_id)
            if free and not dry_run:
                remove_release(root, RemovedRelease(release_id, now, RemovalReason.RETENTION))
    if not dry_run:
        finish_removals(root, entries, now)
    return Pruned(tuple(removed), tuple(spared))


def _is_latest(root: Root, release_id: str) -> bool:
    """Whether another writer has gone back to the release meanwhile, as it can where there are no locks."""
    pointer = None if root.has_locks else read_pointer(root)
    return pointer is not None and pointer.release_id == release_id


def remove_release(root: Root, removal: RemovedRelease) -> None:
    """Take a release away: noted first, out of sight at one stroke, then deleted."""
    note_removal(root, removal)
    _take_away(root, removal.release_id)


def finish_removals(root: Root, entries: Sequence[CatalogueEntry], now: datetime) -> None:
    """Take away what a crash left: removals begun, and whole releases that were never pointed at.

    Where there are no locks, another run may be about to point at one: it is left alone for a day.
    """
    folders = root.folders(RELEASES)
    for folder in folders:
        if folder.startswith(REMOVING):
            root.remove_folder(release_key(folder))
    for entry in entries:
        if entry.release_id not in folders:
            continue
        if entry.state in {ReleaseState.REMOVED, ReleaseState.FORGOTTEN}:
            _take_away(root, entry.release_id)
        elif entry.state is ReleaseState.NEVER_PUBLISHED and is_left_over(
            root, release_key(entry.release_id)
        ):
            remove_release(root, RemovedRelease(entry.release_id, now, RemovalReason.NEVER_PUBLISHED))


def take_back(root: Root, release_id: str, now: datetime) -> None:
    """Take away a release that another writer's was pointed at before; with locks the next clean-up does."""
    if not root.has_locks:
        remove_release(root, RemovedRelease(release_id, now, RemovalReason.NEVER_PUBLISHED))


def is_left_over(root: Root, folder: str) -> bool:
    """Whether nobody works at an unfinished folder any longer."""
    if root.has_locks:
        return True
    age = root.age(folder)
    return age is not None and age > UNFINISHED


def _take_away(root: Root, release_id: str) -> None:
    """Out of sight at one stroke, then deleted; where nothing is renamed so, the manifest goes first."""
    folder = release_key(release_id)
    if root.has_locks:
        hidden = release_key(f"{REMOVING}{release_id}")
        root.rename_folder(folder, hidden)
        folder = hidden
    root.remove_folder(folder)
