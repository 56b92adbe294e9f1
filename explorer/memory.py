"""What was made last, kept while there is room; only so much of it is made at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class TooBusyError(Exception):
    """Others are being served; what was asked for may be asked for again."""


class Memory(Generic[K, V]):
    """Values by key, those asked for longest ago forgotten first; safe in threads.

    `room` bounds the sum of what `weigh` says of the values; `at_once` how many are made at the same time,
    `patience` how long (in seconds) a thread waits for its turn.
    """

    def __init__(
        self, room: int, weigh: Callable[[V], int], at_once: int = 2, patience: float = 20.0
    ) -> None:
        self._room = room
        self._weigh = weigh
        self._patience = patience
        self._turns = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._weight = 0

    def get(self, key: K, make: Callable[[], V], keep: Callable[[V], bool] = lambda _: True) -> V:
        """The value of a key, made if it is not there; one that `keep` refuses is made anew each time.

        Raises TooBusyError if the turn does not come.
        """
        found = self._find(key)
        if found is not None:
            return found
        if not self._turns.acquire(timeout=self._patience):
            raise TooBusyError
        try:
            found = self._find(key)
            if found is None:
                found = make()
                if keep(found):
                    self._keep(key, found)
            return found
        finally:
            self._turns.release()

    @property
    def weight(self) -> int:
        """What is kept, weighed."""
        return self._weight

    def _find(self, key: K) -> V | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: K, value: V) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._weight += self._weigh(value) - (0 if before is None else self._weigh(before))
            self._kept[key] = value
            while self._weight > self._room:
                _, gone = self._kept.popitem(last=False)
                self._weight -= self._weigh(gone)
