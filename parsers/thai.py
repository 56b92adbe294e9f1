"""Normalising Thai text: one line-preserving pass with a map back to the raw characters.

The order of the steps was measured on damaged pages; the classes of damage (D2, D4, D5 …) are those
of docs/thai-damage.md.
Never NFKC: it splits sara am. Digits, quotes and dashes stay as printed (only matching keys fold
them). Damage that needs a dictionary or the drawing (D1, D3, D6 to D8, D11 to D13) is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.private_use import BULLET, SYMBOLS, THAI_MARKS
from parsers.thai_marks import MARK_GAP, SUSPECTS, Change, has_dirty_marks, mark_changes

if TYPE_CHECKING:
    from collections.abc import Sequence


class Normalised(NamedTuple):
    """Normalised text with its way back.

    `offsets[i]` is the raw index of character i, `offsets[len(text)]` the raw length; None means
    that nothing moved (offsets are the identity; characters may still have been replaced one for
    one). `repairs` counts what was done, by class, sorted by name.
    """

    text: str
    offsets: tuple[int, ...] | None = None
    repairs: tuple[tuple[str, int], ...] = ()

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range of a normalised range: what was deleted inside it belongs to it."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + self._width(end - 1)

    def _width(self, index: int) -> int:
        """Raw characters that the one at `index` stands for."""
        assert self.offsets is not None  # noqa: S101  (for mypy; only called from `raw`)
        return max(self.offsets[index + 1] - self.offsets[index], 1)


_DELETED = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NEWLINES = "\r\x0b\x0c\x85\u2028\u2029"
_PRIVATE = "".join(map(chr, THAI_MARKS))
_ODD_SPACE = re.compile(f"[{_SPACES}\uf020]")
_ODD = re.compile(f"[{_DELETED}{_NEWLINES}\uf021-\uf0ff{_PRIVATE}]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_IS_DELETED = re.compile(f"[{_DELETED}]")


_MAX_ROUNDS = 5
"""One round mends Thai; foreign marks between Thai ones can need a second."""


def normalise(text: str, *, gaps: bool = False) -> Normalised:
    """Normalise one text (a block or a line; newlines and indentation stay).

    `gaps` also takes out a space before a mark; only right for text from PDF or OCR, where the
    space is a layout artefact. Linear in the length; idempotent; no Thai letter is lost but by
    the merges it is named for: a doubled mark, เเ, and the two halves of sara am.
    """
    text = _ODD_SPACE.sub(" ", text)
    odd = _ODD.search(text) is not None
    spaced = gaps and MARK_GAP.search(text) is not None
    if not odd and not spaced and not has_dirty_marks(text) and _is_nfc(text):
        return Normalised(text)
    draft = _Draft(text)
    if odd:
        draft.replace_odd()
    draft.compose()
    for _round in range(_MAX_ROUNDS):
        before = draft.text
        if gaps:
            draft.close_gaps()
        if not has_dirty_marks(draft.text) and draft.text == before:
            break
        draft.reorder()
        draft.compose()
        if draft.text == before:
            break
    return draft.done()


def normalise_all(texts: Sequence[str]) -> list[Normalised]:
    """Each of the texts normalised; signs of damage are looked for in all of them at once.

    Most texts have none, and a search in a long text costs less than many in short ones. No sign
    reaches over the line end between two texts.
    """
    joined = "\n".join(texts)
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))
    spaced = _ODD_SPACE.sub(" ", joined)
    if spaced != joined:
        joined = spaced
        texts = [joined[start : end - 1] for start, end in pairwise(starts)]
    suspects = {
        bisect_right(starts, found.start()) - 1
        for pattern in (_ODD, *SUSPECTS)
        for found in pattern.finditer(joined)
    }
    if not _is_nfc(joined):
        suspects.update(index for index, text in enumerate(texts) if not _is_nfc(text))
    return [normalise(text) if index in suspects else Normalised(text) for index, text in enumerate(texts)]


def _is_nfc(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


class _Draft:
    """Text under repair: each step replaces the text and carries the offsets along."""

    def __init__(self, text: str) -> None:
        self.raw_length = len(text)
        self.text = text
        self.offsets: list[int] | None = None
        self.repairs: Counter[str] = Counter()

    def done(self) -> Normalised:
        offsets = None if self.offsets is None else tuple(self.offsets)
        return Normalised(self.text, offsets, tuple(sorted(self.repairs.items())))

    def _rebuild(self, pieces: list[str], sources: list[int]) -> None:
        """Take new text whose characters come from the given indexes of the present text."""
        old = self.offsets
        self.text = "".join(pieces)
        sources.append(self.raw_length if old is None else len(old) - 1)
        self.offsets = sources if old is None else [old[index] for index in sources]

    def replace_odd(self) -> None:
        """Line ends, private-use marks, zero-width characters, odd spaces, symbol bullets."""
        text, pieces, sources, at = self.text, list[str](), list[int](), 0
        for found in _ODD.finditer(text):
            start = found.start()
            pieces.append(text[at:start])
            sources.extend(range(at, start))
            at = start + 1
            put = self._odd(found.group(), text, start)
            if put:
                pieces.append(put)
                sources.append(start)
        pieces.append(text[at:])
        sources.extend(range(at, len(text)))
        if sum(map(len, pieces)) == len(text):
            self.text = "".join(pieces)
        else:
            self._rebuild(pieces, sources)

    def _odd(self, char: str, text: str, index: int) -> str:
        """What one odd character becomes ("" = deleted), counted unless it is mere white space."""
        code = ord(char)
        if code in THAI_MARKS:
            self.repairs["private_use_mark"] += 1
            return THAI_MARKS[code]
        if code in SYMBOLS:
            self.repairs["symbol_bullet"] += 1
            return BULLET
        if _IS_DELETED.match(char):
            self.repairs["zero_width"] += 1
            return ""
        return "" if char == "\r" and text[index + 1 : index + 2] == "\n" else "\n"

    def compose(self) -> None:
        """NFC, cluster by cluster so that offsets survive."""
        text = self.text
        if _is_nfc(text):
            return
        pieces, sources, at = list[str](), list[int](), 0
        for end in _cluster_ends(text):
            cluster = text[at:end]
            composed = unicodedata.normalize("NFC", cluster)
            pieces.append(composed)
            same = len(composed) == len(cluster)
            sources.extend(range(at, end) if same else [at] * len(composed))
            if composed != cluster:
                self.repairs["mark_order" if _THAI.search(cluster) else "composed"] += 1
            at = end
        self._rebuild(pieces, sources)

    def close_gaps(self) -> None:
        """A space before a mark goes."""
        self._apply([Change(at.start(), at.end(), "", "gap") for at in MARK_GAP.finditer(self.text)])

    def reorder(self) -> None:
        """Sara ae, sara am, order and doubling of marks."""
        self._apply(list(mark_changes(self.text)))

    def _apply(self, changes: list[Change]) -> None:
        """Put each change in place of its stretch; its characters map to the first ones there."""
        if not changes:
            return
        pieces, sources, at = list[str](), list[int](), 0
        for change in changes:
            pieces += (self.text[at : change.start], change.text)
            sources.extend(range(at, change.start))
            sources.extend(range(change.start, change.start + len(change.text)))
            at = change.end
            self.repairs[change.repair] += 1
        pieces.append(self.text[at:])
        sources.extend(range(at, len(self.text)))
        self._rebuild(pieces, sources)


def _cluster_ends(text: str) -> list[int]:
    """Ends of stretches that compose on their own: before each starter that joins nothing."""
    ends = [
        index
        for index, char in enumerate(text)
        if index
        and (char.isascii() or not unicodedata.category(char).startswith("M"))
        and not "\u1160" <= char <= "\u11ff"
    ]
    return [*ends, len(text)]
