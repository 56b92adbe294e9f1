"""What a site's robots.txt allows, by RFC 9309: rules out of bytes, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from schemas.codes import FindingCode

MOST_BYTES = 500 * 1024
"""A longer robots.txt counts as if it ended here."""
PATH = "/robots.txt"


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The rules of one site for one robot, read at `read_at` (monotonic seconds).

    `note` says what its robots.txt is; without `rules` all is allowed, unless `closed` says with what
    code nothing is.
    """

    note: str
    read_at: float
    rules: Protego | None = None
    closed: FindingCode | None = None

    def allows(self, address: str, robot: str) -> bool:
        """Whether the robot may ask for a canonical address."""
        return self.closed is None and (self.rules is None or self.rules.can_fetch(address, robot))

    def delay(self, robot: str) -> float:
        """The seconds between two requests that the site asks for, 0 if it says nothing."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(robot)
        return max(self.rules.crawl_delay(robot) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def read_rules(data: bytes, *, whole: bool) -> Protego:
    """The rules in the bytes of a robots.txt; of one that is cut, all whole lines count."""
    if not whole or len(data) > MOST_BYTES:
        data = data[:MOST_BYTES]
        data = data[: max(data.rfind(b"\n"), data.rfind(b"\r")) + 1]
    return Protego.parse(data.decode("utf-8-sig", "replace"))


def robot_name(user_agent: str) -> str:
    """The name that rules of a robots.txt use for a robot: its User-Agent up to version or comment."""
    return user_agent.partition("/")[0].split()[0] if user_agent.split() else "*"
