"""Page titles: lines that list several kinds and open no section of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parsers.line_context import opens_list
from parsers.numbering import leads_in
from schemas.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.heading import Heading
    from parsers.line import Line

BELOW = 8
"""Lines below a title in which a list of its own is looked for."""


def without_page_titles(lines: Sequence[Line], headings: Sequence[Heading]) -> list[Heading]:
    """The headings but for mere titles that have no list of their own."""
    own = Counter(heading.kind for heading in headings if not heading.title)
    places = {heading.line for heading in headings}
    return [
        heading
        for heading in headings
        if not _is_mere_title(heading, own) or _lists_below(lines, heading, places)
    ]


def _is_mere_title(heading: Heading, own: Counter[Kind]) -> bool:
    """Whether a line lists several kinds, one of which has its own heading, or the page's direction."""
    kinds = set(heading.scan.kinds)
    return heading.title and bool(own.keys() & kinds or Kind.BACKGROUND in kinds)


def _lists_below(lines: Sequence[Line], heading: Heading, headings: set[int]) -> bool:
    """Whether a list or label follows a title before any other heading; a lead-in may stand between."""
    seen = 0
    before = None
    for index in range(heading.line + 1, min(heading.line + BELOW, len(lines))):
        line = lines[index]
        if line.noise or line.template:
            continue
        if index in headings:
            return False
        if opens_list(line):
            return seen <= 2 or (before is not None and leads_in(before.value))
        seen, before = seen + 1, line
    return False
