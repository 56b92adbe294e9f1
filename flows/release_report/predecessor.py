"""The release that another one took the place of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stores.curated.catalogue import catalogue
from stores.curated.release import OpenRelease, open_release

if TYPE_CHECKING:
    from stores.roots import Root


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The release before: both None where there was none, `release` alone where it is no longer there."""

    release_id: str | None = None
    release: OpenRelease | None = None


def predecessor(root: Root, release_id: str) -> Predecessor:
    """What the journal says a release took the place of; raises StoreError if that cannot be read."""
    known = {entry.release_id: entry for entry in catalogue(root)}
    before = known[release_id].record.previous if release_id in known else None
    if before is None:
        return Predecessor()
    if before not in known or not known[before].can_be_read:
        return Predecessor(before)
    return Predecessor(before, open_release(root, before))
