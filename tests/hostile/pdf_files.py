"""Hostile and odd PDF files, written byte by byte; no file from elsewhere."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

KIB, MIB = 1024, 1024 * 1024
HELLO = b"BT /F1 24 Tf 72 700 Td (Vision: schools near every home) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object, as it is."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), extra, content)


def packed(content: bytes, extra: bytes = b"") -> bytes:
    """A deflated stream object."""
    return stream(zlib.compress(content), b"/Filter /FlateDecode " + extra)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of them the catalog."""
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def pages(contents: Sequence[bytes], *, count: int | None = None, resources: bytes = b"") -> list[bytes]:
    """Catalog, page tree, font, and a page and a stream for each content."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(contents) if count is None else count),
        FONT,
    ]
    for index, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> %b >> >>" % (5 + 2 * index, resources),
            content,
        ]
    return objects


def plain(count: int = 1) -> bytes:
    """A sound file with a line of text on each page."""
    lines = [HELLO.replace(b"home", b"home %d" % number) for number in range(1, count + 1)]
    return pdf(pages([packed(line) for line in lines]))


def no_pages() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def no_catalog() -> bytes:
    return pdf([b"<< /Type /Nothing >>"])


def lying_count(count: int) -> bytes:
    """One page, and a page tree that says there are more."""
    return pdf(pages([packed(HELLO)], count=count))


def loop() -> bytes:
    """A page tree that holds itself."""
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 3 >>"])


def loop_of_two() -> bytes:
    """Two nodes of a page tree that hold each other, beside a page."""
    objects = pages([packed(HELLO)])
    objects[1] = b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>"
    return pdf([*objects, b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"])


def deep_tree(depth: int) -> bytes:
    """A page at the end of a long chain of nodes."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(depth)]
    last = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, last])


def deep_arrays(depth: int) -> bytes:
    """Arrays in arrays, in the catalog and on a page."""
    objects = pages([packed(b"[" * depth + b" TJ " + HELLO)])
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>"
    return pdf(objects)


def looping_xref() -> bytes:
    """A file whose list of objects says that the one before it is itself."""
    data = plain()
    start = data[data.rindex(b"startxref") + 10 :].split()[0]
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + start)


def looping_form() -> bytes:
    """A form that draws itself."""
    extra = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X0 6 0 R >> >>"
    objects = pages([packed(b"/X0 Do " + HELLO)], resources=b"/XObject << /X0 6 0 R >>")
    return pdf([*objects, packed(b"/X0 Do /X0 Do", extra)])


def twice_packed(size: int) -> bytes:
    """Blanks packed twice: a file of a few KiB."""
    content = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return pdf(pages([stream(content, b"/Filter [/FlateDecode /FlateDecode]")]))


def many_words(count: int) -> bytes:
    """A page of so many short words, packed to little."""
    words = b"".join(b"1 0 0 1 %d %d Tm (ab) Tj " % (at % 500, at % 800) for at in range(count))
    return pdf(pages([packed(b"BT /F1 9 Tf " + words + b"ET")]))


def many_lines(count: int) -> bytes:
    """A page of so many drawn lines."""
    lines = b"".join(b"%d %d m %d %d l S " % (at % 595, at % 842, at % 500, at % 700) for at in range(count))
    return pdf(pages([packed(lines + HELLO)]))


def huge_page() -> bytes:
    """A picture on a page of a hundred million points a side."""
    return scan().replace(b"[0 0 595 842]", b"[0 0 99999999 99999999]")


def huge_picture() -> bytes:
    """A page with a picture that says it is a hundred thousand pixels a side, of nothing."""
    picture = packed(
        bytes(1024),
        b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8"
        b" /ColorSpace /DeviceRGB",
    )
    objects = pages([packed(b"q 595 0 0 842 0 0 cm /I0 Do Q")], resources=b"/XObject << /I0 6 0 R >>")
    return pdf([*objects, picture])


def missing_content() -> bytes:
    """Two pages of which one has lost its content."""
    objects = pages([packed(HELLO), packed(HELLO)])
    objects[5] = objects[5].replace(b"/Contents 7 0 R", b"/Contents 99 0 R")
    return pdf(objects)


def hidden_page() -> bytes:
    """Two pages; the page tree names one."""
    objects = pages([packed(HELLO), packed(HELLO)])
    objects[1] = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    return pdf(objects)


def broken_content() -> bytes:
    """A page whose packed content is damaged in the middle."""
    body = bytearray(packed(b"\n".join([HELLO] * 50)))
    middle = len(body) // 2
    body[middle : middle + 4] = bytes(255 - byte for byte in body[middle : middle + 4])
    return pdf(pages([bytes(body)]))


def flate_bomb(size: int) -> bytes:
    """A content of blanks that unpacks to `size` bytes."""
    return pdf(pages([packed(b" " * size)]))


def nested_forms(depth: int) -> bytes:
    """Forms that draw the next one twice each."""
    objects = pages([packed(b"/X0 Do")], resources=b"/XObject << /X0 6 0 R >>")
    for level in range(depth):
        extra = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X0 %d 0 R >> >>"
        )
        objects.append(packed(b"/X0 Do /X0 Do", extra % (7 + level)))
    objects.append(packed(HELLO, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"))
    return pdf(objects)


def scan(count: int = 1, text: bytes = b"") -> bytes:
    """Pages that are pictures, with or without some text."""
    picture = stream(
        bytes(range(0, 256, 4)),
        b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    content = packed(b"q 595 0 0 842 0 0 cm /I0 Do Q " + text)
    objects = pages([content] * count, resources=b"/XObject << /I0 %d 0 R >>" % (4 + 2 * count))
    return pdf([*objects, picture])


def mixed() -> bytes:
    """A page of text and a page that is a picture."""
    picture = stream(
        bytes(range(0, 256, 4)),
        b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    contents = [packed(HELLO), packed(b"q 595 0 0 842 0 0 cm /I0 Do Q")]
    return pdf([*pages(contents, resources=b"/XObject << /I0 8 0 R >>"), picture])


def garbled() -> bytes:
    """Thai in a font that says it is Latin: no reader can tell the letters."""
    thai = "สำนักงานเขตพื้นที่การศึกษา".encode("cp874")
    escaped = thai.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return pdf(pages([packed(b"BT /F1 16 Tf 72 700 Td (%b) Tj ET" % escaped)]))


def md5(data: bytes) -> hashlib._Hash:
    return hashlib.md5(data, usedforsecurity=False)


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def encrypted(password: bytes = b"") -> bytes:
    """A file under the 40-bit RC4 handler (ISO 32000-1, 7.6.3); the empty password opens it or not."""
    name, rights = b"0123456789abcdef", -4
    padded = (password + PADDING)[:32]
    owner = rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + rights.to_bytes(4, "little", signed=True) + name).digest()[:5]
    user = rc4(key, PADDING)
    secret = md5(key + (5).to_bytes(3, "little") + b"\0\0").digest()[:10]
    objects = pages([stream(rc4(secret, HELLO))])
    handler = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P %d >> /ID [<%b> <%b>]" % (
        owner.hex().encode(), user.hex().encode(), rights, name.hex().encode(), name.hex().encode()
    )  # fmt: skip
    return pdf(objects, handler)
