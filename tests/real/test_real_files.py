"""Real documents of Thai offices, which stay outside of the project: read by every part as a run would.

Without `../shared/real` all of this is skipped.
"Text" is what statements are made from: each block normalised.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from engines import tesseract
from engines.installed import INSTALLED
from parsers.parse import parse_document, read_document
from parsers.private_use import unknown_codes
from parsers.thai import normalise
from schemas.codes import FindingCode, MediaType, Severity, TextOrigin
from schemas.engines import NO_ENGINES, Stopped
from tests.engines.conftest import need

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared/real"),
    pytest.mark.xdist_group("real"),  # so that each page is recognised once
]

DECREE = "140A022N0000000000100.pdf"
CLOUD = "ncsa_cloud_security_2567.pdf"
TWINS = ("devsecops_guide_th.pdf", "devsecops_guide_th_2.pdf")
FROM_WORD, FROM_LIBREOFFICE = "gov_ai_dev_guide_a.pdf", "gov_ai_dev_guide_b.pdf"
LETTERS = ("example_letter.docx", "example_report.docx")
TIS_620 = (
    "_mozilla_bug488426_text.html",
    "opentle.org.xml",
    "pharmacy.kku.ac.th.analyse1.xml",
    "pharmacy.kku.ac.th.centerlab.xml",
    "pharmacy.kku.ac.th.healthinfo-ne.xml",
    "trickspot.boxchart.com.xml",
)
PACKAGES = ("tesseract-ocr", "tesseract-ocr-tha")
DAMAGE = {
    FindingCode.GARBLED,
    FindingCode.OCR_TEXT,
    FindingCode.PRIVATE_USE,
    FindingCode.REPLACEMENT_CHAR,
    FindingCode.TEXT_NOT_READ,
    FindingCode.TEXT_REPAIRED,
    FindingCode.NEEDS_OCR,
    FindingCode.CHARSET,
    FindingCode.DAMAGED,
}
MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
CONSONANT = "\u0e01-\u0e2e"
IMPOSSIBLE = re.compile(
    f"(?<![{CONSONANT}{MARK}])[{MARK}]"  # a mark on no consonant, or parted from it by a space
    f"|(?<![{CONSONANT}{MARK}\u0e30\u0e32])[\u0e30\u0e32\u0e33]"  # a vowel behind nothing
    f"|\u0e31[\u0e48-\u0e4b]?(?![{CONSONANT}{MARK}])"  # an a that no consonant closes
    "|[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a]|\u0e40\u0e40|\u0e4d[\u0e48-\u0e4b]?\u0e32"
)
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@cache
def read(name, engines=NO_ENGINES, charset=None):
    path = REAL / name
    return read_document(path.read_bytes(), name=path.name, declared_charset=charset, engines=engines)


@pytest.fixture(scope="session")
def ocr():
    """The installed engines, where they can recognise Thai."""
    need(not isinstance(tesseract.find(), Stopped), " ".join(PACKAGES))
    return INSTALLED


def lines(document, page=None):
    return [normalise(block.text).text for block in document.blocks if page in (None, block.page)]


def text(document, page=None):
    return "\n".join(lines(document, page))


def letters(value):
    """Thai letters and marks alone: OCR takes digits for others, and spaces as it likes."""
    return re.sub("[^\u0e01-\u0e4e]", "", value)


def likeness(one, other):
    """Of the letters of two readings of one Gazette page, its running head left out."""
    return fuzz.ratio(*(letters(re.sub("(?m)^(?:เล่ม|หน้า) .*", "", value)) for value in (one, other)))


def codes(document):
    return {finding.code for finding in document.findings}


def finding(document, code):
    (found,) = (finding for finding in document.findings if finding.code is code)
    return found


def repairs(document):
    return dict(parse_document(document).document.repairs)


# The announcement: three garbled pages, twenty-one with marks in private-use codes.


def test_garbled_pages_wait_for_ocr_where_none_is_installed():
    document = read(CLOUD)
    needed = finding(document, FindingCode.NEEDS_OCR)
    assert "1–3 of 24" in needed.message
    assert all(package in needed.message for package in PACKAGES)
    assert {block.page for block in document.blocks} == set(range(4, 25))
    assert finding(document, FindingCode.GARBLED).severity is Severity.WARNING


def test_garbled_pages_and_no_others_go_to_ocr(ocr):
    document = read(CLOUD, ocr)
    recognised = {block.page for block in document.blocks if "/ocr[" in block.path}
    assert recognised == {1, 2, 3}
    assert {block.page for block in document.blocks} == set(range(1, 25))
    assert document.text_origin is TextOrigin.MIXED
    assert all((block.certainty < 1.0) == (block.page in recognised) for block in document.blocks)
    assert "1–3 of 24" in finding(document, FindingCode.OCR_TEXT).message
    assert not codes(document) & {FindingCode.NEEDS_OCR, FindingCode.GARBLED}
    for page in recognised:
        recognised_text = text(document, page)
        assert len(letters(recognised_text)) > 0.7 * len("".join(recognised_text.split()))


def test_private_use_marks_become_thai_and_an_unknown_code_is_told():
    document = read(CLOUD)
    found = text(document)
    assert unknown_codes(found) == {"\uf71d": 5}
    assert not re.search("[\ue000-\uf71c\uf71e-\uf8ff]", found)
    assert "U+F71D ×5" in finding(document, FindingCode.PRIVATE_USE).message
    assert repairs(document)["private_use_mark"] == 3_061 - 5
    assert document.text_quality < 1.0


# The decree: no sara am is left in its text layer.


def test_the_decree_is_flagged_as_damaged():
    document = read(DECREE)
    repaired = finding(document, FindingCode.TEXT_REPAIRED)
    assert repaired.severity is Severity.WARNING
    assert "damaged" in repaired.message
    assert document.text_quality < 1.0
    parsed = parse_document(document)
    assert dict(parsed.document.repairs)["lost_ring"] == text(document).count("ำ") == 6
    assert repaired in parsed.findings
    assert not parsed.statements


def test_the_decree_reads_as_its_picture(ocr):
    """The picture of its first page is the truth that the repairs did not see."""
    seen, repaired = text(read("rg-1.png", ocr)), text(read(DECREE), page=1)
    assert likeness(seen, repaired) > 99
    assert seen.count("ำ") == repaired.count("ำ") == 5


def test_what_only_the_drawing_tells_is_never_guessed_from_the_text():
    """The same words without the drawing: a lost ring with no gap stays as printed."""
    for word in ("กาหนด", "สานัก", "หน่วยงำน"):
        assert normalise(word).text == word


# Handbooks from Word: the same text twice, and one with its sound sister.


def test_two_prints_of_one_guide_give_the_same_text():
    """Equal letter for letter with white space taken out: the second is set anew, its lines break elsewhere.

    White space differs in fewer than one place in a thousand, and nowhere inside a syllable.
    """
    first, second = (text(read(name)) for name in TWINS)
    assert "".join(first.split()) == "".join(second.split())
    assert len(gaps(first) ^ gaps(second)) < len("".join(first.split())) / 1_000
    for name in TWINS:
        document = read(name)
        counts = repairs(document)
        assert counts["sara_am_to_aa"] == 903
        assert counts["lost_ring"] == text(document).count("ำ") == 226
        assert FindingCode.TEXT_REPAIRED in codes(document)
        assert document.text_quality < 1.0


def gaps(value):
    """Places with white space, counted in the other characters before them."""
    places, count = set(), 0
    for char in value:
        if char.isspace():
            places.add(count)
        else:
            count += 1
    return places


def test_the_guide_from_word_gets_its_sara_am_back_and_says_so():
    document = read(FROM_WORD)
    counts = repairs(document)
    assert counts["lost_ring"] == text(document).count("ำ") == 134
    assert counts["moved_mark"] > 0
    assert finding(document, FindingCode.TEXT_REPAIRED).severity is Severity.WARNING
    assert 0.98 < document.text_quality < 1.0


def test_its_sister_from_libreoffice_is_clean_and_unflagged():
    document = read(FROM_LIBREOFFICE)
    assert not codes(document) & DAMAGE
    assert document.text_quality == 1.0
    assert repairs(document) == {"symbol_bullet": 114}
    assert text(document).count("ำ") == 108


@pytest.mark.parametrize("name", [DECREE, CLOUD, *TWINS, FROM_WORD, FROM_LIBREOFFICE])
def test_no_impossible_letters_are_left(name):
    value = text(read(name)).replace("\uf71d", "ฬ")
    assert [value[max(0, at.start() - 6) : at.end() + 6] for at in IMPOSSIBLE.finditer(value)] == []
    assert not NOT_TEXT.search(value)
    assert not INVISIBLE.search(value)


# Pages in TIS-620, pictures, Word files, and cases of other people's bugs.


@pytest.mark.parametrize("label", [None, "tis-620", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("name", TIS_620)
def test_tis_620_is_told_by_its_bytes_whatever_the_label(name, label):
    document = read(f"tis620/{name}", charset=label)
    value = text(document)
    assert document.charset == "cp874"
    assert not NOT_TEXT.search(value)
    assert not unknown_codes(value)
    thai = sum(0xA1 <= byte <= 0xFB for byte in (REAL / "tis620" / name).read_bytes())
    found = len(re.findall("[\u0e01-\u0e5b]", value + (document.title or "")))
    assert found >= thai
    wrong = label in {"utf-8", "iso-8859-1"}
    assert codes(document) == ({FindingCode.CHARSET_LABEL} if wrong else set())


def test_windows_874_quotes_among_them_are_read():
    wide = re.compile(rb"[\x80-\xa0]")
    mixed = [name for name in TIS_620 if wide.search((REAL / "tis620" / name).read_bytes())]
    assert len(mixed) == 2
    for name in mixed:
        assert re.search("[–—‘’“”•…]", text(read(f"tis620/{name}")))


@pytest.mark.parametrize("name", LETTERS)
def test_zero_width_spaces_go(name):
    document = read(name)
    assert document.media_type is MediaType.DOCX
    assert sum(block.text.count("\u200b") for block in document.blocks) > 50
    assert not INVISIBLE.search(text(document))
    assert repairs(document)["zero_width"] > 50
    assert re.search("[๐-๙]", text(document))  # Thai digits stay as printed
    assert not codes(document) & DAMAGE


@pytest.mark.parametrize(("name", "twin"), [("ncsa-01.png", CLOUD), ("rg-1.png", DECREE)])
def test_a_picture_is_recognised_and_marked_so(ocr, name, twin):
    held = read(name)
    needed = finding(held, FindingCode.NEEDS_OCR)
    assert (held.blocks, needed.severity) == ((), Severity.ERROR)
    assert all(package in needed.message for package in PACKAGES)
    document = read(name, ocr)
    assert (document.page_count, document.text_origin) == (1, TextOrigin.OCR)
    assert FindingCode.OCR_TEXT in codes(document)
    assert all(block.certainty < 1.0 for block in document.blocks)
    assert likeness(text(document), text(read(twin, ocr), page=1)) > 97


def test_sara_am_copied_as_ring_and_letter():
    document = read("bug1046314.pdf")
    assert text(document) == "(คำแปล)"
    assert repairs(document) == {"lost_ring": 1}
    assert FindingCode.TEXT_REPAIRED in codes(document)


def test_symbol_fonts_are_not_taken_for_thai():
    document = read("issue13211.pdf")
    value = text(document)
    assert any("\uf020" <= char <= "\uf0ff" for block in document.blocks for char in block.text)
    assert "private_use_mark" not in repairs(document)
    assert not re.search("[\ue000-\uf8ff]", value)
    assert not codes(document) & DAMAGE
    assert value.count("ำ") == 2
