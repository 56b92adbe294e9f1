"""Pages of office sites: asked for politely, followed hop by hop, within bounds on time and size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from schemas.codes import FindingCode
from schemas.errors import FetchError
from sources.addresses import canonical, next_hop
from sources.answer import NOT_MODIFIED, OK, Answer, Failure
from sources.body import declared
from sources.courtesy import Ledger
from sources.deadline import Deadline
from sources.exemptions import NO_EXEMPTIONS, Exemption, Exemptions
from sources.fetched import Fetched, FetchLimits, NotFetched, NotModified
from sources.gates import HostGate
from sources.network import Network, chosen_network
from sources.page_host import host_of
from sources.persistence import persist
from sources.request import Ask, Requester
from sources.robots import robot_name
from sources.robots_rulings import RobotsRulings

if TYPE_CHECKING:
    from sources.host_files import HostFiles
    from sources.validators import Validators

_GONE = frozenset({404, 410})
_ACCEPT = "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at an address: what was asked for, what is known of it, until when."""

    address: str
    known: Validators | None
    exemptions: Exemptions
    deadline: Deadline

    def exemptions_at(self, hop: str) -> Exemptions:
        """An office's exemptions hold at the host of its own address only."""
        return self.exemptions if host_of(hop) == host_of(self.address) else NO_EXEMPTIONS

    def conditions_at(self, hop: str) -> tuple[tuple[str, str], ...]:
        """What is known holds for the page it came from only."""
        return self.known.conditions if self.known is not None and self.known.final_uri == hop else ()


class OfficeSite:
    """Asks sites for pages under one name and one set of limits; safe to share between threads.

    `user_agent` is what the sites' owners see: it should say who asks and how to reach them. Without a
    `network` it is the one that the environment names.
    """

    def __init__(
        self,
        user_agent: str,
        limits: FetchLimits | None = None,
        network: Network | None = None,
        files: HostFiles | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        agent = "".join(c for c in user_agent if " " <= c <= "~")
        self._headers = (
            ("User-Agent", agent),
            ("Accept", _ACCEPT),
            ("Accept-Language", "th,en;q=0.5"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        )
        gate = HostGate(self.limits.pause_seconds, files)
        self.ledger = Ledger()
        self._requester = Requester(network or chosen_network(), gate, self.ledger, self.limits)
        self._robots = RobotsRulings(self._requester, robot_name(agent), self._headers)

    def stop(self) -> None:
        """End every request under way; later ones fail at once. For a run that must end now."""
        self._requester.stop()

    def fetch(self, address: str, exemptions: Exemptions = NO_EXEMPTIONS) -> Fetched | NotFetched:
        """What an address gives: a body, perhaps cut, or the reason why there is none.

        Never raises for anything that a site, a network or an address does.
        """
        found = self.look(address, None, exemptions)
        if isinstance(found, NotModified):
            return NotFetched(address, FindingCode.FETCH_FAILED, "HTTP 304, which was not asked for")
        return found

    def sitemaps(self, address: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of a canonical address's site names."""
        return self._robots.sitemaps(address)

    def look(
        self, address: str, known: Validators | None, exemptions: Exemptions = NO_EXEMPTIONS
    ) -> Fetched | NotFetched | NotModified:
        """As `fetch`, but a site may also answer that what is `known` still holds."""
        try:
            first = canonical(address)
        except FetchError as error:
            return NotFetched(address, FindingCode.ADDRESS_REFUSED, error.cause)
        look = _Look(first, known, exemptions, Deadline(self.limits.total_seconds))
        with self._requester.under_way(look.deadline):
            return self._follow(look)

    def _follow(self, look: _Look) -> Fetched | NotFetched | NotModified:
        here = look.address
        left: list[str] = []
        while len(left) <= self.limits.redirects:
            answer, note = self._hop(look, here)
            if isinstance(answer, Failure):
                return NotFetched(look.address, answer.code, answer.reason)
            if not answer.is_redirect:
                return self._arrived(look, answer, tuple(left), note)
            left.append(here)
            try:
                here = next_hop(here, answer.location or "")
            except FetchError as error:
                reason = f"redirect to {error.what}: {error.cause}"
                return NotFetched(look.address, FindingCode.ADDRESS_REFUSED, reason)
        reason = f"more than {self.limits.redirects} redirects, last to {here}"
        return NotFetched(look.address, FindingCode.REDIRECT_LIMIT, reason)

    def _hop(self, look: _Look, here: str) -> tuple[Answer | Failure, str]:
        """One hop, allowed by the rules of its site: the answer, and why it was allowed."""
        exempt = look.exemptions_at(here)
        tls = exempt.tls
        unchecked = here.startswith("https:") and tls is not None and tls.holds(datetime.now(UTC).date())
        with look.deadline.paused():
            ruling = self._robots.ruling(here, exempt.robots, unchecked=unchecked)
        ended = None if unchecked else tls
        if ruling.code is not None:
            return _with_end(Failure(ruling.code, ruling.note), ended), ruling.note
        headers = self._headers + look.conditions_at(here)
        ask = Ask(here, headers, look.deadline, self.limits.wire_bytes, self.limits.body_bytes, unchecked)
        return _with_end(persist(self._requester, ask), ended), ruling.note

    def _arrived(
        self, look: _Look, answer: Answer, left: tuple[str, ...], note: str
    ) -> Fetched | NotFetched | NotModified:
        """The last hop's answer: a body, or a status that has none."""
        if answer.status == NOT_MODIFIED and look.conditions_at(answer.address):
            self.ledger.not_modified(host_of(answer.address) or answer.address)
            return NotModified(look.address)
        if answer.status != OK or answer.body is None:
            code = FindingCode.GONE if answer.status in _GONE else FindingCode.FETCH_FAILED
            unasked = ", which was not asked for" if answer.status == NOT_MODIFIED else ""
            return NotFetched(look.address, code, f"{answer.reason}{unasked}")
        if answer.body.cut is not None and not answer.body.data:
            return NotFetched(look.address, answer.body.cut, answer.body.reason)
        media_type, charset = declared(answer.content_type)
        tls = look.exemptions_at(answer.address).tls if answer.unchecked else None
        return Fetched(
            look.address,
            answer.address,
            answer.status,
            answer.body.data,
            left,
            answer.headers,
            media_type,
            charset,
            cut=answer.body.cut,
            reason=answer.body.reason,
            robots=note,
            tls=str(tls) if tls is not None else None,
        )


def _with_end(answer: Answer | Failure, exemption: Exemption | None) -> Answer | Failure:
    """A certificate's failure, with the day on which an exemption from its check ended."""
    if exemption is None or not isinstance(answer, Failure) or answer.code is not FindingCode.TLS:
        return answer
    return replace(answer, reason=f"{answer.reason}; the exemption ended on {exemption.until}")
