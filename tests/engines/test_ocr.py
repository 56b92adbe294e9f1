"""Recognition of page images, with the real program where it is installed and with false ones."""

import io
import os
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from engines import ocr
from engines.guard import Guard
from engines.images import page_images, render_page
from engines.limits import Limits
from engines.ocr import recognise, recognise_image, recognise_pdf_page
from schemas.codes import HOLDING_CODES, FindingCode
from schemas.engines import OcrPage, PageImage, Stopped
from tests.engines.own_text import TEXT

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
BLANK = Image.new("L", (600, 400), "white")


def saved(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def png(image):
    return saved(image, "PNG")


def letters(lines):
    text = unicodedata.normalize("NFC", "\n".join(lines)).replace("\u0e4d\u0e32", "\u0e33")
    return "".join(text.split())


@pytest.mark.usefixtures("tesseract")
def test_a_page_of_text(page):
    read = recognise(png(page))
    assert len(read.lines) == len(TEXT)
    assert Levenshtein.normalized_distance(letters(TEXT), letters(line.text for line in read.lines)) < 0.03
    assert read.low_share < 0.05
    assert read.engine.startswith("tesseract ")
    assert read.engine.endswith(" tha+eng")
    assert (read.width, read.height) == pytest.approx((419.52, 264))
    assert read.text.count("\n") == len(TEXT) - 1


@pytest.mark.usefixtures("tesseract")
def test_lines_have_their_places(page):
    read = recognise(png(page))
    for number, line in enumerate(read.lines):
        left, top, right, bottom = line.box
        assert left == pytest.approx(36, abs=3)
        assert top == pytest.approx((120 + 125 * number) * 0.24, abs=12)
        assert top < bottom < top + 30
        assert left < right < read.width
        assert all(left <= piece.box[0] <= piece.box[2] <= right for piece in line.pieces)
        assert all(0 <= piece.confidence <= 100 for piece in line.pieces)


@pytest.mark.usefixtures("tesseract")
def test_spaces_stand_between_words_only(page):
    lines = [line.text for line in recognise(png(page)).lines]
    assert lines[2] == "พันธกิจ"
    assert "Service Mind, Teamwork" in lines[6]


@pytest.mark.usefixtures("tesseract")
def test_a_scanned_pdf(page):
    read = recognise_pdf_page(saved(page, "PDF", resolution=300), 0)
    assert Levenshtein.normalized_distance(letters(TEXT), letters(line.text for line in read.lines)) < 0.03


@pytest.mark.usefixtures("tesseract")
def test_an_empty_page():
    assert recognise(png(PAGE)).lines == ()
    assert recognise(png(PAGE)).low_share == 0


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("rg-1.png", "ให้แก่ประชาชนโดยเร็วเพื่อให้การปกครองในระบอบประชาธิปไตยอันมีพระมหากษัตริย์ทรงเป็นประมุข"),
        ("ncsa-01.png", "ระบบคอมพิวเตอร์ หรือโปรแกรมคอมพิวเตอร์ จึงสมควรมีมาตรฐานด้านการรักษาความมั่นคงปลอดภัยไซเบอร์"),
    ],
)
def test_a_page_of_the_gazette(name, line):
    if not (REAL / name).exists():
        pytest.skip(f"{REAL / name} is not there")
    (read,) = recognise_image((REAL / name).read_bytes())
    assert isinstance(read, OcrPage)
    nearest = min(Levenshtein.normalized_distance(letters([line]), letters([one.text])) for one in read.lines)
    assert nearest < 0.05
    assert not [one.text for one in read.lines if one.low_share > 0.5]


@pytest.mark.usefixtures("tesseract")
def test_in_a_guarded_process(page):
    with Guard() as guard:
        read = guard.run(recognise, png(page.crop((0, 300, 1748, 500))))
        assert [line.text for line in read.lines] == ["พันธกิจ"]


@pytest.mark.usefixtures("tesseract")
def test_what_is_no_picture():
    stopped = recognise(PageImage(b"\x89PNG\r\n\x1a\nrubbish", 300, 10, 10))
    assert stopped.code is FindingCode.PARSER_CRASH
    assert stopped.detail


@pytest.mark.usefixtures("no_programs")
def test_without_the_program():
    stopped = recognise(png(PAGE))
    assert stopped.code is FindingCode.NEEDS_OCR
    assert stopped.code in HOLDING_CODES
    assert stopped.packages == ("tesseract-ocr", "tesseract-ocr-tha")
    assert "apt install tesseract-ocr tesseract-ocr-tha" in stopped.message


def test_without_thai(program):
    program("tesseract", "echo 'List of available languages (2):'", "echo eng", "echo osd")
    stopped = recognise(png(PAGE))
    assert stopped.code is FindingCode.NEEDS_OCR
    assert stopped.packages == ("tesseract-ocr-tha",)


ANSWERS = 'case "$1" in --version) echo tesseract 5.9; exit;; --list-langs) echo tha; echo eng; exit;; esac'


def test_a_page_that_takes_too_long(program):
    program("tesseract", ANSWERS, "sleep 1000 & wait")
    stopped = recognise(png(PAGE), seconds=0.3)
    assert stopped == Stopped(FindingCode.PARSER_TIMEOUT, "OCR of a page took more than 0.3 seconds")


def test_a_program_that_fails(program):
    program("tesseract", ANSWERS, "echo out of order >&2", "exit 7")
    stopped = recognise(png(PAGE))
    assert stopped == Stopped(
        FindingCode.PARSER_CRASH, "OCR of a page failed (exit code 7)", detail="out of order"
    )


def test_a_program_that_says_it_succeeded(program):
    program("tesseract", ANSWERS, "exit 0")
    assert recognise(png(PAGE)).code is FindingCode.PARSER_CRASH


def test_one_thread_and_languages_in_the_right_order(program, tmp_path):
    told = tmp_path / "told"
    program(
        "tesseract",
        ANSWERS,
        f'echo "$OMP_THREAD_LIMIT" "$@" > {told}',
        ": > read.txt",
        "echo level > read.tsv",
    )
    read = recognise(png(PAGE), 299.7)
    assert read.lines == ()
    assert read.engine == "tesseract 5.9 tha+eng"
    assert told.read_text().split() == [
        "1",
        "page.png",
        "read",
        "-l",
        "tha+eng",
        "--dpi",
        "300",
        "tsv",
        "txt",
    ]


def test_time_for_ocr_is_not_the_readers(program):
    program("tesseract", ANSWERS, "sleep 0.6", ": > read.txt", "echo level > read.tsv")
    with Guard() as guard:
        read = guard.run(recognise, png(PAGE), limits=Limits(seconds=0.4))
        assert isinstance(read, OcrPage)


def test_a_hanging_program_dies_with_its_process(program, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program("tesseract", ANSWERS, f"(echo alive; sleep 1000) > {pipe} &", "sleep 1000")
    with (
        Guard() as guard,
        pipe.open(opener=lambda path, _flags: os.open(path, os.O_RDONLY | os.O_NONBLOCK)) as end,
    ):
        stopped = guard.run(recognise, png(PAGE), limits=Limits(seconds=0.1, most_seconds=1))
        assert stopped.message == "reading it took more than 1 seconds"
        os.set_blocking(end.fileno(), True)
        assert end.read() == "alive\n"  # comes to its end when the last who holds the pipe is dead


def test_pictures_stop_at_the_first_that_cannot_be_read(monkeypatch):
    pages = [png(BLANK), png(BLANK)]
    monkeypatch.setattr(ocr, "page_images", lambda _data: iter(pages))
    monkeypatch.setattr(ocr, "recognise", lambda *_args, **_more: Stopped(FindingCode.NEEDS_OCR, "no"))
    assert list(recognise_image(b"")) == [Stopped(FindingCode.NEEDS_OCR, "no")]
    assert [page.dpi for page in page_images(saved(BLANK, "PNG"))] != []
    assert isinstance(render_page(saved(BLANK, "PDF"), 0), PageImage)
