"""Recognition of page images, with the real program where it is installed and with false ones."""

import io
import random
import unicodedata
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter
from rapidfuzz.distance import Levenshtein

from engines import ocr
from engines.guard import Guard
from engines.ocr import recognise, recognise_image, recognise_lines, recognise_pdf_page
from schemas.codes import HOLDING_CODES, FindingCode
from schemas.engines import Stopped
from tests.engines.own_text import TEXT

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
GAZETTE = {
    "rg-1.png": "ให้แก่ประชาชนโดยเร็วเพื่อให้การปกครองในระบอบประชาธิปไตยอันมีพระมหากษัตริย์ทรงเป็นประมุข",
    "ncsa-01.png": "ระบบคลาวด์ เพื่อให้การดําเนินงานเกี่ยวกับการรักษาความมั่นคงปลอดภัยไซเบอร์เป็นไปอย่างมีประสิทธิภาพ",
}
BLANK = Image.new("L", (600, 400), "white")
DOT = Image.new("L", (600, 400), "white")
ImageDraw.Draw(DOT).rectangle((100, 100, 300, 150), fill="black")


def saved(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def png(image):
    return saved(image, "PNG")


def letters(text):
    composed = unicodedata.normalize("NFC", text).replace("\u0e4d\u0e32", "\u0e33")
    return "".join(composed.split())


def errors(read):
    return Levenshtein.normalized_distance(letters("\n".join(TEXT)), letters(read.text))


@pytest.mark.usefixtures("tesseract")
def test_a_page_of_text(page):
    read = recognise(png(page))
    assert len(read.lines) == len(TEXT)
    assert errors(read) < 0.01
    assert read.low_share < 0.05
    assert read.engine.startswith("tesseract ")
    assert read.engine.endswith(" tha+eng")
    assert (read.width, read.height, read.dpi) == (*page.size, 300)


@pytest.mark.usefixtures("tesseract")
def test_lines_have_their_places(page):
    read = recognise(png(page))
    assert [line.block for line in read.lines] == list(range(1, len(TEXT) + 1))
    for number, line in enumerate(read.lines):
        left, top, right, bottom = line.box
        assert left == pytest.approx(150, abs=12)
        assert top == pytest.approx(130 + 125 * number, abs=30)
        assert top < bottom < top + 110
        assert left < right < read.width
        assert all(left <= piece.box[0] <= piece.box[2] <= right for piece in line.pieces)
        assert all(0 <= piece.confidence <= 100 for piece in line.pieces)


@pytest.mark.usefixtures("tesseract")
def test_spaces_stand_between_words_only(page):
    lines = recognise_lines(png(page))
    assert lines[2].text == "พันธกิจ"
    assert "Service Mind, Teamwork" in lines[6].text


def noise(size):
    """Grains as strong as those of `Image.effect_noise(size, 60)`, but the same every time."""
    drawn = random.Random(1).randbytes(size[0] * size[1])
    return Image.frombytes("L", size, drawn).point(lambda grey: 128 + (grey - 128) * 60 // 74)


@pytest.mark.usefixtures("tesseract")
def test_a_scan(page):
    """200 dpi, turned by one degree, blurred and grainy."""
    coarse = page.resize((page.width * 2 // 3, page.height * 2 // 3), Image.Resampling.LANCZOS)
    turned = coarse.rotate(1.0, Image.Resampling.BICUBIC, fillcolor=255)
    grainy = Image.blend(turned.filter(ImageFilter.GaussianBlur(0.6)), noise(turned.size), 0.3)
    (read,) = recognise_image(saved(grainy, "JPEG", dpi=(200, 200)))
    assert len(read.lines) == len(TEXT)
    assert errors(read) < 0.03


@pytest.mark.usefixtures("tesseract")
def test_a_page_of_a_pdf(page):
    read = recognise_pdf_page(saved(page, "PDF", resolution=300), 0)
    assert errors(read) < 0.01
    assert recognise_pdf_page(b"%PDF-1.4", 0).code is FindingCode.DAMAGED


@pytest.mark.usefixtures("tesseract")
def test_columns_stay_apart(page):
    beside = Image.new("L", (page.width * 2, page.height), "white")
    beside.paste(page, (0, 0))
    beside.paste(page, (page.width, 0))
    read = recognise(png(beside))
    assert len(read.lines) >= 2 * len(TEXT)
    assert all(line.box[2] < page.width + 20 or line.box[0] > page.width - 20 for line in read.lines)


@pytest.mark.usefixtures("tesseract")
def test_an_empty_page():
    assert recognise(png(BLANK)).lines == ()
    assert recognise(png(BLANK)).low_share == 0
    assert recognise(png(BLANK)).text == ""


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("name", GAZETTE)
def test_a_page_of_the_gazette(name):
    if not (REAL / name).exists():
        pytest.skip(f"{REAL / name} is not there")
    (read,) = recognise_image((REAL / name).read_bytes())
    line = letters(GAZETTE[name])
    assert min(Levenshtein.normalized_distance(line, letters(one.text)) for one in read.lines) < 0.03
    assert not [one.text for one in read.lines if one.low_share > 0.5]


@pytest.mark.usefixtures("tesseract")
def test_in_a_guarded_process(page):
    with Guard() as guard:
        read = guard.run(recognise, png(page.crop((0, 350, 1748, 480))))
        assert read.text == "พันธกิจ"


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nrubbish", saved(DOT, "JPEG")])
def test_what_is_no_picture(program, data):
    program("tesseract", ANSWERS)
    assert recognise(data).code is FindingCode.DAMAGED


def test_a_picture_too_large(program, monkeypatch):
    program("tesseract", ANSWERS)
    monkeypatch.setattr(ocr, "_MOST_PIXELS", 1000)
    assert recognise(png(DOT)).code is FindingCode.SIZE_LIMIT


@pytest.mark.usefixtures("no_programs")
def test_without_the_program():
    stopped = recognise(png(DOT))
    assert stopped.code is FindingCode.NEEDS_OCR
    assert stopped.code in HOLDING_CODES
    assert stopped.packages == ("tesseract-ocr", "tesseract-ocr-tha")
    assert "apt install tesseract-ocr tesseract-ocr-tha" in stopped.message
    assert list(recognise_image(png(DOT))) == [stopped]
    assert recognise_lines(png(DOT)) == stopped


def test_without_thai(program):
    program("tesseract", "echo 'List of available languages (2):'", "echo eng", "echo osd")
    stopped = recognise(png(DOT))
    assert stopped.code is FindingCode.NEEDS_OCR
    assert stopped.packages == ("tesseract-ocr-tha",)


ANSWERS = 'case "$1" in --version) echo tesseract 5.9; exit;; --list-langs) echo tha; echo eng; exit;; esac'
NOTHING_READ = (": > read.txt", "echo level > read.tsv")


def test_a_page_that_takes_too_long(program):
    program("tesseract", ANSWERS, "sleep 1000 & wait")
    stopped = recognise(png(DOT), seconds=0.3)
    assert stopped == Stopped(FindingCode.PARSER_TIMEOUT, "OCR of a page took more than 0.3 seconds")


def test_a_program_that_fails(program):
    program("tesseract", ANSWERS, "echo out of order >&2", "exit 7")
    assert recognise(png(DOT)) == Stopped(
        FindingCode.PARSER_CRASH, "OCR of a page failed (exit code 7)", detail="out of order"
    )


def test_a_program_that_only_says_it_succeeded(program):
    program("tesseract", ANSWERS, "exit 0")
    assert recognise(png(DOT)).code is FindingCode.PARSER_CRASH


def test_one_thread_and_languages_in_the_right_order(program, tmp_path):
    told = tmp_path / "told"
    program("tesseract", ANSWERS, f'echo "$OMP_THREAD_LIMIT" "$@" > {told}', *NOTHING_READ)
    read = recognise(png(DOT), 299.7)
    assert read.lines == ()
    assert read.engine == "tesseract 5.9 tha+eng"
    assert told.read_text() == "1 list.txt read -l tha+eng --dpi 300 --psm 7 tsv txt\n"
