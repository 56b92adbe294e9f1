"""Bullets that OCR took for a letter: Tesseract's Thai model reads "•" as the figure ๑."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf_lines import PdfLine

_BULLET = "•"
_TAKEN = re.compile("[๑©®°«»¢eo.] (?=[ก-๎])")
_ONE, _TWO = "๑", "๒"
_LEAST = 2


def mend_bullets(lines: Sequence[PdfLine]) -> None:
    """Put bullets where several lines of a page begin with a lone sign of this kind before Thai text.

    Not where one of them may be a number: ๑ once, or a line that begins with ๒.
    """
    taken = [line for line in lines if _TAKEN.match(line.text)]
    if len(taken) < _LEAST:
        return
    if any(line.text.startswith(_TWO) for line in lines) and any(
        line.text.startswith(_ONE) for line in taken
    ):
        return
    for line in taken:
        line.text = _BULLET + line.text[1:]
