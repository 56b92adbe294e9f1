"""The state of operation, read anew from time to time and shared by all requests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from explorer.diary import Diary
from explorer.operation import Operation, read_operation
from flows.settings import Settings

LEAST_SECONDS = 5.0
"""How long a reading is shown at least before another one begins."""
SHARE = 20
"""A reading that took a second is shown for so many: so it takes a twentieth of the time at most."""


class Watch:
    """Keeps one reading; safe in threads.

    The first call waits for it. Later ones get what is there; a new reading is made in the background,
    one at a time, so no request waits for a journal of many years.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        read: Callable[[Settings, Diary], Operation] = read_operation,
    ) -> None:
        self._settings = settings
        self._diary = Diary()
        self._clock = clock
        self._read = read
        self._lock = threading.Lock()
        self._due = float("-inf")
        self._operation: Operation | None = None
        self._work: threading.Thread | None = None

    def begin(self) -> None:
        """Begin the first reading, which may take seconds, before anybody asks."""
        threading.Thread(target=self.operation, name="explorer-operation", daemon=True).start()

    def operation(self) -> Operation:
        """How things stand, as last read."""
        with self._lock:
            known = self._operation
            if known is None:
                return self._look()
            busy = self._work is not None and self._work.is_alive()
            if self._clock() >= self._due and not busy:
                self._work = threading.Thread(target=self._look, name="explorer-operation", daemon=True)
                self._work.start()
        return known

    def wait(self) -> None:
        """Until what goes on in the background has ended."""
        if self._work is not None:
            self._work.join()

    def _look(self) -> Operation:
        began = self._clock()
        found = self._read(self._settings, self._diary)
        ended = self._clock()
        self._due = ended + max(LEAST_SECONDS, SHARE * (ended - began))
        self._operation = found
        return found
