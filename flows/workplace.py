"""What a run works with: its settings, the registry and the two roots, found writable before it starts."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

from flows.executors import open_pool
from flows.known_offices import known_registry
from flows.pools import Pool
from flows.settings import Settings
from schemas.registry import Registry
from sources.host_files import HostFiles
from stores.raw import RawArchive
from stores.roots import Root, open_root


@dataclass(frozen=True, slots=True)
class Workplace:
    """Settings, registry, raw archive and curated root of one run.

    `pool` is where documents are read and whatever else is work for processors is done; a run enters
    it (`with place.pool`) before its first work and leaves it at its end.
    """

    settings: Settings
    registry: Registry
    archive: RawArchive
    curated: Root
    pool: Pool


def open_workplace(settings: Settings, executor: Executor | None = None) -> Workplace:
    """Open both roots. Raises StoreError, before any work is done, if one cannot be written.

    Without an executor the settings choose where work for processors is done.
    """
    raw, curated = open_root(settings.raw), open_root(settings.curated)
    curated.check_writable()
    raw.check_writable()
    return Workplace(
        settings, known_registry(settings), RawArchive(raw), curated, open_pool(settings, executor)
    )


def host_files(raw: Root) -> HostFiles | None:
    """Where runs on this machine see whose turn it is at a host; None where raw/ is no folder of it.

    Nothing is made in a folder that is not there yet.
    """
    folder = raw.local_path(".hosts")
    return HostFiles(folder) if folder is not None and folder.parent.is_dir() else None
