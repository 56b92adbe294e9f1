"""Lists: the number that a browser draws before an item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_UNNUMBERED = frozenset({"none", "disc", "circle", "square"})
_MAX_ROMAN = 3999


@dataclass(slots=True)
class Item:
    """One open list item: its list, its number, whether its first line is still to come."""

    list_id: int
    depth: int
    value: int | None = None
    style: str = ""
    fresh: bool = True

    @property
    def number(self) -> str | None:
        """The number as drawn, in Arabic digits or letters; None where none is drawn."""
        return None if self.value is None else drawn(self.value, self.style)


@dataclass(slots=True)
class OpenList:
    """A list that is being read; `next_value` counts up, or down in a reversed list."""

    list_id: int
    depth: int
    ordered: bool
    style: str
    next_value: int = 1
    step: int = 1
    counts_down_from_length: bool = False
    items: list[Item] = field(default_factory=list)

    def add(self, value: str | None, style: str | None) -> Item:
        """Open the next item; `value` and `style` are what the item itself says, if anything."""
        style = _TYPES.get(style or "", style) or self.style
        item = Item(self.list_id, self.depth, style=style)
        if self.ordered and style not in _UNNUMBERED:
            given = _integer(value)
            item.value = self.next_value if given is None else given
            self.next_value = item.value + self.step
        self.items.append(item)
        return item

    def close(self) -> None:
        """A reversed list without a start counts down from its length, known only now."""
        if self.counts_down_from_length:
            for offset, item in enumerate(self.items):
                item.value = len(self.items) - offset


def open_list(
    tag: str, attributes: Mapping[str, str], style: str | None, list_id: int, depth: int
) -> OpenList:
    """Start a list from its tag and attributes; `style` is its CSS list-style, if any."""
    ordered = tag == "ol"
    start = _integer(attributes.get("start"))
    backwards = ordered and "reversed" in attributes
    kind = style or _TYPES.get(attributes.get("type", ""), "decimal" if ordered else "disc")
    return OpenList(
        list_id,
        depth,
        ordered or (style is not None and style not in _UNNUMBERED),
        kind,
        next_value=1 if start is None else start,
        step=-1 if backwards else 1,
        counts_down_from_length=backwards and start is None,
    )


def drawn(value: int, style: str) -> str:
    """A number as a list draws it; Thai and other digits in Arabic ones."""
    if value > 0 and style in ("lower-alpha", "lower-latin"):
        return _letters(value)
    if value > 0 and style in ("upper-alpha", "upper-latin"):
        return _letters(value).upper()
    if 0 < value <= _MAX_ROMAN and style in ("lower-roman", "upper-roman"):
        roman = _roman(value)
        return roman.upper() if style == "upper-roman" else roman
    return f"{value:02d}" if style == "decimal-leading-zero" else str(value)


def _letters(value: int) -> str:
    """Letters as lists draw them: a, b, … z, aa, ab and so on."""
    letters = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text


def _integer(value: str | None) -> int | None:
    """An HTML integer attribute within reason, or None."""
    try:
        number = int((value or "").strip())
    except ValueError:
        return None
    return number if abs(number) < 10**6 else None
