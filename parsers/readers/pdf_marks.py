"""Which characters of a text layer sit on others, and which places of it are out of order."""

from __future__ import annotations

import re
from typing import Final

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf701-\uf70e\uf710-\uf71a\uf884-\uf899\uf89b-\uf89d"
"""Thai vowels and tones above and below, and the private-use codes of old fonts for them."""
CLOSERS = "\u0e30\u0e32\u0e33\u0e45"
"""Vowels that only stand behind a consonant."""
_BASES = "\u0e01-\u0e2e\uf700\uf70f\uf89a\uf89e"
_MARK: Final = re.compile(f"[{_MARKS}]")
MARKS: Final = frozenset(filter(_MARK.match, map(chr, (*range(0x0E00, 0x0E80), *range(0xF700, 0xF900)))))
"""The characters that sit on the one before them."""
WORD: Final = re.compile(r"[^\s\x00]+")
OUT_OF_ORDER: Final = re.compile(
    f"[{_MARKS}{CLOSERS}](?:"
    f"(?<![{_BASES}{_MARKS}{CLOSERS}].)"  # a mark or vowel behind a gap or a sign
    f"|(?<=[{CLOSERS}][{_MARKS}])"  # a mark that sits on no consonant
    f"|(?<=\u0e4d))"  # the ring of sara am
)
"""Text that pdfium gave in another order than a reader sees, or with gaps that are none.

The character stands first, so that the search skips over what it cannot be.
"""
DOUBLED: Final = re.compile(f"([{_BASES}][{_MARKS}]+)(?=(?:.|\\s){{0,9}}?(?P<copy>\\1)(?![{_MARKS}]))")
"""A cluster that stands twice: Chromium draws some in two parts, and pdfium gives each part whole."""
OPEN_AM: Final = re.compile("\u0e33\\s+(?=\\S)")
"""Sara am with a gap behind it, where Chromium's has none."""
CLUSTER_END: Final = re.compile(f"[{_MARKS}](?=[^\\s{_MARKS}{CLOSERS}])")
"""The last mark of a consonant, with a letter behind it."""
CLUSTER: Final = re.compile(f"[{_BASES}](?=[{_MARKS}])")
