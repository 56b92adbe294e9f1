"""Which release is meant by what a person typed: an id, the beginning of one, `latest`, `previous`."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.errors import QueryError
from stores.curated.catalogue import CatalogueEntry, ReleaseState, catalogue
from stores.curated.release import OpenRelease, open_release
from stores.roots import Root

LATEST = "latest"
PREVIOUS = "previous"
_SHOWN = 10
_NO_LONGER = "the release is no longer there"
_CAUSES = {
    ReleaseState.FAILED: "the release failed its check and was never published",
    ReleaseState.NEVER_PUBLISHED: "the release was cut off and never published",
}


def choose_release(root: Root, text: str) -> OpenRelease:
    """The release that a text means.

    `3` and `000003` are the release of that sequence number; any other text is the beginning of an id.

    Raises:
        QueryError: no release that is there is meant, or several are; it says which there are.
        StoreError: nothing was ever published, or the release cannot be read.
    """
    latest = open_release(root)
    asked = text.strip()
    if asked == LATEST:
        return latest
    known = catalogue(root)
    wanted = _previous(latest.release_id, known) if asked == PREVIOUS else _meant(asked, known)
    if not wanted.can_be_read:
        raise QueryError(wanted.release_id, _CAUSES.get(wanted.state, _NO_LONGER), _there_are(known))
    return latest if wanted.release_id == latest.release_id else open_release(root, wanted.release_id)


def _meant(asked: str, known: Sequence[CatalogueEntry]) -> CatalogueEntry:
    """The one that fits; one that is there comes before others of its kind."""
    fitting = _fitting(asked, known)
    found = [one for one in fitting if one.can_be_read] or fitting
    if not found:
        raise QueryError(asked[:80], "no such release", _there_are(known))
    if len(found) > 1:
        raise QueryError(asked[:80], "fits several releases", f"say which: {_listed(found)}")
    return found[0]


def _fitting(asked: str, known: Sequence[CatalogueEntry]) -> list[CatalogueEntry]:
    if asked.isdecimal():
        numbered = [one for one in known if int(one.release_id.partition("-")[0]) == int(asked)]
        if numbered:
            return numbered
    return [one for one in known if asked and one.release_id.startswith(asked)]


def _previous(latest: str, known: Sequence[CatalogueEntry]) -> CatalogueEntry:
    """The release that the latest took the place of."""
    by_id = {one.release_id: one for one in known}
    before = by_id[latest].record.previous if latest in by_id else None
    if before is None or before not in by_id:
        raise QueryError(PREVIOUS, f"{latest} is the first release", "there is nothing before it")
    return by_id[before]


def _there_are(known: Sequence[CatalogueEntry]) -> str:
    return f"there are {_listed([one for one in known if one.can_be_read])}"


def _listed(entries: Sequence[CatalogueEntry]) -> str:
    """The newest of the releases."""
    more = f" and {len(entries) - _SHOWN} older ones" if len(entries) > _SHOWN else ""
    return f"{', '.join(one.release_id for one in reversed(entries[-_SHOWN:]))}{more}"
