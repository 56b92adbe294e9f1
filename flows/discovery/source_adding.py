"""Adding a source by hand: the page is fetched and read before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.added_owner import owned_by_added
from flows.discovery.site_search import asking_for, sources_folder
from flows.known_offices import known_registry
from flows.offices import find_office
from flows.single import read_page
from schemas.codes import OwnerEvidence, Severity
from schemas.errors import FetchError, ThitthangError
from sources.addresses import canonical
from sources.fetched import NotFetched
from sources.kept_sources import KnownSource, keep_office, keep_sources

if TYPE_CHECKING:
    from flows.settings import Settings
    from schemas.records import Parsed
    from sources.fetched import FetchLimits


@dataclass(frozen=True, slots=True)
class Added:
    """What a page that was to be added says, and what became of it.

    `refusal` is why it was not kept; `is_new` whether the office's file did not have it.
    """

    office_id: str
    address: str
    parsed: Parsed
    refusal: str = ""
    is_new: bool = False


def add_source(
    office: str,
    address: str,
    settings: Settings,
    *,
    reason: str = "",
    force: bool = False,
    limits: FetchLimits | None = None,
) -> Added:
    """Fetch and read a page, and keep its address for the office if it has statements of that office.

    With `force` it is kept whatever it says, as long as it comes. Raises UnknownOfficeError, FetchError for
    a page that cannot be had, ThitthangError for a file that cannot be added to.
    """
    registry = known_registry(settings)
    office_id = find_office(registry, office).office_id
    uri = canonical(address)
    page = asking_for(office_id, settings, limits).fetch(uri)
    if isinstance(page, NotFetched):
        raise FetchError(page.uri, f"{page.code.value}: {page.reason}", "try it in a browser")
    parsed = owned_by_added(read_page(page).parsed, page.final_uri, registry)
    refusal = _refusal(parsed, office_id)
    if refusal and not force:
        return Added(office_id, uri, parsed, refusal)
    source = KnownSource(uri, datetime.now(UTC).date(), "source add", reason)
    registered = [known.url for known in registry.addresses(office_id)]
    kept = keep_sources(sources_folder(settings), office_id, [source], registered)
    return Added(office_id, uri, parsed, is_new=bool(kept))


def _refusal(parsed: Parsed, office_id: str) -> str:
    """Why a page is no source of the office's direction, empty if it is one."""
    if not parsed.statements:
        error = next((f for f in parsed.findings if f.severity is Severity.ERROR), None)
        return f"{error.code.value}: {error.message}" if error else "no section with statements was found"
    owner = parsed.owner
    if owner.evidence is not OwnerEvidence.NONE and owner.office_id != office_id:
        return f"it names another office: {owner.name or owner.office_id}"
    return ""


def add_office(row: dict[str, object], settings: Settings) -> None:
    """Put an office of any kind into `offices.yaml`.

    Raises ThitthangError for a row that lacks something, for an id that is taken, and for a file that
    cannot be added to.
    """
    from sources.added_offices import added_office

    registry = known_registry(settings)
    office = added_office(row, registry.provinces)
    if registry.get(office.office_id) is not None:
        raise ThitthangError(office.office_id, "an office has this id", "choose another id")
    keep_office(sources_folder(settings), row)
