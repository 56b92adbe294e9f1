"""A bar in the terminal for runs over more than a handful; nothing where no one can see it move."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.progress import Progress, Unwatched

if TYPE_CHECKING:
    from rich import progress as bars

HANDFUL = 24


class _Bar:
    """Shows the stage that a run is in; starts to show with the first stage that takes long."""

    def __init__(self, shown: bars.Progress) -> None:
        self._shown = shown
        self._task: bars.TaskID | None = None

    def begin(self, what: str, total: int | None) -> None:
        """Show a new stage instead of the one before; one of unknown length only if that was shown."""
        was_shown = self._task is not None
        if self._task is not None:
            self._shown.remove_task(self._task)
            self._task = None
        if was_shown if total is None else total > HANDFUL:
            self._shown.start()
            self._task = self._shown.add_task(what, total=total)

    def advance(self) -> None:
        """Move the bar by one."""
        if self._task is not None:
            self._shown.advance(self._task)


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Progress]:
    """Somebody who watches a run: a bar on standard error if that is a terminal, else nobody."""
    if quiet or not sys.stderr.isatty():
        yield Unwatched()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bars_shown = Bars(*columns, console=Console(stderr=True), transient=True)
    try:
        yield _Bar(bars_shown)
    finally:
        bars_shown.stop()
