"""Pictures made to do harm: huge ones in few bytes, cut ones, ones with nothing to read."""

import io
import struct
import zlib

from PIL import Image, ImageDraw


def chunk(kind, body):
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png(width, height, rows=b""):
    """A PNG that says this size, with so many packed rows."""
    head = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def huge(side=50_000):
    """A black square of 2.5 thousand million pixels, in 300 KB."""
    return png(side, side, bytes((side // 8 + 1) * side))


def lying(side=4_000):
    """A picture of many rows that has none of them."""
    return png(side, side)


def drawn():
    """A sound picture with nothing to read on it."""
    image = Image.new("L", (600, 400), "white")
    ImageDraw.Draw(image).rectangle((100, 100, 300, 150), fill="black")
    return saved(image, "PNG")


def frames(count=400):
    """A TIFF of many pages."""
    page = Image.new("1", (64, 64), "white")
    return saved(page, "TIFF", save_all=True, append_images=[page] * (count - 1))


def saved(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def cut(data):
    return data[: len(data) // 2]
