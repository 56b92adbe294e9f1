"""How far a run is: told by the steps, shown by whoever runs them."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Somebody who wants to know how far a run is."""

    def begin(self, what: str, total: int | None) -> None:
        """A stage begins; `total` is the number of its units, None if that is not known."""

    def advance(self) -> None:
        """One unit of the stage is done."""


class Unwatched:
    """Nobody looks."""

    def begin(self, what: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self) -> None:
        """Say nothing."""
