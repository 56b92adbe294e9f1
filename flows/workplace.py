"""What a run works with: its settings, the registry and the two roots, found writable before it starts."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

from flows.known_offices import known_registry
from flows.settings import Settings
from schemas.registry import Registry
from stores.raw import RawArchive
from stores.roots import Root, open_root


@dataclass(frozen=True, slots=True)
class Workplace:
    """Settings, registry, raw archive and curated root of one run.

    `executor` is where documents are read; None lets the run start processes of its own.
    """

    settings: Settings
    registry: Registry
    archive: RawArchive
    curated: Root
    executor: Executor | None = None


def open_workplace(settings: Settings, executor: Executor | None = None) -> Workplace:
    """Open both roots. Raises StoreError, before any work is done, if one cannot be written."""
    raw, curated = open_root(settings.raw), open_root(settings.curated)
    curated.check_writable()
    raw.check_writable()
    return Workplace(settings, known_registry(settings), RawArchive(raw), curated, executor)
