"""OCR takes a bullet for the figure one: several such lines of a page are bullets, numbers are none."""

import pytest

from parsers.readers.ocr_bullets import mend_bullets
from parsers.readers.pdf_lines import PdfLine


def mended(*texts):
    lines = [PdfLine(text, 1, 0, 100, 20 * at, 14, 14, by_ocr=True) for at, text in enumerate(texts)]
    mend_bullets(lines)
    return [line.text for line in lines]


def test_lone_ones_before_thai_text_are_bullets():
    assert mended("๑ ใส่ใจผู้เรียน", "๑ โปร่งใส", "© ไม่หยุด") == ["• ใส่ใจผู้เรียน", "• โปร่งใส", "• ไม่หยุด"]


@pytest.mark.parametrize(
    "texts",
    [
        ("๑ ใส่ใจผู้เรียน", "๒ โปร่งใส", "๑ ไม่หยุด"),
        ("๑ ใส่ใจผู้เรียน", "พันธกิจ"),
        ("๑. ใส่ใจผู้เรียน", "๑. โปร่งใส"),
        ("e Vision", "e Mission"),
    ],
    ids=["a two on the page", "one line only", "with a dot", "Latin text"],
)
def test_what_may_be_a_number_or_a_word_stays(texts):
    assert mended(*texts) == list(texts)
