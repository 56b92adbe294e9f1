"""What an RTF group inherits and changes: destination, character and paragraph formatting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from parsers.readers.rtf_destinations import TEXT

DEFAULT_HALF_POINTS = 24


@dataclass(slots=True)
class Field:
    """A field (TOC, HYPERLINK …) by its instruction."""

    instruction: str = ""

    def is_a(self, name: str) -> bool:
        """Whether it is a field of this name."""
        return self.instruction.lstrip().upper().startswith(name)


@dataclass(slots=True)
class Form:
    r"""Paragraph formatting: what `\pard` puts back; indents in twips."""

    style: int = 0
    list_id: int = 0
    depth: int = 0
    left: int = 0
    first: int = 0
    level: int | None = None
    in_table: bool = False
    nesting: int = 0
    new_page: bool = False

    @property
    def table_level(self) -> int:
        """How many tables the paragraph stands in."""
        return max(self.nesting, 1) if self.in_table else 0


@dataclass(slots=True)
class State:
    """The state of one group; `destination` tells what its characters are for."""

    destination: str = TEXT
    bold: bool = False
    half_points: int = DEFAULT_HALF_POINTS
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    fallback: int = 1
    form: Form = field(default_factory=Form)
    fields: tuple[Field, ...] = ()
    opens_story: bool = False

    def inner(self) -> State:
        """The state that a group inside this one begins with."""
        return replace(self, form=replace(self.form), opens_story=False)

    def plain(self) -> None:
        """Character formatting as the document begins with it."""
        self.bold = self.hidden = self.deleted = False
        self.half_points, self.font = DEFAULT_HALF_POINTS, -1

    def apply(self, word: str, number: int | None) -> bool:
        """Change the formatting; False for a word that is none of it."""
        if word == "ab":  # bold of complex scripts, among which some programs count Thai
            self.bold = self.bold or number != 0
            return True
        changer = _CHANGES.get(word)
        if changer is None:
            return False
        of_paragraph, name, default = changer
        value: int | bool | None = default if number is None else number
        if name in _SWITCHES:
            value = bool(value)
        elif name == "level":
            value = value + 1 if value is not None and 0 <= value < default else None
        setattr(self.form if of_paragraph else self, name, value)
        return True


_SWITCHES = frozenset({"bold", "hidden", "deleted", "in_table", "new_page"})
_CHANGES: dict[str, tuple[bool, str, int]] = {
    "b": (False, "bold", 1),
    "v": (False, "hidden", 1),
    "deleted": (False, "deleted", 1),
    "fs": (False, "half_points", DEFAULT_HALF_POINTS),
    "f": (False, "font", 0),
    "uc": (False, "fallback", 1),
    "s": (True, "style", 0),
    "ls": (True, "list_id", 0),
    "ilvl": (True, "depth", 0),
    "li": (True, "left", 0),
    "fi": (True, "first", 0),
    "outlinelevel": (True, "level", 9),
    "intbl": (True, "in_table", 1),
    "itap": (True, "nesting", 1),
    "pagebb": (True, "new_page", 1),
}
"""Control word: whether it is of the paragraph, what it sets, its value without a parameter."""
