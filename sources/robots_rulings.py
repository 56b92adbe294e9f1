"""Whether a site's robots.txt lets us ask for an address: read once a site, recorded with every answer."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas.codes import FindingCode
from schemas.errors import FetchError
from sources.addresses import next_hop, site_of
from sources.answer import OK, Answer, Failure
from sources.deadline import Deadline
from sources.exemptions import Exemption
from sources.page_host import host_of
from sources.persistence import persist
from sources.request import STOPPED, Ask, Requester
from sources.robots import MOST_BYTES, PATH, SiteRules, read_rules

FRESH_SECONDS = 24 * 60 * 60
_REDIRECTS = 5
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether an address may be asked for, and why; `code` is that of the refusal."""

    note: str
    code: FindingCode | None = None


class RobotsRulings:
    """The robots.txt of every site of a run; safe to share between threads."""

    def __init__(self, requester: Requester, robot: str, headers: tuple[tuple[str, str], ...]) -> None:
        self._requester = requester
        self._robot = robot
        self._headers = headers
        self._lock = threading.Lock()
        self._reading: dict[tuple[str, bool], threading.Lock] = {}
        self._rules: dict[tuple[str, bool], SiteRules] = {}

    def ruling(self, address: str, exemption: Exemption | None, *, unchecked: bool) -> Ruling:
        """Whether a canonical address may be asked for.

        An exemption counts only where the rules would refuse. `unchecked` says that the site is exempt
        from the check of certificates.
        """
        rules = self._of(site_of(address), unchecked=unchecked)
        host = host_of(address) or address
        allowed = rules.allows(address, self._robot)
        exempted = not allowed and exemption is not None and exemption.holds(datetime.now(UTC).date())
        self._requester.ledger.decided(host, allowed=allowed, exempted=exempted)
        if allowed:
            return Ruling(f"allowed ({rules.note})")
        if exempted:
            return Ruling(f"{exemption} ({rules.note})")
        ended = f"; the exemption ended on {exemption.until}" if exemption is not None else ""
        if rules.closed is None:
            return Ruling(f"robots.txt disallows {address}{ended}", FindingCode.ROBOTS)
        return Ruling(f"{rules.note}{ended}", rules.closed)

    def sitemaps(self, address: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address's site names."""
        rules = self._of(site_of(address), unchecked=False).rules
        return tuple(dict.fromkeys(rules.sitemaps)) if rules is not None else ()

    def _of(self, site: str, *, unchecked: bool) -> SiteRules:
        """The rules of a site, read where they are not known or a day old."""
        key = (site, unchecked)
        with self._lock:
            reading = self._reading.setdefault(key, threading.Lock())
        with reading:
            known = self._rules.get(key)
            if known is None or time.monotonic() - known.read_at > FRESH_SECONDS:
                known = self._rules[key] = self._read(site, unchecked=unchecked)
        return known

    def _read(self, site: str, *, unchecked: bool) -> SiteRules:
        limits = self._requester.limits
        deadline = Deadline(min(limits.total_seconds, limits.wait_seconds))
        here = site + PATH
        answer: Answer | Failure = STOPPED
        for _ in range(_REDIRECTS + 1):
            same = host_of(here) == host_of(site)
            ask = Ask(here, self._headers, deadline, MOST_BYTES, MOST_BYTES, unchecked and same)
            answer = self._watched(ask)
            if isinstance(answer, Failure) or not answer.is_redirect:
                break
            try:
                here = next_hop(here, answer.location or "")
            except FetchError:
                break
        rules = _rules(answer)
        host = host_of(site) or site
        self._requester.ledger.found_robots(host, rules.note)
        self._requester.gate.slow(host, min(rules.delay(self._robot), limits.crawl_delay_seconds))
        return rules

    def _watched(self, ask: Ask) -> Answer | Failure:
        with self._requester.under_way(ask.deadline):
            return persist(self._requester, ask)


def _rules(answer: Answer | Failure) -> SiteRules:
    """What an answer means by RFC 9309: a client error allows all, a server error nothing."""
    now = time.monotonic()
    if isinstance(answer, Failure):
        return SiteRules(f"robots.txt: {answer.reason}", now, closed=answer.code)
    if answer.status >= _SERVER_ERROR:
        return SiteRules(
            f"robots.txt: {answer.reason}, so nothing may be asked", now, closed=FindingCode.ROBOTS
        )
    if answer.status != OK or answer.body is None:
        return SiteRules(f"no robots.txt: {answer.reason}", now)
    body = answer.body
    if body.cut is not None and not body.data:
        return SiteRules(f"robots.txt: {body.reason}", now, closed=body.cut)
    cut = f", cut: {body.reason}" if body.cut is not None else ""
    return SiteRules(f"robots.txt{cut}", now, rules=read_rules(body.data, whole=body.cut is None))
