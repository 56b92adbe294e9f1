"""Documents as they are handed in to a publish: what is asked of each, and its rows, packed away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.ids import document_id
from schemas.records import Capture, Parsed
from stores.curated.packing import pack
from stores.curated.rows import document_facts, is_held


@dataclass(frozen=True, slots=True)
class Handed:
    """What was read from one capture; small enough to be sent between processes."""

    capture: Capture
    office_id: str
    is_held: bool
    statements: int
    packed: bytes


def hand_in(capture: Capture, parsed: Parsed) -> Handed:
    """The rows of a capture's document, packed. No fault of the reading stops it: it is held then."""
    facts = document_facts(capture, parsed)
    return Handed(
        capture, facts.document.office_id, is_held(facts.findings), len(facts.statements), pack(facts)
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where the packed rows of a document lie in a spool."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A capture that was handed in, and what of its document is asked before its rows are needed."""

    source_id: str
    sequence: int
    content_sha256: str
    captured_at: datetime
    asked_office: str | None
    given_office: bool
    archived: bool
    is_cut: bool
    document_id: str
    office_id: str
    is_held: bool
    statements: int
    place: Place


def noted(handed: Handed, place: Place) -> Noted:
    """What is kept in memory of a document whose rows were put away."""
    capture = handed.capture
    source = capture.source
    return Noted(
        source_id=source.source_id,
        sequence=capture.sequence,
        content_sha256=capture.content_sha256,
        captured_at=capture.captured_at,
        asked_office=source.office_id,
        given_office=capture.given_office,
        archived=capture.archived,
        is_cut=capture.cut is not None,
        document_id=document_id(source.source_id, capture.content_sha256),
        office_id=handed.office_id,
        is_held=handed.is_held,
        statements=handed.statements,
        place=place,
    )
