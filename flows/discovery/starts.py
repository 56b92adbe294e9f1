"""Where a search through an office's site begins: its home page, and what is known of it already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.offices import known_addresses, office_file
from schemas.errors import ThitthangError
from sources.addresses import canonical
from sources.page_keys import page_key

if TYPE_CHECKING:
    from flows.settings import Settings
    from schemas.offices import Office
    from schemas.registry import Registry


@dataclass(frozen=True, slots=True)
class Starts:
    """Home pages in the order they are tried, and pages of the office that are known."""

    homes: tuple[str, ...]
    known: tuple[str, ...] = ()


def find_starts(registry: Registry, office: Office, settings: Settings, given: str | None = None) -> Starts:
    """Where to begin: what was asked for, else the office's file, else the registry.

    Raises ThitthangError where nothing is known, FetchError for a start that is no web address.
    """
    own = office_file(office.office_id, settings)
    known = known_addresses(registry, office.office_id, settings)
    if given is not None:
        homes = [given]
    elif own is not None and own.home:
        homes = [own.home]
    else:
        homes = [office.website] if office.website else []
        homes += [f"http://{domain}/" for domain in office.domains]
        homes = homes or _roots(known) or [f"http://{domain}/" for domain in office.domain_candidates]
    if not homes:
        remedy = "give one: --start https://…, or `home:` in the office's file"
        raise ThitthangError(office.office_id, "no home page is known", remedy)
    by_key = {page_key(address): address for address in reversed([canonical(home) for home in homes])}
    return Starts(tuple(reversed(by_key.values())), known)


def _roots(known: tuple[str, ...]) -> list[str]:
    """The first pages of the hosts that known pages lie on."""
    hosts = dict.fromkeys(urlsplit(address)[:2] for address in known)
    return [f"{scheme}://{host}/" for scheme, host in hosts]
