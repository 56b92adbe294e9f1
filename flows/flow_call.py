"""A flow to be called: named, so that nobody who does not run it imports Prefect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.prefect_settings import home_folder
from flows.settings import Settings
from stores.roots import is_object_store


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of `flows.prefect_flows` with its parameters, settings apart.

    `home` is where Prefect's own files go when no server is named.
    """

    name: str
    settings: Settings
    parameters: Mapping[str, object]
    home: Path | None = None

    @property
    def prefect_home(self) -> Path:
        """Where Prefect's own files go: with the published tables unless it is said otherwise.

        Where those are in an object store, the folder that runs start in has them.
        """
        if self.home is not None:
            return self.home
        curated = self.settings.curated
        return (home_folder() if is_object_store(curated) else Path(curated)) / ".prefect"
