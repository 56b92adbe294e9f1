"""Owners among the added offices: readers know only the registry that comes with the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from schemas.codes import FindingCode, OwnerEvidence
from schemas.records import Owner, Parsed

if TYPE_CHECKING:
    from flows.documents import Reading
    from schemas.registry import Registry


def with_added_owner(reading: Reading, registry: Registry) -> Reading:
    """The reading, its owner known by id where it is an added office: by its printed name, else its host."""
    if not registry.added or reading.parsed.owner.office_id is not None:
        return reading
    capture = reading.capture
    owned = owned_by_added(reading.parsed, capture.final_uri or capture.source.uri, registry)
    return reading if owned is reading.parsed else replace(reading, parsed=owned)


def owned_by_added(parsed: Parsed, address: str, registry: Registry) -> Parsed:
    """What `with_added_owner` does, for a document read from an address or a path."""
    if parsed.owner.name:
        found = (registry.added_named(form) for form in _forms(parsed.owner.name))
        office = next(filter(None, found), None)
        if office is None:
            return parsed
        return replace(parsed, owner=replace(parsed.owner, office_id=office.office_id))
    office = registry.added_at(address)
    if office is None:
        return parsed
    kept = tuple(finding for finding in parsed.findings if finding.code is not FindingCode.OWNER_UNKNOWN)
    return replace(parsed, owner=Owner(office.office_id, office.name_th, OwnerEvidence.HOST), findings=kept)


def _forms(printed: str) -> Iterator[str]:
    """What of a printed name may be the office's: all, or less of the places behind it; its head in full."""
    words = printed.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        yield name
        for short, full in lexicon().abbreviations.items():
            if name.startswith(short):
                yield full + name.removeprefix(short).lstrip()
