"""A heading: a line that opens a section, and how it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.frozen import maker

if TYPE_CHECKING:
    from parsers.heading_facts import Form
    from parsers.heading_scan import HeadingScan
    from schemas.kinds import Kind


@dataclass(frozen=True, slots=True)
class Heading:
    """An accepted heading: `content` is where on the line its content begins (its end if none)."""

    line: int
    scan: HeadingScan
    form: Form
    content: int
    score: float
    number: tuple[int, ...] = ()

    @property
    def kind(self) -> Kind:
        """Kind of the section it opens."""
        return self.scan.kind

    @property
    def title(self) -> bool:
        """Whether it names several kinds, as a page's title does."""
        return len(set(self.scan.kinds)) > 1


make_heading = maker(Heading)
