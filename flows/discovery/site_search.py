"""A search through an office's site as a command asks for it, and what of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.discovery.asking import Asking
from flows.discovery.discovering import Discovery, Search
from flows.discovery.starts import find_starts
from flows.known_offices import known_registry
from flows.offices import find_office, office_file
from flows.settings import Settings, user_agent
from flows.workplace import host_files
from schemas.codes import CandidateStatus
from schemas.errors import ThitthangError
from sources.discovery import DiscoveryLimits
from sources.exemptions import NO_EXEMPTIONS
from sources.kept_sources import KnownSource, keep_sources
from sources.office_site import OfficeSite
from stores.roots import open_root

if TYPE_CHECKING:
    from flows.discovery.candidates import Candidate
    from sources.fetched import FetchLimits


def discover(
    office: str,
    settings: Settings,
    *,
    start: str | None = None,
    limits: DiscoveryLimits | None = None,
    fetch_limits: FetchLimits | None = None,
    watch: Callable[[str, int], None] | None = None,
) -> Discovery:
    """Search the site of the office that an id or printed name means.

    Raises UnknownOfficeError, and ThitthangError where no home page is known; what the site does is in
    the candidates.
    """
    registry = known_registry(settings)
    found = find_office(registry, office)
    starts = find_starts(registry, found, settings, start)
    asking = asking_for(found.office_id, settings, fetch_limits)
    return Search(
        found.office_id,
        starts.homes,
        asking,
        known=starts.known,
        limits=limits,
        registry=registry,
        watch=watch,
    ).run()


def asking_for(office_id: str, settings: Settings, limits: FetchLimits | None = None) -> Asking:
    """How an office's site is asked: under our name, with the exemptions of the office's file."""
    own = office_file(office_id, settings)
    exemptions = own.exemptions if own is not None else NO_EXEMPTIONS
    files = host_files(open_root(settings.raw))
    return Asking(OfficeSite(user_agent(settings), limits, files=files), exemptions)


def save_proven(found: Discovery, settings: Settings) -> tuple[str, ...]:
    """Put the proven pages into the office's file and return the addresses that were new to it."""
    today = datetime.now(UTC).date()
    proven = found.of(CandidateStatus.PROVEN)
    sources = [KnownSource(one.address, today, "discover", _why(one)) for one in proven if not one.lead.known]
    registered = known_registry(settings).addresses(found.office_id)
    return tuple(
        source.address
        for source in keep_sources(
            sources_folder(settings), found.office_id, sources, [known.url for known in registered]
        )
    )


def sources_folder(settings: Settings) -> Path:
    """The folder that sources are kept in. Raises ThitthangError where a run was given none."""
    if settings.sources is None:
        raise ThitthangError("sources", "there is no folder for them", "set THITTHANG_SOURCES")
    return settings.sources


def _why(one: Candidate) -> str:
    """What the link said and what the page gave, for people who read the file."""
    counts = ", ".join(f"{count} {kind.value}" for kind, count in one.kinds)
    said = f"«{one.lead.text}»: " if one.lead.text else ""
    return f"{said}{counts}"[:200]
