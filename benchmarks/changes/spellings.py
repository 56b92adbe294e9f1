"""The same letters in other code points: digits, sara am, entities."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.changes.change import Change, Rewrite, Source, changed, html_change
from benchmarks.changes.tokens import map_text

_ARABIC, _THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
_ENTITY_SHARE = 0.3
_SARA_AM, _NIKHAHIT, _AA = "\u0e33", "\u0e4d", "\u0e32"
_TONE = "[\u0e48-\u0e4b]"


def in_text(source: Source, change: Callable[[str], str]) -> str:
    """The source with its visible text changed. Raises NotApplicable where nothing was."""
    whole = source.text
    return changed(source, map_text(whole, change) if source.is_html else change(whole))


def _each(change: Callable[[str], str]) -> Rewrite:
    return lambda source, _: in_text(source, change)


def _to_thai(text: str) -> str:
    return text.translate(str.maketrans(_ARABIC, _THAI))


def _to_arabic(text: str) -> str:
    return text.translate(str.maketrans(_THAI, _ARABIC))


def _composed(text: str) -> str:
    text = re.sub(f"{_NIKHAHIT}({_TONE}){_AA}", rf"\1{_SARA_AM}", text)
    return text.replace(_NIKHAHIT + _AA, _SARA_AM)


def _decomposed(text: str) -> str:
    return text.replace(_SARA_AM, _NIKHAHIT + _AA)


def _decomposed_before_the_tone(text: str) -> str:
    text = re.sub(f"({_TONE}){_SARA_AM}", rf"{_NIKHAHIT}\1{_AA}", text)
    return text.replace(_SARA_AM, _NIKHAHIT + _AA)


def _entities(source: Source, chance: Random) -> str:
    return in_text(source, lambda text: "".join([_entity(char, chance) for char in text]))


def _entity(char: str, chance: Random) -> str:
    if char == "\u00a0":
        return "&nbsp;"
    if char.isspace() or chance.random() > _ENTITY_SHARE:
        return char
    return chance.choice([f"&#{ord(char)};", f"&#x{ord(char):x};", f"&#X{ord(char):X};"])


CHANGES = (
    Change("Arabic digits → Thai", _each(_to_thai), folds_digits=True),
    Change("Thai digits → Arabic", _each(_to_arabic), folds_digits=True),
    Change("sara am composed", _each(_composed)),
    Change("sara am decomposed", _each(_decomposed)),
    Change("sara am decomposed, nikhahit before the tone mark", _each(_decomposed_before_the_tone)),
    html_change("letters as entities", _entities),
)
