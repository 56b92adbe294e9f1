"""One form of a Thai text for searching: digits, sara am, case and what is not seen made one.

The index and the question are folded by the same function, so they cannot disagree; SQL alone can fold
a question with `FOLD_SQL`.
"""

from __future__ import annotations

from schemas.folded_text import fold
from schemas.matching import THAI_DIGITS, arabic_digits

_SQL_PAIRS = (
    *((thai, str(digit)) for digit, thai in enumerate(THAI_DIGITS)),
    ("\u0e4d\u0e32", "\u0e33"),
    ("เเ", "แ"),
)


def folded(text: str) -> str:
    """The text as it is searched in: Arabic digits, composed sara am, single spaces, lower case."""
    return " ".join(arabic_digits(fold(text).text).split()).casefold()


def fold_sql(question: str) -> str:
    """An SQL expression that folds `question` (a parameter or a quoted text) nearly as `folded` does."""
    expression = question
    for old, new in _SQL_PAIRS:
        expression = f"replace({expression}, '{old}', '{new}')"
    return f"lower(trim({expression}))"
