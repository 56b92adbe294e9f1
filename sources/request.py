"""One polite request: in its host's turn, within its bounds, counted in the ledger; errors become values."""

from __future__ import annotations

import http.client
import ssl
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, ProtocolError, SSLError

from schemas.codes import FindingCode
from sources.answer import OK, Answer, Failure
from sources.body import Body, kept_headers, read_body
from sources.connection import Wire, checked_trust, get, unchecked_trust
from sources.courtesy import Ledger
from sources.fetched import FetchLimits
from sources.gates import HostGate
from sources.network import AddressRefusedError, Network
from sources.page_host import host_of
from sources.retries import retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse

    from sources.deadline import Deadline

_MAY_PASS = (
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    http.client.IncompleteRead,
    ConnectionError,
)
STOPPED = Failure(FindingCode.FETCH_FAILED, "the run was stopped")


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: an address, the headers, how much may come, and by when."""

    address: str
    headers: tuple[tuple[str, str], ...]
    deadline: Deadline
    wire_bytes: int
    body_bytes: int
    unchecked: bool = False

    @property
    def host(self) -> str:
        """The host whose turn is waited for."""
        return host_of(self.address) or self.address


class Requester:
    """Makes the requests of a run; safe to share between threads."""

    def __init__(self, network: Network, gate: HostGate, ledger: Ledger, limits: FetchLimits) -> None:
        self.gate = gate
        self.ledger = ledger
        self.limits = limits
        self.stopped = False
        self._network = network
        self._under_way: set[Deadline] = set()

    def stop(self) -> None:
        """End every wait and every request under way; later ones fail at once."""
        self.stopped = True
        self.gate.end()
        for deadline in tuple(self._under_way):
            deadline.cancel()

    @contextmanager
    def under_way(self, deadline: Deadline) -> Iterator[None]:
        """A stop ends what is asked inside."""
        self._under_way.add(deadline)
        try:
            yield
        finally:
            self._under_way.discard(deadline)

    @cached_property
    def _checked(self) -> ssl.SSLContext:
        return checked_trust()

    @cached_property
    def _unchecked(self) -> ssl.SSLContext:
        return unchecked_trust()

    def ask(self, ask: Ask) -> Answer | Failure:
        """Wait for the host's turn and make one request; never raises for what a site or network does."""
        with ExitStack() as turn:
            with ask.deadline.paused():
                turn.enter_context(self.gate.at(ask.host))
            if self.stopped:
                return STOPPED
            if until := self.gate.closed_until(ask.host):
                reason = f"the host asked to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC"
                return Failure(FindingCode.RETRY_LATER, reason)
            if ask.deadline.passed:
                return self._failed(TimeoutError(), ask)
            try:
                return self._answer(ask)
            except (HTTPError, http.client.HTTPException, AddressRefusedError, OSError, ValueError) as error:
                return self._failed(error, ask)

    def _answer(self, ask: Ask) -> Answer:
        trust = self._unchecked if ask.unchecked else self._checked
        wire = Wire(self._network, ask.deadline, self.limits.wait_seconds, trust)
        with get(ask.address, dict(ask.headers), wire, partial(self.ledger.asked, ask.host)) as response:
            answer = Answer(
                ask.address,
                response.status,
                f"HTTP {response.status} {http.client.responses.get(response.status, '')}".rstrip(),
                location=response.headers.get("location"),
                retry_after=retry_after(response.headers.get("retry-after")),
                headers=kept_headers(response.headers),
                content_type=response.headers.get("content-type", ""),
                unchecked=ask.unchecked,
            )
            return self._with_body(answer, response, ask) if response.status == OK else answer

    def _with_body(self, answer: Answer, response: BaseHTTPResponse, ask: Ask) -> Answer:
        body = read_body(response, ask.wire_bytes, ask.body_bytes)
        self.ledger.received(ask.host, body.wire_bytes)
        if ask.deadline.passed and body.cut is not FindingCode.SIZE_LIMIT:
            body = replace(body, cut=FindingCode.TOTAL_TIMEOUT, reason=self._late(ask))
        elif body.failure is not None and body.cut is not FindingCode.SIZE_LIMIT:
            body = replace(body, cut=FindingCode.FETCH_FAILED, reason=_words(body.failure))
        return replace(answer, body=body, body_may_pass=_body_may_pass(body))

    def _late(self, ask: Ask) -> str:
        return "the run was stopped" if self.stopped else f"not done in {ask.deadline.seconds:g} s"

    def _failed(self, error: Exception, ask: Ask) -> Failure:
        if isinstance(error, AddressRefusedError):
            return Failure(FindingCode.ADDRESS_REFUSED, str(error))
        if ask.deadline.passed:
            return Failure(FindingCode.TOTAL_TIMEOUT, self._late(ask))
        if isinstance(error, (SSLError, ssl.SSLError)):
            return Failure(FindingCode.TLS, _words(error))
        may_pass = isinstance(error, _MAY_PASS)
        if isinstance(error, NameResolutionError):
            return Failure(FindingCode.FETCH_FAILED, "the host's name is not known", may_pass=may_pass)
        return Failure(FindingCode.FETCH_FAILED, _words(error), may_pass=may_pass)


def _body_may_pass(body: Body) -> bool:
    """Whether a body that is not whole may be whole another time."""
    if body.cut is not FindingCode.FETCH_FAILED:
        return False
    return body.is_damaged if body.failure is None else isinstance(body.failure, _MAY_PASS)


def _words(error: Exception) -> str:
    """An error in one line without object addresses; its cause where that says more."""
    inner = error.__cause__ if isinstance(error.__cause__, OSError) else error
    text = getattr(inner, "strerror", None) or getattr(inner, "verify_message", None) or str(inner)
    return f"{type(error).__name__}: {' '.join(str(text).split())}"[:200]
