"""The snapshot that pages show now; it follows the pointer, and a broken release changes nothing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.snapshot import Snapshot, take_snapshot
from schemas.errors import StoreError, ThitthangError
from stores.curated.catalogue import catalogue
from stores.curated.pointer import read_pointer
from stores.curated.release import open_release
from stores.roots import open_root

LOOK_SECONDS = 5.0
"""How long the pointer is not looked at again."""
KEPT_SECONDS = 3600.0
"""How long the index of a release is kept after it was last opened."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the newest release is not shown: what is broken, the cause, the remedy."""

    what: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: a snapshot, or none where nothing was published; `trouble` with a newer release."""

    snapshot: Snapshot | None
    trouble: Trouble | None = None


class Current:
    """Follows the pointer of a curated root; safe in threads.

    A request gets the snapshot of this moment and keeps it to its end. The snapshot of a new release is made
    in the background while the old one is shown; one that cannot be made is told, and the old one stays.
    """

    def __init__(
        self,
        curated: str,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        prepare: Callable[[Snapshot], object] = lambda _: None,
    ) -> None:
        """Follow the pointer of `curated`; `prepare` is done with a snapshot before it is shown."""
        self._curated = curated
        self._folder = folder
        self._clock = clock
        self._prepare = prepare
        self._lock = threading.Lock()
        self._looked_at = float("-inf")
        self._seen: str | None = None
        self._view = View(None)
        self._work: threading.Thread | None = None

    def view(self) -> View:
        """What is shown now. The first call waits until there is something."""
        with self._lock:
            first = self._looked_at == float("-inf")
            due = self._clock() - self._looked_at >= LOOK_SECONDS
            busy = self._work is not None and self._work.is_alive()
            if not due or busy:
                return self._view
            self._looked_at = self._clock()
            self._work = threading.Thread(target=self._look, name="explorer-release", daemon=True)
            self._work.start()
            work = self._work
        if first:
            work.join()
        return self._view

    def is_slow_at_first(self) -> bool:
        """Whether the release that is pointed at has no index yet."""
        try:
            pointer = read_pointer(open_root(self._curated))
        except ThitthangError:
            return False
        return pointer is not None and not any(self._folder.glob(f"{pointer.release_id}-*.sqlite"))

    def wait(self) -> None:
        """Until what goes on in the background has ended."""
        if self._work is not None:
            self._work.join()

    def _look(self) -> None:
        try:
            self._follow()
        except ThitthangError as error:
            self._tell(error.what, error.cause, error.remedy)
        except Exception as error:  # noqa: BLE001  (whatever it is, the last good release stays)
            _LOG.exception("the newest release cannot be shown")
            self._tell("release", f"{type(error).__name__}: {error}", "see the log")

    def _follow(self) -> None:
        pointer = read_pointer(open_root(self._curated))
        if pointer is None:
            self._view, self._seen = View(self._view.snapshot), None
            return
        shown = self._view.snapshot
        if shown is not None and pointer.release_id == self._seen and shown.is_kept():
            self._view = View(shown)
            return
        snapshot = self._snapshot(None)
        self._view, self._seen = View(snapshot), snapshot.release_id
        self._clear(keep=snapshot.release_id)

    def _snapshot(self, release_id: str | None) -> Snapshot:
        """That release, or the newest; raises StoreError if it cannot be read or is damaged."""
        release = open_release(self._curated, release_id)
        if not release.is_intact():
            raise StoreError(release.release_id, "a file of it is lost or changed", "run `thitthang rebuild`")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            cause = error.strerror or str(error)
            raise StoreError(str(self._folder), cause, "choose another folder with --index") from error
        snapshot = take_snapshot(release, self._folder)
        self._prepare(snapshot)
        return snapshot

    def _tell(self, what: str, cause: str, remedy: str) -> None:
        shown = self._view.snapshot or self._last_good()
        self._view = View(shown, Trouble(what, cause, remedy))

    def _last_good(self) -> Snapshot | None:
        """The newest release before the one that is pointed at that can be shown."""
        try:
            older = [one.release_id for one in catalogue(open_root(self._curated)) if one.can_be_read]
        except ThitthangError:
            return None
        for release_id in reversed(older):
            with suppress(ThitthangError):
                return self._snapshot(release_id)
        return None

    def _clear(self, keep: str) -> None:
        """Take indexes of other releases away that nobody has opened for a while: pages may still be made."""
        for file in self._folder.glob("*.sqlite"):
            with suppress(FileNotFoundError):
                if not file.name.startswith(keep) and time.time() - file.stat().st_mtime > KEPT_SECONDS:
                    file.unlink()
