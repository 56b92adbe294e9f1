"""The form of a heading: how its kind words stand on their line, and where content begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.heading_facts import Form
from parsers.lexicon import lexicon
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.heading_scan import HeadingScan
    from parsers.line import Line

LONG_LIMIT = 130
"""Characters of the longest heading that has more words than the vocabulary knows."""

SHORT_HEADING = 50


def form_of(line: Line, scan: HeadingScan) -> tuple[Form | None, int]:
    """How the scan stands on its line and where content begins."""
    if scan.whole:
        return Form.WHOLE, len(line.value)
    rest = line.value[scan.end :]
    short = len(line.value) <= LONG_LIMIT
    announced = short and lexicon().announcement.search(rest) is not None
    if rest.lstrip()[:1] in {"“", '"', "”"} and scan.colon is None:
        return Form.RUN_IN, scan.end
    if scan.colon is not None and not announced:
        return Form.RUN_IN, scan.end
    if short and (announces(rest) or not rest[:1].isspace()):
        return Form.LONG, len(line.value)
    if rest[:1].isspace() and scan.kind is not Kind.BACKGROUND:
        return Form.RUN_IN, scan.end
    return None, 0


def announces(rest: str) -> bool:
    """Whether what stands behind the kind words announces content, by its words or by a colon."""
    return rest.rstrip().endswith((":", "：")) or lexicon().announcement.search(rest) is not None
