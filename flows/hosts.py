"""Whose turn it is: offices whose hosts are free go first, so that a shared host holds up only its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import overload


@dataclass(frozen=True, slots=True)
class Errand:
    """An office to look for, and the hosts that its known addresses name."""

    office_id: str
    hosts: frozenset[str] = frozenset()


class HostTurns(Sequence[str]):
    """Ids of offices in an order that spreads each host's over the run; `errands` names their hosts."""

    def __init__(self, errands: Sequence[Errand]) -> None:
        queues = _queues(errands).values()
        rounds = chain.from_iterable(zip_longest(*queues))
        self.errands = tuple(errand for errand in rounds if errand is not None)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """The office at a place of the order."""
        if isinstance(index, slice):
            return [errand.office_id for errand in self.errands[index]]
        return self.errands[index].office_id

    def __len__(self) -> int:
        """How many offices there are."""
        return len(self.errands)


class FreeHosts:
    """Gives out errands, never two at a time that want the same host; for a few threads.

    Among those whose hosts are free the one goes first whose hosts have the most to come.
    """

    def __init__(self, errands: Sequence[Errand]) -> None:
        self._waiting = _queues(errands)
        self._busy: set[str] = set()
        self._changed = threading.Condition()

    def take(self) -> Errand | None:
        """The next errand, waited for where all hosts are busy; None when there is none left."""
        with self._changed:
            while self._waiting:
                if errand := self._free():
                    self._busy |= errand.hosts
                    return errand
                self._changed.wait()
        return None

    def give_back(self, errand: Errand) -> None:
        """The errand is done: its hosts are free."""
        with self._changed:
            self._busy -= errand.hosts
            self._changed.notify_all()

    def end(self) -> None:
        """Give out nothing any more."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()

    def _free(self) -> Errand | None:
        for hosts, queue in self._waiting.items():
            if hosts.isdisjoint(self._busy):
                errand = queue.popleft()
                if not queue:
                    del self._waiting[hosts]
                return errand
        return None


def _queues(errands: Sequence[Errand]) -> dict[frozenset[str], deque[Errand]]:
    """The errands by what hosts they want, the longest queue first."""
    queues: dict[frozenset[str], deque[Errand]] = {}
    for errand in errands:
        queues.setdefault(errand.hosts, deque()).append(errand)
    return dict(sorted(queues.items(), key=lambda entry: -len(entry[1])))
