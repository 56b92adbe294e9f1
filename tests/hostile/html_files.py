"""Web pages and texts made to do harm, or that are not what they seem: sizes, charsets, types, names."""

from tests.pages import LOEI, MISSIONS, html_page, text_page

MIB = 1024 * 1024
PAGE = html_page(LOEI)
STATEMENTS = 1 + len(MISSIONS)
"""What a sound page of these says."""
TAIL = "<h2>พันธกิจ</h2><ol>" + "".join(f"<li>{mission}</li>" for mission in MISSIONS) + "</ol>"


def page(body, *, title=LOEI, head=""):
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    ).encode()


# Row 10: size and depth


def over_the_limit():
    return page(TAIL + "<p>" + "ก" * (11 * MIB // 3))


def nested(tag, depth):
    return page(f"<{tag}>" * depth + TAIL + f"</{tag}>" * depth)


def nested_tables(depth):
    return page("<table><tr><td>" * depth + TAIL + "</td></tr></table>" * depth)


def many_attributes(count=200_000):
    return page("<div " + " ".join(f"a{number}='1'" for number in range(count)) + f">{TAIL}</div>")


def long_text_node(size=9 * MIB):
    return page(TAIL + "<p>" + "ข้อความ " * (size // 22))


def many_tags(count=600_000):
    return page(TAIL + "<b>x</b>" * count)


def wide_cell(span=10**9):
    return page(f"<table><tr><td colspan={span} rowspan={span}>ก</td><td>ข</td></tr></table>{TAIL}")


def far_number():
    return page(TAIL.replace("<ol>", f"<ol start={'9' * 5_000}>"))


def many_entities(count=300_000):
    return page(TAIL + "<p>" + "&amp;&#x41;&nope;" * count)


def open_comments(count=100_000):
    return page(TAIL + "<!--" * count)


def entity(canary):
    """A page with a DTD of its own, and pictures, frames and styles from elsewhere."""
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{canary}"><!ENTITY % y SYSTEM "{canary}"> %y;]>'
    more = f"<img src='{canary}'><iframe src='{canary}'></iframe><link rel=stylesheet href='{canary}'>"
    return PAGE.replace(b"<!DOCTYPE html>", doctype.encode()).replace(b"</h1>", f"</h1>&x;{more}".encode())


# Row 11: charsets


def charset(codec, label=None):
    """A page in a codec, labelled otherwise or not at all."""
    said = f"<meta charset='{label}'>" if label else ""
    return PAGE.decode().replace("<meta charset='utf-8'>", said).encode(codec)


def scrambled():
    """UTF-8 that was taken for windows-1252 and written as UTF-8 again."""
    table = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
    return "".join(table[byte] for byte in PAGE).encode()


def with_nul():
    return PAGE.replace("พันธกิจ".encode(), "พันธ\x00กิจ".encode()).replace(b"<li>", b"<li>\x00")


def cut_letter():
    """A page in UTF-8 of which a letter is cut in the middle."""
    at = PAGE.index("คุณภาพ".encode())
    return PAGE[: at + 1] + PAGE[at + 2 :]


def neither():
    """Bytes that are no UTF-8 and no Thai."""
    return PAGE.replace("พัฒนา".encode(), bytes([0xFE, 0xDB, 0xDC, 0xFF, 0xE1, 0x41]) * 80)


# Row 13: another type than declared


def named_otherwise():
    """What comes under a name or declaration of another type: name → bytes."""
    from tests.hostile import office_files, pdf_files
    from tests.office import docx

    word = docx(office_files.BODY)
    return {
        "page.pdf": PAGE,
        "page.docx": PAGE,
        "old.doc": PAGE,
        "old-rtf.doc": office_files.sound()["rtf"],
        "new.doc": word,
        "word.html": word,
        "word.pdf": word,
        "pdf.html": pdf_files.plain(),
        "pdf.docx": pdf_files.plain(),
        "text.docx": text_page(LOEI),
        "text.pdf": text_page(LOEI),
    }


def program():
    return b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 64


# Row 16: names

NAMES = {
    "points upwards": "a%2f..%2f..%2fpasswd.html",
    "dots": "a....html",
    "quotes": "a'\";DROP TABLE statements;--.html",
    "blanks": " a .html",
    "new line": "a\nb\tc.html",
    "colours": "\x1b[31mred\x1b[0m.html",
    "right to left": "\u202elmth.html",
    "a mark alone": "\u0e31\u0e49.html",
    "a formula": "=cmd|'x'!A1.html",
    "mark-up": "<script>alert(1)<!--.html",
    "long": "ก" * 80 + ".html",
    "not UTF-8": b"\xa1\xa2\xff.html".decode("utf-8", "surrogateescape"),
    "a format": "%s%n{0}{x}.html",
    "option": "--office=x.html",
    "Windows": "C:\\con\\aux.html",
}
"""File names that a folder can hold."""
URLS = {
    "5,000 characters": "https://example.go.th/" + "a" * 5_000 + ".html",
    "NUL": "https://example.go.th/a\x00b.html",
    "upwards": "https://example.go.th/../../../../etc/passwd",
    "dots only": "https://example.go.th/../..",
    "right to left, in an address": "https://example.go.th/\u202elmth.fdp",
}
"""Addresses that a document may come from."""
