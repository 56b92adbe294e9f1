"""Asking again where that may help: bounded attempts, and what a site says about coming later."""

from __future__ import annotations

from schemas.codes import FindingCode
from sources.answer import Answer, Failure
from sources.request import Ask, Requester
from sources.retries import MayPassError, attempts

_UNSAID_SECONDS = 600.0
"""A host that says it is asked too often, but not until when, is left alone for so long."""


def persist(requester: Requester, ask: Ask) -> Answer | Failure:
    """What an address gives, in several attempts where the failure may pass.

    A host that asks to be left alone for long is not asked again in this run before that time.
    """
    last: Answer | Failure | None = None

    def again(error: MayPassError, longest: float) -> bool:
        """Whether to go on: a wait that the site asked for is kept at its gate."""
        if requester.stopped:
            return False
        if error.seconds is not None:
            if longest > requester.limits.patience_seconds:
                return False
            requester.gate.hold(ask.host, longest)
        elif ask.deadline.left <= longest:
            return False
        requester.ledger.retried(ask.host)
        return True

    try:
        for attempt in attempts(requester.limits, again):
            with attempt:
                last = _once(requester, ask)
    except MayPassError as error:
        last = error.last
    if isinstance(last, Answer) and last.asks_to_wait:
        return _later(requester, ask, last)
    return last or Failure(FindingCode.FETCH_FAILED, "it was not asked for")


def _once(requester: Requester, ask: Ask) -> Answer | Failure:
    """One attempt; raises MayPassError for what another may mend."""
    found = requester.ask(ask)
    if found.may_pass:
        wait = found.retry_after if isinstance(found, Answer) and found.asks_to_wait else None
        raise MayPassError(found, wait)
    return found


def _later(requester: Requester, ask: Ask, answer: Answer) -> Failure:
    """The site is to be asked later; nobody else of this run asks it before."""
    seconds = _UNSAID_SECONDS if answer.retry_after is None else answer.retry_after
    until = requester.gate.close(ask.host, seconds)
    asked = "" if answer.retry_after is None else ", as the host asked"
    reason = f"{answer.reason}: to be asked again after {until:%Y-%m-%d %H:%M:%S} UTC{asked}"
    return Failure(FindingCode.RETRY_LATER, reason)
