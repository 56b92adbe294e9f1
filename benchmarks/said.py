"""What two readings of one page are compared by: kinds, numbers, texts and parents, without white space."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.changes.change import Variant
from parsers.parse import parse
from schemas.records import Parsed, Statement
from schemas.registry import registry

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as it is compared."""

    kind: str
    number: str | None
    text: str
    parent: str

    def __str__(self) -> str:
        return f"{self.kind} [{self.number or ''}] {self.text} ⟨{self.parent}⟩"


@dataclass(frozen=True, slots=True)
class SaidPage:
    """The statements of a page in order, and whose they are for which years."""

    statements: tuple[Said, ...]
    owner: str | None
    years: tuple[int | None, ...]

    def with_arabic_digits(self) -> SaidPage:
        return replace(self, statements=tuple(map(_arabic, self.statements)))


def _arabic(said: Said) -> Said:
    return replace(said, text=said.text.translate(_DIGITS), parent=said.parent.translate(_DIGITS))


def page_of(name: str, variant: Variant) -> SaidPage:
    """What Thitthang reads out of a page."""
    parsed = parse(variant.data, name=name, declared_charset=variant.declared_charset, registry=registry())
    return SaidPage(
        tuple(_said(parsed, statement) for statement in parsed.statements),
        parsed.owner.office_id or _bare(parsed.owner.name or "").translate(_DIGITS),
        (parsed.plan_start_be, parsed.plan_end_be, parsed.fiscal_year_be),
    )


def _said(parsed: Parsed, statement: Statement) -> Said:
    parent = "" if statement.parent is None else parsed.statements[statement.parent].text
    return Said(statement.kind.value, statement.number, _bare(statement.text), _bare(parent))


def _bare(text: str) -> str:
    return "".join(text.split())
