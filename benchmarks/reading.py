"""What a reader, ours or another, found on one page: the shape that is scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.pages import Page
from engines.installed import INSTALLED
from parsers.parse import parse
from schemas.codes import FindingCode
from schemas.kinds import Kind
from schemas.records import Parsed
from schemas.registry import registry

_ENGINE_MISSING: Final = frozenset({FindingCode.NEEDS_OCR, FindingCode.NEEDS_TOOL})


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading that was found."""

    kind: Kind
    heading: str


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement that was found; `section` and `parent` are indexes into the same `Reading`."""

    kind: Kind
    text: str
    label: str | None = None
    number: str | None = None
    section: int | None = None
    parent: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything scored of one page."""

    sections: tuple[ReadSection, ...]
    statements: tuple[ReadStatement, ...]
    office_id: str | None = None
    owner_name: str | None = None
    plan_start_be: int | None = None
    plan_end_be: int | None = None
    fiscal_year_be: int | None = None


Reader = Callable[[Page], Reading | None]
"""Reads a page; None where an engine that it needs is not installed."""


def read(page: Page) -> Reading | None:
    """What Thitthang finds on a page."""
    parsed = parse(page.data, name=page.name, registry=registry(), engines=INSTALLED)
    if any(finding.code in _ENGINE_MISSING for finding in parsed.findings):
        return None
    return of_parsed(parsed)


def of_parsed(parsed: Parsed) -> Reading:
    return Reading(
        tuple(ReadSection(section.kind, section.heading) for section in parsed.sections),
        tuple(
            ReadStatement(
                found.kind,
                found.text,
                found.label,
                found.number,
                found.section,
                found.parent,
                found.confidence,
            )
            for found in parsed.statements
        ),
        parsed.owner.office_id,
        parsed.owner.name,
        parsed.plan_start_be,
        parsed.plan_end_be,
        parsed.fiscal_year_be,
    )
