"""What an RTF group inherits and changes: character and paragraph formatting, destination."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

DEFAULT_HALF_POINTS = 24


@dataclass(slots=True)
class Field:
    """A field and its instruction."""

    instruction: str = ""

    def is_a(self, name: str) -> bool:
        """Whether it is a field of this name."""
        return self.instruction.lstrip().upper().startswith(name)


@dataclass(slots=True)
class Form:
    """Paragraph formatting: what `\\pard` puts back; indents in twips."""

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
    """The state of one group; a group begins with a copy of the one round it.

    `destination` is "text", or the name of what the group's characters are for.
    """

    destination: str = "text"
    bold: bool = False
    half_points: int = DEFAULT_HALF_POINTS
    hidden: bool = False
    deleted: bool = False
    font: int | None = None
    fallback: int = 1
    form: Form = field(default_factory=Form)
    fields: tuple[Field, ...] = ()
    starts_story: bool = False

    def copy(self) -> State:
        """The state an inner group begins with."""
        return State(
            self.destination, self.bold, self.half_points, self.hidden, self.deleted, self.font,
            self.fallback, replace(self.form), self.fields,
        )  # fmt: skip

    def plain(self) -> None:
        """Character formatting as the document begins with it."""
        self.bold = self.hidden = self.deleted = False
        self.half_points = DEFAULT_HALF_POINTS
        self.font = None

    def apply(self, word: str, number: int | None) -> bool:
        """Change the formatting; False for a word that is none of it."""
        changer = _CHANGES.get(word)
        if changer is None:
            return False
        target, name, default = changer
        value = default if number is None else number
        changed: int | bool | None = value
        if name in _SWITCHES:
            changed = bool(value)
        elif name == "level":
            changed = value + 1 if 0 <= value < 9 else None  # noqa: PLR2004
        setattr(self.form if target == "form" else self, name, changed)
        return True


_SWITCHES = frozenset({"bold", "hidden", "deleted", "in_table", "new_page"})
_CHANGES: dict[str, tuple[str, str, int]] = {
    "b": ("text", "bold", 1),
    "v": ("text", "hidden", 1),
    "deleted": ("text", "deleted", 1),
    "fs": ("text", "half_points", DEFAULT_HALF_POINTS),
    "f": ("text", "font", 0),
    "uc": ("text", "fallback", 1),
    "s": ("form", "style", 0),
    "ls": ("form", "list_id", 0),
    "ilvl": ("form", "depth", 0),
    "li": ("form", "left", 0),
    "fi": ("form", "first", 0),
    "outlinelevel": ("form", "level", 9),
    "intbl": ("form", "in_table", 1),
    "itap": ("form", "nesting", 1),
    "pagebb": ("form", "new_page", 1),
}
"""Control word, whose formatting, which, and its value without a parameter."""
