"""How a search asks one office's site, and what that has cost so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sources.exemptions import NO_EXEMPTIONS, Exemptions

if TYPE_CHECKING:
    from sources.fetched import Fetched, NotFetched
    from sources.office_site import OfficeSite


@dataclass(frozen=True, slots=True)
class Asking:
    """How a site is asked: politely, with the office's exemptions; counts what it cost."""

    site: OfficeSite
    exemptions: Exemptions = NO_EXEMPTIONS

    @property
    def requests(self) -> int:
        """All requests so far: redirects, robots.txt and retries among them."""
        return sum(entry.requests for entry in self.site.ledger.entries())

    def fetch(self, address: str) -> Fetched | NotFetched:
        """What an address gives; never raises for what a site does."""
        return self.site.fetch(address, self.exemptions)
