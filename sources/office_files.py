"""What is known of an office's site, kept as data: one small YAML file an office, named by its id.

    # esa-p-loei-2.yaml
    home: https://www.example.go.th/
    addresses:
      - https://www.example.go.th/vision
      - url: https://www.example.go.th/plan.pdf
        found: 2025-10-03
        by: discover
    expect:
      vision: 1
      mission: 4
      reason: seen on the page in October 2025

`home` is where a search through the site begins. Addresses of such a file replace what the registry knows;
one may stand with the day it was found, by whom, and why. Expectations say how many statements of a kind
the office's pages have at least; fewer become a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from schemas.errors import ThitthangError
from schemas.kinds import Kind
from sources.exemptions import NO_EXEMPTIONS, Exemptions, read_exemption

KNOWN_KEYS = frozenset({"addresses", "expect", "home", "robots", "tls"})
NOTES = frozenset({"url", "found", "checked", "by", "reason"})
REASON = "reason"
_REMEDY = "write it as in docs/sources.md"


@dataclass(frozen=True, slots=True)
class Expected:
    """At least so many statements of a kind, and why."""

    kind: Kind
    least: int
    reason: str


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """An office's file; `addresses` is None where it does not say where to look.

    `home` is the address that a search through the office's site begins at.
    """

    addresses: tuple[str, ...] | None
    expected: tuple[Expected, ...] = ()
    exemptions: Exemptions = NO_EXEMPTIONS
    home: str | None = None


def read_office_file(folder: Path, office_id: str) -> OfficeFile | None:
    """The office's file, or None if the folder holds none.

    Raises ThitthangError for a file that is not of this form or has a key nobody reads.
    """
    path = folder / f"{office_id}.yaml"
    try:
        content: object = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        cause = " ".join(str(error).split())[:200]
        raise ThitthangError(path.name, cause, _REMEDY) from error
    if not isinstance(content, dict) or set(content) - KNOWN_KEYS:
        wrong = sorted(map(str, set(content) - KNOWN_KEYS)) if isinstance(content, dict) else content
        cause = f"only the keys {', '.join(sorted(KNOWN_KEYS))} are known, not {str(wrong)[:100]}"
        raise ThitthangError(path.name, cause, _REMEDY)
    exemptions = Exemptions(
        read_exemption(path.name, "robots", content.get("robots")),
        read_exemption(path.name, "tls", content.get("tls")),
    )
    home = content.get("home")
    if home is not None and not isinstance(home, str):
        raise ThitthangError(path.name, "'home' is no text", "write one address: home: https://…")
    expected = _expected(path, content.get("expect"))
    return OfficeFile(_addresses(path, content), expected, exemptions, home)


def _addresses(path: Path, content: dict[str, object]) -> tuple[str, ...] | None:
    if "addresses" not in content:
        return None
    addresses = content["addresses"] or []
    if not isinstance(addresses, list):
        raise ThitthangError(path.name, "'addresses' is no list", "one '- https://…' a line")
    return tuple(_entry(path, entry) for entry in addresses)


def _entry(path: Path, entry: object) -> str:
    """The address of one entry: a text, or a map that has it under `url`."""
    address = entry.get("url") if isinstance(entry, dict) and set(entry) <= NOTES else entry
    if not isinstance(address, str):
        cause = f"'addresses' has {str(entry)[:60]!r}, no text and no map of {', '.join(sorted(NOTES))}"
        raise ThitthangError(path.name, cause, "one '- https://…' a line")
    return address


def _expected(path: Path, given: object) -> tuple[Expected, ...]:
    if given is None:
        return ()
    if not isinstance(given, dict) or not str(given.get(REASON) or "").strip():
        raise ThitthangError(path.name, "'expect' is no map of kinds with a reason", _REMEDY)
    reason = str(given[REASON]).strip()
    found: list[Expected] = []
    for name, least in given.items():
        if name == REASON:
            continue
        if name not in set(Kind) or not isinstance(least, int) or isinstance(least, bool) or least < 1:
            cause = f"'expect' has {str(name)[:40]}: {str(least)[:40]}, no kind with a number from 1 on"
            raise ThitthangError(path.name, cause, _REMEDY)
        found.append(Expected(Kind(name), least, reason))
    return tuple(found)
