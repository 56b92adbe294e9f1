"""The tree in the making: sections and statements before they become records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.codes import FindingCode, Severity

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.mapped import MappedText
    from schemas.kinds import Kind


@dataclass(frozen=True, slots=True)
class Note:
    """A thing to look at, at a place of the document; it becomes a finding."""

    code: FindingCode
    message: str
    text: MappedText
    severity: Severity = Severity.INFO
    kind: Kind | None = None


@dataclass(slots=True, eq=False)
class SectionNode:
    """A heading and what hangs on it; `kinds` are all kinds that the heading names."""

    kind: Kind
    heading: MappedText
    line: int
    kinds: tuple[Kind, ...] = ()
    gloss: str | None = None
    number: str | None = None
    section: SectionNode | None = None
    statement: StatementNode | None = None
    confidence: float = 0.9
    statements: int = 0
    foreign: str | None = None
    scope: str | None = None
    level: int = 0


@dataclass(slots=True, eq=False)
class StatementNode:
    """A statement whose text still grows."""

    kind: Kind
    texts: list[MappedText]
    line: Line
    label: MappedText | None = None
    number: str | None = None
    section: SectionNode | None = None
    parent: StatementNode | None = None
    gloss: str | None = None
    confidence: float = 0.95
    children: int = 0
    previous: StatementNode | None = None
    child_kinds: set[Kind] = field(default_factory=set)
    grown: int = 0
    """Characters of all texts but the first."""
    whole: MappedText | None = None
    """The text in one piece; set when it grows no more."""

    @property
    def length(self) -> int:
        """Characters so far."""
        return len(self.texts[0].value) + self.grown

    def append(self, text: MappedText) -> None:
        """The text goes on."""
        self.texts.append(text)
        self.grown += len(text.value)
