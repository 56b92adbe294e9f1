"""A Dask cluster that a run sends its work to: reached, checked, watched. It is never started from here."""

from __future__ import annotations

import math
import pickle
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from typing import TYPE_CHECKING, Self, TypeVar, cast

from flows.pools import BatchFunction, Pool
from flows.settings import program_version
from schemas.errors import ThitthangError

if TYPE_CHECKING:
    from distributed import Client

_Work = TypeVar("_Work")
_Value = TypeVar("_Value")

_REACH_SECONDS = 15
_CHECK_SECONDS = 60
_LOOK_SECONDS = 5.0
_LOST_SECONDS = 60.0
"""So long a cluster may be without workers, or out of reach, before its work is done here."""
_LEAST_AHEAD = 16
"""A cluster that grows with its work must see that there is some."""
_LIBRARIES = ("lxml", "nlpo3", "pillow", "pyarrow", "pypdfium2", "pythainlp", "rapidfuzz")
_CONFIGURATION = {
    "distributed.admin.large-graph-warning-threshold": "4 GiB",  # a batch of one large document is no mistake
    "distributed.diagnostics.computations.nframes": 0,  # no source code is sent along with each batch
}


class ClusterError(ThitthangError):
    """A cluster cannot be used: out of reach, without workers, or of another version."""


class OtherBuildError(Exception):
    """A worker that came later has another version; it did nothing of the batch."""


@dataclass(frozen=True, slots=True)
class Build:
    """What decides how a document is read and a table written: names and their versions."""

    versions: tuple[tuple[str, str], ...]

    def unlike(self, other: Build) -> str:
        """Where this one differs from another, in words; empty where it does not."""
        own, its = dict(self.versions), dict(other.versions)
        names = [name for name in dict.fromkeys((*own, *its)) if own.get(name) != its.get(name)]
        return "; ".join(
            f"{name} {own.get(name, 'missing')} where this run has {its.get(name, 'none')}" for name in names
        )


@cache
def own_build() -> Build:
    """The build of this process. Asks programs for their versions, once (about half a second)."""
    from engines.available import engines
    from engines.witness import printed
    from parsers import PARSER_VERSION
    from parsers.lexicon import lexicon

    programs = [engine for engine in engines() if engine.is_there and engine.name != printed.NAME]
    return Build(
        (
            ("thitthang", program_version()),
            ("parser", str(PARSER_VERSION)),
            ("headings", lexicon().version),
            ("python", ".".join(map(str, sys.version_info[:2]))),
            *((name, _version(name)) for name in _LIBRARIES),
            *((engine.name, engine.version) for engine in programs),
        )
    )


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "missing"


def call_pickled(call: bytes, build: Build) -> bytes:
    """On a worker: a pickled function with its batch is called, and its values are pickled.

    So the scheduler and Dask's own copying see plain bytes. Raises OtherBuildError.
    """
    if difference := own_build().unlike(build):
        raise OtherBuildError(f"the worker {_own_address()} has {difference}")
    function, batch = pickle.loads(call)  # noqa: S301  (the client that this worker serves wrote it)
    return pickle.dumps(function(batch), protocol=pickle.HIGHEST_PROTOCOL)


def _own_address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


class ClusterPool(Pool):
    """The workers of a Dask cluster, through `Client.get_executor()`.

    Entering it raises ClusterError if the cluster cannot be used. Work that it loses is done again.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Client | None = None
        self._missing_since = math.inf

    def __enter__(self) -> Self:
        self._client = client = _connect(self._address)
        try:
            width = _within(_CHECK_SECONDS, partial(_checked_width, client, self._address))
            super().__init__(client.get_executor(pure=False), width)
        except TimeoutError as error:
            self.__exit__()
            cause = f"its workers do not answer within {_CHECK_SECONDS} seconds"
            raise ClusterError(_named(self._address), cause, "see what they do, or restart them") from error
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exc: object) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close(timeout=_LOOK_SECONDS)

    @property
    def ahead(self) -> int:
        return max(_LEAST_AHEAD, super().ahead)

    @property
    def is_lost(self) -> bool:
        client = self._client
        gone = time.monotonic() - self._missing_since
        return client is None or client.status == "closed" or gone > _LOST_SECONDS

    def value(self, future: Future[list[_Value]]) -> list[_Value]:
        """Wait for a batch, as long as the cluster has workers."""
        pickled = cast("Future[bytes]", future)
        while not wait([pickled], _LOOK_SECONDS).done:
            self._look()
        return cast("list[_Value]", pickle.loads(pickled.result()))  # noqa: S301  (our own worker wrote it)

    def may_repeat(self, error: BaseException) -> bool:
        return self._client is not None and super().may_repeat(error)

    def _submit(self, function: BatchFunction[_Work, _Value], batch: list[_Work]) -> Future[list[_Value]]:
        call = pickle.dumps((function, batch), protocol=pickle.HIGHEST_PROTOCOL)
        future = self._executor.submit(call_pickled, call, own_build())
        return cast("Future[list[_Value]]", future)  # `value` unpickles it

    def _look(self) -> None:
        """See whether there still is a worker; raises ConnectionError once there was none for long."""
        if self._client is not None and _width(self._client):
            self._missing_since = math.inf
            return
        self._missing_since = min(self._missing_since, time.monotonic())
        if self.is_lost:
            raise ConnectionError(f"{self._address} had no worker for {_LOST_SECONDS:g} seconds")


def _connect(address: str) -> Client:
    """A client of the scheduler at `HOST:PORT`. Raises ClusterError."""
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        cause = f"the package {error.name} is not installed"
        raise ClusterError(_named(address), cause, "pip install 'thitthang[dask]'") from error
    dask.config.set(_CONFIGURATION)

    def connect() -> Client:
        return Client(f"tcp://{address}", timeout=_REACH_SECONDS, set_as_default=False, name="thitthang")

    try:
        return _within(_REACH_SECONDS + 1, connect)  # its own limit leaves out whoever answers nonsense
    except (OSError, ValueError) as error:
        cause = f"no Dask scheduler answers within {_REACH_SECONDS} seconds"
        raise ClusterError(_named(address), cause, "start one there: dask scheduler, dask worker") from error


def _within(seconds: float, make: Callable[[], _Value]) -> _Value:
    """What a call gives; raises TimeoutError if it takes longer, and leaves it to itself."""
    made: Future[_Value] = Future()

    def run() -> None:
        try:
            made.set_result(make())
        except BaseException as error:  # noqa: BLE001  (it is raised where it is waited for)
            made.set_exception(error)

    threading.Thread(target=run, name="dask", daemon=True).start()
    return made.result(seconds)


def _checked_width(client: Client, address: str) -> int:
    """How many batches the cluster does at once. Raises ClusterError if it reads otherwise than we do."""
    remedy = "install there what is installed here, then start it again"
    try:
        client.run_on_scheduler(_is_known)
        client.wait_for_workers(1, timeout=_REACH_SECONDS)
        answers = client.run(own_build, on_error="return")
    except TimeoutError as error:
        cause = f"it has no worker, and none came within {_REACH_SECONDS} seconds"
        raise ClusterError(_named(address), cause, f"start one: dask worker {address}") from error
    except Exception as error:
        cause = f"its scheduler cannot import this program ({type(error).__name__}: {error})"
        raise ClusterError(_named(address), cause, remedy) from error
    own = own_build()
    for worker, its in answers.items():
        if not isinstance(its, Build):
            cause = f"the worker {worker} cannot import this program ({type(its).__name__}: {its})"
            raise ClusterError(_named(address), cause, remedy)
        if difference := its.unlike(own):
            raise ClusterError(_named(address), f"the worker {worker} has {difference}", remedy)
    return max(1, _width(client))


def _is_known() -> bool:
    """Called on the scheduler, which unpickles the name of what workers are to call."""
    return True


def _width(client: Client) -> int:
    """Threads of all workers; 0 where the scheduler does not answer."""
    if client.status != "running":
        return 0
    try:
        return sum(client.nthreads(callback_timeout=_LOOK_SECONDS).values())
    except (OSError, TimeoutError, RuntimeError):
        return 0


def _named(address: str) -> str:
    return f"--workers dask://{address}"
