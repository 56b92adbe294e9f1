"""Office files made to do harm: bombs, entities, cuts, locks, wrong names, deep nests, hidden text."""

import io
import struct
import zipfile
import zlib

from tests.office import NAMES, docx, docx_parts, odt, p, package, pptx, r, rtf, shape, tbl, tc, xlsx

MIB = 1024 * 1024
BODY = p("วิสัยทัศน์", "H1") + p("องค์กรแห่งการเรียนรู้") + p("พันธกิจ", "H1") + p("1. จัดการศึกษา") + p("2. พัฒนาครู")


def zipped(parts, level=1):
    """A zip of (name, bytes) pairs; two may have one name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts:
            archive.NameToInfo.pop(name, None)
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def pairs(body=BODY, **more):
    return [(name, text.encode()) for name, text in docx_parts(body, **more).items()]


def text_bomb():
    """A part of 210 MiB of text."""
    huge = b"<w:p><w:r><w:t>" + b"\xe0\xb8\x81" * (70 * MIB) + b"</w:t></w:r></w:p>"
    return zipped([*pairs(), ("word/document2.xml", huge)])


def body_bomb():
    """A body of 40 MiB of spaces: over a hundred times its packed size."""
    parts = dict(pairs())
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + b" " * (40 * MIB)
    )
    return zipped(parts.items())


def image_bomb():
    return zipped([*pairs(), ("word/media/image1.png", bytes(60 * MIB))])


def unrelated_bomb():
    return zipped([*pairs(), ("nobody/looks/here.bin", bytes(30 * MIB))])


def many_entries(count=20_500):
    """Too many to read the directory; faults.md has 60,000."""
    return zipped([*pairs(), *((f"word/media/{number}", b"") for number in range(count))], level=0)


def elements_bomb():
    """A body of 600,000 empty paragraphs, with noise between them so that it packs within the ratio."""
    noise = "".join(f"<w:p/><!--{zlib.crc32(str(number).encode()):x}-->" for number in range(600_000))
    return docx(noise)


def tags_bomb():
    """A body of 3.2 million tags."""
    noise = "".join(
        f"<w:p/>{zlib.crc32(str(number).encode()):x}" + "<w:p/>" * 15 for number in range(200_000)
    )
    return docx(noise)


def some_entries():
    """Few enough to read the directory, too many to go on."""
    return many_entries(2_100)


def overlapping(count=64):
    """Entries of the directory that all stand for the same bytes of the file."""
    data = zipped([*pairs(), ("a", bytes(900_000))])
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<L", data[end + 16 : end + 20])[0]
    directory = data[start:end]
    at = directory.rindex(b"PK\x01\x02")
    last = directory[at:]
    more = b"".join(last[:46] + bytes([65 + number % 26]) + last[47:] for number in range(1, min(count, 26)))
    entries = struct.unpack("<H", data[end + 10 : end + 12])[0] + min(count, 26) - 1
    size = struct.pack("<L", len(directory) + len(more))
    tail = data[end : end + 8] + struct.pack("<HH", entries, entries) + size + data[end + 16 :]
    return data[:end] + more + tail


def lying_size():
    """An entry whose directory says 1 KiB while its bytes unpack to 50 MiB."""
    data = bytearray(zipped(pairs(targets={"s": ("styles", "styles2.xml")})))
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packed.compress(bytes(50 * MIB)) + packed.flush()
    name = b"word/styles2.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(bomb), 1024, len(name), 0) + name
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<L", data[end + 16 : end + 20])[0]
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(bomb), 1024, len(name), 0, 0, 0, 0, 0, start
    )
    directory = bytes(data[start:end]) + central + name
    count = struct.unpack("<H", data[end + 10 : end + 12])[0] + 1
    tail = (
        b"PK\x05\x06"
        + bytes(4)
        + struct.pack("<HHLLH", count, count, len(directory), start + len(local) + len(bomb), 0)
    )
    return bytes(data[:start]) + local + bomb + directory + tail


def with_dtd(doctype, reference="", part="word/document.xml"):
    """A part that begins with a document type."""
    parts = docx_parts(BODY.replace("องค์กร", f"{reference}องค์กร", 1))
    parts[part] = doctype + parts[part]
    return package(parts)


def dtds(canary):
    """Documents with a DTD; `canary` is an address that nobody may ever look at."""
    return {
        "external entity": with_dtd(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{canary}">]>', "&x;"),
        "parameter entity": with_dtd(f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{canary}"> %x;]>'),
        "external subset": with_dtd(f'<!DOCTYPE a SYSTEM "{canary}">'),
        "a billion laughs": with_dtd(
            "<!DOCTYPE a ["
            '<!ENTITY a0 "ha">'
            + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
            + "]>",
            "&a9;",
        ),
        "internal entity": with_dtd('<!DOCTYPE a [<!ENTITY x "พันธกิจ">]>', "&x;"),
        "in the styles": with_dtd(f'<!DOCTYPE a SYSTEM "{canary}">', part="word/styles.xml"),
        "in the relations": with_dtd(f'<!DOCTYPE a SYSTEM "{canary}">', part="word/_rels/document.xml.rels"),
        "in UTF-16": package(
            docx_parts(BODY)
            | {
                "word/document.xml": (
                    f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a SYSTEM "{canary}">'
                    f"<w:document {NAMES}><w:body>{BODY}</w:body></w:document>"
                ).encode("utf-16")
            }
        ),
    }


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def without(*names):
    """A package that lacks some parts."""
    return package({name: text for name, text in docx_parts(BODY).items() if name not in names})


def renamed(name):
    """A package with one more entry, of a name that points elsewhere."""
    return zipped([*pairs(), (name, b"<x/>")])


def locked_zip():
    """A zip whose entries say that they are encrypted."""
    data = bytearray(docx(BODY))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def damaged():
    """Files that are not whole or not what they are called."""
    whole = docx(BODY)
    return {
        "cut in half": whole[: len(whole) // 2],
        "cut before the directory": whole[: whole.rindex(b"PK\x05\x06")],
        "first bytes only": whole[:40],
        "no zip": b"PK\x03\x04" + b"rubbish" * 50,
        "no main part": without("word/document.xml"),
        "no body": package(docx_parts(BODY) | {"word/document.xml": f"<w:document {NAMES}/>"}),
        "not XML": package(docx_parts(BODY) | {"word/document.xml": "<w:document"}),
        "unknown prefix": package(docx_parts(BODY) | {"word/document.xml": "<q:document/>"}),
        "damaged styles": package(docx_parts(BODY) | {"word/styles.xml": "<w:styles"}),
        "two bodies": zipped([*pairs(), ("word/document.xml", b"<x/>")]),
        "two bodies, one in capitals": zipped([*pairs(), ("WORD/Document.xml", b"<x/>")]),
        "flipped byte": flipped(whole),
    }


def flipped(data):
    """One byte of a packed part is another."""
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def deep_tables(depth):
    content = p("ใจกลาง")
    for _ in range(depth):
        content = tbl([tc(content + p(""))])
    return docx(p("ก") + content)


def deep_runs(depth):
    return docx(p("<w:smartTag>" * depth + r("ใจกลาง") + "</w:smartTag>" * depth))


def long_text():
    return docx(p("ก" * (11 * MIB // 3)))


SLIDE = shape("<a:p><a:r><a:t>วิสัยทัศน์</a:t></a:r></a:p>", "title") + shape(
    "<a:p><a:r><a:t>องค์กรแห่งการเรียนรู้</a:t></a:r></a:p>", "body"
)
SHEET = (
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>พันธกิจ</t></is></c><c r="B2"><v>1</v></c></row></sheetData>'
)
ODT_BODY = (
    '<text:h text:outline-level="1">วิสัยทัศน์</text:h><text:p>องค์กรแห่งการเรียนรู้</text:p>'
    '<text:h text:outline-level="1">พันธกิจ</text:h><text:list><text:list-item><text:p>จัดการศึกษา</text:p>'
    "</text:list-item><text:list-item><text:p>พัฒนาครู</text:p></text:list-item></text:list>"
)
RTF_BODY = "\\pard\\b วิสัยทัศน์\\b0\\par องค์กรแห่งการเรียนรู้\\par{\\listtext 1.\\tab}\\ls1 จัดการศึกษา\\par"


def sound():
    """One sound file of each format, small, to be mutated: suffix → bytes."""
    return {
        "docx": docx(BODY + tbl([tc("ค่านิยม"), tc("โปร่งใส")])),
        "odt": odt(ODT_BODY),
        "rtf": rtf(RTF_BODY),
        "pptx": pptx(SLIDE, SLIDE),
        "xlsx": xlsx(("ทิศทาง", SHEET), strings=["<t>วิสัยทัศน์</t>", "<t>องค์กร</t>"]),
    }


def loosely_packed(data):
    """The same package with nothing compressed, so that a mutation reaches the text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return buffer.getvalue()
