"""Every hostile document by the row of the fault table that it stands for, and what must come of it.

The tests run them, and `benchmarks.reliability` writes what came into docs/reliability.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from flows.documents import Job, read_document, stopped
from schemas.codes import HOLDING_CODES, FindingCode, MediaType, Severity
from schemas.engines import Stopped
from schemas.ids import sha256, source_id
from schemas.records import Capture, Parsed, Source
from sources.folder import printable_name
from tests.hostile import html_files as pages
from tests.hostile import odd_office_files as odd
from tests.hostile import office_files as office
from tests.hostile import pdf_files as pdfs
from tests.hostile import picture_files as pictures
from tests.hostile import shell_files as shells
from tests.office import docx, odt, pptx, xlsx
from tests.pages import LOEI, text_page

CANARY = "http://127.0.0.1:9/canary"
"""An address that no reader may ask."""


@dataclass(frozen=True)
class Case:
    """One hostile document.

    `held` are the codes one of which must be an error finding; with "read" among them it may also be
    read instead. A document that is read has no holding error, has the codes of `noted` among its
    findings, at least `statements` statements, and holds `text`.
    """

    row: int
    name: str
    file: str
    make: Callable[[], bytes] = field(compare=False)
    held: frozenset[str] = frozenset()
    noted: frozenset[str] = frozenset()
    statements: int = 0
    text: str = ""
    slow: bool = False

    @property
    def id(self) -> str:
        return f"{self.row}-{self.name}"


def read_apart(work, guard):
    """What reading a document in a guard's process comes to."""
    made = guard.run(read_document, work)
    return stopped(work, made) if isinstance(made, Stopped) else made


def job(data: bytes, uri: str, declared: str | None = None) -> Job:
    """The document as a run hands it to a reader."""
    from datetime import UTC, datetime

    from parsers.sniff import sniff

    return Job(
        Capture(
            source=Source(source_id(uri), uri),
            sequence=1,
            captured_at=datetime(2026, 1, 1, tzinfo=UTC),
            content_sha256=sha256(data),
            byte_count=len(data),
            declared_type=declared,
            sniffed_type=sniff(data, name=uri) if len(data) < 1 << 20 else MediaType.UNKNOWN,
        ),
        data,
    )


def fault(case: Case, parsed: Parsed) -> str:  # noqa: PLR0911  (a list of rules, each ending in its answer)
    """What is wrong with the reading of a case; "" where nothing is."""
    errors = {f.code.value for f in parsed.findings if f.severity is Severity.ERROR}
    holding = errors & {code.value for code in HOLDING_CODES}
    blocks = parsed.document.blocks
    if not blocks and not errors:
        return "nothing was read, and nothing said"
    if holding:
        return "" if holding & case.held else f"held with {', '.join(sorted(errors))}"
    if case.held and "read" not in case.held:
        return f"read, not held with {' or '.join(sorted(case.held))}"
    found = {f.code.value for f in parsed.findings}
    if missing := case.noted - found:
        return f"no finding {', '.join(sorted(missing))} among {', '.join(sorted(found))}"
    if any("\ufffd" in each.text + each.quote for each in parsed.statements):
        return "a lost letter would stand in a table"
    if len(parsed.statements) < case.statements:
        return f"{len(parsed.statements)} statements of {case.statements}"
    return "" if any(case.text in block.text for block in blocks) else f"{case.text!r} was not read"


def _held(row, name, file, make, *codes, **more) -> Case:
    return Case(row, name, file, make, held=frozenset(codes), **more)


def _read(row, name, file, make, *noted, **more) -> Case:
    return Case(row, name, file, make, noted=frozenset(noted), **more)


def _given(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _row_1() -> Iterator[Case]:
    for bomb in (
        office.text_bomb,
        office.body_bomb,
        office.image_bomb,
        office.unrelated_bomb,
        office.many_entries,
        office.some_entries,
        office.overlapping,
    ):
        large = bomb in (office.text_bomb, office.many_entries)
        yield _held(1, bomb.__name__.replace("_", " "), "a.docx", bomb, "ZIP_LIMIT", slow=large)
    yield _held(1, "60,000 entries", "a.docx", partial(office.many_entries, 60_000), "ZIP_LIMIT", slow=True)
    yield _held(1, "size that lies", "a.docx", office.lying_size, "DAMAGED")
    yield _held(1, "3.2 million tags", "a.docx", office.tags_bomb, "SIZE_LIMIT", slow=True)
    yield _held(1, "600,000 empty paragraphs", "a.docx", office.elements_bomb, "EMPTY", slow=True)
    for name, make in {
        "a billion blanks.odt": odd.odt_spaces,
        "a billion cells.odt": odd.odt_repeated_cells,
        "a billion columns.odt": odd.odt_spans,
        "a billion columns.docx": odd.docx_spans,
        "a billionth number.docx": odd.docx_numbers,
        "the last cell there can be.xlsx": odd.xlsx_far_cell,
        "all cells merged.xlsx": odd.xlsx_merged,
        "1,500 sheets.xlsx": odd.xlsx_many_sheets,
        "a billion bytes of picture.rtf": odd.rtf_binary,
        "numbers of 5,000 digits.rtf": odd.rtf_numbers,
    }.items():
        codes = {"read", "ZIP_LIMIT", "SIZE_LIMIT", "DAMAGED", "CUT"}
        yield _held(1, name, name, make, *codes)


def _row_2() -> Iterator[Case]:
    for name in office.dtds(CANARY):
        yield _held(2, name, "a.docx", lambda name=name: office.dtds(CANARY)[name], "XML_DTD")
    doctype = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{CANARY}">]>'
    yield _held(
        2, "in OpenDocument", "a.odt", lambda: _with_dtd(odt("<text:p>ก</text:p>"), doctype), "XML_DTD"
    )
    slide, sheet = office.SLIDE, ("ทิศทาง", office.SHEET)
    yield _held(2, "in a slide", "a.pptx", lambda: _with_dtd(pptx(slide), doctype), "XML_DTD")
    yield _held(2, "in a sheet", "a.xlsx", lambda: _with_dtd(xlsx(sheet), doctype), "XML_DTD")
    wanted = {"statements": pages.STATEMENTS}
    yield _read(2, "in a web page", "a.html", partial(pages.entity, CANARY), **wanted)
    yield _read(2, "template and picture from elsewhere", "a.docx", partial(odd.docx_drawing, CANARY))
    yield _read(2, "picture from elsewhere", "a.rtf", partial(odd.rtf_drawing, CANARY))


def _with_dtd(package: bytes, doctype: str) -> bytes:
    """A package whose XML parts all begin with a document type."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    return office.zipped(
        [(name, doctype.encode() + data if data.startswith(b"<") else data) for name, data in parts]
    )


def _row_3() -> Iterator[Case]:
    for name in office.damaged():
        yield _held(3, name, "a.docx", lambda name=name: office.damaged()[name], "DAMAGED")
    encrypted = office.OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    yield _held(3, "locked", "a.docx", _given(encrypted), "ENCRYPTED")
    yield _held(3, "locked zip", "a.docx", office.locked_zip, "ENCRYPTED")
    old = office.OLE + "WordDocument".encode("utf-16-le") + bytes(600)
    yield _held(3, "a rest of a .doc, named .docx", "a.docx", _given(old), "DAMAGED", "NEEDS_TOOL")
    for name in ("../../evil.xml", "/etc/cron.d/x", "word\\..\\..\\x", "a" * 5_000):
        yield _read(3, f"entry {name[:20]}", "a.docx", partial(office.renamed, name), text="วิสัยทัศน์")
    for cut in ("odt", "pptx", "xlsx", "rtf"):
        data = office.sound()[cut]
        yield _held(3, f"{cut} cut in half", f"a.{cut}", _given(data[: len(data) // 2]), "DAMAGED", "CUT")
    picture = pictures.drawn()
    yield _held(3, "PNG cut in half", "a.png", _given(pictures.cut(picture)), "DAMAGED", "EMPTY", "NEEDS_OCR")


def _row_4() -> Iterator[Case]:
    for depth in (60, 250, 2_000):
        yield _held(
            4, f"tables, {depth} deep", "a.docx", partial(office.deep_tables, depth), "read", "DEPTH_LIMIT"
        )
        yield _held(
            4, f"runs, {depth} deep", "a.docx", partial(office.deep_runs, depth), "read", "DEPTH_LIMIT"
        )
        yield _held(
            4,
            f"lists, {depth} deep",
            "a.odt",
            partial(odd.odt_nested, depth),
            "read",
            "DEPTH_LIMIT",
            text="ใจกลาง",
        )
        yield _held(
            4, f"shapes, {depth} deep", "a.pptx", partial(odd.pptx_nested, depth), "read", "DEPTH_LIMIT",
            text="ใจกลาง",
        )  # fmt: skip
    yield _held(4, "a text of 11 MB", "a.docx", office.long_text, "ZIP_LIMIT", "SIZE_LIMIT")
    yield _read(4, "groups, 100,000 deep", "a.rtf", partial(odd.rtf_nested, 100_000))
    for tag in ("div", "blockquote", "span", "b"):
        make = partial(pages.nested, tag, 5_000)
        yield _read(4, f"{tag}, 5,000 deep", "a.html", make, statements=pages.STATEMENTS - 1)
    yield _read(4, "tables, 2,000 deep", "a.html", partial(pages.nested_tables, 2_000), text="ส่งเสริม")


def _row_5() -> Iterator[Case]:
    yield _read(5, "text box", "a.docx", odd.docx_text_box, text="โปร่งใส")
    yield _read(5, "footnote", "a.docx", odd.docx_footnote, text="เชิงอรรถ")
    yield _read(5, "part in another format", "a.docx", odd.docx_alt_chunk, "TEXT_NOT_READ")


def _row_6() -> Iterator[Case]:
    yield _held(6, "says a million pages", "a.pdf", partial(pdfs.lying_count, 10**6), "PAGE_LIMIT", "DAMAGED")
    yield _read(6, "says 2^31 pages, has one", "a.pdf", partial(pdfs.lying_count, 2**31), text="Vision")
    yield _read(
        6, "says five pages, has one", "a.pdf", partial(pdfs.lying_count, 5), "DAMAGED", text="Vision"
    )
    yield _held(6, "2,001 pages", "a.pdf", partial(pdfs.plain, 2_001), "PAGE_LIMIT")
    yield _held(6, "a page tree that holds itself", "a.pdf", pdfs.loop, "DAMAGED")
    yield _read(6, "two nodes that hold each other", "a.pdf", pdfs.loop_of_two, "DAMAGED", text="Vision")
    yield _held(6, "a page 3,000 nodes deep", "a.pdf", partial(pdfs.deep_tree, 3_000), "DAMAGED", "EMPTY")
    yield _held(6, "a list of objects in a loop", "a.pdf", pdfs.looping_xref, "read", "DAMAGED")
    yield _held(6, "no page", "a.pdf", pdfs.no_pages, "DAMAGED")
    yield _held(6, "no catalog", "a.pdf", pdfs.no_catalog, "DAMAGED")
    yield _read(6, "a page that no list names", "a.pdf", pdfs.hidden_page, "DAMAGED")
    yield _read(6, "a page without its content", "a.pdf", pdfs.missing_content, "TEXT_NOT_READ")


def _row_7() -> Iterator[Case]:
    broke = ("PARSER_MEMORY", "PARSER_TIMEOUT", "PARSER_CRASH", "EMPTY", "DAMAGED", "NEEDS_OCR")
    mib = pdfs.MIB
    yield _held(7, "50 MiB of blanks", "a.pdf", partial(pdfs.flate_bomb, 50 * mib), *broke)
    yield _held(7, "400 MiB of blanks", "a.pdf", partial(pdfs.flate_bomb, 400 * mib), *broke, slow=True)
    yield _held(
        7, "1 GiB of blanks, packed twice", "a.pdf", partial(pdfs.twice_packed, 1024 * mib), *broke, slow=True
    )
    for depth in (12, 28):
        make = partial(pdfs.nested_forms, depth)
        yield _held(7, f"forms in forms, 2^{depth} drawn", "a.pdf", make, "read", *broke, slow=depth > 12)
    yield _held(7, "a form that draws itself", "a.pdf", pdfs.looping_form, "read", *broke, slow=True)
    yield _held(7, "arrays, 100,000 deep", "a.pdf", partial(pdfs.deep_arrays, 100_000), "read", *broke)
    yield _held(
        7, "300,000 words on a page", "a.pdf", partial(pdfs.many_words, 300_000), "read", *broke, slow=True
    )
    yield _held(
        7, "300,000 lines on a page", "a.pdf", partial(pdfs.many_lines, 300_000), "read", *broke, slow=True
    )
    yield _held(7, "a scan of 10^16 points", "a.pdf", pdfs.huge_page, "read", *broke, slow=True)
    yield _held(7, "a scan of 10^10 pixels", "a.pdf", pdfs.huge_picture, "read", *broke)
    yield _held(7, "damage inside a packed part", "a.pdf", pdfs.broken_content, "EMPTY")
    yield _held(
        7, "PNG of 2,500 megapixels", "a.png", pictures.huge, *broke, "SIZE_LIMIT", "PAGE_LIMIT", slow=True
    )
    yield _held(7, "PNG without its rows", "a.png", pictures.lying, *broke)
    yield _held(7, "TIFF of 400 pages", "a.tiff", pictures.frames, *broke, "PAGE_LIMIT", slow=True)


def _row_8() -> Iterator[Case]:
    yield _read(
        8, "opens without a password", "a.pdf", pdfs.encrypted, text="Vision: schools near every home"
    )
    yield _held(8, "opens with one only", "a.pdf", partial(pdfs.encrypted, b"secret"), "ENCRYPTED")


def _row_9() -> Iterator[Case]:
    unread = ("NEEDS_OCR", "EMPTY")
    yield _held(9, "scan", "a.pdf", partial(pdfs.scan, 2), *unread, slow=True)
    yield _read(9, "a page of text and a scan", "a.pdf", pdfs.mixed, text="Vision")
    yield _held(9, "garbled letters", "a.pdf", pdfs.garbled, "read", *unread)
    yield _held(9, "picture of nothing", "a.png", pictures.drawn, *unread)


def _row_10() -> Iterator[Case]:
    wanted = {"statements": pages.STATEMENTS - 1}
    yield _held(10, "11 MiB", "a.html", pages.over_the_limit, "SIZE_LIMIT")
    yield _held(10, "11 MiB of text", "a.txt", lambda: text_page(LOEI) * 30_000, "SIZE_LIMIT")
    yield _read(10, "200,000 attributes", "a.html", pages.many_attributes, **wanted)
    yield _read(10, "a text of 9 MiB", "a.html", pages.long_text_node, **wanted, slow=True)
    yield _read(10, "600,000 tags", "a.html", pages.many_tags, **wanted, slow=True)
    yield _read(10, "a billion columns", "a.html", pages.wide_cell, **wanted)
    yield _read(10, "a number of 5,000 digits", "a.html", pages.far_number, **wanted)
    yield _read(10, "900,000 entities", "a.html", pages.many_entities, **wanted, slow=True)
    yield _read(10, "100,000 open comments", "a.html", pages.open_comments, **wanted)


def _row_11() -> Iterator[Case]:
    wanted = {"statements": pages.STATEMENTS}
    for name, make in {
        "windows-874 without a label": partial(pages.charset, "cp874"),
        "windows-874 called UTF-8": partial(pages.charset, "cp874", "utf-8"),
        "UTF-8 called TIS-620": partial(pages.charset, "utf-8", "tis-620"),
        "UTF-8 called Latin-1": partial(pages.charset, "utf-8", "iso-8859-1"),
        "UTF-8 called nothing known": partial(pages.charset, "utf-8", "x-klingon"),
        "UTF-16 with a mark": partial(pages.charset, "utf-16", "utf-8"),
        "UTF-16 LE without a mark": partial(pages.charset, "utf-16-le"),
        "UTF-16 BE without a mark": partial(pages.charset, "utf-16-be", "tis-620"),
        "UTF-32": partial(pages.charset, "utf-32"),
        "UTF-8 twice over": pages.scrambled,
    }.items():
        yield _read(11, name, "a.html", make, **wanted)
    yield _read(11, "NUL in words", "a.html", pages.with_nul, "CHARSET", **wanted)
    yield _read(
        11,
        "a letter cut in the middle",
        "a.html",
        pages.cut_letter,
        "CHARSET",
        "REPLACEMENT_CHAR",
        statements=2,
    )
    yield _read(
        11, "bytes of no charset", "a.html", pages.neither, "CHARSET", "REPLACEMENT_CHAR", statements=2
    )


def _row_12() -> Iterator[Case]:
    for name, data in {
        "no byte": b"",
        "a byte order mark": b"\xef\xbb\xbf",
        "a UTF-16 mark": b"\xff\xfe",
        "blanks": b"\n \r\n\t\n" * 9,
        "a page without text": b"<html><body><p></p><br></body></html>",
        "invisible characters": "\u200b\ufeff\u00a0\n".encode() * 9,
    }.items():
        for file in ("a.html", "a.txt"):
            yield _held(12, f"{name} ({file[2:]})", file, _given(data), "EMPTY")
    for file in ("a.pdf", "a.docx", "a.doc", "a.png", "a.rtf", "a.odt", "a.xlsx", "a.pptx"):
        yield _held(12, f"no byte ({file[2:]})", file, _given(b""), "EMPTY", "DAMAGED")
    yield _held(12, "no paragraph (docx)", "a.docx", partial(docx, ""), "EMPTY")
    yield _held(12, "no paragraph (odt)", "a.odt", partial(odt, ""), "EMPTY")


def _row_13() -> Iterator[Case]:
    for name in pages.named_otherwise():
        yield _read(13, f"called {name}", name, lambda name=name: pages.named_otherwise()[name], "WRONG_TYPE")
    yield _held(13, "a program called .html", "a.html", pages.program, "UNKNOWN_TYPE")
    yield _held(13, "a program called .docx", "a.docx", pages.program, "UNKNOWN_TYPE")
    yield _held(13, "an archive", "a.html", lambda: office.zipped([("a.txt", b"a")]), "NO_READER")


def _row_14() -> Iterator[Case]:
    for code, made in shells.shells().items():
        for name, data in made.items():
            yield _held(14, f"{code.lower()}: {name}", "a.html", _given(data), code)
    yield _read(
        14, "a login box beside content", "a.html", shells.login_in_a_corner, statements=pages.STATEMENTS
    )
    yield _read(14, "a story about missing pages", "a.html", shells.story_about_an_error, "NO_SECTION")


def _row_16() -> Iterator[Case]:
    files = {name: f"pages/{printable_name(file)}" for name, file in pages.NAMES.items()}
    for name, uri in (*files.items(), *pages.URLS.items()):
        yield _read(16, name, uri, _given(pages.PAGE), statements=pages.STATEMENTS)


ROWS = (
    _row_1, _row_2, _row_3, _row_4, _row_5, _row_6, _row_7, _row_8, _row_9, _row_10, _row_11, _row_12,
    _row_13, _row_14, _row_16,
)  # fmt: skip


def cases() -> list[Case]:
    """All of them, by row."""
    return [case for row in ROWS for case in row()]


def result(parsed: Parsed) -> str:
    """What came of a document, in words for a table."""
    errors = [f.code for f in parsed.findings if f.severity is Severity.ERROR]
    if any(code in HOLDING_CODES for code in errors):
        return ", ".join(dict.fromkeys(code.value for code in errors))
    told = ", ".join(dict.fromkeys(f.code.value for f in parsed.findings if f.code.value in _TOLD))
    return f"read, {len(parsed.statements)} statements" + (f" ({told})" if told else "")


_TOLD = {
    code.value
    for code in (
        FindingCode.WRONG_TYPE, FindingCode.CHARSET, FindingCode.CHARSET_LABEL, FindingCode.DAMAGED,
        FindingCode.TEXT_NOT_READ, FindingCode.TEXT_REPAIRED, FindingCode.GARBLED, FindingCode.NEEDS_OCR,
        FindingCode.OCR_TEXT, FindingCode.REPLACEMENT_CHAR, FindingCode.SIZE_LIMIT, FindingCode.DEPTH_LIMIT,
        FindingCode.CUT, FindingCode.PRIVATE_USE, FindingCode.NO_SECTION,
    )
}  # fmt: skip
"""Codes that a table tells of a document that was read."""
