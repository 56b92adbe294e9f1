"""Writing a report: made, then put in its place at one stroke."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flows.release_report.facts import read_facts
from flows.release_report.languages import Languages
from flows.release_report.page import page
from stores.exports.places import written_beside

if TYPE_CHECKING:
    from flows.release_report.predecessor import Predecessor
    from stores.curated.release import OpenRelease


def write_report(
    release: OpenRelease,
    before: Predecessor,
    place: Path,
    *,
    languages: Languages = Languages.BOTH,
    overwrite: bool = False,
) -> Path:
    """Write the report about a release into one file; its place.

    Raises StoreError if something stands there and is not to be overwritten, if it cannot be written,
    or if a file of a release is lost or damaged.
    """
    with written_beside(place, overwrite=overwrite) as beside:
        facts = read_facts(release, before)
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            for piece in page(facts, languages):
                file.write(piece)
    return place
