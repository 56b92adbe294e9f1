"""Trying again what may pass: how long to wait between, and how long a site asks us to stay away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import stamina
from stamina.instrumentation import set_on_retry_hooks

if TYPE_CHECKING:
    from sources.answer import Answer, Failure
    from sources.fetched import FetchLimits

LONGEST_SECONDS = 24 * 60 * 60
"""A site that asks for more is asked again after this."""
_GROWTH = 2

set_on_retry_hooks(())  # retries are counted in the ledger of the run, not logged


class MayPassError(Exception):
    """An attempt failed with something that may pass; `seconds` is what the site asked to wait, if it did."""

    def __init__(self, last: Answer | Failure, seconds: float | None = None) -> None:
        super().__init__(last.reason)
        self.last = last
        self.seconds = seconds or None


def attempts(
    limits: FetchLimits, again: Callable[[MayPassError, float], bool]
) -> Iterator[AbstractContextManager[None]]:
    """Attempts with growing, jittered waits between, for MayPassError only.

    `again` is asked, with the longest time in seconds that the next wait may take, whether to go on. A
    wait that the site asked for is kept at the host's gate, not here.
    """
    made = 0

    def wait(error: Exception) -> bool | float:
        nonlocal made
        made += 1
        longest = limits.retry_seconds * (_GROWTH ** (made - 1) + 1)
        if not isinstance(error, MayPassError) or made >= limits.attempts:
            return False
        if error.seconds is not None:
            return 0.0 if again(error, error.seconds) else False
        return again(error, longest)

    return iter(
        stamina.retry_context(
            on=wait,
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.retry_seconds,
            wait_max=limits.retry_seconds * _GROWTH**limits.attempts,
            wait_jitter=limits.retry_seconds,
            wait_exp_base=_GROWTH,
        )
    )


def retry_after(header: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, None if it says nothing that can be kept.

    A number of seconds or a date; a past one is 0, an absurd one becomes a day.
    """
    text = (header or "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return min(float(text[:20]), LONGEST_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), LONGEST_SECONDS)
