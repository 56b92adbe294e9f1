"""One form of a Thai text for searching: digits, sara am, case and what is not seen made one.

The index and the question are folded by the same function, so they cannot disagree; SQL alone can fold
a question with `fold_sql`.
"""

from __future__ import annotations

from schemas.folded_text import fold
from schemas.matching import THAI_DIGITS, arabic_digits

_UNSEEN = (0x00AD, 0x200B, 0x200C, 0x200D, 0xFEFF)
"""The unseen characters of web pages; SQLite nests no expression deep enough for all there are."""
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_SQL_PAIRS = (
    *((thai, str(digit)) for digit, thai in enumerate(THAI_DIGITS)),
    *((f"\u0e4d{tone}\u0e32", f"{tone}\u0e33") for tone in ("", *_TONES)),
    ("เเ", "แ"),
)


def folded(text: str) -> str:
    """The text as it is searched in: Arabic digits, composed sara am, single spaces, lower case."""
    return " ".join(arabic_digits(fold(text).text).split()).casefold()


def fold_sql(question: str) -> str:
    """An SQL expression that folds `question` (a parameter or a quoted text) nearly as `folded` does.

    Digits, decomposed sara am (a tone between or not), เเ, zero-width spaces and joiners, soft hyphens,
    spaces at the ends and ASCII capitals come out as there; runs of spaces, marks doubled or out of order
    and other capitals stay as they are.
    """
    expression = question
    for code in _UNSEEN:
        expression = f"replace({expression}, char({code}), '')"
    for old, new in _SQL_PAIRS:
        expression = f"replace({expression}, '{old}', '{new}')"
    return f"lower(trim({expression}))"
