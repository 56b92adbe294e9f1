"""What `style` and `<font>` say about a stretch of text: weight, size, margins, place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

BASE_PIXELS = 16.0
"""The size of body text in a browser without style."""
Look = tuple[float, float, float]
"""How text looks: bold (0 or 1; a share of the letters for a line), linked (the same), pixels."""
BODY_LOOK: Look = (0.0, 0.0, BASE_PIXELS)
FONT_SIZES = {1: 10.0, 2: 13.0, 3: 16.0, 4: 18.0, 5: 24.0, 6: 32.0, 7: 48.0}
HEADING_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_KEYWORDS = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
_RELATIVE = {"larger": 1.2, "smaller": 1 / 1.2}
_BOLD_WEIGHT = 600
_SMALLEST = 4.0
"""Pixels; converters write 1px and let a script scale it."""
_UNIT_PIXELS = {
    "px": 1.0,
    "pt": 4 / 3,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "pc": 16.0,
    "em": BASE_PIXELS,
    "rem": BASE_PIXELS,
    "ex": BASE_PIXELS / 2,
    "": 1.0,
}
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|in|cm|mm|pc|rem|em|ex|%|)")
_MAX_STYLE = 4000
_MAX_VALUE = 200
_MAX_PIXELS = 10_000.0
_MAX_SIZE = 200.0


@dataclass(frozen=True, slots=True)
class Style:
    """What one style attribute sets; None where it says nothing. Lengths in pixels.

    `factor` multiplies the size around it, `pixels` replaces it. `left`, `top` and `bottom` are
    set for elements placed absolutely.
    """

    bold: bool | None = None
    pixels: float | None = None
    factor: float | None = None
    margin: float = 0.0
    text_indent: float = 0.0
    display: str = ""
    list_type: str | None = None
    left: float | None = None
    top: float | None = None
    bottom: float | None = None


_NOTHING = Style()


@lru_cache(maxsize=1024)
def style_of(source: str) -> Style:
    """Read a style attribute; what is unknown or malformed is left out."""
    found = _declarations(source)
    if not found:
        return _NOTHING
    pixels, factor = _size(found.get("font-size", ""))
    absolute = found.get("position", "absolute") in ("absolute", "fixed")
    return Style(
        bold=_weight(found.get("font-weight", "")),
        pixels=pixels,
        factor=factor,
        margin=_margin(found, "margin") + _margin(found, "padding"),
        text_indent=length(found.get("text-indent", "")) or 0.0,
        display=found.get("display", ""),
        list_type=_list_type(found),
        left=length(found.get("left", "")) if absolute else None,
        top=length(found.get("top", "")) if absolute else None,
        bottom=length(found.get("bottom", "")) if absolute else None,
    )


def _declarations(source: str) -> dict[str, str]:
    """Property to value; the parts of a `font` shorthand stand for themselves."""
    found: dict[str, str] = {}
    for declaration in source[:_MAX_STYLE].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value[:_MAX_VALUE].removesuffix("!important").strip()
    for part in found.get("font", "").split():
        if _weight(part) is not None:
            found.setdefault("font-weight", part)
        elif part[0].isdigit():
            found.setdefault("font-size", part.partition("/")[0])
    return found


def length(value: str) -> float | None:
    """Pixels of a CSS length, or None (also for per cent, whose base is not known)."""
    found = _LENGTH.match(value.strip())
    if found is None or found.group(2) == "%":
        return None
    pixels = float(found.group(1)) * _UNIT_PIXELS[found.group(2)]
    return max(-_MAX_PIXELS, min(_MAX_PIXELS, pixels))


def font_pixels(value: str, around: float) -> float:
    """Pixels of `<font size>`: 1 to 7, or a step up or down from the size around it."""
    value = value.strip()
    try:
        number = int(value)
    except ValueError:
        return around
    if value[0] in "+-":
        nearest = min(FONT_SIZES, key=lambda step: abs(FONT_SIZES[step] - around))
        number += nearest
    return FONT_SIZES[max(1, min(7, number))]


def scaled(pixels: float, factor: float) -> float:
    """A size times a factor, within what anyone would read (nested steps multiply)."""
    return max(1.0, min(_MAX_SIZE, pixels * factor))


def _weight(value: str) -> bool | None:
    if value.isdecimal():
        return int(value) >= _BOLD_WEIGHT
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(value)


def _size(value: str) -> tuple[float | None, float | None]:
    """Pixels, or a factor to the size around."""
    if value in _KEYWORDS:
        return _KEYWORDS[value], None
    if value in _RELATIVE:
        return None, _RELATIVE[value]
    found = _LENGTH.match(value)
    if found is None:
        return None, None
    number, unit = float(found.group(1)), found.group(2)
    if unit in ("%", "em"):
        return None, number / 100 if unit == "%" else number
    pixels = min(number * _UNIT_PIXELS[unit], _MAX_SIZE)
    return (pixels, None) if pixels >= _SMALLEST else (None, None)


def _margin(found: dict[str, str], name: str) -> float:
    """The left margin or padding, from its own property or the shorthand (top right bottom left)."""
    side = found.get(f"{name}-left") or found.get(f"{name}-inline-start")
    if side is None:
        match found.get(name, "").split():
            case [_, _, _, left, *_] | [_, left, *_]:
                side = left
    return length(side or "") or 0.0


def _list_type(found: dict[str, str]) -> str | None:
    value = found.get("list-style-type") or found.get("list-style")
    return value.split()[0] if value and value.split() else None
