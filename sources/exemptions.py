"""Exemptions of one office's site from a rule: each with a reason and a last day, kept in its file.

robots:
  reason: the office allows it, letter of 3 March 2026
  until: 2027-03-31
tls:
  reason: the certificate ended, the office was told
  until: 2026-12-31
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from schemas.errors import ThitthangError

_REMEDY = "give a reason and a last day: reason: …, until: 2027-03-31"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A rule does not hold for an office's site, up to and with the day `until`."""

    reason: str
    until: date

    def holds(self, today: date) -> bool:
        return today <= self.until

    def __str__(self) -> str:
        """The exemption as a capture records it."""
        return f"exempt until {self.until.isoformat()}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Exemptions:
    """The exemptions of one office; they hold at the hosts of its own addresses only."""

    robots: Exemption | None = None
    tls: Exemption | None = None


NO_EXEMPTIONS = Exemptions()


def read_exemption(file_name: str, key: str, given: object) -> Exemption | None:
    """The exemption under `key` of an office's file; None where nothing is given.

    Raises ThitthangError where the reason or the day is missing.
    """
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) != {"reason", "until"}:
        raise ThitthangError(file_name, f"{key!r} is no reason with a last day", _REMEDY)
    reason = " ".join(str(given["reason"] or "").split())
    until = given["until"]
    if not reason or not isinstance(until, date) or isinstance(until, datetime):
        raise ThitthangError(file_name, f"{key!r} has no reason or no day", _REMEDY)
    return Exemption(reason[:300], until)
