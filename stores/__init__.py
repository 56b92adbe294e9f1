"""Where things are kept: roots, the raw archive, the curated releases and the journal.

`stores.open_release(place)` opens the published tables in Python; what it needs is imported when it is
first asked for, so that whoever only wants a part of this package does not wait for the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease, open_release

__all__ = ["OpenRelease", "open_release"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stores.curated import release  # noqa: PLC0415  (when it is asked for)

    return getattr(release, name)
