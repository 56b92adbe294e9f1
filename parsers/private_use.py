"""Private-use characters: the Thai marks among them, symbol bullets, and the unknown rest.

The table (data/private_use.csv) was agreed 27 of 27 by HarfBuzz's Thai shaper and the TLWG fonts.
U+F020 to U+F0FF are Symbol and Wingdings glyphs as Word writes them: bullets.
An unknown code is never dropped and never guessed: it is counted in a finding.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "private_use.csv"
SYMBOLS = range(0xF021, 0xF100)
KNOWN_SYMBOLS = range(0xF020, 0xF100)
BULLET = "•"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def _read_table() -> dict[int, str]:
    """Code to Thai character."""
    with _TABLE.open(encoding="ascii", newline="") as lines:
        rows = csv.DictReader(lines)
        return {int(row["code"], 16): chr(int(row["character"], 16)) for row in rows}


THAI_MARKS: dict[int, str] = _read_table()
"""Private-use code of old Thai fonts to the Thai character it stands for."""


def unknown_codes(text: str) -> Counter[str]:
    """How often each private-use character without a known meaning occurs."""
    found = Counter(_PRIVATE_USE.findall(text))
    for char in list(found):
        if ord(char) in THAI_MARKS or ord(char) in KNOWN_SYMBOLS:
            del found[char]
    return found
