"""In which threads pages are made: a few for those that are quick, others for those that may take seconds."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import FastAPI

QUICK = 4
"""With fifty readers, four threads answer three times as soon as eight: fewer wait for the interpreter."""
SLOW = 8
SWITCH_SECONDS = 0.001
_limiter: RunVar[CapacityLimiter] = RunVar("explorer-slow-pages")
P = ParamSpec("P")
R = TypeVar("R")


@asynccontextmanager
async def few_threads(_: FastAPI) -> AsyncIterator[None]:
    """While an application runs: `QUICK` threads, which hand the interpreter on soon."""
    current_default_thread_limiter().total_tokens = QUICK
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def slow(route: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """A route that reads documents or makes files, in one of `SLOW` threads of its own kind."""

    @wraps(route)
    async def run(*arguments: P.args, **named: P.kwargs) -> R:
        return await run_sync(partial(route, *arguments, **named), limiter=_slow_limiter())

    return run


def _slow_limiter() -> CapacityLimiter:
    found = _limiter.get(None)
    if found is None:
        found = CapacityLimiter(SLOW)
        _limiter.set(found)
    return found
