"""The registry of a run: the offices that come with the program and those that its sources folder adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.registry import registry

if TYPE_CHECKING:
    from flows.settings import Settings
    from schemas.registry import Registry


def known_registry(settings: Settings) -> Registry:
    """The registry with the added offices. Raises ThitthangError for an `offices.yaml` of another form."""
    if settings.sources is None or not settings.sources.is_dir():
        return registry()
    from sources.added_offices import read_added_offices

    known = registry()
    taken = [office.office_id for office in known.offices]
    return registry(read_added_offices(settings.sources, known.provinces, taken))
