"""What an office's pages are known to have, held against what was read from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from schemas.codes import FindingCode, Severity
from schemas.records import Finding

if TYPE_CHECKING:
    from flows.documents import Reading
    from sources.office_files import Expected


def unmet_expectations(expected: Sequence[Expected], readings: Sequence[Reading]) -> Iterator[Finding]:
    """A warning for each kind of which fewer statements were read than the office's file expects.

    Nothing is said where nothing was read anew: the pages are as they were.
    """
    if not readings:
        return
    found = Counter(statement.kind for reading in readings for statement in reading.parsed.statements)
    for one in expected:
        if found[one.kind] < one.least:
            message = f"{found[one.kind]} statements of kind {one.kind.value}, at least {one.least} expected"
            yield Finding(FindingCode.EXPECTATION, Severity.WARNING, f"{message} ({one.reason})")
