"""Pages drawn from PDF and opened from picture files."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from engines import images
from engines.images import page_images, render_page
from schemas.codes import FindingCode
from schemas.engines import PageImage, Stopped


def saved(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def opened(page):
    return Image.open(io.BytesIO(page.png))


def corner(mode="L", size=(900, 1200), paper="white"):
    """White, with a black upper left corner."""
    image = Image.new(mode, size, paper)
    ImageDraw.Draw(image).rectangle((0, 0, 200, 100), fill="black")
    return image


def pdf(width, height, trailer=b""):
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]>>endobj\n"
        b"trailer<</Root 1 0 R%b>>\n%%%%EOF\n" % (width, height, trailer)
    )


def test_a_page_is_drawn_in_grey():
    page = render_page(pdf(595, 842), 0)
    assert (page.width, page.height, page.dpi) == (2480, 3509, 300)
    assert opened(page).mode == "L"
    assert opened(page).size == (page.width, page.height)
    assert opened(page).info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_large_page_is_drawn_coarser():
    page = render_page(pdf(2384, 3370), 0)
    assert 100 < page.dpi < 300
    assert page.width * page.height <= images.MOST_PIXELS * 1.01


def test_a_page_too_large():
    stopped = render_page(pdf(14400, 14400), 0)
    assert stopped.code is FindingCode.SIZE_LIMIT
    assert "200 × 200 inches" in stopped.message


@pytest.mark.parametrize("index", [1, -1, 10**9])
def test_a_page_that_is_not_there(index):
    assert render_page(pdf(595, 842), index).code is FindingCode.DAMAGED


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"rubbish" * 100], ids=["empty", "head", "rubbish"])
def test_what_is_no_pdf(data):
    assert render_page(data, 0).code is FindingCode.DAMAGED


def test_a_pdf_with_a_password():
    words = b"(%b)" % (b"x" * 32)
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O%b/U%b/P -4>>/ID[(a)(a)]" % (words, words)
    assert render_page(pdf(595, 842, lock), 0).code is FindingCode.ENCRYPTED


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_picture_files(kind):
    (page,) = page_images(saved(corner("RGB"), kind))
    assert opened(page).mode == "L"
    assert opened(page).getpixel((10, 10)) < 20
    assert opened(page).getpixel((page.width - 10, page.height - 10)) > 235


def test_a_coarse_picture_is_enlarged():
    (page,) = page_images(saved(corner(), "PNG", dpi=(200, 200)))
    assert (page.width, page.height) == (1350, 1800)
    assert page.dpi == pytest.approx(300, rel=0.001)


def test_a_picture_that_does_not_say_its_density_is_an_a4_page():
    (page,) = page_images(saved(corner(size=(1654, 2339)), "PNG"))
    assert page.width / page.dpi == pytest.approx(8.27, rel=0.001)
    assert page.dpi == pytest.approx(300, rel=0.001)


def test_a_density_of_screens_is_not_believed():
    (page,) = page_images(saved(corner(size=(2480, 3508)), "JPEG", dpi=(72, 72)))
    assert page.dpi == pytest.approx(300, rel=0.001)


def test_transparent_is_white():
    image = Image.new("RGBA", (900, 1200), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 200, 100), fill="black")
    (page,) = page_images(saved(image, "PNG"))
    assert opened(page).getpixel((page.width - 10, 10)) == 255
    assert opened(page).getpixel((10, 10)) == 0


def test_sixteen_bits():
    image = Image.new("I;16", (900, 1200), 60_000)
    image.paste(0, (0, 0, 200, 100))
    (page,) = page_images(saved(image, "PNG"))
    assert opened(page).getpixel((10, 10)) == 0
    assert opened(page).getpixel((page.width - 10, 10)) > 200


def test_a_photograph_lying_on_its_side():
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = page_images(saved(corner(), "JPEG", exif=exif))
    assert page.width > page.height
    assert opened(page).getpixel((page.width - 10, 10)) < 20


def test_all_pages_of_a_fax():
    pages = [corner("1", paper=1), corner("1", paper=1), corner("1", paper=1)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert [type(page) for page in page_images(data)] == [PageImage] * 3


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(images, "MOST_PAGES", 2)
    pages = [corner("1")] * 3
    first, second, end = page_images(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert isinstance(first, PageImage)
    assert isinstance(second, PageImage)
    assert end == Stopped(FindingCode.SIZE_LIMIT, "it has 3 pages, of which 2 are read")


def test_the_first_picture_of_an_animation():
    frames = [corner(size=(300, 400)), Image.new("L", (300, 400), "white")]
    assert len(list(page_images(saved(frames[0], "GIF", save_all=True, append_images=frames[1:])))) == 1


@pytest.mark.parametrize("side", [12_000, 20_000, 60_000])
def test_a_picture_of_too_many_pixels(side):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    (stopped,) = page_images(data)
    assert stopped.code is FindingCode.SIZE_LIMIT


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_a_picture_cut_short(kind):
    noise = Image.effect_noise((300, 400), 90)
    data = saved(noise, kind)
    for share in (0.02, 0.5, 0.9):
        (stopped,) = page_images(data[: int(len(data) * share)])
        assert stopped.code is FindingCode.DAMAGED


@pytest.mark.parametrize("data", [b"", b"rubbish", b"%PDF-1.4\n"])
def test_what_is_no_picture(data):
    (stopped,) = page_images(data)
    assert stopped.code is FindingCode.DAMAGED
