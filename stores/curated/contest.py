"""Who publishes where there are no locks: the pointer's swap decides, and the loser tries again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import stamina
from stamina.instrumentation import set_on_retry_hooks

from schemas.errors import OvertakenError, StoreError
from stores.curated.pointer import overtaken, pointer_bytes
from stores.roots import Root

Result = TypeVar("Result")

set_on_retry_hooks(())  # an attempt that lost is in the list of releases, not in a log

ATTEMPTS = 8
_FIRST_WAIT = 0.1
_LONGEST_WAIT = 5.0
_JITTER = 1.0


def contested(root: Root, attempt: Callable[[], Result]) -> Result:
    """What an attempt to move the pointer comes to; one that another writer was ahead of is made again.

    An attempt that failed while the pointer moved counts as one that lost: what it was built on may be
    gone. Where there are locks there is one attempt.

    Raises:
        OvertakenError: others were ahead each time.
    """
    if root.has_locks:
        return attempt()
    for tried in stamina.retry_context(
        OvertakenError,
        attempts=ATTEMPTS,
        timeout=None,
        wait_initial=_FIRST_WAIT,
        wait_max=_LONGEST_WAIT,
        wait_jitter=_JITTER,
    ):
        with tried:
            return _once(root, attempt)
    raise AssertionError("an attempt ends in a result or an error")


def refuse_if_overtaken(root: Root, expected: bytes | None) -> None:
    """Raise OvertakenError if the pointer is no longer what was built on; with locks it is."""
    if not root.has_locks and pointer_bytes(root) != expected:
        raise overtaken(root)


def _once(root: Root, attempt: Callable[[], Result]) -> Result:
    expected = pointer_bytes(root)
    try:
        return attempt()
    except OvertakenError:
        raise
    except StoreError as error:
        if pointer_bytes(root) == expected:
            raise
        raise overtaken(root) from error
